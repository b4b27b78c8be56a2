"""Driver of NXP's fuse controller OCOTP (i.MX 6UL family).

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 37.

A fuse that is blown stays blown. Whoever blows one says so twice: :meth:`OCOTP.arm` and
:meth:`OCOTP.blow` have to be told the same word and value. What a word shall be is given in
full, and refused if that would need a fuse to be mended; what came of it is read back.
"""

from tamapy import reg
from tamapy.runtime import board
from tamapy.runtime.arguments import integer
from tamapy.soc.nxp.gates import open_gate

# p2388, 37.5 OCOTP Memory Map/Register Definition, IMX6ULLRM
CTRL = 0x00
CTRL_SET = 0x04
CTRL_CLR = 0x08
CTRL_WR_UNLOCK = 16
CTRL_RELOAD_SHADOWS = 10
CTRL_ERROR = 9
CTRL_BUSY = 8
CTRL_ADDR = 0
WR_UNLOCK_KEY = 0x3E77

TIMING = 0x10
TIMING_STROBE_READ = 16
TIMING_RELAX = 12
TIMING_STROBE_PROG = 0

DATA = 0x20
READ_CTRL = 0x30
READ_CTRL_READ_FUSE = 0
READ_FUSE_DATA = 0x40

TIMING2 = 0x100
TIMING2_RELAX_READ = 16
TIMING2_RELAX_PROG = 0

SHADOWS = 0x400  # of bank 0, word 0
SHADOW_STEP = 0x10
SHADOW_GAP = 0x100  # between banks 5 and 6
LOCKED = 0xBADABADA  # what is read in place of a word that is locked for reading

WORDS = 8  # of a bank
MOST_BANKS = 16  # of any chip of the family

# Nanoseconds (37.3.1.3, and drivers/misc/mxc_ocotp.c of U-Boot)
PROGRAM = 10000  # a fuse is blown for so long
STROBE_READ = 37
RELAX = 17
POSTAMBLE = 2000  # p2385, 37.3.1.4 Write Postamble
LONGEST = 10000000


class OCOTP:
    """The controller at an address; ``gate`` is its clock's (register, number).

    ``clock`` gives IPG_CLK_ROOT in Hz, ``banks`` how many banks of eight words there are.
    """

    def __init__(self, base, gate, clock, banks):
        self.base = base
        self.gate = gate
        self.clock = clock
        self.banks = banks
        self._armed = None

    def init(self):
        """Switch its clock on."""
        open_gate(self.gate)

    def read(self, bank, word):
        """A fuse word as it was loaded at reset, or overridden since: its shadow register.

        ``RuntimeError`` if it is locked for reading.
        """
        address = self._shadow(bank, word)
        self._prepare()
        value = int(reg.read(address))
        if value == LOCKED and self._take_error():
            raise RuntimeError(f"fuse word {bank}, {word} is locked for reading")
        return value

    def read_fuse(self, bank, word):
        """A fuse word itself (37.3.1.2 Fuse and Shadow Register Read)."""
        index = self._index(bank, word)
        self._prepare()
        self._set_timing()
        reg.write(self.base + CTRL, index << CTRL_ADDR)
        reg.write(self.base + READ_CTRL, 1 << READ_CTRL_READ_FUSE)
        self._finish(f"fuse word {bank}, {word} is locked for reading")
        return int(reg.read(self.base + READ_FUSE_DATA))

    def override(self, bank, word, value):
        """Set a shadow register, until the next reset or reload; fuses stay as they are."""
        _check_value(value)
        address = self._shadow(bank, word)
        self._prepare()
        reg.write(address, value)
        self._finish(f"fuse word {bank}, {word} is locked for writing")

    def reload(self):
        """Load all shadow registers anew (37.3.1.1 Shadow Register Reload)."""
        self._prepare()
        reg.write(self.base + CTRL_SET, 1 << CTRL_RELOAD_SHADOWS)
        self._wait(CTRL_RELOAD_SHADOWS)
        self._finish("the shadow registers could not be loaded")

    def arm(self, bank, word, value):
        """Announce what :meth:`blow` is going to do; it holds for that one call."""
        self._index(bank, word)
        _check_value(value)
        self._armed = (bank, word, value)

    def blow(self, bank, word, value):
        """Blow the fuses that make a word ``value`` (37.3.1.3 Fuse and Shadow Register Writes).

        **This cannot be undone, and a mistake can make the device unusable.**

        ``RuntimeError`` if the same was not armed right before, if the word is locked, or if it is
        not ``value`` afterwards; ``ValueError`` if a fuse that is blown would have to be mended.
        """
        armed, self._armed = self._armed, None
        if armed != (bank, word, value):
            raise RuntimeError("fuses are only blown after arm() was told the same")
        index = self._index(bank, word)
        before = self.read_fuse(bank, word)
        if before & ~value:
            raise ValueError(
                f"fuse word {bank}, {word} is 0x{before:08x}: blown fuses cannot be mended"
            )
        if before == value:
            return
        self._prepare()
        reg.write(self.base + CTRL, WR_UNLOCK_KEY << CTRL_WR_UNLOCK | index << CTRL_ADDR)
        reg.write(self.base + DATA, value & ~before)
        try:
            self._finish(f"fuse word {bank}, {word} is locked for writing")
        finally:
            reg.write(self.base + CTRL_CLR, 0xFFFF << CTRL_WR_UNLOCK)
        end = board.nanotime() + POSTAMBLE
        while board.nanotime() < end:
            pass
        after = self.read_fuse(bank, word)
        if after != value:
            raise RuntimeError(
                f"fuse word {bank}, {word} is 0x{after:08x} and not 0x{value:08x} after blowing"
            )
        self.reload()

    # -- the controller ----------------------------------------------------------------

    def _index(self, bank, word):
        integer(word, 0, WORDS - 1, "a word of fuses")
        integer(bank, 0, MOST_BANKS - 1, "a bank of fuses")
        integer(bank, 0, self.banks() - 1, "a bank of fuses")
        return bank * WORDS + word

    def _shadow(self, bank, word):
        gap = SHADOW_GAP if bank > 5 else 0
        return self.base + SHADOWS + self._index(bank, word) * SHADOW_STEP + gap

    def _prepare(self):
        """Have the controller idle and without an error, which would keep it from work."""
        self._wait(CTRL_BUSY)
        reg.write(self.base + CTRL_CLR, 1 << CTRL_ERROR)

    def _wait(self, bit):
        reg.wait(self.base + CTRL, bit, 1, 0, LONGEST, "OCOTP_CTRL")

    def _take_error(self):
        found = reg.is_set(self.base + CTRL, CTRL_ERROR)
        if found:
            reg.write(self.base + CTRL_CLR, 1 << CTRL_ERROR)
        return found

    def _finish(self, text):
        self._wait(CTRL_BUSY)
        if self._take_error():
            raise RuntimeError(text)

    def _set_timing(self):
        """Times in cycles of the bus clock (p2394, 37.5.2; p2400, 37.5.11).

        The additional times of TIMING2 are left as they are, and the strobes made longer by
        them: Tpgm = ((STROBE_PROG + 1) - 2 (RELAX_PROG + 1)) / clock, and so for reading.
        """
        hertz = int(self.clock())
        more_read = 2 * (int(reg.get(self.base + TIMING2, TIMING2_RELAX_READ, 0x3F)) + 1)
        more_prog = 2 * (int(reg.get(self.base + TIMING2, TIMING2_RELAX_PROG, 0xFFF)) + 1)
        relax = _cycles(hertz, RELAX) - 1
        strobe_read = _cycles(hertz, STROBE_READ) + more_read - 1
        strobe_prog = _cycles(hertz, PROGRAM) + more_prog - 1
        reg.set_field(self.base + TIMING, TIMING_RELAX, 0xF, relax)
        reg.set_field(self.base + TIMING, TIMING_STROBE_READ, 0x3F, strobe_read)
        reg.set_field(self.base + TIMING, TIMING_STROBE_PROG, 0xFFF, strobe_prog)


def _cycles(hertz, nanoseconds):
    """Cycles that take at least so long."""
    return -(-hertz * nanoseconds // 1000000000)


def _check_value(value):
    integer(value, 0, 0xFFFFFFFF, "a fuse word")
