"""``python -m tests.packages``: run the tests of packages from PyPI; make the table."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from dataclasses import replace
from pathlib import Path

from tests.conformance import application as conformance
from tests.conformance import running
from tests.conformance.results import Report
from tests.conformance.table import summary, table
from tests.packages.application import prepare, work_of
from tests.packages.suites import SUITES, Suite
from tests.worlds import BOARDS, command

_HEAD = """\
# Packages
Packages from PyPI as published, compiled to native code with their own tests; where these are
not published, or need more than the package, with tests of ours. Made by
`python -m tests.packages --table docs/packages.md`; do not edit.

Tests written for pytest are run by a small runner of ours, which knows parameters, marks and the
usual fixtures. A test is skipped if it needs what the target does not have, if it needs
hypothesis, or if it fails under CPython in this runner as well.

"""
_SAME = "fails under CPython in this runner as well"


def main(arguments: list[str] | None = None) -> int:
    """The command; 0 when every test that counts passed, else 1."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.packages",
        description="Compile packages from PyPI with their own tests, run them, say what passes.",
    )
    parser.add_argument("packages", nargs="*", metavar="PACKAGE", choices=[*SUITES, []],
                        help=f"all, or some of {', '.join(SUITES)}")
    parser.add_argument("--world", choices=sorted(BOARDS), default="native",
                        help="native (default), emulator or qemu: both ARM")
    parser.add_argument("--table", type=Path, metavar="FILE", help="write the table to a file")
    parser.add_argument("--others", action="store_true",
                        help="have the other packages in the table as they last ran")
    options = parser.parse_args(arguments)
    reports = []
    for name, suite in SUITES.items():
        if name in (options.packages or SUITES):
            reports.append(_examine(suite, options.world))
            print(summary(reports[-1]), file=sys.stderr, flush=True)
        elif options.others:
            reports.append(_recall(suite))
    text = table(reports, _HEAD)
    if options.table:
        options.table.write_text(text)
    else:
        print(text, end="")
    return 1 if any(report.error or report.failures() for report in reports) else 0


def _examine(suite: Suite, world: str) -> Report:
    """Build a package's tests, run them here and under CPython."""
    name = f"{suite.name} {suite.version}"
    work = work_of(suite)
    print(f"building {name}", file=sys.stderr, flush=True)
    begin = time.monotonic()
    try:
        group = prepare(suite, work / "app")
        path = conformance.build([group], work, BOARDS[world], files=suite.files)
    except Exception as error:
        (work / "log.txt").write_text(traceback.format_exc())
        return Report(name, error=f"build: {str(error).strip() or type(error).__name__}")
    report = Report(suite.name, build_seconds=time.monotonic() - begin)
    running.run(report, command(world, path, conformance.RAM[BOARDS[world]]), work)
    host = Report(suite.name)
    (work / "cpython").mkdir(exist_ok=True)
    running.run(host, [sys.executable, str(work / "app")], work / "cpython")
    return _compared(report, host, name)


def _recall(suite: Suite) -> Report:
    """A package's tests as they last ran."""
    report, host = Report(suite.name), Report(suite.name)
    running.recall(report, work_of(suite))
    running.recall(host, work_of(suite) / "cpython")
    return _compared(report, host, f"{suite.name} {suite.version}")


def _compared(report: Report, host: Report, name: str) -> Report:
    """Do not count what fails under CPython as well."""
    for test, result in report.results.items():
        there = host.results.get(test)
        if result.outcome != "passed" and there is not None and there.outcome == "failed":
            report.results[test] = replace(result, outcome="skipped", text=_SAME)
    report.module = name
    return report


if __name__ == "__main__":
    sys.exit(main())
