"""Model of Arm's PrimeCell UART PL011 (ARM DDI 0183G, chapter 3).

What is sent leaves at once, unless the line has ``takes()``, which tells whether it takes a byte.
The time of 32 bits after which the receiver tells of less than the
level chosen has always passed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.uart import Line

DR, RSR, FR, ILPR, IBRD, FBRD = 0x00, 0x04, 0x18, 0x20, 0x24, 0x28
LCRH, CR, IFLS, IMSC, RIS, MIS, ICR, DMACR = 0x2C, 0x30, 0x34, 0x38, 0x3C, 0x40, 0x44, 0x48
ID = 0xFE0
IDENTITY = (0x11, 0x10, 0x34, 0x00, 0x0D, 0xF0, 0x05, 0xB1)  # 3.3.15-3.3.22, revision r1p5

FR_TXFE, FR_RXFF, FR_TXFF, FR_RXFE, FR_BUSY = 1 << 7, 1 << 6, 1 << 5, 1 << 4, 1 << 3
CR_UARTEN, CR_LBE, CR_TXE, CR_RXE = 1 << 0, 1 << 7, 1 << 8, 1 << 9
LCRH_FEN = 1 << 4
INT_RT, INT_TX, INT_RX = 1 << 6, 1 << 5, 1 << 4
DR_OE = 1 << 11
LEVELS = (2, 4, 8, 12, 14)  # characters of 16, by UARTIFLS.RXIFLSEL and TXIFLSEL (3.3.9)
#: Registers that can be written, with their bits (table 3-1).
WRITABLE = {
    ILPR: 0xFF, IBRD: 0xFFFF, FBRD: 0x3F, LCRH: 0xFF, CR: 0xFF87, IFLS: 0x3F, IMSC: 0x7FF,
    DMACR: 0x7,
}
RESET = {ILPR: 0, IBRD: 0, FBRD: 0, LCRH: 0, CR: 0x300, IFLS: 0x12, IMSC: 0, DMACR: 0}
FROZEN = {IBRD: "UARTIBRD", FBRD: "UARTFBRD", LCRH: "UARTLCR_H"}


class Pl011:
    """One port. ``on_baud`` hears (UARTIBRD, UARTFBRD) whenever the port is enabled.

    What the line has waits until there is room in the FIFO, as with emulators' consoles, unless it
    is ``hasty``: then it gets lost, as on a wire. Tests put bytes with errors into ``received``, or
    make the transmitter stay ``busy``.
    """

    def __init__(
        self, line: Line, on_baud: Callable[[int, int], None] | None = None, hasty: bool = False,
    ) -> None:
        self.line = line
        self.on_baud = on_baud
        self.hasty = hasty
        self.received: list[int] = []
        self.reset()

    def reset(self) -> None:
        """The state after power-on; what has been typed is not forgotten."""
        self.values = dict(RESET)
        if self.hasty:
            self.received.clear()
        self.errors = 0
        self.transmitted = False
        self.busy = False
        self.sending: deque[int] = deque()

    @property
    def depth(self) -> int:
        """Characters in the receive FIFO, at most."""
        return 16 if self.values[LCRH] & LCRH_FEN else 1

    @property
    def interrupts(self) -> int:
        """UARTRIS, of which the FIFOs' levels are modelled."""
        found = INT_RT if self._ready() else 0
        self._leave()
        level = 1 if self.depth == 1 else LEVELS[self.values[IFLS] >> 3]
        found |= INT_RX if len(self.received) >= level else 0
        return found | (INT_TX if self.transmitted else 0)

    @property
    def line_is_up(self) -> bool:
        """Whether the port asks for an interrupt."""
        return bool(self.interrupts & self.values[IMSC])

    def read(self, offset: int, size: int) -> int:
        """A register."""
        if offset == FR:  # first: it is read for every byte
            empty = 0 if self._ready() else FR_RXFE
            full = FR_RXFF if len(self.received) >= self.depth else 0
            left = self._leave()
            if self.busy or left >= self.depth:
                return empty | full | FR_BUSY | FR_TXFF
            return empty | full | (FR_BUSY if left else FR_TXFE)
        if offset == DR:
            return self._take()
        if offset in self.values:
            return self.values[offset]
        if offset in (RIS, MIS):
            return self.interrupts & (self.values[IMSC] if offset == MIS else 0x7FF)
        if offset == RSR:
            return self.errors
        if ID <= offset < 0x1000 and offset & 3 == 0:
            return IDENTITY[(offset - ID) >> 2]
        raise ModelError(f"the PL011 has no readable register at +0x{offset:x}")

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register; sends what is written to UARTDR."""
        if offset == DR:
            self._send(value & 0xFF)
        elif offset == RSR:
            self.errors = 0
        elif offset == ICR:
            self.transmitted = self.transmitted and not value & INT_TX
        elif offset in WRITABLE:
            if value & ~WRITABLE[offset]:
                raise ModelError(f"reserved bits are written at +0x{offset:x} of the PL011")
            self._set(offset, value)
        else:
            raise ModelError(f"the PL011 has no writable register at +0x{offset:x}")

    def _set(self, offset: int, value: int) -> None:
        if offset == IFLS and (value >> 3 >= len(LEVELS) or value & 7 >= len(LEVELS)):
            raise ModelError("UARTIFLS has a reserved value")
        if offset in FROZEN and self.values[CR] & CR_UARTEN:
            # 3.3.7 Line Control Register, UARTLCR_H
            raise ModelError(f"{FROZEN[offset]} is written while the PL011 is enabled")
        if offset == LCRH and (value ^ self.values[LCRH]) & LCRH_FEN:
            self.received.clear()
        self.values[offset] = value
        if offset == CR and value & CR_UARTEN and self.on_baud is not None:
            self.on_baud(self.values[IBRD], self.values[FBRD])

    def _send(self, byte: int) -> None:
        if self.values[CR] & (CR_UARTEN | CR_TXE) != CR_UARTEN | CR_TXE:
            raise ModelError("the PL011's transmitter is not enabled")
        if self.values[CR] & CR_LBE:
            self.transmitted = True
            self.received.append(byte)
            return
        if self._leave() >= self.depth:
            raise ModelError("UARTDR is written while the PL011's transmit FIFO is full")
        self.sending.append(byte)
        # Told of when it has become empty enough again, and as QEMU does, when it always was.
        self.transmitted = len(self.sending) <= self._level
        self._leave()

    @property
    def _level(self) -> int:
        return 0 if self.depth == 1 else LEVELS[self.values[IFLS] & 7]

    def _leave(self) -> int:
        """Send what the line takes; how many characters are left."""
        takes = getattr(self.line, "takes", None)
        while self.sending and (takes is None or takes()):
            self.line.send(self.sending.popleft())
            self.transmitted = self.transmitted or len(self.sending) == self._level
        return len(self.sending)

    def _ready(self) -> bool:
        """Whether the receive FIFO holds something, once it has taken what is on the line."""
        wanted = CR_UARTEN | CR_RXE
        if self.values[CR] & (wanted | CR_LBE) == wanted:
            while (self.hasty or len(self.received) < self.depth) and self.line.ready():
                word = self.line.receive()
                if len(self.received) < self.depth:
                    self.received.append(word)
                else:
                    self.received[-1] |= DR_OE
        return bool(self.received)

    def _take(self) -> int:
        if not self._ready():
            raise ModelError("UARTDR is read while the PL011's receive FIFO is empty")
        found = self.received.pop(0)
        self.errors = found >> 8
        return found
