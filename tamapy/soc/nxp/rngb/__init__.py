"""Driver of NXP's random number generator RNGB (i.MX 6ULL and 6ULZ).

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 44.
"""

from tamapy import reg
from tamapy.metal import metal, u32, usize
from tamapy.soc.nxp.rngb.health import START_UP, HealthTests

#: Looks at a register until the generator is given up: a second or more, and the slowest of its
#: works, a seed, takes some 100 ms.
TRIES = 1 << 23

# p3107, 44.6 RNG Memory Map/Register Definition, IMX6ULLRM
CMD = 0x04
CMD_SR = 6  # software reset
CMD_CE = 5  # clear error
CMD_CI = 4  # clear interrupt
CMD_GS = 1  # generate seed
CMD_ST = 0  # self test

CR = 0x08
CR_AR = 4  # reseed by itself

SR = 0x0C
SR_ST_PF = 21  # self-test failures, 3 bits
SR_ERR = 16
SR_FIFO_LVL = 8  # words in the output FIFO, 4 bits
SR_SDN = 5  # seed done
SR_STDN = 4  # self test done

ESR = 0x10
OUT = 0x14


@metal
def init(base: usize) -> None:
    """Test and seed the generator (p3105, 44.5.2 Automatic seeding, IMX6ULLRM)."""
    reg.set(base + CMD, CMD_CE)
    reg.set(base + CMD, CMD_SR)

    reg.set(base + CMD, CMD_ST)
    ended = reg.poll(TRIES, base + SR, SR_STDN, 1, 1)
    if not ended or reg.is_set(base + SR, SR_ERR) or reg.get(base + SR, SR_ST_PF, 0b111) != 0:
        raise RuntimeError("the random number generator failed its self test")

    # Once reseeding is automatic, the first seed is all there is to ask for.
    reg.set(base + CR, CR_AR)
    reg.set(base + CMD, CMD_GS)
    ended = reg.poll(TRIES, base + SR, SR_SDN, 1, 1)
    if not ended or reg.is_set(base + SR, SR_ERR):
        raise RuntimeError("the random number generator could not be seeded")
    reg.set(base + CMD, CMD_CI)


@metal
def random_word(base: usize) -> u32:
    """32 random bits, as soon as the output FIFO has some.

    Every image has this driver, so late and wrong answers are both ``RuntimeError``:
    ``TimeoutError`` would bring the family of ``OSError`` along, 15 KB.
    """
    tries: u32 = TRIES
    while reg.get(base + SR, SR_FIFO_LVL, 0b1111) == 0:
        if reg.is_set(base + SR, SR_ERR) or tries == 0:
            raise RuntimeError("the random number generator reports an error")
        tries -= 1
    return reg.read(base + OUT)


class RNGB:
    """A generator at an address, with continuous health tests of its words.

    The board's generator, which :func:`os.urandom` has, is the metal functions above: they rely on
    the self test of the block, and on its own statistical test, which sets SR_ERR.
    """

    def __init__(self, base):
        self.base = base
        self.health = None  # once it is tested, until it fails

    def init(self):
        """Test and seed it. ``RuntimeError`` if it fails its own self test, or the start-up
        health test."""
        self.health = None
        init(self.base)
        health = HealthTests()
        for _ in range(START_UP):
            health.take(int(random_word(self.base)))
        self.health = health

    def get_random_data(self, size):
        """``size`` random bytes.

        ``RuntimeError`` if the words fail a health test, and from then on until :meth:`init`.
        """
        if self.health is None:
            raise RuntimeError("the random number generator has not been tested, or has failed")
        data = bytearray()
        health, self.health = self.health, None
        while len(data) < size:
            word = int(random_word(self.base))
            health.take(word)
            data += word.to_bytes(4, "little")
        self.health = health
        return bytes(data[:size])
