"""The application made for some of CPython's test modules, and its image.

The application reads from standard input the module to import, then the ids of tests to leave
out, one a line until an empty line. It runs the others and prints records: :data:`MARK`, then
a tuple that ``ast.literal_eval`` reads.

- ``("plan", id)`` for every test that is there,
- ``("start", id)`` before a test runs,
- ``("examples", id, pairs)`` after a doctest: the outcome and cause of each of its examples,
- ``("end", id, outcome, text, place)`` after any other: 'passed', 'failed', 'skipped'; the last
  line of the exception or the reason, and the line of the module where it came from,
- ``("group", id, outcome, text, place)`` when the set-up of a class or module failed,
- ``("done",)`` at the end.
"""

from __future__ import annotations

import ast
import os
import shutil
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tamapy.cli.boards import find_board
from tamapy.cli.builds import start_build
from tamapy.cli.settings import Settings
from tamapy.compiler.garbage import collector_paused
from tamapy.compiler.load.world import STDLIB_PREFIX
from tests.conformance.modules import ELSEWHERE
from tests.worlds import KEPT

MARK = "@conformance "
_LIBRARY = Path(sysconfig.get_path("stdlib"))
#: Bytes of the largest file beside the tests that images have.
_MOST_DATA = 100_000
#: Bytes of RAM: the tests of CPython expect a machine that has some.
RAM = {"linux-amd64": 512 << 20, "usbarmory-mk2": 512 << 20}

#: What a Python that is not CPython has to say before the decorators of tests ask.
_IDENTITY = '''\
import platform

platform.python_implementation = lambda: "TamaPy"
'''

#: What the support of CPython's tests cannot find out by itself.
_SUPPORT = '''\
from test import support

support.has_no_debug_ranges = lambda: False  # it asks a C module of CPython's
'''

_MAIN = '''\
import identity
import beside
import doctest_examples
import os
import sys
import traceback
import unittest

for path, data in beside.FILES.items():
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if not path.endswith("/"):
        with open(path, "wb") as file:
            file.write(data)

MARK = {mark!r}
MODULE = sys.stdin.readline().strip()
PLACE = {places!r}.get(MODULE, "?")
PLACES = PLACE + ".py", PLACE + "/"
tested = []


def record(*values):
    print(MARK + ascii(values), flush=True)


def lost(name, error):
    """Of a package, a module of tests that cannot be imported is lost alone."""
    traceback.print_exc()
    record("plan", name)
    record("end", name, "failed", "".join(traceback.format_exception_only(error)).strip(), "")


{imports}


class Recorder(unittest.TestResult):
    """Prints what becomes of each test; of several outcomes of one test the worst counts."""

    def startTest(self, test):
        self.current = test.id()
        self.outcome = None
        self.report = ""
        super().startTest(test)
        record("start", self.current)

    def stopTest(self, test):
        super().stopTest(test)
        outcome = self.outcome or ("passed", "", "")
        inner = getattr(getattr(test, "_dt_test", None), "examples", ())
        found = doctest_examples.outcomes([example.source for example in inner], self.report)
        if found and outcome[0] != "skipped":
            record("examples", self.current, found)
        else:
            record("end", self.current, *outcome)
        self.current = None

    def note(self, test, outcome, text, place=""):
        if getattr(self, "current", None) is None:
            record("group", test.id(), outcome, text, place)
        elif self.outcome is None or (self.outcome[0] == "skipped" != outcome):
            self.outcome = (outcome, text, place)

    def exception(self, test, error):
        shown = traceback.format_exception(*error)
        sys.stderr.write("".join(shown))
        text = "".join(traceback.format_exception_only(*error[:2])).strip()
        self.report = str(error[1])
        place = ""
        for frame in traceback.extract_tb(error[2]):
            if any(part in frame.filename for part in PLACES):
                place = "%s:%s" % (frame.filename.rpartition("/")[2], frame.lineno)
        self.note(test, "failed", text[:400], place)

    def addError(self, test, error):
        self.exception(test, error)

    def addFailure(self, test, error):
        self.exception(test, error)

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.exception(test, error)

    def addSkip(self, test, reason):
        self.note(test, "skipped", str(reason))

    def addSuccess(self, test):
        pass

    def addExpectedFailure(self, test, error):
        pass

    def addUnexpectedSuccess(self, test):
        self.note(test, "failed", "unexpected success")


def flat(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from flat(item)
        else:
            yield item


def load(module):
    if hasattr(module, "__path__"):  # it would look for the files of its modules
        vars(module).pop("load_tests", None)
    loader = unittest.TestLoader()
    tests = list(flat(loader.loadTestsFromModule(module)))
    if loader.errors:  # its load_tests() failed: without it there are the classes
        vars(module).pop("load_tests", None)
        loader = unittest.TestLoader()
        tests += flat(loader.loadTestsFromModule(module))
    return tests


left_out = set()
while line := sys.stdin.readline().strip():
    left_out.add(line)
tests = [test for module in tested for test in load(module)]
for test in tests:
    record("plan", test.id())
unittest.TestSuite(t for t in tests if t.id() not in left_out).run(Recorder())
record("done")
'''


@dataclass(frozen=True)
class Group:
    """Tests under one name: the modules that hold them, the end of their files' paths, and

    the files they read, by where these are on the target.
    """

    name: str
    modules: Sequence[str]
    place: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    #: Statements that run before anything of it is imported.
    before: str = ""


def write(groups: Sequence[Group], directory: Path) -> None:
    """Write the application that runs any of the groups into a directory."""
    directory.mkdir(parents=True, exist_ok=True)
    before = dict.fromkeys(group.before for group in groups)
    (directory / "identity.py").write_text(_IDENTITY + "".join(before))
    shutil.copy(Path(__file__).parent / "guest" / "doctest_examples.py", directory)
    files = {name: data for group in groups for name, data in group.files.items()}
    (directory / "beside.py").write_text(f"FILES = {files!r}\n")
    imports = "".join(_imports(group) for group in groups)
    places = {group.name: group.place for group in groups}
    (directory / "__main__.py").write_text(
        _MAIN.format(imports=imports, mark=MARK, places=places)
    )


def _dotted(module: str) -> str:
    return ELSEWHERE.get(module, f"test.{module}")


def place_of(module: str) -> Path | None:
    """The file of a module of tests, or the directory of a package of them, if it is there."""
    place = _LIBRARY / _dotted(module).replace(".", "/")
    return next((p for p in (place.with_suffix(".py"), place) if p.exists()), None)


def files_of(place: Path) -> dict[str, bytes]:
    """What lies beside tests: their source, and data that they name by constants.

    Data may also be named by what is in their packages. A directory's name ends in a slash.
    """
    found = list(place.rglob("*.py")) if place.is_dir() else [place]
    sources = list(found)
    if place.parent.parent == _LIBRARY / "test":
        sources += place.parent.glob("*.py")
    named = {
        node.value for path in sources for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Constant)
    }
    home = _LIBRARY / "test"
    found += [
        path for path in (*home.glob("*.*"), *home.glob("*data/*.*"))
        if path.name in named and path.suffix != ".py" and path.stat().st_size <= _MOST_DATA
    ]
    files = {f"{STDLIB_PREFIX}/{p.relative_to(_LIBRARY)}": p.read_bytes() for p in sorted(found)}
    for path in sorted(home.iterdir()):
        if path.is_dir() and path.name in named:
            files[f"{STDLIB_PREFIX}/test/{path.name}/"] = b""
    return files


def group_of(module: str) -> Group:
    """A module of CPython's tests; or a package, with its modules of tests."""
    place = place_of(module)
    assert place is not None
    inner = sorted(path.relative_to(place).with_suffix("") for path in place.rglob("test*.py"))
    dotted = _dotted(module)
    names = [dotted, *(".".join((dotted, *path.parts)) for path in inner)]
    end = "/" + dotted.removeprefix("test.").replace(".", "/")
    return Group(module, names, end, files_of(place), _SUPPORT)


def _imports(group: Group) -> str:
    """The statements that import a group's modules; of several each may be lost alone."""
    lines = [f"if MODULE == {group.name!r}:\n"]
    for name in group.modules:
        if len(group.modules) == 1:
            lines.append(f"    import {name} as module\n    tested.append(module)\n")
            continue
        lines.append(
            f"    try:\n        import {name} as module\n        tested.append(module)\n"
            f"    except Exception as error:\n        lost({name!r}, error)\n"
        )
    return "".join(lines)


def build(
    groups: Sequence[Group], directory: Path, board: str, stress: bool = False,
    files: Sequence[str] = (), optimise: int = 2,
) -> Path:
    """The image of an application for some tests; raises what the build raises."""
    write(groups, directory / "app")
    settings = Settings(board=board, ram=RAM[board], files=files, optimise=optimise)
    path = directory / f"{board}.elf"
    with collector_paused():
        work = start_build(
            os.fspath(directory / "app"), find_board(board), settings, lambda stage: None, KEPT
        )
        work.set_gc_stress(stress)
        path.write_bytes(work.run().elf())
    path.chmod(0o755)
    return path
