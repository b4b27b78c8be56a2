"""Model of NXP's general purpose timer GPT (IMX6ULLRM, chapter 30), without input capture."""

from __future__ import annotations

import time
from collections.abc import Callable

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.ticks import PERCLK, SLOW, Ticks, passed

CR, PR, SR, IR, OCR1, OCR2, OCR3, ICR1, ICR2, CNT = range(0x00, 0x28, 4)
EN, ENMOD, FRR, SWR = 1 << 0, 1 << 1, 1 << 9, 1 << 15
KEPT = 0x3F  # EN, ENMOD and the low-power modes outlive a software reset
ROV = 1 << 5
SOURCES = {0: 0, 1: PERCLK, 2: PERCLK, 4: SLOW}  # ipg_clk has the rate of PERCLK
WORD = (1 << 32) - 1


class Gpt:
    """The timer; ``now()`` gives seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.ticks = Ticks(now)
        self.values: dict[int, int] = {}
        self._reset(0)

    def _reset(self, kept: int) -> None:
        self.values = {CR: kept, PR: 0, SR: 0, IR: 0, OCR1: WORD, OCR2: WORD, OCR3: WORD}
        self.seen = 0
        self.resetting = False
        self.ticks.restart()
        self._set_rate()

    def _set_rate(self) -> None:
        control = self.values[CR]
        source = control >> 6 & 7
        if source not in SOURCES:
            raise ModelError(f"the model of the GPT has no clock source {source}")
        rate = SOURCES[source] / (self.values[PR] + 1) if control & EN else 0
        self.ticks.set_rate(rate)

    @property
    def period(self) -> int:
        """After how many ticks the counter is 0 again."""
        return 1 << 32 if self.values[CR] & FRR else self.values[OCR1] + 1

    @property
    def interrupt(self) -> bool:
        """Whether it raises its interrupt."""
        self._look()
        return bool(self.values[SR] & self.values[IR] and self.values[CR] & EN)

    def _look(self) -> None:
        """See what happened since the last look."""
        now = self.ticks.read()
        for channel, register in enumerate((OCR1, OCR2, OCR3)):
            if passed(self.seen, now, self.period, self.values[register]):
                self.values[SR] |= 1 << channel
        if self.period > WORD and now // self.period > self.seen // self.period:
            self.values[SR] |= ROV
        self.seen = now

    def _restart(self) -> None:
        self.ticks.restart()
        self.seen = 0

    def read(self, offset: int, size: int) -> int:
        """A register."""
        self._check(offset, size)
        self._look()
        if offset == CNT:
            return self.seen % self.period
        if offset in (ICR1, ICR2):
            return 0
        value = self.values[offset]
        if offset == CR and self.resetting:
            self.resetting = False
            return value | SWR  # it takes a few clocks
        return value

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        self._check(offset, size)
        self._look()
        if offset == CR:
            self._set_control(value)
        elif offset == SR:
            self.values[SR] &= ~value
        elif offset == PR:
            self.values[PR] = value & 0xFFF
            self._set_rate()
        elif offset == IR:
            self.values[IR] = value & 0x3F
        elif offset in (OCR1, OCR2, OCR3):
            self.values[offset] = value
            if offset == OCR1 and not self.values[CR] & FRR:
                self._restart()
        else:
            raise ModelError(f"the GPT's register at +0x{offset:x} is read-only")

    def _set_control(self, value: int) -> None:
        old = self.values[CR]
        if value & SWR:
            self._reset(value & KEPT)
            self.resetting = True
            return
        if value & old & EN and (value ^ old) >> 6 & 7:
            raise ModelError("the GPT's clock source is changed while it runs")
        self.values[CR] = value
        if value & EN and not old & EN and value & ENMOD:
            self._restart()
        self._set_rate()

    def _check(self, offset: int, size: int) -> None:
        if size != 4 or offset not in range(0x00, 0x28, 4):
            raise ModelError(f"the GPT has no register of {size} bytes at +0x{offset:x}")
