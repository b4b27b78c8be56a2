"""One module from its source to what came of its tests."""

from __future__ import annotations

import time
import traceback
from pathlib import Path

from tests.conformance import application, running
from tests.conformance.results import Report
from tests.worlds import BOARDS, command


def examine(module: str, world: str, stress: bool, directory: Path) -> Report:
    """Build and run one module."""
    report = Report(module)
    begin = time.monotonic()
    try:
        path = application.build(module, directory, BOARDS[world], stress)
    except Exception as error:
        (directory / "log.txt").write_text(traceback.format_exc())
        report.error = f"build: {str(error).strip() or type(error).__name__}"
        return report
    report.build_seconds = time.monotonic() - begin
    running.run(report, command(world, path, application.RAM[BOARDS[world]]), directory)
    return report
