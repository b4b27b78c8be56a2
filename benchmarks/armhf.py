"""The tasks on ARM in time, beside CPython: QEMU emulates a process of each."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks import debian
from benchmarks.instructions import IN_METAL, PROGRAM, Counted, parse
from benchmarks.measuring import Failure, build
from tools.sources import ROOT

#: What the command calls it.
NAME = "armhf"
_KEPT = ROOT / ".cache" / "benchmarks" / NAME
_BOARD = "linux-arm"
_RAM = "512M"
_LONGEST = 600.0


@dataclass
class Beside:
    """The milliseconds of a task by who did it, one a round."""

    cpython: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)


def measure(rounds: int) -> dict[str, Beside]:
    """What each task takes, of rounds in which each has its turn; raises :class:`Failure`."""
    _KEPT.mkdir(parents=True, exist_ok=True)
    image = build(PROGRAM, _BOARD, _KEPT / f"{_BOARD}.elf", 2, _RAM, "benchmarks.building")
    theirs = [*debian.interpreter(), os.fspath(PROGRAM)]
    mine = [*debian.emulator(), os.fspath(image)]
    found = {name: Beside() for name in IN_METAL}
    for _ in range(rounds):
        wanted, given = _run(theirs), _run(mine)
        for name, beside in found.items():
            if given[name].value != wanted[name].value:
                raise Failure(f"{name} gives {given[name].value} not {wanted[name].value}")
            beside.cpython.append(wanted[name].milliseconds)
            beside.ours.append(given[name].milliseconds)
    kept = {name: asdict(beside) for name, beside in found.items()}
    (_KEPT / "measured.json").write_text(json.dumps(kept))
    return found


def recall() -> dict[str, Beside]:
    """What was last measured."""
    path = _KEPT / "measured.json"
    kept = json.loads(path.read_text()) if path.exists() else {}
    return {name: Beside(**beside) for name, beside in kept.items()}


def _run(words: list[str]) -> dict[str, Counted]:
    """What a process says of the tasks; it is ended after them, for the program has more."""
    with subprocess.Popen(
        words, cwd=Path(PROGRAM).parent, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    ) as process:
        watch = threading.Timer(_LONGEST, process.kill)
        watch.start()
        assert process.stdout is not None
        found = first(process.stdout)
        watch.cancel()
        process.kill()
    if found.keys() != set(IN_METAL):
        raise Failure(f"{Path(words[0]).name} does not come to the end of the tasks")
    return found


def first(lines: Iterable[str]) -> dict[str, Counted]:
    """The tasks that are compared; reads no further than the last of them."""
    found: dict[str, Counted] = {}
    for line in lines:
        found |= parse(line)
        if len(found) == len(IN_METAL):
            break
    return found
