"""Groups of programs as one application each; what they print under CPython and compiled."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.programs import program
from tests.worlds import BOARDS, ROOT, command, image

DIRECTORY = ROOT / ".cache" / "fuzz"
SUPPORT = Path(__file__).with_name("support.py")
RAM = 64 << 20
TIMEOUT = 300
_MARK = "== program "

_MAIN = """\
import sys
import warnings

from support import total

warnings.simplefilter("ignore")
sys.unraisablehook = lambda unraisable: None  # what is dropped is not dropped at the same time
{imports}

for number, module in {table}:
    print("{mark}", number, sep="")
    total[0] = 0
    try:
        module.main()
    except BaseException as error:
        print("ended by", type(error).__name__, error)
sys.stdout.flush()
"""


@dataclass
class Difference:
    """A program that printed something else than it does under CPython."""

    seed: int
    expected: list[str]
    found: list[str]

    def first(self) -> tuple[str, str]:
        """The first lines that differ."""
        length = max(len(self.expected), len(self.found))
        want = [*self.expected, *["(nothing)"] * (length - len(self.expected))]
        have = [*self.found, *["(nothing)"] * (length - len(self.found))]
        return next((w, h) for w, h in zip(want, have, strict=True) if w != h)


@dataclass
class Result:
    """What a group of programs gave."""

    programs: int
    lines: int
    fault: str = ""  # why there was no image
    differences: list[Difference] = field(default_factory=list)


def write_group(seeds: range, directory: Path) -> Path:
    """An application of the programs of some seeds; its main file."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    shutil.copyfile(SUPPORT, directory / "support.py")
    names = {seed: f"program{seed}" for seed in seeds}
    for seed, name in names.items():
        (directory / f"{name}.py").write_text(program(seed), encoding="utf-8")
    imports = "\n".join(f"import {name}" for name in names.values())
    table = "[" + ", ".join(f"({seed}, {name})" for seed, name in names.items()) + "]"
    main = directory / "__main__.py"
    main.write_text(_MAIN.format(imports=imports, table=table, mark=_MARK), encoding="utf-8")
    return main


def run_group(seeds: range, world: str, optimise: int) -> Result:
    """Build the programs of some seeds, run them in both ways, and compare."""
    directory = DIRECTORY / f"{seeds.start}-{seeds.stop}"
    main = write_group(seeds, directory)
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    oracle = subprocess.run(
        [sys.executable, "-W", "ignore", os.fspath(main)], env=environment, timeout=TIMEOUT,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )
    path = directory / f"{world}.elf"
    try:
        path.write_bytes(image(main, BOARDS[world], optimise, RAM))
    except Exception as error:  # a fault of the compiler is what is looked for
        return Result(len(seeds), 0, f"{directory.name}: {type(error).__name__}: {error}")
    path.chmod(0o755)
    try:
        output = subprocess.run(
            command(world, path, RAM), timeout=TIMEOUT, check=False, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if world == "native" else subprocess.DEVNULL,
        ).stdout
    except subprocess.TimeoutExpired as error:
        output = error.stdout or b""
    want, have = _by_program(oracle.stdout), _by_program(output)
    result = Result(len(seeds), sum(len(lines) for lines in want.values()))
    for seed in seeds:
        found = have.get(seed, [])
        if found != want[seed]:
            result.differences.append(Difference(seed, want[seed], found))
    if not result.differences:
        shutil.rmtree(directory)
    return result


def begin(jobs: int) -> None:
    """What a process of its own does first: with others beside it, it compiles on one core."""
    if jobs > 1:
        os.environ.setdefault("TAMAPY_JOBS", "1")
    gc.disable()


def run_alone(seeds: range, world: str, optimise: int) -> Result:
    """A group in such a process; nothing is collected but between groups."""
    result = run_group(seeds, world, optimise)
    gc.collect()
    return result


def _by_program(output: bytes) -> dict[int, list[str]]:
    text = output.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    programs: dict[int, list[str]] = {}
    for part in text.split(_MARK)[1:]:
        number, _, lines = part.partition("\n")
        programs[int(number)] = lines.splitlines()
    return programs
