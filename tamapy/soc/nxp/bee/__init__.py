"""Driver of NXP's bus encryption engine BEE (i.MX 6UL): memory that is encrypted on its way.

IMX6ULSRM: i.MX 6UL Security Reference Manual, rev. 0, 2016/04, chapter BEE.

Two ranges of memory of up to 512 MiB are reached through aliases, and encrypted (AES-128 in
counter mode): under the device's own key if it was booted securely, else under one that nobody
knows. It is lost with the next reset, and so is what the ranges hold.
"""

from tamapy import dma, reg
from tamapy.arm import mmu, protection
from tamapy.metal import metal, u32, usize
from tamapy.runtime.arguments import integer

CTRL = 0x00
CTRL_LOCKS = 16  # the lock of each field lies so much higher
CTRL_CLK_EN = 15
CTRL_SFTRST_N = 14
CTRL_AES_MODE = 13
CTRL_SECURITY_LEVEL = 8
CTRL_AES_KEY_SEL = 4
CTRL_BEE_ENABLE = 0

ADDR_OFFSET0 = 0x04
ADDR_OFFSET1 = 0x08
ADDR_OFFSET_LOCK = 16

AES_KEY0_W0 = 0x0C
CTR_NONCE0_W0 = 0x20

ALIASES = (0x10000000, 0x30000000)
ALIAS_SIZE = 0x20000000
UNIT = 1 << 16  # ranges begin at its multiples
KEY_SIZE = 16


@metal
def load(registers: usize, address: usize) -> None:
    """Move 16 bytes from DMA memory to registers; no word of them becomes an object."""
    for i in range(u32(0), u32(KEY_SIZE), 4):
        reg.write(registers + usize(i), reg.read(address + usize(i)))


class BEE:
    """The engine at an address; ``snvs`` tells whether the key of this device can be used."""

    def __init__(self, base, snvs):
        self.base = base
        self.snvs = snvs

    def init(self):
        """Let it have its clock, and end its reset."""
        reg.write(self.base + CTRL, 1 << CTRL_CLK_EN | 1 << CTRL_SFTRST_N)

    def enable(self, first, second):
        """Encrypt two ranges of memory, by where they start.

        From then on they are to be reached through ``ALIASES``, with caches on, for the engine
        encrypts whole cache lines.
        """
        for start, alias in zip((first, second), ALIASES, strict=True):
            if integer(start, 0, 0xFFFFFFFF, "an address") % UNIT:
                raise ValueError("a range begins at a multiple of 64 KiB below 4 GiB")
            offset = start - alias & 0xFFFFFFFF
            if any([other <= offset < other + ALIAS_SIZE for other in ALIASES]):
                raise ValueError("a range cannot lead to the aliases again")
        reg.write(self.base + ADDR_OFFSET0, first // UNIT)
        reg.write(self.base + ADDR_OFFSET1, second // UNIT)
        own_key = self.snvs.available()
        if not own_key:
            self._load_random(AES_KEY0_W0)
        reg.set_to(self.base + CTRL, CTRL_AES_KEY_SEL, not own_key)
        self._load_random(CTR_NONCE0_W0)
        reg.set(self.base + CTRL, CTRL_AES_MODE)
        reg.set_field(self.base + CTRL, CTRL_SECURITY_LEVEL, 0b11, 0b11)
        reg.set(self.base + CTRL, CTRL_BEE_ENABLE)

    def region(self, number, size):
        """The first ``size`` bytes of a range (0 or 1) as a :class:`tamapy.dma.Region`.

        What is written to its buffers lies encrypted in memory. They are for the processor alone:
        other devices find nothing at the aliases. ``RuntimeError``: the engine is not enabled.
        """
        integer(number, 0, len(ALIASES) - 1, "a range of the BEE")
        if integer(size, mmu.PAGE, ALIAS_SIZE, "the size of encrypted memory") % mmu.PAGE:
            raise ValueError("encrypted memory consists of pages of 4096 bytes")
        if not reg.is_set(self.base + CTRL, CTRL_BEE_ENABLE):
            raise RuntimeError("the BEE is not enabled")
        protection.protect(ALIASES[number], size, "rw")
        return dma.Region(ALIASES[number], size)

    def _load_random(self, register):
        with dma.default().reserve(KEY_SIZE) as buffer:
            buffer.randomise()
            load(self.base + register, dma.address(buffer))

    def lock(self):
        """Forbid all changes until the next reset."""
        fields = (
            1 << CTRL_CLK_EN | 1 << CTRL_SFTRST_N | 1 << CTRL_AES_MODE
            | 0b11 << CTRL_SECURITY_LEVEL | 1 << CTRL_AES_KEY_SEL | 1 << CTRL_BEE_ENABLE
        )
        reg.set_bits(self.base + CTRL, fields << CTRL_LOCKS)
        for register in (ADDR_OFFSET0, ADDR_OFFSET1):
            reg.set_bits(self.base + register, 0xFFFF << ADDR_OFFSET_LOCK)
