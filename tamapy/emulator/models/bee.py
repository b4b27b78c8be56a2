"""Model of NXP's bus encryption engine BEE (i.MX 6UL): its registers and their locks.

The encryption of memory is not modelled.
"""

from __future__ import annotations

from tamapy.emulator.models import ModelError

CTRL, OFFSET0, OFFSET1, KEY, STATUS, NONCE = 0x00, 0x04, 0x08, 0x0C, 0x1C, 0x20
CTRL_FIELDS = 0xE311
ENABLE, RUNNING = 1 << 0, 0xC000  # CLK_EN and SFTRST_N


class Bee:
    """The engine."""

    def __init__(self) -> None:
        self.values = {CTRL: 0, OFFSET0: 0, OFFSET1: 0, STATUS: 0}
        self.key, self.nonce = bytearray(16), bytearray(16)

    def read(self, offset: int, size: int) -> int:
        """A register; keys cannot be read."""
        self._check(offset, size)
        return self.values.get(offset, 0)

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register, but for what is locked in it."""
        self._check(offset, size)
        if offset == STATUS:
            return
        control = self.values[CTRL]
        if offset != CTRL and control & RUNNING != RUNNING:
            raise ModelError("the BEE is in reset, or has no clock")
        if offset in self.values:
            old = self.values[offset]
            locks = old >> 16  # the upper half, which stays set
            if offset == CTRL:
                value &= CTRL_FIELDS | CTRL_FIELDS << 16
            self.values[offset] = value & ~locks | old & (locks | locks << 16)
        elif control & ENABLE:
            raise ModelError("the BEE's keys cannot change while it is enabled")
        else:
            target, start = (self.nonce, NONCE) if offset >= NONCE else (self.key, KEY)
            target[offset - start:offset - start + 4] = value.to_bytes(4, "little")

    def _check(self, offset: int, size: int) -> None:
        if size != 4 or offset & 3 or offset >= NONCE + 16:
            raise ModelError(f"the BEE has no register of {size} bytes at +0x{offset:x}")
