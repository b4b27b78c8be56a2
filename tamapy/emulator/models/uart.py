"""Model of NXP's UART (IMX6ULLRM, chapter 55): FIFOs, interrupts; no DMA.

What is sent leaves at once, unless the line has ``takes()``, which tells whether it takes a byte.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Protocol

from tamapy.emulator.models import ModelError

URXD, UTXD = 0x00, 0x40
UCR1, UCR2, UCR3, UCR4, UFCR = 0x80, 0x84, 0x88, 0x8C, 0x90
USR1, USR2, UESC, UTIM, UBIR, UBMR, UBRC = 0x94, 0x98, 0x9C, 0xA0, 0xA4, 0xA8, 0xAC
ONEMS, UTS, UMCR = 0xB0, 0xB4, 0xB8

UCR1_UARTEN = 1 << 0
UCR1_TXMPTYEN = 1 << 6
UCR1_RRDYEN = 1 << 9
UCR1_TRDYEN = 1 << 13
UCR2_SRST = 1 << 0
UCR2_RXEN = 1 << 1
UCR2_TXEN = 1 << 2
UCR4_DREN = 1 << 0
UCR4_OREN = 1 << 1
UCR4_BKEN = 1 << 2
UCR4_TCEN = 1 << 3
USR1_TRDY = 1 << 13
USR1_RRDY = 1 << 9
USR2_TXFE = 1 << 14
USR2_TXDC = 1 << 3
USR2_BRCD = 1 << 2
USR2_ORE = 1 << 1
USR2_RDR = 1 << 0
UTS_TXEMPTY = 1 << 6
UTS_TXFULL = 1 << 4
UTS_RXEMPTY = 1 << 5
URXD_CHARRDY = 1 << 15
URXD_BRK = 1 << 11
DEPTH = 32  # characters in each FIFO

RESET = {
    UCR1: 0, UCR2: UCR2_SRST, UCR3: 0x700, UCR4: 0x8000, UFCR: 0x801, UESC: 0x2B, UTIM: 0,
    UBIR: 0, UBMR: 0, UBRC: 4, ONEMS: 0, UMCR: 0, UTS: 0x60,
}
# Bits of USR2 and what lets them interrupt: registers and bits of both (55.15.6 and following).
_ALLOWED = (
    (USR2_TXFE, UCR1, UCR1_TXMPTYEN), (USR2_TXDC, UCR4, UCR4_TCEN), (USR2_BRCD, UCR4, UCR4_BKEN),
    (USR2_ORE, UCR4, UCR4_OREN), (USR2_RDR, UCR4, UCR4_DREN),
)


class Line(Protocol):
    """What a port is connected to."""

    def send(self, byte: int) -> None:
        """Take a byte from the port."""

    def ready(self) -> bool:
        """Whether a byte is there for the port."""

    def receive(self) -> int:
        """That byte, with URXD's bits for what went wrong with it."""


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
    """One port. ``on_baud`` hears (UBIR, UBMR, UFCR) whenever the port is enabled.

    What the line has waits until there is room in the FIFO, as with emulators' consoles, unless
    it is ``hasty``: then it gets lost, as on a wire.
    """

    def __init__(
        self, line: Line, on_baud: Callable[[int, int, int], None] | None = None,
        hasty: bool = False,
    ) -> None:
        self.line = line
        self.on_baud = on_baud
        self.hasty = hasty
        self.values = dict(RESET)
        self.fifo: deque[int] = deque()
        self.sending: deque[int] = deque()
        self.flags = 0  # those of USR2 that stay until they are cleared

    @property
    def interrupt(self) -> bool:
        """Whether the port's interrupt line is up."""
        enabled = self.values[UCR1]
        if not enabled & UCR1_UARTEN:
            return False
        if self._status1() & enabled & (UCR1_RRDYEN | UCR1_TRDYEN):
            return True
        status = self._status2()
        return any(status & flag and self.values[where] & bit for flag, where, bit in _ALLOWED)

    def read(self, offset: int, size: int) -> int:
        """A register; reading URXD takes a character."""
        if offset == UTS:  # first: it is read for every byte sent
            left = self._leave()
            room = (UTS_TXFULL if left == DEPTH else 0) if left else UTS_TXEMPTY
            return room | (0 if self._ready() else UTS_RXEMPTY)
        if offset == USR2:
            return self._status2()
        if offset == USR1:
            return self._status1()
        if offset == URXD:
            return URXD_CHARRDY | self.fifo.popleft() if self._ready() else 0
        if offset in self.values:
            return self.values[offset]
        raise ModelError(f"the UART has no readable register at +0x{offset:x}")

    def _status1(self) -> int:
        self._ready()
        trigger = max(1, self.values[UFCR] & 0x3F)
        few = self._leave() <= max(2, self.values[UFCR] >> 10)
        return (USR1_TRDY if few else 0) | (USR1_RRDY if len(self.fifo) >= trigger else 0)

    def _status2(self) -> int:
        ready = USR2_RDR if self._ready() else 0
        sent = 0 if self._leave() else USR2_TXFE | USR2_TXDC
        return sent | ready | self.flags

    def _leave(self) -> int:
        """Send what the line takes; how many characters are left."""
        takes = getattr(self.line, "takes", None)
        while self.sending and (takes is None or takes()):
            self.line.send(self.sending.popleft())
        return len(self.sending)

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register; sends what is written to UTXD."""
        if offset == UTXD:
            if not self.values[UCR1] & UCR1_UARTEN or not self.values[UCR2] & UCR2_TXEN:
                raise ModelError("the UART's transmitter is not enabled")
            if self._leave() == DEPTH:
                raise ModelError("the UART's transmitter is written while it is full")
            self.sending.append(value & 0xFF)
            self._leave()
        elif offset == USR1:
            return  # none of its flags that stay are modelled
        elif offset == USR2:
            self.flags &= ~value
        elif offset == UCR2 and not value & UCR2_SRST:
            # Software reset returns FIFOs, the state machines and UBIR to rest (55.15.6).
            self.values[UCR2] = value | UCR2_SRST
            self.fifo.clear()
            self.sending.clear()
            self.flags = 0
        elif offset in self.values:
            self.values[offset] = value
            if offset == UCR1 and value & UCR1_UARTEN and self.on_baud is not None:
                self.on_baud(self.values[UBIR], self.values[UBMR], self.values[UFCR])
        else:
            raise ModelError(f"the UART has no writable register at +0x{offset:x}")

    def _ready(self) -> bool:
        """Take what has come; whether the FIFO has something."""
        if self.values[UCR1] & UCR1_UARTEN and self.values[UCR2] & UCR2_RXEN:
            while (self.hasty or len(self.fifo) < DEPTH) and self.line.ready():
                word = self.line.receive()
                if len(self.fifo) == DEPTH:
                    self.flags |= USR2_ORE
                else:
                    self.fifo.append(word)
                    self.flags |= USR2_BRCD if word & URXD_BRK else 0
        return bool(self.fifo)
