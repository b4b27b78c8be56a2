"""Driver of NXP's pin multiplexer IOMUXC: whose a pad is, and its electrical properties.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 32.
"""

from tamapy import bits, reg
from tamapy.runtime.arguments import integer

# IOMUXC Memory Map/Register Definition, IMX6ULLRM
SW_MUX_CTL_SION = 4
SW_MUX_CTL_MUX_MODE = 0

SW_PAD_CTL_HYS = 16
SW_PAD_CTL_PUS = 14
SW_PAD_CTL_PUE = 13
SW_PAD_CTL_PKE = 12
SW_PAD_CTL_ODE = 11
SW_PAD_CTL_SPEED = 6
SW_PAD_CTL_DSE = 3
SW_PAD_CTL_SRE = 0

#: What holds a pad that nobody drives: a keeper, or a resistor.
KEEPER = -1
PULL_DOWN_100K, PULL_UP_47K, PULL_UP_100K, PULL_UP_22K = 0b00, 0b01, 0b10, 0b11
HOLDS = (None, KEEPER, PULL_DOWN_100K, PULL_UP_47K, PULL_UP_100K, PULL_UP_22K)

SPEEDS = {50: 0b00, 100: 0b10, 200: 0b11}  # by MHz
LAST_MODE = 9
WEAKEST = 0b111  # R0 / 7
LAST_CHOICE = 0b111  # of any SELECT_INPUT register
LARGEST_WORD = (1 << SW_PAD_CTL_HYS + 1) - 1


def properties(hold=None, drive=6, speed=100, hysteresis=False, open_drain=False, fast=False):
    """A pad's electrical properties as its register's word.

    ``drive`` n makes the output's resistance R0 / n, 0 switches it off. ``speed`` is in MHz,
    ``fast`` is the slew rate.
    """
    if hold not in HOLDS:
        raise ValueError("a pad is held by None, KEEPER or one of the PULL resistors")
    integer(drive, 0, WEAKEST, "a pad's drive strength")
    if speed not in SPEEDS:
        raise ValueError("a pad's speed is 50, 100 or 200 MHz")
    word = bits.set_to(0, SW_PAD_CTL_PKE, hold is not None)
    if hold is not None and hold != KEEPER:
        word = bits.set(word, SW_PAD_CTL_PUE)
        word = bits.set_field(word, SW_PAD_CTL_PUS, 0b11, hold)
    word = bits.set_field(word, SW_PAD_CTL_DSE, 0b111, drive)
    word = bits.set_field(word, SW_PAD_CTL_SPEED, 0b11, SPEEDS[speed])
    word = bits.set_to(word, SW_PAD_CTL_HYS, bool(hysteresis))
    word = bits.set_to(word, SW_PAD_CTL_ODE, bool(open_drain))
    return int(bits.set_to(word, SW_PAD_CTL_SRE, bool(fast)))


class Pad:
    """A pad by the addresses of its registers.

    ``mux`` is its SW_MUX_CTL, ``control`` its SW_PAD_CTL, and ``daisy`` the SELECT_INPUT of the
    input it can be for, 0 if there is none.
    """

    def __init__(self, mux, control, daisy=0):
        self.mux = mux
        self.control = control
        self.daisy = daisy

    def set_mode(self, mode, loop_back=False):
        """Give the pad to the block of ALT ``mode``; ``loop_back`` lets it see its own output."""
        integer(mode, 0, LAST_MODE, "a pad's mode")
        word = mode << SW_MUX_CTL_MUX_MODE | bool(loop_back) << SW_MUX_CTL_SION
        reg.write(self.mux, word)

    def mode(self):
        """The ALT mode."""
        return int(reg.get(self.mux, SW_MUX_CTL_MUX_MODE, 0b1111))

    def set_properties(self, word):
        """Set what :func:`properties` gives."""
        reg.write(self.control, integer(word, 0, LARGEST_WORD, "the word of properties"))

    def select(self, choice):
        """Have the input that ``daisy`` belongs to come from here; the manual lists choices."""
        if not self.daisy:
            raise ValueError("the pad's input has no choice to select")
        reg.write(self.daisy, integer(choice, 0, LAST_CHOICE, "a choice"))
