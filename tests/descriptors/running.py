"""The guest's program on the emulator, and what the DCP's model and the processor had to do."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from tamapy.emulator.machine import Machine
from tests.worlds import image

PROGRAM = Path(__file__).with_name("guest") / "ciphers.py"
BOARD = "usbarmory-mk2"
DCP = 0x02280000
RAM = 64 << 20
#: What the guest says before a request of each kind, and what the request is.
KINDS = {
    "bytes": "`encrypt(data, slot, iv)`",
    "memory": "`encrypt_in_place(buffer, slot, (iv,))`",
    "sectors": "`encrypt_in_place(buffer, slot, ivs)`, sectors of 512 bytes",
}


@dataclass
class Request:
    """What one request took."""

    kind: str
    size: int
    descriptors: list[int]  # bytes of each
    instructions: int  # the processor's, without those that print the line


class Listener:
    """The console's end; with each line it notes where the machine is."""

    def __init__(self) -> None:
        self.machine: Any = None
        self.line = bytearray()
        self.marks: list[tuple[str, int, int, int]] = []

    def write(self, data: bytes) -> int:
        """What the guest prints."""
        for byte in data:
            self.line.append(byte)
            if byte == ord("\n"):
                self._note(self.line.decode().split())
                self.line.clear()
        return len(data)

    def _note(self, words: list[str]) -> None:
        done = len(self.machine.devices[DCP].done)
        self.marks.append((words[0], int(words[1]), done, self.machine.instructions))

    def flush(self) -> None:
        """Nothing is kept back."""


@functools.cache
def requests(optimise: int = 2) -> tuple[Request, ...]:
    """The second round of requests."""
    listener = Listener()
    machine = Machine(
        image(PROGRAM, BOARD, optimise, RAM), board=BOARD, stdout=listener, timeout=600, count=True
    )
    listener.machine = machine
    if machine.run() != 0:
        raise RuntimeError(f"the guest failed: {listener.line.decode()}")
    marks = listener.marks
    sizes = [done.size for done in machine.devices[DCP].done]
    marks = marks[len(marks) // 2:]
    printing = {
        mark[1]: after[3] - mark[3] for mark, after in pairwise(marks)
        if mark[0] == "none"
    }
    return tuple(
        Request(kind, size, sizes[first:after[2]], after[3] - before - printing[size])
        for (kind, size, first, before), after in pairwise(marks)
        if kind in KINDS
    )
