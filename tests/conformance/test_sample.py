"""The harness, and a sample of CPython's tests, which all pass or are skipped for a reason."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conformance import application, running
from tests.conformance.__main__ import main
from tests.conformance.examine import examine
from tests.conformance.guest.doctest_examples import outcomes
from tests.conformance.modules import MODULES, SAMPLE
from tests.conformance.results import Report, Result, category_of
from tests.conformance.table import head, share, table

#: Tests of the sample that are known to fail, and why.
KNOWN: dict[str, str] = {}


@pytest.mark.skipif(sys.platform != "linux", reason="the native board is Linux's")
def test_sample() -> None:
    """Everything in the sample passes that is not skipped, but for what is known."""
    reports = examine(SAMPLE, "native", stress=False, optimise=0)  # the table is of -O2
    assert not [report.error for report in reports if report.error]
    failed = {r.name: r.text for report in reports for r in report.failures()}
    assert {name: text for name, text in failed.items() if name not in KNOWN} == {}
    assert all(report.passed() > 20 for report in reports)


def test_modules_exist() -> None:
    """The modules of the table are CPython's."""
    assert set(SAMPLE) <= set(MODULES)
    assert [module for module in MODULES if application.place_of(module) is None] == []


@pytest.mark.parametrize(("reason", "category"), [
    ("eval() of a text that the build never saw: '1'", "exec"),
    ("NotImplementedError: other processes are not available on this target", "subprocess"),
    ("No module named '_testcapi'", "C API"),
    ("os.pipe() is not available on this target", "files"),
    ("ModuleNotFoundError: No module named 'x': the build never saw the file '/x.py'", "files"),
    ("implementation detail specific to cpython", "CPython"),
    ("the moon is full", "other"),
])
def test_category(reason: str, category: str) -> None:
    """The reason of a skipped test names the mechanism that is missing."""
    assert category_of(reason) == category


def test_what_counts() -> None:
    """A refusal of the runtime's is a skip; any other exception is a failure."""
    text = "NotImplementedError: eval() of a text that the build never saw"
    refused = Result("a", "failed", text)
    wrong = Result("b", "failed", "NotImplementedError: to be done")
    report = Report("test_x", {"a": refused, "b": wrong, "c": Result("c", "passed")})
    assert report.failures() == [wrong]
    assert share([report]) == 50.0
    assert "| test_x | 3 | 1 | 1 | 1 |" in table([report], head("qemu", True, None))


def test_data_files() -> None:
    """Tests get the files beside them that they name."""
    found = application.group_of("test_configparser").files
    assert "/usr/lib/python3.11/test/configdata/cfgparser.1" in found
    assert "/usr/lib/python3.11/test/test_configparser.py" in found
    assert len(found) < 10


_GUEST = '''
import sys, os
MARK = {mark!r}
module = sys.stdin.readline().strip()
done = set()
while line := sys.stdin.readline().strip():
    done.add(line)
for name in "abcd":
    print(MARK + ascii(("plan", name)), flush=True)
for name in "abcd":
    if name in done:
        continue
    print(MARK + ascii(("start", name)), flush=True)
    if name == "b":
        os.abort()
    print(MARK + ascii(("end", name, "passed", "", "")), flush=True)
print(MARK + ascii(("done",)))
'''


def test_goes_on_after_a_crash(tmp_path: Path) -> None:
    """A test that takes the program down loses only itself."""
    guest = tmp_path / "guest.py"
    guest.write_text(_GUEST.format(mark=application.MARK))
    report = Report("test_x")
    running.run(report, [sys.executable, str(guest)], tmp_path)
    assert {n: r.outcome for n, r in report.results.items()} == {
        "a": "passed", "b": "crashed", "c": "passed", "d": "passed",
    }
    assert "SIGABRT" in report.results["b"].text
    assert not report.error
    again = Report("test_x")
    running.recall(again, tmp_path)
    assert {n: r.outcome for n, r in again.results.items()} == {
        n: r.outcome for n, r in report.results.items()
    }


def test_module_that_does_not_start(tmp_path: Path) -> None:
    """A program that ends before any test is reported, not lost."""
    report = Report("test_x")
    running.run(report, [sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)
    assert "no such thing" in report.error
    again = Report("test_x")
    running.recall(again, tmp_path)
    assert again.error == "no such thing"
    assert share([report]) == 0.0


def test_unknown_module(capsys: pytest.CaptureFixture[str]) -> None:
    """A module that CPython does not have is an error of the command line."""
    assert main(["test_no_such_module"]) == 2
    assert "test_no_such_module" in capsys.readouterr().err


def test_examples() -> None:
    """Each example of a doctest has its own outcome."""
    import doctest

    text = ">>> 1 + 1\n2\n>>> for i in range(1):\n...     1 / i\n0\n>>> 'a'\n'b'\n>>> 3\n3\n"
    text += ">>> 1 / 0\nTraceback (most recent call last):\nValueError: x\n"
    test = doctest.DocTestParser().get_doctest(text, {}, "x", "x.py", 0)
    found = doctest.DocTestCase(test).run()
    assert found is not None
    sources = [example.source for example in test.examples]
    ((_, report),) = found.failures
    assert outcomes(sources, report) == [
        ("passed", ""), ("failed", "ZeroDivisionError: division by zero"),
        ("failed", "AssertionError: Expected: 'b' Got: 'a'"), ("passed", ""),
        ("failed", "ZeroDivisionError: division by zero"),
    ]
    assert outcomes(sources, "") == [("passed", "")] * 5
    assert outcomes(sources[:1], report) is None
