"""Running a module's image to its end, past tests that crash or hang."""

from __future__ import annotations

import ast
import io
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from tests.conformance.application import MARK
from tests.conformance.results import Report, Result, is_refusal

#: Seconds without a word from the image before its test is given up, also where it collects at
#: every allocation.
SILENCE = 60.0
SILENCE_STRESSED = 1800.0
#: Between the name of a doctest and the number of its example.
EXAMPLE = " example "
#: Crashes after which the rest of a module is given up.
CRASHES = 25


class _Run:
    """One run of an image; remembers which test was running when it ended."""

    def __init__(self, report: Report, log: IO[str]) -> None:
        self.report = report
        self.log = log
        self.planned: list[str] = []
        self.groups: list[Result] = []
        self.running = ""
        self.refused = ""
        self.is_done = False
        self.tail = ""

    def take(self, line: str) -> None:
        """Take one line of the image's output."""
        self.log.write(line + "\n")
        if MARK not in line:
            self.tail = line or self.tail
            if is_refusal(line):
                self.refused = line
            return
        try:
            kind, *values = ast.literal_eval(line.partition(MARK)[2])
        except (SyntaxError, ValueError):
            return
        getattr(self, "_" + kind)(*values)

    def _plan(self, name: str) -> None:
        self.planned.append(name)

    def _start(self, name: str) -> None:
        self.running = name
        self.refused = ""

    def _end(self, name: str, *values: str) -> None:
        self.report.results[name] = Result(name, *values)
        self.running = ""

    def _examples(self, name: str, pairs: list[tuple[str, str]]) -> None:
        for i, (outcome, text) in enumerate(pairs):
            example = f"{name}{EXAMPLE}{i + 1}"
            self.report.results[example] = Result(example, outcome, text)
        self.running = ""

    def _group(self, name: str, *values: str) -> None:
        self.groups.append(Result(name, *values))

    def _done(self) -> None:
        self.is_done = True


def run(
    report: Report, command: list[str], directory: Path, silence: float = SILENCE
) -> None:
    """Run an image, again without the tests done so far after a crash; fills ``report``."""
    begin = time.monotonic()
    with open(directory / "log.txt", "w", encoding="utf-8", errors="replace") as log:
        for _ in range(CRASHES):
            once = _Run(report, log)
            end = _run_once(once, command, silence)
            if once.is_done:
                _inherit(once)
                break
            if not once.running:
                report.error = f"{end} outside of any test: {once.tail}"[:300]
                break
            report.results[once.running] = _last_result(once, end)
        else:
            report.error = f"given up after {CRASHES} crashes"
    report.run_seconds = time.monotonic() - begin


def _last_result(run: _Run, end: str) -> Result:
    """The test in which the image ended; it may have waited for a thread that was refused."""
    if run.refused and end.startswith("status"):
        return Result(run.running, "failed", run.refused)
    outcome = "timeout" if end == "timeout" else "crashed"
    return Result(run.running, outcome, f"{end}: {run.tail}")


def recall(report: Report, directory: Path) -> None:
    """Fill a report from what the last run left in a directory."""
    place = directory / "log.txt"
    if not place.exists():
        report.error = "never run"
        return
    run = _Run(report, io.StringIO())
    for line in place.read_text(encoding="utf-8", errors="replace").splitlines():
        if MARK + "('plan'" in line and run.running:
            _crash(run)
        run.take(line)
    if run.is_done:
        _inherit(run)
    elif run.running:
        _crash(run)
    else:
        report.error = run.tail[:300]


def _crash(run: _Run) -> None:
    run.report.results[run.running] = _last_result(run, "status unknown")
    run.running = ""


def _inherit(run: _Run) -> None:
    """Tests that were planned but never started share the fate of their class or module."""
    known = _tests_of(run.report)
    for name in run.planned:
        if name in known:
            continue
        fate = next((g for g in run.groups if _belongs(name, g.name)), None)
        run.report.results[name] = (
            Result(name, fate.outcome, fate.text, fate.place) if fate
            else Result(name, "failed", "it was never run")
        )


def _tests_of(report: Report) -> dict[str, None]:
    """The names of the tests that have results; a doctest's only once."""
    return dict.fromkeys(name.partition(EXAMPLE)[0] for name in report.results)


def _belongs(test: str, group: str) -> bool:
    """Whether a test is of the class or module that ``setUpClass (test.x.Class)`` names."""
    owner = group.partition("(")[2].rstrip(")")
    return bool(owner) and test.startswith(owner + ".")


def _run_once(run: _Run, command: list[str], silence: float) -> str:
    """Run the image once; how it ended: 'timeout', a signal or a status."""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace",
    )
    assert process.stdin is not None and process.stdout is not None
    threading.Thread(
        target=_feed, args=(process.stdin, run.report.module, list(_tests_of(run.report))),
        daemon=True,
    ).start()
    end = ""
    for line in _lines(process.stdout, silence):
        if line is None:
            process.kill()
            end = "timeout"
            break
        run.take(line.rstrip("\r\n"))
    status = process.wait()
    if end:
        return end
    return f"signal {signal.Signals(-status).name}" if status < 0 else f"status {status}"


def _feed(stdin: IO[str], module: str, names: list[str]) -> None:
    try:
        stdin.write("".join(name + "\n" for name in (module, *names)) + "\n")
        stdin.close()
    except BrokenPipeError:
        pass  # it died before it read all; its output says how


def _lines(stdout: IO[str], silence: float) -> Iterator[str | None]:
    """The lines of a stream; ``None`` once it has been silent for too long."""
    waiting: queue.Queue[Any] = queue.Queue()

    def read() -> None:
        for line in stdout:
            waiting.put(line)
        waiting.put(os.EX_OK)

    threading.Thread(target=read, daemon=True).start()
    while True:
        try:
            item = waiting.get(timeout=silence)
        except queue.Empty:
            yield None
            return
        if item is os.EX_OK:
            return
        yield item
