"""Model of NXP's central security unit CSU: rights over blocks, worlds of bus masters, locks.

The emulated processor is always in the secure world, and privileged. :meth:`Csu.refuses` answers
for its accesses, :meth:`Csu.allows` for those of any master.
"""

from __future__ import annotations

from collections.abc import Mapping

from tamapy.emulator.models import ModelError

CSL_END, SA = 0xA0, 0x218
CSL_RESET = 0x00330033
PLAIN = (0x200, 0x204, 0x358, 0x35C)  # HP0, HP1, HPCONTROL0, HPCONTROL1
#: Bits of a slave's rights by (secure, write), for masters in supervisor mode.
RIGHTS = {
    (True, False): 1 << 1, (False, False): 1 << 3, (True, True): 1 << 5, (False, True): 1 << 7,
}

Slave = tuple[int, int]  # register, half


class Csu:
    """The unit; ``slaves`` are the blocks it knows, by their base addresses."""

    def __init__(self, slaves: Mapping[int, Slave] | None = None) -> None:
        self.slaves = dict(slaves or {})
        self.values = dict.fromkeys(range(0, CSL_END, 4), CSL_RESET)
        self.values.update(dict.fromkeys((SA, *PLAIN), 0))
        self.closed: set[tuple[int, bool]] = set()  # (block, write) that the processor may not

    def refuses(self, block: int, write: bool) -> bool:
        """Whether the processor may not read, or write, a block."""
        return (block, write) in self.closed

    def allows(self, slave: Slave, secure: bool, write: bool) -> bool:
        """Whether a slave lets a master's access through."""
        register, half = slave
        return bool(self.values[4 * register] >> 16 * half & RIGHTS[secure, write])

    def is_secure(self, master: int) -> bool:
        """The world of a bus master."""
        return not self.values[SA] >> 2 * master & 1

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
        if offset < CSL_END:
            self.closed = {
                (block, write) for block, slave in self.slaves.items() for write in (False, True)
                if not self.allows(slave, True, write)
            }

    def _check(self, offset: int, size: int) -> None:
        if size != 4 or offset not in self.values:
            raise ModelError(f"the CSU has no register of {size} bytes at +0x{offset:x}")
