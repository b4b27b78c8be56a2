"""Model of the BCM2835's system timer (BCM2835 ARM Peripherals, chapter 12)."""

from __future__ import annotations

import time
from collections.abc import Callable

from tamapy.emulator.models import ModelError

CS, CLO, CHI, C0, C3 = 0x00, 0x04, 0x08, 0x0C, 0x18
MASK = 0xFFFFFFFF


def host_microseconds() -> int:
    """The build machine's clock."""
    return time.monotonic_ns() // 1000


class BcmSystemTimer:
    """The timer. ``clock`` gives microseconds."""

    def __init__(self, clock: Callable[[], int] = host_microseconds) -> None:
        self.clock = clock
        self.reset()

    def reset(self) -> None:
        """The state after power-on; the counter begins at 0."""
        self.start = self.clock()
        self.compare = [0] * 4
        self.matched = 0
        self._due: dict[int, int] = {}

    def now(self) -> int:
        """The counter."""
        return self.clock() - self.start

    def matches(self) -> int:
        """CS: which comparators have matched since they were last cleared."""
        now = self.now()
        for channel, due in list(self._due.items()):
            if now >= due:
                self.matched |= 1 << channel
                del self._due[channel]
        return self.matched

    def left(self) -> float | None:
        """Seconds to the next match, or ``None``."""
        now = self.now()
        return min((max(0, due - now) / 1e6 for due in self._due.values()), default=None)

    def read(self, offset: int, size: int) -> int:
        """A register."""
        if offset == CLO:
            return self.now() & MASK
        if offset == CHI:
            return self.now() >> 32 & MASK
        if offset == CS:
            return self.matches()
        if C0 <= offset <= C3:
            return self.compare[(offset - C0) >> 2]
        raise ModelError(f"the system timer has no register at +0x{offset:x}")

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a comparator, or clear matches by writing 1."""
        if offset == CS:
            self.matches()
            self.matched &= ~value
        elif C0 <= offset <= C3:
            channel = (offset - C0) >> 2
            if channel in (0, 2):
                raise ModelError(f"comparator {channel} of the system timer is the VideoCore's")
            self.matches()
            self.compare[channel] = value
            now = self.now()
            self._due[channel] = now + ((value - now) & MASK)
        else:
            raise ModelError(f"the system timer's counter cannot be written (+0x{offset:x})")
