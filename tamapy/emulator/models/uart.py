"""Model of NXP's UART (IMX6ULLRM, chapter 55): polled transmission and reception."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tamapy.emulator.models import ModelError

URXD, UTXD = 0x00, 0x40
UCR1, UCR2, UCR3, UCR4, UFCR = 0x80, 0x84, 0x88, 0x8C, 0x90
USR1, USR2, UESC, UTIM, UBIR, UBMR, UBRC = 0x94, 0x98, 0x9C, 0xA0, 0xA4, 0xA8, 0xAC
ONEMS, UTS, UMCR = 0xB0, 0xB4, 0xB8

UCR1_UARTEN = 1 << 0
UCR2_SRST = 1 << 0
UCR2_RXEN = 1 << 1
UCR2_TXEN = 1 << 2
USR1_TRDY = 1 << 13
USR1_RRDY = 1 << 9
USR2_TXFE = 1 << 14
USR2_TXDC = 1 << 3
USR2_RDR = 1 << 0
UTS_TXEMPTY = 1 << 6
UTS_RXEMPTY = 1 << 5
URXD_CHARRDY = 1 << 15

RESET = {
    UCR1: 0, UCR2: UCR2_SRST, UCR3: 0x700, UCR4: 0x8000, UFCR: 0x801, UESC: 0x2B, UTIM: 0,
    UBIR: 0, UBMR: 0, UBRC: 4, ONEMS: 0, UMCR: 0, UTS: 0x60,
}


class Line(Protocol):
    """What a port is connected to."""

    def send(self, byte: int) -> None:
        """Take a byte from the port."""

    def ready(self) -> bool:
        """Whether a byte is there for the port."""

    def receive(self) -> int:
        """That byte."""


class Silent:
    """The line of a port with nothing connected."""

    def send(self, byte: int) -> None:
        """Lost."""

    def ready(self) -> bool:
        """Never."""
        return False

    def receive(self) -> int:
        """Never called."""
        return 0


class Uart:
    """One port. ``on_baud`` hears (UBIR, UBMR, UFCR) whenever the port is enabled."""

    def __init__(
        self, line: Line, on_baud: Callable[[int, int, int], None] | None = None
    ) -> None:
        self.line = line
        self.on_baud = on_baud
        self.values = dict(RESET)

    def read(self, offset: int, size: int) -> int:
        """A register."""
        if offset == UTS:  # first: it is read for every byte sent
            return UTS_TXEMPTY | (0 if self._ready() else UTS_RXEMPTY)
        if offset == USR2:
            return USR2_TXFE | USR2_TXDC | (USR2_RDR if self._ready() else 0)
        if offset == USR1:
            return USR1_TRDY | (USR1_RRDY if self._ready() else 0)
        if offset == URXD:
            return URXD_CHARRDY | self.line.receive() if self._ready() else 0
        if offset in self.values:
            return self.values[offset]
        raise ModelError(f"the UART has no readable register at +0x{offset:x}")

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register; sends what is written to UTXD."""
        if offset == UTXD:
            if not self.values[UCR1] & UCR1_UARTEN or not self.values[UCR2] & UCR2_TXEN:
                raise ModelError("the UART's transmitter is not enabled")
            self.line.send(value & 0xFF)
        elif offset in (USR1, USR2):
            return  # flags cleared by writing 1; those modelled follow the FIFOs
        elif offset == UCR2 and not value & UCR2_SRST:
            # Software reset returns the state machines and UBIR to rest (55.15.6).
            self.values[UCR2] = value | UCR2_SRST
        elif offset in self.values:
            self.values[offset] = value
            if offset == UCR1 and value & UCR1_UARTEN and self.on_baud is not None:
                self.on_baud(self.values[UBIR], self.values[UBMR], self.values[UFCR])
        else:
            raise ModelError(f"the UART has no writable register at +0x{offset:x}")

    def _ready(self) -> bool:
        enabled = self.values[UCR1] & UCR1_UARTEN and self.values[UCR2] & UCR2_RXEN
        return bool(enabled) and self.line.ready()
