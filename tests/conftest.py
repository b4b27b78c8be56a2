"""Options of the whole test suite: the table of what whole programs did."""

from __future__ import annotations

import gc
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

_CASE = re.compile(r"tests/programs/test_\w+\.py::test_\w+\[(.+)-(\w+)\]$")
_COLUMNS = {
    "native": "native", "emulator": "emulator", "qemu": "QEMU",
    "optimised": "emulator, -O2", "stressed": "native, collecting at every allocation",
    "tight": "native, least memory",
}
_PROGRAMS = Path(__file__).parent / "programs"
_MARKS = {"passed": "✓", "skipped": "–", "xfailed": "known fault", "failed": "**failed**"}


#: Containers that workers let pile up before they look for garbage, about 200 MB.
_PENDING = 1_500_000


def pytest_configure(config: pytest.Config) -> None:
    """Workers of the suite are as many as the cores, so each of them builds on one.

    Each build is a large graph, dead at once when its test has the image: the collector's
    generations would walk it several times over, for a third of the suite's time.
    """
    if hasattr(config, "workerinput"):
        os.environ.setdefault("TAMAPY_JOBS", "1")
        gc.disable()


def pytest_runtest_logfinish() -> None:
    """Collect between tests, once it is worth it; what programs left behind may say nothing."""
    if not gc.isenabled() and gc.get_count()[0] > _PENDING:
        told, sys.unraisablehook = sys.unraisablehook, lambda unraisable: None
        try:
            gc.collect()
        finally:
            sys.unraisablehook = told


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that asks for the table."""
    parser.addoption(
        "--programs-table", metavar="FILE", help="note what each whole program did, as Markdown"
    )


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Write the table once all reports are in (with workers: in the main process)."""
    path = config.getoption("--programs-table")
    if not path or hasattr(config, "workerinput"):
        return
    table: dict[str, dict[str, str]] = {}
    for outcome, mark in _MARKS.items():
        for report in terminalreporter.stats.get(outcome, []):
            found = _CASE.search(re.sub(r"@[\w-]+$", "", report.nodeid))
            if found and found[2] in _COLUMNS:
                least = dict(report.user_properties).get("least_memory", mark)
                table.setdefault(found[1], {})[found[2]] = least
    if table:
        for program, cells in _kept(Path(path)).items():
            if (_PROGRAMS / f"{program}.py").exists() or (_PROGRAMS / program).is_dir():
                table[program] = cells | table.get(program, {})
        Path(path).write_text(_markdown(table), encoding="utf-8")


def _kept(path: Path) -> dict[str, dict[str, str]]:
    """What the table said before: a run replaces what it has results of."""
    table = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        program, *cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if len(cells) == len(_COLUMNS) and program not in ("program", "---"):
            filled = zip(_COLUMNS, cells, strict=True)
            table[program] = {column: cell for column, cell in filled if cell}
    return table


def _markdown(table: dict[str, dict[str, str]]) -> str:
    lines = [
        "# Whole programs",
        "Made by `tools/test-all`; do not edit. A mark says that the program printed what it",
        "prints under CPython and ended with the same status. The least memory is the heap's, in",
        "steps of 4 KiB; with less the program ends with `MemoryError`.",
        "",
        "| program | " + " | ".join(_COLUMNS.values()) + " |",
        "| --- |" + " --- |" * len(_COLUMNS),
    ]
    for program in sorted(table):
        cells = (table[program].get(column, "") for column in _COLUMNS)
        lines.append(f"| {program} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
