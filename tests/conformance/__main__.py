"""``python -m tests.conformance``: run CPython's tests and make the table of what passes."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from pathlib import Path

from tests.conformance.application import place_of
from tests.conformance.examine import directory_of, examine
from tests.conformance.modules import CHOSEN, MODULES, SAMPLE, STRESSED
from tests.conformance.results import Report
from tests.conformance.running import recall
from tests.conformance.table import head, table
from tests.worlds import BOARDS

_EPILOGUE = """\
exit status: 0 when every test that counts passed, 1 when some failed, crashed or could not be
built, 2 when the command line is wrong. Progress goes to standard error; the table to standard
output unless --table names a file. Output and images of each module are kept in
.cache/conformance/WORLD/MODULE.
"""


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    options = _parser().parse_args(arguments)
    whole = MODULES if options.world == "native" else CHOSEN
    if options.stress:
        whole = STRESSED
    modules = options.modules or list(SAMPLE if options.sample else whole)
    for module in modules:
        if place_of(module) is None:
            print(f"conformance: there is no module of tests {module}", file=sys.stderr)
            return 2
    reports = _examine_all(modules, options)
    if options.others:
        modules = list(dict.fromkeys((*whole, *modules)))
        for module in modules:
            if module not in reports:
                reports[module] = Report(module)
                recall(reports[module], directory_of(module, options.world, options.stress))
    text = table(
        (reports[module] for module in modules),
        head(options.world, options.stress, options.table),
    )
    if options.table:
        options.table.write_text(text, encoding="utf-8", errors="backslashreplace")
    else:
        print(text, end="")
    failed = any(report.error or report.failures() for report in reports.values())
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.conformance", epilog=_EPILOGUE,
        description="Compile CPython's own tests, unmodified, run them, and say what passes.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("modules", nargs="*", metavar="MODULE",
                        help="modules of Lib/test, such as test_int (all that are known; "
                             "choices of them with --world or --stress)")
    parser.add_argument("--sample", action="store_true", help="only the few modules CI runs")
    parser.add_argument("--world", choices=sorted(BOARDS), default="native",
                        help="native (default), emulator or qemu: both ARM")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="images at a time (1)")
    parser.add_argument("--together", type=int, default=8, metavar="N",
                        help="modules in one image, which saves building what they share (8)")
    parser.add_argument("--table", type=Path, metavar="FILE", help="write the table to a file")
    parser.add_argument("--others", action="store_true",
                        help="have the other modules in the table as they last ran")
    parser.add_argument("--stress", action="store_true", help="collect at every allocation")
    return parser


def _examine_all(modules: list[str], options: argparse.Namespace) -> dict[str, Report]:
    """Examine modules, some in one image, each image in a process of its own."""
    reports: dict[str, Report] = {}
    pool = ProcessPoolExecutor(
        options.jobs, multiprocessing.get_context("spawn"), max_tasks_per_child=1
    )
    with pool:
        waiting: dict[Future[list[Report]], list[str]] = {}
        for at in range(0, len(modules), options.together):
            chunk = modules[at:at + options.together]
            waiting[pool.submit(examine, chunk, options.world, options.stress)] = chunk
        for future in as_completed(waiting):
            try:
                found = future.result()
            except Exception as error:  # the process died, or the harness has a fault
                found = [Report(m, error=f"{type(error).__name__}: {error}")
                         for m in waiting[future]]
            reports.update((report.module, report) for report in found)
            print(f"{len(reports)} of {len(modules)} modules done", file=sys.stderr, flush=True)
    return reports


if __name__ == "__main__":
    sys.exit(main())
