"""The application that runs a package's tests: its sources as they are, and our runner."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from tests.conformance.application import Group
from tests.packages.suites import LIBRARIES, SUITES, Suite
from tests.worlds import ROOT
from tools.sources import source_of

_HERE = Path(__file__).parent
#: The module of the application that has a package's tests.
GATHERED = "gathered"
#: What a source distribution has beside what it installs.
_BESIDE = ("conftest", "examples", "tests")
_IMPORT = """\
try:
    import {name}
    NAMES.append({name!r})
except Exception as reason:
    LEFT_OUT[{name!r}] = reason
"""
_LOADING = """\


def load_tests(loader, tests, pattern):
    return gathering.load(NAMES, CONFTESTS, LEFT_OUT)
"""


def work_of(suite: Suite) -> Path:
    """The directory of a package's application, image and output."""
    place = ROOT / ".cache" / "packages" / "runs" / suite.name
    place.mkdir(parents=True, exist_ok=True)
    return place


def prepare(suite: Suite, directory: Path) -> Group:
    """Make a directory of what the application consists of; which tests it has."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    for file in sorted((_HERE / "standins").glob("*.py")):
        shutil.copy(file, directory)
    for needed in (suite, *(LIBRARIES.get(name) or SUITES[name] for name in suite.needs)):
        for source in needed.sources:
            place = source_of(needed.name, needed.version) / source
            if not (directory / place.name).exists():
                (directory / place.name).symlink_to(place)
        _write_metadata(needed, source_of(needed), directory)
    names = list(_tests(suite, directory))
    if not suite.tests:
        names = [f"{suite.name}_tests"]
        shutil.copy(_HERE / "programs" / f"{names[0]}.py", directory)
    _write_gathered(suite, names, directory)
    return Group(suite.name, [GATHERED], names[0] if not suite.tests else "/tests")


def _write_metadata(suite: Suite, source: Path, directory: Path) -> None:
    """Write what installing a package leaves beside it, for ``importlib.metadata``."""
    place = directory / f"{suite.name.replace('-', '_')}-{suite.version}.dist-info"
    place.mkdir()
    shutil.copy(source / "PKG-INFO", place / "METADATA")
    for file in source.rglob("*.egg-info/entry_points.txt"):
        shutil.copy(file, place)
    tops = (Path(name).stem for name in suite.sources if Path(name).stem not in _BESIDE)
    (place / "top_level.txt").write_text("".join(f"{top}\n" for top in tops))


def _tests(suite: Suite, directory: Path) -> Iterable[str]:
    """The dotted names of the modules of tests."""
    for pattern in suite.tests:
        top, _, rest = pattern.partition("/")
        for path in sorted((directory / top).glob(rest)):
            name = ".".join(path.relative_to(directory).with_suffix("").parts)
            if name not in suite.left_out:
                yield name


def _write_gathered(suite: Suite, names: list[str], directory: Path) -> None:
    lines = ["import unittest\n", "import gathering\n"]
    lines += [f"import {name}\n" for name in suite.conftests]
    lines += [f"CONFTESTS = {list(suite.conftests)!r}\n", "NAMES = []\n", "LEFT_OUT = {}\n"]
    lines += [_IMPORT.format(name=name) for name in names]
    (directory / f"{GATHERED}.py").write_text("".join(lines) + _LOADING)
