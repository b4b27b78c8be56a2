"""Model of NXP's watchdog timer WDOG (IMX6ULLRM, chapter 59); it resets by an exception."""

from __future__ import annotations

import time
from collections.abc import Callable

from tamapy.emulator.models import ModelError, ResetError

WCR, WSR, WRSR, WICR, WMCR = 0x00, 0x02, 0x04, 0x06, 0x08
SRE, WDA, SRS, WDT, WDE = 1 << 6, 1 << 5, 1 << 4, 1 << 3, 1 << 2
ONCE = 1 << 7 | 1 << 1 | 1 << 0  # WDW, WDBG, WDZST: what the first write says stays
POR, TOUT, SFTW = 1 << 4, 1 << 1, 1 << 0
WIE, WTIS = 1 << 15, 1 << 14


class Wdog:
    """A watchdog with a name; ``now()`` gives seconds.

    :meth:`check`, and each access, raises :class:`ResetError` when the time is up; :meth:`restart`
    is what the reset leaves. The counter that pulls the pin 16 s after a reset is not modelled.
    """

    def __init__(self, name: str, now: Callable[[], float] = time.monotonic) -> None:
        self.name = name
        self.now = now
        self.restart(POR)

    def restart(self, cause: int) -> None:
        """Its state after a reset."""
        self.control = WDA | SRS
        self.cause = cause
        self.warning = 0x0004
        self.misc = 1
        self.last_service = 0
        self.started = self.now()
        self.count = 0
        self.control_written = self.warning_written = self.served = False

    @property
    def interrupt(self) -> bool:
        """Whether it raises its interrupt."""
        return bool(self.warning & WTIS)

    def check(self) -> None:
        """Let what is due happen."""
        if not self.control & WDE:
            return
        left = (self.count + 1) / 2 - (self.now() - self.started)
        if self.warning & WIE and left <= (self.warning & 0xFF) / 2 and not self.served:
            self.warning |= WTIS
            self.served = True
        if left <= 0:
            self.cause = TOUT
            raise ResetError(
                f"{self.name} resets the machine: not serviced for {(self.count + 1) / 2} s"
            )

    def read(self, offset: int, size: int) -> int:
        """A register."""
        self._check(offset, size)
        return {
            WCR: self.control, WSR: self.last_service, WRSR: self.cause, WICR: self.warning,
            WMCR: self.misc,
        }[offset]

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        self._check(offset, size)
        if offset == WCR:
            self._set_control(value)
        elif offset == WSR:
            if (self.last_service, value) == (0x5555, 0xAAAA):
                self._load()
            self.last_service = value
        elif offset == WICR:
            self._set_interrupt(value)
        elif offset == WMCR:
            self.misc &= value  # once cleared it stays so
        else:
            raise ModelError(f"{self.name}_WRSR is read-only")

    def _check(self, offset: int, size: int) -> None:
        if size != 2 or offset not in (WCR, WSR, WRSR, WICR, WMCR):
            raise ModelError(f"{self.name} has registers of 16 bits at 0 to 8")
        self.check()

    def _load(self) -> None:
        self.count = self.control >> 8
        self.started = self.now()
        self.served = False

    def _set_control(self, value: int) -> None:
        if self.control_written:
            value = value & ~ONCE | self.control & ONCE
        self.control_written = True
        starts = value & WDE and not self.control & WDE
        self.control = value | SRS | self.control & (WDE | WDT | SRE)
        if starts:
            self._load()
        if not value & SRS:
            self.cause = SFTW
            raise ResetError(f"{self.name} resets the machine: software asked for it")

    def _set_interrupt(self, value: int) -> None:
        if value & WTIS:
            self.warning &= ~WTIS
        if not self.warning_written:
            self.warning = value & (WIE | 0xFF) | self.warning & WTIS
        self.warning_written = True
