"""Model of NXP's bus encryption engine BEE (i.MX 6UL): its registers, their locks, its aliases.

What is accessed through an alias lies encrypted in memory. The manual does not say how a counter is
made of the nonce and an address; here it is their sum, in blocks of 16 bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.aes import BLOCK, Aes
from tamapy.emulator.models.bus import Bus

CTRL, OFFSET0, OFFSET1, KEY, STATUS, NONCE = 0x00, 0x04, 0x08, 0x0C, 0x1C, 0x20
CTRL_FIELDS = 0xE311
ENABLE, RUNNING = 1 << 0, 0xC000  # CLK_EN and SFTRST_N
KEY_SEL, COUNTER_MODE = 1 << 4, 1 << 13  # the key in the registers, not the device's
UNIT = 1 << 16
TEST_KEY = bytes(16)
#: Where memory is reached through the engine: starts and sizes.
ALIASES = ((0x10000000, 0x20000000), (0x30000000, 0x20000000))


#: Each access takes a few bytes, under the same key as the one before.
_cipher = lru_cache(maxsize=2)(Aes)


class Bee:
    """The engine on a bus; ``device_key`` tells the key that depends on how the device booted."""

    def __init__(self, bus: Bus, device_key: Callable[[], bytes] = lambda: TEST_KEY) -> None:
        self.bus = bus
        self.device_key = device_key
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

    def load(self, address: int, size: int) -> bytes:
        """Memory through an alias."""
        place = self._place(address)
        return self._crypted(place, self.bus.read(place, size))

    def store(self, address: int, data: bytes) -> None:
        """Store bytes through an alias."""
        place = self._place(address)
        self.bus.write(place, self._crypted(place, data))

    def _place(self, address: int) -> int:
        control = self.values[CTRL]
        if control & RUNNING != RUNNING or not control & ENABLE:
            raise ModelError("the BEE is not enabled")
        if not control & COUNTER_MODE:
            raise ModelError("the model of the BEE knows its counter mode only")
        for (start, size), offset in zip(ALIASES, (OFFSET0, OFFSET1), strict=True):
            if start <= address < start + size:
                return address - start + (self.values[offset] & 0xFFFF) * UNIT
        raise ModelError(f"0x{address:08x} lies in no alias of the BEE")

    def _crypted(self, place: int, data: bytes) -> bytes:
        """AES-128 in counter mode, which is its own inverse."""
        chosen = bytes(self.key) if self.values[CTRL] & KEY_SEL else self.device_key()
        cipher, nonce = _cipher(chosen), int.from_bytes(self.nonce, "little")
        first = place // BLOCK
        stream = b"".join(
            cipher.encrypt((nonce + number & (1 << 128) - 1).to_bytes(BLOCK, "big"))
            for number in range(first, (place + len(data) - 1) // BLOCK + 1)
        )[place - first * BLOCK:]
        return bytes(a ^ b for a, b in zip(data, stream, strict=False))

    def _check(self, offset: int, size: int) -> None:
        if size != 4 or offset & 3 or offset >= NONCE + 16:
            raise ModelError(f"the BEE has no register of {size} bytes at +0x{offset:x}")
