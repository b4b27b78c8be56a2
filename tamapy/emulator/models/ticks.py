"""What the models of timers share: ticks of a clock that is switched, divided and read."""

from __future__ import annotations

from collections.abc import Callable

PERCLK = 66000000
SLOW = 32768


class Ticks:
    """Counts the ticks of a clock since :meth:`restart`; ``now()`` gives seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.hertz = 0.0
        self.since = 0.0
        self.counted = 0.0

    def set_rate(self, hertz: float) -> None:
        """Go on at another rate; 0 stops."""
        self.counted, self.since = self._exact(), self.now()
        self.hertz = hertz

    def restart(self, at: int = 0) -> None:
        """Have counted so many."""
        self.counted, self.since = at, self.now()

    def _exact(self) -> float:
        return self.counted + (self.now() - self.since) * self.hertz

    def read(self) -> int:
        """Whole ticks."""
        return int(self._exact() + 1e-6)


def passed(before: int, now: int, period: int, at: int) -> bool:
    """Whether a counter that begins again after ``period`` came to ``at`` after ``before``."""
    return at < period and (now - at) // period > (before - at) // period
