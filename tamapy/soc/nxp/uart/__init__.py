"""Driver of NXP's UART.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 55.

The functions on a base address are metal: the console needs them before there is a heap.
:class:`UART` is the same for applications.
"""

from tamapy import bits, reg
from tamapy.metal import i32, metal, u32, usize
from tamapy.runtime.arguments import integer
from tamapy.soc import serial

DEFAULT_BAUDRATE = 115200
#: Looks at a register until a reset, or a character that does not leave, is given up: a second or
#: more.
TRIES = 1 << 23

# p3608, 55.15 UART Memory Map/Register Definition, IMX6ULLRM
URXD = 0x00
URXD_CHARRDY = 15
URXD_ERR = 14
URXD_OVRRUN = 13
URXD_FRMERR = 12
URXD_BRK = 11
URXD_PRERR = 10
URXD_RX_DATA = 0

UTXD = 0x40

UCR1 = 0x80
UCR1_TRDYEN = 13  # interrupt while the transmitter has no more than UFCR says
UCR1_RRDYEN = 9  # interrupt while the receiver has what UFCR asks for
UCR1_UARTEN = 0

UCR2 = 0x84
UCR2_IRTS = 14
UCR2_CTSC = 13
UCR2_WS = 5
UCR2_TXEN = 2
UCR2_RXEN = 1
UCR2_SRST = 0

UCR3 = 0x88
UCR3_DSR = 10
UCR3_DCD = 9
UCR3_RI = 8
UCR3_ADNIMP = 7
UCR3_RXDMUXSEL = 2

UCR4 = 0x8C
UCR4_CTSTL = 10
UCR4_OREN = 1  # interrupt after an overrun

UFCR = 0x90
UFCR_TXTL = 10
UFCR_RFDIV = 7
UFCR_DCEDTE = 6
UFCR_RXTL = 0

USR2 = 0x98
USR2_TXDC = 3
USR2_ORE = 1  # cleared by writing 1
USR2_RDR = 0

UESC = 0x9C
UTIM = 0xA0
UBIR = 0xA4
UBMR = 0xA8

UTS = 0xB4
UTS_TXFULL = 4

ESCAPE = 0x1B


@metal
def init(base: usize, clock: u32, baudrate: u32, flow: bool) -> None:
    """Eight bits, no parity, one stop bit (p3605, 55.13.1 Programming the UART in RS-232 mode).

    ``clock`` is UART_CLK_ROOT in Hz; ``flow`` turns hardware flow control on.
    """
    # A port that has been receiving is disabled and its state machines are reset; the bit
    # comes back when that is done. Another may hold a first byte already, and keeps it.
    if reg.is_set(base + UCR2, UCR2_RXEN):
        reg.write(base + UCR1, 0)
        reg.write(base + UCR2, 0)
        # If it does not, the port is used as it is: there is no other console to tell on.
        reg.poll(TRIES, base + UCR2, UCR2_SRST, 1, 1)

    # Modem lines inactive, no autobaud, RXD taken from the multiplexed input as the chip wants.
    control = bits.set(0, UCR3_DSR)
    control = bits.set(control, UCR3_DCD)
    control = bits.set(control, UCR3_RI)
    control = bits.set(control, UCR3_ADNIMP)
    control = bits.set(control, UCR3_RXDMUXSEL)
    reg.write(base + UCR3, control)
    reg.write(base + UESC, ESCAPE)
    reg.write(base + UTIM, 0)

    # The reference clock is the module's by 2 (RFDIV 0b100); tell of 2 characters or less
    # to send, and of each one received.
    fifo = bits.set_field(0, UFCR_RFDIV, 0b111, 0b100)
    fifo = bits.set_field(fifo, UFCR_TXTL, 0b111111, 2)
    fifo = bits.set_field(fifo, UFCR_RXTL, 0b111111, 1)
    reg.write(base + UFCR, fifo)

    # p3592, 55.5 Binary Rate Multiplier: baud rate = reference / (16 (UBMR + 1) / (UBIR + 1)).
    # UBIR must be written first.
    reg.write(base + UBIR, 15)
    reg.write(base + UBMR, clock // (2 * baudrate) - 1)

    control = bits.set(0, UCR2_WS)
    control = bits.set(control, UCR2_TXEN)
    control = bits.set(control, UCR2_RXEN)
    control = bits.set(control, UCR2_SRST)
    # With flow control, CTS goes up 16 characters before the receive FIFO is full.
    control = bits.set_to(control, UCR2_CTSC, flow)
    control = bits.set_to(control, UCR2_IRTS, not flow)
    reg.set_field(base + UCR4, UCR4_CTSTL, 0b111111, 16 if flow else 32)
    reg.write(base + UCR2, control)
    reg.set(base + UCR1, UCR1_UARTEN)


@metal
def transmit(base: usize, byte: u32) -> bool:
    """Send a byte when there is room for it; False if there is none for long."""
    left: u32 = TRIES
    while reg.is_set(base + UTS, UTS_TXFULL):
        left -= 1
        if left == 0:
            return False
    reg.write(base + UTXD, byte & 0xFF)
    return True


@metal
def has_room(base: usize) -> bool:
    """Whether there is room for a byte in the transmitter."""
    return not reg.is_set(base + UTS, UTS_TXFULL)


@metal
def send(base: usize, byte: u32) -> bool:
    """Send a byte if there is room for it now; whether there was."""
    if not has_room(base):
        return False
    reg.write(base + UTXD, byte & 0xFF)
    return True


@metal
def interrupt_on_transmit(base: usize, enabled: bool) -> None:
    """Interrupt as long as the transmitter has two characters or less to send."""
    reg.set_to(base + UCR1, UCR1_TRDYEN, enabled)


@metal
def is_ready(base: usize) -> bool:
    """Whether a byte has come in."""
    return reg.is_set(base + USR2, USR2_RDR)


@metal
def receive(base: usize) -> i32:
    """A byte that has come in, or -1; what came in broken is dropped."""
    if not is_ready(base):
        return -1
    word = take(base)
    if is_break(word) or is_broken(word):
        return -1
    return i32(bits.get(word, URXD_RX_DATA, 0xFF))


@metal
def interrupt_on_receive(base: usize, enabled: bool) -> None:
    """Interrupt as long as there is something in the receiver, and after an overrun."""
    reg.set_to(base + UCR4, UCR4_OREN, enabled)
    reg.set_to(base + UCR1, UCR1_RRDYEN, enabled)


@metal
def take(base: usize) -> u32:
    """A word from the receiver: ``is_valid``, ``is_break`` and ``is_broken`` tell what it is."""
    return reg.read(base + URXD)


@metal
def is_valid(word: u32) -> bool:
    """Whether there was something to take."""
    return bits.is_set(word, URXD_CHARRDY)


@metal
def is_break(word: u32) -> bool:
    """Whether the line was low for a whole character."""
    return bits.is_set(word, URXD_BRK)


@metal
def is_broken(word: u32) -> bool:
    """Whether the stop bit or the parity was wrong.

    The bit for an overrun says that characters after this one were lost; it is good itself.
    """
    return bits.is_set(word, URXD_FRMERR) or bits.is_set(word, URXD_PRERR)


@metal
def take_overrun(base: usize) -> bool:
    """Whether characters were lost since this was asked last, as the receiver was full."""
    if not reg.is_set(base + USR2, USR2_ORE):
        return False
    reg.write(base + USR2, 1 << USR2_ORE)
    return True


@metal
def flush(base: usize) -> bool:
    """Wait until everything has left the transmitter; whether it has."""
    return reg.poll(TRIES, base + USR2, USR2_TXDC, 1, 1)


class UART(serial.Port):
    """A serial port; ``clock`` gives UART_CLK_ROOT in Hz when it is asked.

    ``interrupt`` is its number, for ``tamapy.soc.waiting``.
    """

    def __init__(self, index, base, clock, interrupt=None):
        super().__init__()
        self.index = index
        self.base = base
        self.clock = clock
        self.interrupt = interrupt

    def init(self, baudrate=DEFAULT_BAUDRATE, flow=False):
        """Set the port up and enable it.

        ``ValueError`` for a rate that the clock by 2 cannot be divided to, by 16 to 65536.
        """
        clock = int(self.clock())
        integer(baudrate, -(-clock // (2 << 16)), clock // 32, f"a rate from {clock} Hz")
        init(self.base, clock, baudrate, bool(flow))

    def enable(self):
        """Enable the port after :meth:`disable`."""
        reg.set(self.base + UCR1, UCR1_UARTEN)

    def disable(self):
        """Switch the port off."""
        reg.clear(self.base + UCR1, UCR1_UARTEN)

    def tx(self, byte):
        """Send one byte; ``TimeoutError`` if the other side keeps it back."""
        integer(byte, 0, 255, "a byte")
        if not transmit(self.base, byte):
            raise reg.late(self.base + UTS, UTS_TXFULL, 1, 0, f"UART{self.index}_UTS")

    def _taken(self):
        if take_overrun(self.base):
            self.errors.overruns += 1
        word = take(self.base)
        byte = int(bits.get(word, URXD_RX_DATA, 0xFF))
        return self._sorted(byte, is_break(word), is_broken(word))

    def flush(self):
        """Wait until everything has left; ``TimeoutError`` if it does not."""
        if not flush(self.base):
            raise reg.late(self.base + USR2, USR2_TXDC, 1, 1, f"UART{self.index}_USR2")

    def is_ready(self):
        """Whether a byte has come in."""
        return is_ready(self.base)

    def interrupt_on_receive(self, enabled):
        """Interrupt as long as something is there to be read, or no more."""
        reg.set_to(self.base + UCR1, UCR1_RRDYEN, enabled)

    def has_room(self):
        """Whether there is room for a byte to be sent."""
        return has_room(self.base)

    def interrupt_on_transmit(self, enabled):
        """Interrupt as long as there is next to nothing to be sent, or no more."""
        interrupt_on_transmit(self.base, enabled)
