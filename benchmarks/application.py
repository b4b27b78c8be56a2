"""The application that measures a program: its sources as they are, and a driver of ours.

It reads how many times to call the program's function, and prints ``seconds`` with the duration
of each call, and ``result`` with what came of the first.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.programs import PYPERFORMANCE, Package, Program
from tools.sources import ROOT, source_of

_GUEST = Path(__file__).parent / "guest"
HOST = _GUEST / "host.py"

_MAIN = '''\
import os
import time

import beside
{imports}

for name, data in beside.FILES.items():
    path = os.path.join(os.path.dirname(run_benchmark.__file__), name)
    if not os.path.exists(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
{setup}

def once():
    return {call}


def result(value):
    return {result}


def digest(text):
    """A number that tells texts apart, and the beginning of the text."""
    number = 0
    for character in text:
        number = (number * 31 + ord(character)) % 1000000007
    return "%d %s" % (number, text[:60])


def main(loops):
    seconds = []
    for i in range(loops):
        begin = time.perf_counter()
        value = once()
        end = time.perf_counter()
        seconds.append(value if {timed} else end - begin)
        if i == 0:
            first = digest(repr(result(value)))
    print("seconds", *seconds)
    print("result", first)


main(int(input()))
'''


def work_of(program: Program) -> Path:
    """The directory of a program's application and image."""
    place = ROOT / ".cache" / "benchmarks" / program.name
    place.mkdir(parents=True, exist_ok=True)
    return place


def prepare(program: Program) -> Path:
    """Make the directory of what a program's application consists of."""
    directory = work_of(program) / "app"
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir()
    shutil.copy(_GUEST / "pyperf.py", directory)
    home = _source(PYPERFORMANCE) / program.directory if program.directory else None
    for place in _places(program, home):
        (directory / place.name).symlink_to(place)
    files = {name: (home / name).read_bytes() for name in program.data} if home else {}
    (directory / "beside.py").write_text(f"FILES = {files!r}\n")
    imports = "import run_benchmark" if home else ""
    (directory / "__main__.py").write_text(_MAIN.format(
        imports=imports, setup=program.setup, call=program.call, timed=program.timed,
        result=program.result or "value",
    ))
    return directory


def _places(program: Program, home: Path | None) -> list[Path]:
    """What of packages goes into an application."""
    places = [home / "run_benchmark.py"] if home else []
    if home and program.data:
        places.append(home / "data")
    return places + [_source(package) / package.source for package in program.needs]


def _source(package: Package) -> Path:
    return source_of(package.name, package.version)
