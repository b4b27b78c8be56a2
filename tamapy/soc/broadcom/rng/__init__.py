"""Driver of the BCM2835's random number generator.

Broadcom has published no manual of it. The registers are those of Linux, torvalds/linux,
drivers/char/hw_random/bcm2835-rng.c.
"""

from tamapy import reg
from tamapy.metal import metal, u32, usize
from tamapy.runtime.arguments import integer

CTRL = 0x00
CTRL_RBGEN = 0  # generate random bits

STATUS = 0x04
STATUS_COUNT = 24  # words in the FIFO, 8 bits; written below: bits to drop before the first
WARM_UP = 0x40000  # the first bits are less random

DATA = 0x08

TIMEOUT = 2_000_000_000  # ns
MOST = 1 << 30  # bytes at once


@metal
def init(base: usize) -> None:
    """Start the generator; what it makes at first is dropped by itself."""
    if reg.is_set(base + CTRL, CTRL_RBGEN):
        return
    reg.write(base + STATUS, WARM_UP)
    reg.write(base + CTRL, 1 << CTRL_RBGEN)


@metal
def random_word(base: usize) -> u32:
    """32 random bits, as soon as the FIFO has some."""
    if reg.get(base + STATUS, STATUS_COUNT, 0xFF) == 0:
        if not reg.wait_while(TIMEOUT, base + STATUS, STATUS_COUNT, 0xFF, 0):
            raise TimeoutError("the random number generator makes no words: STATUS.COUNT")
    return reg.read(base + DATA)


class RNG:
    """A generator at an address."""

    def __init__(self, base):
        self.base = base

    def init(self):
        """Start it."""
        init(self.base)

    def get_random_data(self, size):
        """``size`` random bytes; ``TimeoutError`` if none come."""
        integer(size, 0, MOST, "a number of bytes")
        data = bytearray()
        while len(data) < size:
            data += random_word(self.base).to_bytes(4, "little")
        return bytes(data[:size])
