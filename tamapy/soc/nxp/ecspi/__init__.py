"""Driver of NXP's enhanced SPI controller ECSPI as the master of its bus (i.MX 6UL family).

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 20.
"""

from tamapy import reg
from tamapy.runtime import board
from tamapy.runtime.arguments import as_bytes, integer
from tamapy.soc.nxp.gates import open_gate

# ECSPI Memory Map/Register Definition, IMX6ULLRM
RXDATA = 0x00
TXDATA = 0x04

CONREG = 0x08
CONREG_BURST_LENGTH = 20  # bits of a burst, less one
CONREG_CHANNEL_SELECT = 18
CONREG_PRE_DIVIDER = 12
CONREG_POST_DIVIDER = 8
CONREG_CHANNEL_MODE = 4  # a bit for each channel: 1 is the master's
CONREG_SMC = 3  # start as soon as there is something to send
CONREG_EN = 0

# A bit for each channel
CONFIGREG = 0x0C
CONFIGREG_SCLK_CTL = 20  # the clock is high at rest
CONFIGREG_SS_POL = 12  # chip select is active high
CONFIGREG_SS_CTL = 8  # chip select goes off between bursts
CONFIGREG_SCLK_POL = 4
CONFIGREG_SCLK_PHA = 0

INTREG = 0x10
INTREG_RREN = 3  # interrupt as long as something has been received

STATREG = 0x18
STATREG_RR = 3  # something has been received

CHANNELS = 4
MASTER = 0b1111 << CONREG_CHANNEL_MODE
DEPTH = 64  # words of each FIFO
WORD = 32
LONGEST = 512  # bytes of a burst
SECOND = 1000000000
FASTEST = SECOND  # Hz; any controller is slower
MARGIN = 10000000  # nanoseconds that a word may take besides its bits


def dividers(root, hertz):
    """PRE_DIVIDER and POST_DIVIDER for the fastest clock that is not above ``hertz``.

    The clock is root / (PRE_DIVIDER + 1) / 2 ** POST_DIVIDER.
    """
    for post in range(16):
        pre = -(-root // (hertz << post))
        if pre <= 16:
            return pre - 1, post
    raise ValueError(f"the bus's clock is {-(-root >> 19)} Hz at least")


class ECSPI:
    """The controller with an index at an address.

    ``gate`` is its clock's (register, number); ``clock`` gives ECSPI_CLK_ROOT in Hz. ``interrupt``
    is its number, for ``tamapy.soc.nxp.waiting``.
    """

    def __init__(self, index, base, gate, clock, interrupt=None):
        self.index = index
        self.base = base
        self.gate = gate
        self.clock = clock
        self.interrupt = interrupt
        self.waiter = None  # what waits until a word has come (tamapy.soc.nxp.waiting)

    def init(self):
        """Switch it on, its registers as after a reset."""
        open_gate(self.gate)
        reg.write(self.base + CONREG, 0)

    def device(self, channel, hertz, mode=0, active_high=False, select=None):
        """What is attached to chip select 0 to 3, as a :class:`Device`.

        Its clock is the fastest that is not above ``hertz``. ``mode`` is SPI's: 0 to 3, clock
        polarity and phase. ``select(on)`` switches a chip select that is not the controller's.
        """
        integer(channel, 0, CHANNELS - 1, "a chip select")
        integer(mode, 0, 3, "a mode of SPI")
        integer(hertz, 1, FASTEST, "a clock in Hz")
        pre, post = dividers(int(self.clock()), hertz)
        control = MASTER | 1 << CONREG_EN | 1 << CONREG_SMC | channel << CONREG_CHANNEL_SELECT
        control |= pre << CONREG_PRE_DIVIDER | post << CONREG_POST_DIVIDER
        polarity, phase = mode >> 1, mode & 1
        config = 1 << CONFIGREG_SS_CTL | bool(active_high) << CONFIGREG_SS_POL
        config |= polarity << CONFIGREG_SCLK_POL | polarity << CONFIGREG_SCLK_CTL
        config |= phase << CONFIGREG_SCLK_PHA
        made = (int(self.clock()) // (pre + 1)) >> post
        return Device(self, control, config << channel, made, select)

    def prepare(self, control, config, bits, cycle):
        """Get ready for bursts of so many bits; ``cycle`` is the clock's in nanoseconds."""
        # Only an enabled controller takes a configuration.
        reg.write(self.base + CONREG, control | bits - 1 << CONREG_BURST_LENGTH)
        if reg.read(self.base + CONFIGREG) != config:
            reg.write(self.base + CONFIGREG, config)
            # It takes a cycle of the clock until the lines have their new levels.
            end = int(board.nanotime()) + 2 * cycle
            while board.nanotime() < end:
                pass

    def shift(self, words, late):
        """Send words and give those that come in return; each within ``late`` nanoseconds."""
        received = []
        sent = 0
        while len(received) < len(words):
            while sent < len(words) and sent - len(received) < DEPTH:
                reg.write(self.base + TXDATA, words[sent])
                sent += 1
            if not self._wait(late):
                reg.write(self.base + CONREG, 0)  # what is in the FIFOs is lost
                name = f"ECSPI{self.index}_STATREG"
                raise reg.late(self.base + STATREG, STATREG_RR, 1, 1, name)
            received.append(int(reg.read(self.base + RXDATA)))
        return received

    def has_received(self):
        """Whether a word has come."""
        return reg.is_set(self.base + STATREG, STATREG_RR)

    def _wait(self, late):
        if self.waiter is None:
            return reg.wait_for(late, self.base + STATREG, STATREG_RR, 1, 1)
        if not self.has_received():
            reg.write(self.base + INTREG, 1 << INTREG_RREN)
            self.waiter(late)
            reg.write(self.base + INTREG, 0)
        return self.has_received()


class Device:
    """What is attached to a chip select; ``hertz`` is its clock."""

    def __init__(self, bus, control, config, hertz, select):
        self.bus = bus
        self.control = control
        self.config = config
        self.hertz = hertz
        self.select = select

    def transfer(self, data):
        """Send bytes, and give as many that come in return; the chip select is on all the time.

        With the controller's own chip select 512 at most: a longer burst it does not have.
        ``TimeoutError`` if a word is not through in time.
        """
        data = as_bytes(data)
        if not data:
            return b""
        if self.select is None:
            if len(data) > LONGEST:
                raise ValueError(f"a burst has {LONGEST} bytes at most")
            return self._burst(data)
        got = bytearray()
        self.select(True)
        try:
            for at in range(0, len(data), LONGEST):
                got += self._burst(data[at:at + LONGEST])
        finally:
            self.select(False)
        return bytes(got)

    def exchange(self, words, bits):
        """Send words of 1 to 32 bits, and give those that come in return.

        The controller's chip select goes off between words; one of :meth:`ECSPI.device`'s
        ``select`` stays on.
        """
        integer(bits, 1, WORD, "the number of a word's bits")
        for word in words:
            integer(word, 0, (1 << bits) - 1, f"a word of {bits} bits")
        if self.select is None:
            return self._shift(words, bits)
        self.select(True)
        try:
            return self._shift(words, bits)
        finally:
            self.select(False)

    def _burst(self, data):
        """Bytes as one burst: its first word has what is not a multiple of four."""
        first = len(data) % 4 or 4
        words = [int.from_bytes(data[:first], "big")]
        for at in range(first, len(data), 4):
            words.append(int.from_bytes(data[at:at + 4], "big"))
        got = self._shift(words, len(data) * 8)
        made = bytearray((got[0] & (1 << first * 8) - 1).to_bytes(first, "big"))
        for word in got[1:]:
            made += word.to_bytes(4, "big")
        return bytes(made)

    def _shift(self, words, bits):
        cycle = -(-SECOND // self.hertz)
        self.bus.prepare(self.control, self.config, bits, cycle)
        return self.bus.shift(words, MARGIN + 2 * WORD * cycle)
