"""Model of NXP's enhanced periodic interrupt timer EPIT (IMX6ULLRM, chapter 24)."""

from __future__ import annotations

import time
from collections.abc import Callable

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.ticks import PERCLK, SLOW, Ticks, passed

CR, SR, LR, CMPR, CNR = range(0x00, 0x14, 4)
EN, ENMOD, OCIEN, RLD, SWR, IOVW = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 16, 1 << 17
KEPT = EN | ENMOD | 0b1111 << 18  # outlive a software reset
SOURCES = (0, PERCLK, PERCLK, SLOW)  # ipg_clk has the rate of PERCLK
WORD = (1 << 32) - 1


class Epit:
    """The timer; ``now()`` gives seconds. It counts down from ``top``."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.ticks = Ticks(now)
        self._reset(0)

    def _reset(self, kept: int) -> None:
        self.control, self.status, self.load, self.compare = kept, 0, WORD, 0
        self.resetting = False
        self._restart(WORD)
        self._set_rate()

    def _restart(self, top: int) -> None:
        self.top = top
        self.seen = 0
        self.ticks.restart()

    def _set_rate(self) -> None:
        source = SOURCES[self.control >> 24 & 3]
        rate = source / ((self.control >> 4 & 0xFFF) + 1) if self.control & EN else 0
        self.ticks.set_rate(rate)

    @property
    def interrupt(self) -> bool:
        """Whether it raises its interrupt."""
        self._look()
        return bool(self.status and self.control & OCIEN and self.control & EN)

    def _look(self) -> None:
        """See what happened since the last look."""
        now = self.ticks.read()
        reload = self.load if self.control & RLD else WORD
        if now > self.top and self.top != reload:  # the first round may be another's
            self._compare(min(now, self.top))
            rest = now - self.top - 1
            self._restart(reload)
            self.ticks.restart(rest)
            self.seen = -1
            now = rest
        self._compare(now)

    def _compare(self, now: int) -> None:
        if self.compare <= self.top and passed(
            self.seen, now, self.top + 1, self.top - self.compare
        ):
            self.status = 1
        self.seen = now

    def read(self, offset: int, size: int) -> int:
        """A register."""
        self._check(offset, size)
        self._look()
        if offset == CR and self.resetting:
            self.resetting = False
            return self.control | SWR  # it takes a few clocks
        count = self.top - self.seen % (self.top + 1)
        return (self.control, self.status, self.load, self.compare, count)[offset >> 2]

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        self._check(offset, size)
        self._look()
        if offset == CR:
            self._set_control(value)
        elif offset == SR:
            self.status &= ~value
        elif offset == LR:
            self.load = value
            if self.control & IOVW:
                self._restart(value)
        elif offset == CMPR:
            self.compare = value
        else:
            raise ModelError("EPIT_CNR is read-only")

    def _set_control(self, value: int) -> None:
        old = self.control
        if value & SWR:
            self._reset(value & KEPT)
            self.resetting = True
            return
        if value & old & EN and (value ^ old) >> 24 & 3:
            raise ModelError("the EPIT's clock source is changed while it runs")
        self.control = value
        if value & EN and not old & EN and value & ENMOD:
            self._restart(self.load if value & RLD else WORD)
        self._set_rate()

    def _check(self, offset: int, size: int) -> None:
        if size != 4 or offset not in range(0x00, 0x14, 4):
            raise ModelError(f"the EPIT has no register of {size} bytes at +0x{offset:x}")
