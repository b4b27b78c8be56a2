"""The table of what passes, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.conformance.results import CATEGORIES, Report, Result

_HEAD = """\
# Conformance
CPython's own tests (`Lib/test`), unmodified, compiled{how}. Made by
`python -m tests.conformance {options}--table {file}`; do not edit.

A test that needs what the target does not have is skipped, by what it needs: `exec` of a text
that the build never saw, other processes, CPython's C API, an operating system's files, a
network, or a detail of CPython's implementation. Each example of a doctest is a test. The share
is that of the tests not skipped.

"""


#: How images are made and run, by world.
_WORLDS = {
    "native": " to native code", "emulator": " for ARM, on the emulator",
    "qemu": " for ARM, on QEMU",
}


def head(world: str, stress: bool, file: Path | None) -> str:
    """The page's first lines."""
    options = f"--world {world} " if world != "native" else ""
    how = _WORLDS[world]
    if stress:
        options += "--stress "
        how += ", with a collection at every allocation"
    return _HEAD.format(how=how, options=options, file=file or "FILE")


def table(reports: Iterable[Report], head: str) -> str:
    """The whole page."""
    found = list(reports)
    lines = ["| module | tests | passed | failed | " + " | ".join(CATEGORIES) + " | share |"]
    lines.append("| --- |" + " ---: |" * (len(CATEGORIES) + 4))
    lines.extend(_row(report) for report in found)
    lines.append(_total(found))
    text = head + "\n".join(lines) + "\n"
    failures = [line for report in found for line in _failures(report)]
    if failures:
        text += "\n## What fails\n" + "\n".join(failures) + "\n"
    return text


def share(reports: Iterable[Report]) -> float:
    """Tests passed of those not skipped, in percent; a module that cannot run counts as one."""
    passed = counted = 0
    for report in reports:
        passed += report.passed()
        counted += len(report.counted()) + bool(report.error)
    return 100 * passed / counted if counted else 100.0


def summary(report: Report) -> str:
    """A line of progress."""
    error = f"; {report.error}" if report.error else ""
    return (
        f"{report.module}: {report.passed()} of {len(report.counted())} passed "
        f"({share([report]):.1f} %), {len(report.results) - len(report.counted())} skipped; "
        f"built in {report.build_seconds:.0f} s, ran {report.run_seconds:.0f} s{error}"
    )


def _row(report: Report) -> str:
    skipped = " | ".join(str(n or "") for n in report.skipped().values())
    return (
        f"| {report.module} | {len(report.results)} | {report.passed()} | "
        f"{len(report.failures()) + bool(report.error)} | {skipped} | {share([report]):.1f} % |"
    )


def _total(reports: list[Report]) -> str:
    skipped = [sum(r.skipped()[c] for r in reports) for c in CATEGORIES]
    return (
        f"| all {len(reports)} | {sum(len(r.results) for r in reports)} | "
        f"{sum(r.passed() for r in reports)} | "
        f"{sum(len(r.failures()) + bool(r.error) for r in reports)} | "
        f"{' | '.join(str(n or '') for n in skipped)} | {share(reports):.1f} % |"
    )


def _failures(report: Report) -> Iterator[str]:
    if report.error:
        yield f"- `{report.module}`: {_code(report.error)}"
    for result in report.failures():
        yield f"- `{result.name.removeprefix('test.')}`: {_cause(result)}"


def _cause(result: Result) -> str:
    kind = "" if result.outcome == "failed" else f"{result.outcome}: "
    place = f" ({result.place})" if result.place else ""
    return f"{kind}{_code(result.text)}{place}"


def _code(text: str) -> str:
    first = text.strip().partition("\n")[0][:160]
    return f"`{first.replace('`', chr(39))}`" if first else "`(no message)`"
