"""Driver of the BCM2835's mini UART, the lesser of its two serial ports.

BCM2835-ARM-Peripherals: BCM2835 ARM Peripherals (C6357-M-1398), 2012/02/06, chapter 2. Its
errata are at elinux.org, "BCM2835 datasheet errata".
"""

from tamapy import reg
from tamapy.metal import metal, u32, usize
from tamapy.runtime import board
from tamapy.runtime.arguments import integer
from tamapy.soc import serial

DEFAULT_BAUDRATE = 115200
TIMEOUT = 1_000_000_000  # ns

# p8, 2.1.1 AUX registers, BCM2835-ARM-Peripherals
ENABLES = 0x04
ENABLES_UART = 0
IO = 0x40
IER = 0x44
IER_TRANSMIT = 1  # the transmitter is empty
IER_RECEIVE = 0  # the errata of p12, which has the two the other way round
IER_ALWAYS = 0b11 << 2  # the same: without these the receiver does not interrupt
IIR = 0x48
IIR_CLEAR = 0b110  # written: empty both FIFOs
LCR = 0x4C
LCR_8_BITS = 0b11  # p14, and the errata: both bits
MCR = 0x50
LSR = 0x54
LSR_TX_IDLE = 6
LSR_TX_EMPTY = 5  # there is room for a byte
LSR_OVERRUN = 1  # bytes were lost; reading the register forgets it
LSR_DATA_READY = 0
CNTL = 0x60
CNTL_TX = 1
CNTL_RX = 0
BAUD = 0x68
LARGEST_DIVISOR = 0xFFFF
FASTEST = 1_000_000_000  # Hz of the system clock, more than any has


@metal
def init(base: usize, divisor: u32) -> None:
    """Eight bits, no parity, one stop bit; the system clock by ``8 * (divisor + 1)`` bauds."""
    reg.set(base + ENABLES, ENABLES_UART)
    reg.write(base + CNTL, 0)
    reg.write(base + IER, 0)
    reg.write(base + LCR, LCR_8_BITS)
    reg.write(base + MCR, 0)
    # p11, 2.2.1 Mini UART implementation details: baud rate
    reg.write(base + BAUD, divisor)
    reg.write(base + CNTL, 1 << CNTL_TX | 1 << CNTL_RX)


@metal
def interrupt_on_receive(base: usize, enabled: bool) -> None:
    """Interrupt as long as there is something in the receiver."""
    reg.set_to(base + IER, IER_RECEIVE, enabled)
    _keep_interrupting(base)


@metal
def interrupt_on_transmit(base: usize, enabled: bool) -> None:
    """Interrupt as long as there is nothing to be sent."""
    reg.set_to(base + IER, IER_TRANSMIT, enabled)
    _keep_interrupting(base)


@metal
def _keep_interrupting(base: usize) -> None:
    chosen = reg.read(base + IER) & (1 << IER_RECEIVE | 1 << IER_TRANSMIT)
    reg.write(base + IER, chosen | IER_ALWAYS if chosen != 0 else u32(0))


class MiniUART(serial.Port):
    """The port at an address; ``interrupt`` is its number, for ``tamapy.soc.waiting``."""

    def __init__(self, base, interrupt=None):
        super().__init__()
        self.base = base
        self.interrupt = interrupt

    def init(self, clock, baudrate=DEFAULT_BAUDRATE):
        """Set the port up and enable it; ``clock`` is the system clock in Hz.

        Raises ``ValueError`` for a rate that the clock cannot be divided to.
        """
        integer(clock, 1, FASTEST, "a clock in Hz")
        integer(baudrate, 1, clock, f"a rate from {clock} Hz")
        divisor = (clock + 4 * baudrate) // (8 * baudrate) - 1
        if not 0 <= divisor <= LARGEST_DIVISOR:
            raise ValueError(f"no {baudrate} baud from {clock} Hz")
        init(self.base, divisor)

    def clear(self):
        """Forget what has come in and what has not left."""
        reg.write(self.base + IIR, IIR_CLEAR)

    def _status(self):
        """AUX_MU_LSR_REG; what it tells only once is counted."""
        status = int(reg.read(self.base + LSR))
        if status >> LSR_OVERRUN & 1:
            self.errors.overruns += 1
        return status

    def _wait(self, bit, complaint):
        """Wait for a bit of the status, at most for a second."""
        deadline = board.nanotime() + TIMEOUT
        while not self._status() >> bit & 1:
            if board.nanotime() >= deadline:
                raise TimeoutError(complaint)

    def tx(self, byte):
        """Send one byte; ``TimeoutError`` if there is no room for it for a second."""
        integer(byte, 0, 255, "a byte")
        self._wait(LSR_TX_EMPTY, "the mini UART does not send: AUX_MU_LSR_REG.TX_EMPTY")
        reg.write(self.base + IO, byte)

    def _taken(self):
        return int(reg.read(self.base + IO)) & 0xFF

    def is_ready(self):
        """Whether a byte has come in."""
        return bool(self._status() >> LSR_DATA_READY & 1)

    def interrupt_on_receive(self, enabled):
        """Interrupt as long as something is there to be read, or no more."""
        interrupt_on_receive(self.base, enabled)

    def has_room(self):
        """Whether there is room for a byte to be sent."""
        return bool(self._status() >> LSR_TX_EMPTY & 1)

    def interrupt_on_transmit(self, enabled):
        """Interrupt as long as there is nothing to be sent, or no more."""
        interrupt_on_transmit(self.base, enabled)

    def flush(self):
        """Wait until everything has left; ``TimeoutError`` if it does not."""
        self._wait(LSR_TX_IDLE, "the mini UART does not finish: AUX_MU_LSR_REG.TX_IDLE")
