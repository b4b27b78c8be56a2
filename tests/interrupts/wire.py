"""A serial line that brings its characters when they come, not when there is room."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable

BAUD = 115200
CHARACTER = 10 / BAUD  # seconds
LEAST = 0.0003


class Wire:
    """A line of 115200 baud for a model of a port.

    While the emulator does not run, no more than 0.3 ms pass for it. With ``clock`` that tells the
    seconds of the machine's own time that have passed it is exact, but where the processor sleeps,
    when its own time stands still.
    """

    def __init__(
        self, characters: Iterable[int], clock: Callable[[], float] | None = None
    ) -> None:
        self.characters = deque(characters)
        self.clock = clock
        self.passed = 0.0
        self.looked = time.perf_counter()
        self.told = 0.0
        self.sent = bytearray()

    def send(self, byte: int) -> None:
        """Keep what the program writes."""
        self.sent.append(byte)

    def ready(self) -> bool:
        """Whether the next character has come."""
        now, told = time.perf_counter(), self.clock() if self.clock is not None else 0.0
        self.passed += told - self.told if told > self.told else min(now - self.looked, LEAST)
        self.looked, self.told = now, told
        return bool(self.characters) and self.passed >= CHARACTER

    def receive(self) -> int:
        """That character."""
        self.passed -= CHARACTER
        return self.characters.popleft()
