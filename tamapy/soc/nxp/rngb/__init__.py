"""Driver of NXP's random number generator RNGB (i.MX 6ULL and 6ULZ).

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 44.
"""

from tamapy import reg
from tamapy.metal import metal, u32, usize
from tamapy.runtime.arguments import integer
from tamapy.soc.nxp.rngb.health import START_UP, HealthTests

#: Looks at a register until the generator is given up: a second or more, and the slowest of its
#: works, a seed, takes some 100 ms.
TRIES = 1 << 23
MOST = 1 << 30  # bytes at once

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
def work(base: usize, command: u32, done: u32) -> bool:
    """Have the generator test itself, or seed itself; whether that ended."""
    reg.set(base + CMD, command)
    return reg.poll(TRIES, base + SR, done, 1, 1)


@metal
def has_failed(base: usize) -> bool:
    """Whether it tells of an error, or of a test that failed."""
    return reg.is_set(base + SR, SR_ERR) or reg.get(base + SR, SR_ST_PF, 0b111) != 0


@metal
def is_filled(base: usize) -> bool:
    """Wait until the output FIFO has a word; whether it does, without an error."""
    tries: u32 = TRIES
    while reg.get(base + SR, SR_FIFO_LVL, 0b1111) == 0:
        if reg.is_set(base + SR, SR_ERR) or tries == 0:
            return False
        tries -= 1
    return True


@metal
def init(base: usize) -> None:
    """Test and seed the generator, for the board (p3105, 44.5.2 Automatic seeding, IMX6ULLRM).

    Every image has this and :func:`random_word`, so late and wrong answers are both
    ``RuntimeError``: ``TimeoutError`` would bring the family of ``OSError`` along, 15 KB.
    """
    reg.set(base + CMD, CMD_CE)
    reg.set(base + CMD, CMD_SR)
    if not work(base, CMD_ST, SR_STDN) or has_failed(base):
        raise RuntimeError("the random number generator failed its self test")
    # Once reseeding is automatic, the first seed is all there is to ask for.
    reg.set(base + CR, CR_AR)
    if not work(base, CMD_GS, SR_SDN) or has_failed(base):
        raise RuntimeError("the random number generator could not be seeded")
    reg.set(base + CMD, CMD_CI)


@metal
def random_word(base: usize) -> u32:
    """32 random bits, as soon as the output FIFO has some."""
    if not is_filled(base):
        raise RuntimeError("the random number generator reports an error")
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
        health test; ``TimeoutError`` if it does not answer."""
        self.health = None
        reg.set(self.base + CMD, CMD_CE)
        reg.set(self.base + CMD, CMD_SR)
        self._work(CMD_ST, SR_STDN, "self test")
        reg.set(self.base + CR, CR_AR)
        self._work(CMD_GS, SR_SDN, "seed")
        reg.set(self.base + CMD, CMD_CI)
        health = HealthTests()
        for _ in range(START_UP):
            health.take(self._word())
        self.health = health

    def _work(self, command, done, what):
        ended = work(self.base, command, done)
        self._check(what)
        if not ended:
            raise reg.late(self.base + SR, done, 1, 1, "RNG_SR")

    def _check(self, what):
        if has_failed(self.base):
            raise RuntimeError(f"the random number generator reports an error: {what}")

    def _word(self):
        if not is_filled(self.base):
            self._check("no words")
            raise reg.late(self.base + SR, SR_FIFO_LVL, 0b1111, 1, "RNG_SR")
        return int(reg.read(self.base + OUT))

    def get_random_data(self, size):
        """``size`` random bytes.

        ``RuntimeError`` if the words fail a health test, and from then on until :meth:`init`;
        ``TimeoutError`` if none come.
        """
        integer(size, 0, MOST, "a number of bytes")
        if self.health is None:
            raise RuntimeError("the random number generator has not been tested, or has failed")
        data = bytearray()
        health, self.health = self.health, None
        while len(data) < size:
            word = self._word()
            health.take(word)
            data += word.to_bytes(4, "little")
        self.health = health
        return bytes(data[:size])
