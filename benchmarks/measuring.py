"""Build a program, run it in turns under each interpreter and as an image, keep what it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.application import HOST, prepare, work_of
from benchmarks.arithmetic import steady
from benchmarks.programs import Program
from tools.sources import ROOT

OURS = "TamaPy"
CPYTHON = "CPython"
WITH_C = "CPython with C modules"
PYPY = "PyPy"
#: PyPy calls a function so many times as often: it takes its time to get fast.
_WARM_UP = 5
_BOARD = "linux-amd64"
_RAM = "1G"
_LONGEST = 600.0


class Failure(Exception):
    """A program that does not build or run, with its cause in a line."""


@dataclass
class Measured:
    """What came of a program: seconds of a call by who ran it, one a round."""

    name: str
    seconds: dict[str, list[float]] = field(default_factory=dict)
    first: dict[str, list[float]] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    build_seconds: float = 0.0


def measure(
    program: Program, rounds: int, pypy: str | None, optimise: int = 2
) -> Measured:
    """Build a program and run it ``rounds`` times in turns."""
    measured = Measured(program.name)
    directory = prepare(program)
    runners = _interpreters(program, directory, pypy)
    begin = time.monotonic()
    try:
        image = build(directory, _BOARD, work_of(program) / f"{_BOARD}.elf", optimise, _RAM)
        runners[OURS] = _runner([os.fspath(image)], program.loops)
    except Failure as failure:
        measured.failures[OURS] = f"does not build: {failure}"
    measured.build_seconds = time.monotonic() - begin
    want = None
    for _ in range(rounds):
        for who, run in list(runners.items()):
            try:
                seconds, result = run()
                want = want or result
                if result != want:
                    raise Failure(f"gives {result} instead of {want}")
            except Failure as failure:
                measured.failures[who] = str(failure)
                del runners[who]
            else:
                measured.first.setdefault(who, []).append(seconds[0])
                measured.seconds.setdefault(who, []).append(steady(seconds))
    (work_of(program) / "measured.json").write_text(json.dumps(asdict(measured)))
    return measured


def recall(program: Program) -> Measured | None:
    """A program as it was last measured."""
    path = work_of(program) / "measured.json"
    return Measured(**json.loads(path.read_text())) if path.exists() else None


_Runner = Callable[[], tuple[list[float], str]]


def _interpreters(program: Program, directory: Path, pypy: str | None) -> dict[str, _Runner]:
    """Who else runs a program: CPython first, for its result is the one wanted."""
    def words(interpreter: str, blocked: Sequence[str]) -> list[str]:
        # Without -S the site module might import what is to be blocked.
        options = [interpreter, "-S", "-E", os.fspath(HOST), os.fspath(directory)]
        return [*options, ",".join(blocked)]

    runners = {CPYTHON: _runner(words(sys.executable, program.blocked), program.loops)}
    if program.blocked:
        runners[WITH_C] = _runner(words(sys.executable, ()), program.loops)
    if pypy:
        runners[PYPY] = _runner(words(pypy, ()), program.loops * _WARM_UP)
    return runners


def _runner(words: list[str], loops: int) -> _Runner:
    def run() -> tuple[list[float], str]:
        return parse(finished(words, f"{loops}\n"))
    return run


def parse(text: str) -> tuple[list[float], str]:
    """The seconds of each call; the result, with whatever else was printed."""
    *others, seconds, result = text.splitlines()
    result = " ".join([result.removeprefix("result "), *sorted(set(others))])
    return [float(word) for word in seconds.removeprefix("seconds ").split()], result


def build(
    application: Path, board: str, image: Path, optimise: int, ram: str, tool: str = "tamapy",
) -> Path:
    """The image of an application; raises :class:`Failure`."""
    environment = {**os.environ, "PYTHONPATH": os.fspath(ROOT)}
    finished(
        [sys.executable, "-m", tool, "build", f"-O{optimise}", "--board", board, "--ram", ram,
         os.fspath(application), "-o", os.fspath(image)], environment=environment,
    )
    return image


def finished(words: list[str], text: str = "", environment: dict[str, str] | None = None) -> str:
    """What a process prints; raises :class:`Failure` with the last line of its complaint."""
    try:
        done = subprocess.run(
            words, input=text, text=True, capture_output=True, timeout=_LONGEST, env=environment,
            cwd=ROOT / ".cache" / "benchmarks",
        )
    except subprocess.TimeoutExpired:
        raise Failure(f"takes more than {_LONGEST:.0f} seconds") from None
    if done.returncode:
        raise Failure(cause(done.stderr) or f"ends with status {done.returncode}")
    return done.stdout


def cause(complaint: str) -> str:
    """The line of a complaint that says why: a traceback's last, or the tool's error."""
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("error")]
    return (errors or lines or [""])[-1]
