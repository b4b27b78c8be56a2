"""Driver of Arm's PrimeCell UART PL011.

PL011: PrimeCell UART (PL011) Technical Reference Manual, ARM DDI 0183G, chapter 3.

The functions on a base address are metal: the console needs them before there is a heap.
:class:`UART` is the same for applications.
"""

from tamapy import bits, reg
from tamapy.metal import i32, metal, u32, usize
from tamapy.runtime.arguments import integer
from tamapy.soc import serial

DEFAULT_BAUDRATE = 115200
TIMEOUT = 1_000_000_000  # ns; a full FIFO takes 15 ms at 9600 baud

# 3.2 Summary of registers, PL011
DR = 0x00
DR_OVERRUN = 11  # characters after this one were lost; it is good itself
DR_BREAK = 10
DR_PARITY = 9
DR_FRAMING = 8
DR_DATA = 0

FR = 0x18
FR_TXFE = 7  # transmit FIFO empty
FR_TXFF = 5  # transmit FIFO full
FR_RXFE = 4  # receive FIFO empty
FR_BUSY = 3

IBRD = 0x24
FBRD = 0x28

LCRH = 0x2C
LCRH_WLEN = 5  # 0b11: 8 bits
LCRH_FEN = 4
LCRH_FRAME = 0b1111  # two stop bits, parity even and enabled, break

CR = 0x30
CR_CTSEN = 15
CR_RTSEN = 14
CR_RXE = 9
CR_TXE = 8
CR_LBE = 7
CR_UARTEN = 0

IFLS = 0x34
IFLS_RXIFLSEL = 3  # 3 bits
IFLS_HALF = 0b010  # 8 characters, which leaves the time of 8 more

IMSC = 0x38
IMSC_RTIM = 6  # some have been there for the time of 32 bits
IMSC_TXIM = 5  # the transmitter has become as empty as IFLS says: half, after a reset
IMSC_RXIM = 4  # there are as many as IFLS says
ICR = 0x44
ICR_ALL = 0x7FF


@metal
def init(base: usize, clock: u32, baudrate: u32, flow: bool) -> None:
    """Eight bits, no parity, one stop bit, FIFOs on. Who receives by interrupts goes on doing so.

    ``clock`` is UARTCLK in Hz; ``flow`` turns hardware flow control on.
    """
    # 3.3.8 Control Register, UARTCR: disable, and let what is under way end, which leaves the
    # transmit FIFO empty.
    reg.write(base + CR, 0)
    if not reg.wait_for(TIMEOUT, base + FR, FR_BUSY, 1, 0):
        raise TimeoutError("the PL011 stays busy: UARTFR.BUSY")
    mask = reg.read(base + IMSC)
    reg.write(base + IMSC, 0)
    # The receiver's go by themselves when it is emptied; QEMU does not raise them again before.
    reg.write(base + ICR, ICR_ALL & ~(1 << IMSC_RXIM | 1 << IMSC_RTIM))

    # 3.3.6 Fractional Baud Rate Register, UARTFBRD: clock / (16 * baud rate) in 64ths, rounded.
    divisor = (clock * 4 + baudrate // 2) // baudrate
    reg.write(base + IBRD, divisor >> 6)
    reg.write(base + FBRD, divisor & 0b111111)
    # 3.3.7 Line Control Register, UARTLCR_H: the write takes the divisors over as well. Switching
    # the FIFOs on empties them, so a port that holds a byte already is left as it is.
    line = bits.set_field(reg.read(base + LCRH), LCRH_WLEN, 0b11, 0b11)
    line = bits.clear_field(line, 0, LCRH_FRAME)
    if not is_ready(base):
        line = bits.set(line, LCRH_FEN)
    reg.write(base + LCRH, line)

    control = bits.set(0, CR_RXE)
    control = bits.set(control, CR_TXE)
    control = bits.set(control, CR_UARTEN)
    control = bits.set_to(control, CR_CTSEN, flow)
    control = bits.set_to(control, CR_RTSEN, flow)
    reg.write(base + CR, control)
    reg.write(base + IMSC, mask & (1 << IMSC_RXIM | 1 << IMSC_RTIM | 1 << IMSC_TXIM))


@metal
def transmit(base: usize, byte: u32) -> bool:
    """Send a byte when there is room for it; False if there is none for a second."""
    if reg.is_set(base + FR, FR_TXFF) and not reg.wait_for(TIMEOUT, base + FR, FR_TXFF, 1, 0):
        return False
    reg.write(base + DR, byte & 0xFF)
    return True


@metal
def has_room(base: usize) -> bool:
    """Whether there is room for a byte in the transmitter."""
    return not reg.is_set(base + FR, FR_TXFF)


@metal
def send(base: usize, byte: u32) -> bool:
    """Send a byte if there is room for it now; whether there was."""
    if not has_room(base):
        return False
    reg.write(base + DR, byte & 0xFF)
    return True


@metal
def interrupt_on_transmit(base: usize, enabled: bool) -> None:
    """Interrupt when the transmitter, once full, has become half empty.

    The interrupt comes by the change (2.8, Interrupts, PL011): who had no room allows it.
    """
    reg.set_to(base + IMSC, IMSC_TXIM, enabled)


@metal
def is_ready(base: usize) -> bool:
    """Whether a byte has come in."""
    return not reg.is_set(base + FR, FR_RXFE)


@metal
def receive(base: usize) -> i32:
    """A byte that has come in, or -1; what came in broken is dropped."""
    if not is_ready(base):
        return -1
    word = take(base)
    if is_break(word) or is_broken(word):
        return -1
    return i32(bits.get(word, DR_DATA, 0xFF))


@metal
def interrupt_on_receive(base: usize, enabled: bool) -> None:
    """Interrupt when half the receiver is full, or something has been in it for a while.

    Taking all there is makes the port quiet (2.8, Interrupts, PL011).
    """
    reg.set_field(base + IFLS, IFLS_RXIFLSEL, 0b111, IFLS_HALF)
    reg.set_to(base + IMSC, IMSC_RXIM, enabled)
    reg.set_to(base + IMSC, IMSC_RTIM, enabled)


@metal
def take(base: usize) -> u32:
    """A word from the receiver, in which there is one: see ``is_overrun``, ``is_broken``."""
    return reg.read(base + DR)


@metal
def is_overrun(word: u32) -> bool:
    """Whether characters after this one were lost, as the receiver was full."""
    return bits.is_set(word, DR_OVERRUN)


@metal
def is_break(word: u32) -> bool:
    """Whether the line was low for a whole character."""
    return bits.is_set(word, DR_BREAK)


@metal
def is_broken(word: u32) -> bool:
    """Whether the stop bit or the parity was wrong."""
    return bits.is_set(word, DR_FRAMING) or bits.is_set(word, DR_PARITY)


@metal
def flush(base: usize) -> bool:
    """Wait until everything has left the transmitter; False if it has not in two seconds."""
    if not reg.wait_for(TIMEOUT, base + FR, FR_TXFE, 1, 1):
        return False
    return reg.wait_for(TIMEOUT, base + FR, FR_BUSY, 1, 0)


class UART(serial.Port):
    """A serial port; ``clock`` gives UARTCLK in Hz when it is asked.

    ``interrupt`` is its number, for ``tamapy.soc.waiting``.
    """

    def __init__(self, base, clock, interrupt=None):
        super().__init__()
        self.base = base
        self.clock = clock
        self.interrupt = interrupt

    def init(self, baudrate=DEFAULT_BAUDRATE, flow=False):
        """Set the port up and enable it.

        Raises ``ValueError`` for a rate that the clock cannot be divided to: the divisor is
        from 1 to 65535 (3.3.6, UARTFBRD, PL011).
        """
        clock = int(self.clock())
        integer(baudrate, -(-clock // (16 * 65535)), clock // 16, f"a rate from {clock} Hz")
        init(self.base, clock, baudrate, bool(flow))

    def tx(self, byte):
        """Send one byte; ``TimeoutError`` if the other side keeps it back."""
        integer(byte, 0, 255, "a byte")
        if not transmit(self.base, byte):
            raise TimeoutError("the PL011 does not send: UARTFR.TXFF")

    def _taken(self):
        word = take(self.base)
        if is_overrun(word):
            self.errors.overruns += 1
        byte = int(bits.get(word, DR_DATA, 0xFF))
        return self._sorted(byte, is_break(word), is_broken(word))

    def is_ready(self):
        """Whether a byte has come in."""
        return is_ready(self.base)

    def interrupt_on_receive(self, enabled):
        """Interrupt when something has come in, or no more."""
        interrupt_on_receive(self.base, enabled)

    def has_room(self):
        """Whether there is room for a byte to be sent."""
        return has_room(self.base)

    def interrupt_on_transmit(self, enabled):
        """Interrupt when there was no room and is some again, or no more."""
        interrupt_on_transmit(self.base, enabled)

    def flush(self):
        """Wait until everything has left; ``TimeoutError`` if it does not."""
        if not flush(self.base):
            raise TimeoutError("the PL011 does not finish: UARTFR.TXFE, UARTFR.BUSY")
