"""Model of the BCM2835's watchdog and reset (torvalds/linux, bcm2835_wdt.c; QEMU's model)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from tamapy.emulator.models import ModelError

RSTC, RSTS, WDOG = 0x1C, 0x20, 0x24
PASSWORD = 0x5A
RSTC_WRCFG, RSTC_FULL_RESET = 0x30, 0x20
WDOG_TIME = 0xFFFFF
TICKS = 65536  # a second
RSTC_START, RSTS_START = 0x102, 0x1000


def host_ticks() -> int:
    """The build machine's clock in the watchdog's ticks."""
    return time.monotonic_ns() * TICKS // 1_000_000_000


class BcmPower:
    """The block. ``on_reset()`` hears when the time is up, ``later(seconds)`` that it may be then:
    whoever has a clock of its own calls :meth:`tick` at that time.
    """

    def __init__(
        self, on_reset: Callable[[], None], clock: Callable[[], int] = host_ticks,
        later: Callable[[float], None] = lambda seconds: None,
    ) -> None:
        self.on_reset = on_reset
        self.clock = clock
        self.later = later
        self.status = RSTS_START
        self._ticking = threading.Lock()
        self.reset()

    def reset(self) -> None:
        """The state after a reset; RSTS, which tells the next system something, stays."""
        self.control = RSTC_START
        self.time = 0
        self.deadline: int | None = None

    def tick(self) -> None:
        """Reset the chip if it is time."""
        with self._ticking:
            due = self.deadline is not None and self.clock() >= self.deadline
            if due:
                self.deadline = None
        if due:
            self.on_reset()

    def read(self, offset: int, size: int) -> int:
        """A register."""
        self.tick()
        if offset == RSTC:
            return self.control
        if offset == RSTS:
            return self.status
        if offset == WDOG:
            if self.deadline is None:
                return self.time
            return max(0, self.deadline - self.clock()) & WDOG_TIME
        raise ModelError(f"the power manager has no register at +0x{offset:x}")

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register, with the password in the upper byte."""
        self.tick()
        if value >> 24 != PASSWORD:
            raise ModelError(f"the power manager is written without its password (+0x{offset:x})")
        value &= 0xFFFFFF
        if offset == RSTC:
            self.control = value
            self.deadline = None
            if value & RSTC_WRCFG == RSTC_FULL_RESET:
                self._start()
        elif offset == RSTS:
            self.status = value
        elif offset == WDOG:
            self.time = value & WDOG_TIME
            if self.deadline is not None:
                self._start()
        else:
            raise ModelError(f"the power manager has no writable register at +0x{offset:x}")

    def _start(self) -> None:
        self.deadline = self.clock() + self.time
        self.later(self.time / TICKS)
