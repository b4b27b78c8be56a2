"""The console line between an emulated port and this process's streams."""

from __future__ import annotations

import select
from collections.abc import Callable
from typing import Any

END_OF_INPUT = 4  # sent once when the input ends, as a terminal's Ctrl-D
PATIENCE = 64  # empty looks in a row before the emulator sleeps between them
PAUSE = 0.005


class Console:
    """Sends bytes to ``stdout`` at once, and takes them from ``stdin`` as they come.

    ``stdin`` is bytes, a binary file or ``None``; ``stdout`` a binary file, a function of
    a bytes object, or ``None`` to drop everything. What was sent is flushed at once.
    """

    def __init__(self, stdin: Any, stdout: Any) -> None:
        self.pending = bytearray()
        self.ended = False
        self.file: Any = None
        self.idle = 0
        self.patient = True  # whether a machine that keeps asking is made to wait
        if stdin is None:
            stdin = b""
        if isinstance(stdin, (bytes, bytearray)):
            self.pending += stdin
            self._end()
        else:
            self.file = stdin
        self.write = _writer(stdout)

    def send(self, byte: int) -> None:
        """A byte from the machine."""
        self.idle = 0
        self.write(bytes((byte,)))

    def ready(self) -> bool:
        """Whether a byte is there for the machine."""
        if not self.pending and not self.ended:
            self._fill()
        return bool(self.pending)

    def receive(self) -> int:
        """The next byte for the machine."""
        self.idle = 0
        return self.pending.pop(0)

    def _end(self) -> None:
        self.ended = True
        self.pending.append(END_OF_INPUT)

    def _fill(self) -> None:
        """Take what has come in; a machine that keeps asking may be made to wait a little."""
        self.idle += 1
        pause = PAUSE if self.patient and self.idle > PATIENCE else 0
        try:
            readable = select.select([self.file], [], [], pause)[0]
        except (OSError, TypeError, ValueError):
            readable = [self.file]  # no descriptor to wait for: a file in memory
        if not readable:
            return
        read = getattr(self.file, "read1", self.file.read)
        data = read(4096)
        if data:
            self.pending += data
        elif data is not None:
            self._end()


def _writer(stdout: Any) -> Callable[[bytes], Any]:
    if stdout is None:
        return lambda data: None
    if callable(stdout):
        return stdout

    def write(data: bytes) -> None:
        stdout.write(data)
        stdout.flush()

    return write
