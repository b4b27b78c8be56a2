"""Model of NXP's central security unit CSU: its registers and their locks.

That accesses are refused is not modelled: the emulated processor is always in the secure world.
"""

from __future__ import annotations

from tamapy.emulator.models import ModelError

CSL_END, SA = 0xA0, 0x218
CSL_RESET = 0x00330033
PLAIN = (0x200, 0x204, 0x358, 0x35C)  # HP0, HP1, HPCONTROL0, HPCONTROL1


class Csu:
    """The unit."""

    def __init__(self) -> None:
        self.values = dict.fromkeys(range(0, CSL_END, 4), CSL_RESET)
        self.values.update(dict.fromkeys((SA, *PLAIN), 0))

    def read(self, offset: int, size: int) -> int:
        """A register."""
        self._check(offset, size)
        return self.values[offset]

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register, but for what is locked in it."""
        self._check(offset, size)
        old = self.values[offset]
        fixed = 0
        if offset < CSL_END:
            value &= 0x01FF01FF
            for half in (0, 16):
                if old >> half + 8 & 1:
                    fixed |= 0x1FF << half
        elif offset == SA:
            for master in range(16):
                if old >> 2 * master + 1 & 1:
                    fixed |= 0b11 << 2 * master
        self.values[offset] = value & ~fixed | old & fixed

    def _check(self, offset: int, size: int) -> None:
        if size != 4 or offset not in self.values:
            raise ModelError(f"the CSU has no register of {size} bytes at +0x{offset:x}")
