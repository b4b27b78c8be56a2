"""Some modules from their source to what came of their tests."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from tests.conformance import application, running
from tests.conformance.results import Report
from tests.conformance.table import summary
from tests.worlds import BOARDS, ROOT, command

#: Images, and what they printed, by world and module.
WORK = ROOT / ".cache" / "conformance"


def examine(
    modules: Sequence[str], world: str, stress: bool, optimise: int = 2
) -> list[Report]:
    """Build modules into one image and run each; those that cannot be built together, alone."""
    directory = directory_of(modules[0], world, stress)
    _say(f"building {', '.join(modules)}")
    begin = time.monotonic()
    try:
        path = application.build(
            [application.group_of(module) for module in modules], directory, BOARDS[world], stress,
            optimise=optimise,
        )
    except Exception as error:
        _say(f"{type(error).__name__}: {error}")
        if len(modules) > 1:
            return [
                report for module in modules
                for report in examine([module], world, stress, optimise)
            ]
        (directory / "log.txt").write_text(traceback.format_exc())
        return [Report(modules[0], error=f"build: {str(error).strip() or type(error).__name__}")]
    seconds = time.monotonic() - begin
    reports = []
    for module in modules:
        report = Report(module, build_seconds=seconds / len(modules))
        running.run(
            report, command(world, path, application.RAM[BOARDS[world]]),
            directory_of(module, world, stress),
            running.SILENCE_STRESSED if stress else running.SILENCE,
        )
        reports.append(report)
        _say(summary(report))
    return reports


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def directory_of(module: str, world: str, stress: bool) -> Path:
    """Where the output of a module is kept."""
    directory = WORK / (f"{world}-stressed" if stress else world) / module
    directory.mkdir(parents=True, exist_ok=True)
    return directory
