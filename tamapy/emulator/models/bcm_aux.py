"""Model of the BCM2835's mini UART (BCM2835 ARM Peripherals, chapter 2).

What is sent leaves at once, unless the line has ``takes()``, which tells whether it takes a byte.
What the line has waits until there is room for it, unless it is ``hasty``, as a wire is: then it is
lost.
"""

from __future__ import annotations

from collections import deque

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.uart import Line

IRQ, ENABLES = 0x00, 0x04
IO, IER, IIR, LCR, MCR, LSR = 0x40, 0x44, 0x48, 0x4C, 0x50, 0x54
MSR, SCRATCH, CNTL, STAT, BAUD = 0x58, 0x5C, 0x60, 0x64, 0x68
ENABLE_UART = 1 << 0
CNTL_RX, CNTL_TX = 1 << 0, 1 << 1
DEPTH = 8  # bytes in the transmitter, and in the receiver
LSR_TX_IDLE, LSR_TX_EMPTY, LSR_OVERRUN, LSR_READY = 1 << 6, 1 << 5, 1 << 1, 1 << 0
#: As the errata have them: the receiver's and the transmitter's, and what the former needs too.
INT_RX, INT_TX, INT_ALWAYS = 1 << 0, 1 << 1, 0b11 << 2
#: Registers that keep what is written to them, with their bits.
WRITABLE = {IER: 0xFF, LCR: 0xC3, MCR: 0x02, SCRATCH: 0xFF, CNTL: 0xFF, BAUD: 0xFFFF}


class BcmAux:
    """The block, of which the port is modelled. ``line`` is what is connected to it.

    Tests make the transmitter ``stuck``.
    """

    def __init__(self, line: Line, hasty: bool = False) -> None:
        self.line = line
        self.hasty = hasty
        self.reset()

    def reset(self) -> None:
        """The state after power-on."""
        self.values = dict.fromkeys(WRITABLE, 0) | {CNTL: 3}
        self.enables = 0
        self.stuck = False
        self.sending: deque[int] = deque()
        self.received: deque[int] = deque()
        self.overrun = False

    @property
    def line_is_up(self) -> bool:
        """Whether the port asks for an interrupt."""
        if not self.enables & ENABLE_UART:
            return False
        enabled, receiving = self.values[IER], INT_RX | INT_ALWAYS
        if enabled & INT_TX and not self._leave():
            return True
        return enabled & receiving == receiving and self._ready()

    def read(self, offset: int, size: int) -> int:
        """A register; those of the port only while it is enabled."""
        if offset == ENABLES:
            return self.enables
        if offset == IRQ:
            return int(self.line_is_up)
        self._check(offset)
        if offset == LSR:
            left = DEPTH if self.stuck else self._leave()
            room = (LSR_TX_EMPTY if left < DEPTH else 0) | (0 if left else LSR_TX_IDLE)
            ready = LSR_READY if self._ready() else 0
            lost, self.overrun = LSR_OVERRUN if self.overrun else 0, False
            return room | ready | lost
        if offset == IO:
            if not self._ready():
                raise ModelError("AUX_MU_IO_REG is read while nothing has come in")
            return self.received.popleft()
        if offset == IIR:
            return 0xC0 | (0b100 if self._ready() else 0b010) | (not self.line_is_up)
        if offset == STAT:
            return 0x30E | (1 | 1 << 16 if self._ready() else 0)
        if offset == MSR:
            return 0x20
        return self.values[offset]

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register; sends what is written to AUX_MU_IO_REG."""
        if offset == ENABLES:
            if value & ~ENABLE_UART:
                raise ModelError("the SPI masters have no model")
            self.enables = value
            return
        self._check(offset)
        if offset == IO:
            if not self.values[CNTL] & CNTL_TX:
                raise ModelError("the mini UART's transmitter is not enabled")
            if self._leave() == DEPTH:
                raise ModelError("AUX_MU_IO_REG is written while the transmitter is full")
            self.sending.append(value & 0xFF)
            self._leave()
        elif offset in WRITABLE:
            if value & ~WRITABLE[offset]:
                raise ModelError(f"reserved bits are written at +0x{offset:x} of the mini UART")
            self.values[offset] = value
        elif offset == IIR:
            if value & 0b100:
                self.sending.clear()
            while value & 0b010 and self._ready():
                self.received.clear()
        else:
            raise ModelError(f"the mini UART has no writable register at +0x{offset:x}")

    def _check(self, offset: int) -> None:
        if not self.enables & ENABLE_UART:
            # p9, 2.1.1: no access to its registers while AUXENB has it disabled
            raise ModelError("the mini UART is not enabled (AUXENB)")
        if not IO <= offset <= BAUD or offset & 3:
            raise ModelError(f"the mini UART has no register at +0x{offset:x}")

    def _ready(self) -> bool:
        """Take what has come; whether there is something."""
        if self.values[CNTL] & CNTL_RX:
            while (self.hasty or len(self.received) < DEPTH) and self.line.ready():
                byte = self.line.receive()
                if len(self.received) == DEPTH:
                    self.overrun = True
                else:
                    self.received.append(byte)
        return bool(self.received)

    def _leave(self) -> int:
        """Send what the line takes; how many bytes are left."""
        takes = getattr(self.line, "takes", None)
        while self.sending and (takes is None or takes()):
            self.line.send(self.sending.popleft())
        return len(self.sending)
