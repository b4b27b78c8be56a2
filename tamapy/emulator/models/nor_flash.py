"""Model of a NOR flash on an SPI bus, with the commands that all makers' have: a W25Q80BL."""

from __future__ import annotations

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.images import Image, Memory

WRITE_STATUS, PROGRAM, READ, WRITE_DISABLE, READ_STATUS, WRITE_ENABLE = range(1, 7)
FAST_READ, ERASE_SECTOR, IDENTITY, ERASE_CHIP, ERASE_BLOCK = 0x0B, 0x20, 0x9F, 0xC7, 0xD8
BUSY, ENABLED = 1 << 0, 1 << 1
PAGE, SECTOR, BLOCK = 256, 4096, 65536
ADDRESSED = frozenset((PROGRAM, READ, FAST_READ, ERASE_SECTOR, ERASE_BLOCK))
CHANGING = frozenset((PROGRAM, ERASE_SECTOR, ERASE_CHIP, ERASE_BLOCK))
SIZES = {ERASE_SECTOR: SECTOR, ERASE_BLOCK: BLOCK}
LOOKS = 3  # at the status until a change has ended
W25Q80BL = bytes.fromhex("ef4014")


class NorFlash:
    """A flash with its data in an image. ``stuck`` it stays busy for ever after the next change."""

    modes = (0, 3)
    fastest = 50000000

    def __init__(self, image: Image | None = None, identity: bytes = W25Q80BL) -> None:
        self.image = Memory(b"\xff" * (1 << 20)) if image is None else image
        self.identity = identity
        self.status = 0
        self.looks = 0
        self.stuck = False
        self.selected = False
        self.selections = 0
        self.select()
        self.deselect()

    def select(self) -> None:
        """A command begins."""
        self.selected = True
        self.selections += 1
        self.into = self.count = 0  # bits of the byte that comes
        self.out = 0  # the byte that goes
        self.bytes = bytearray()

    def deselect(self) -> None:
        """The command has ended: this starts a change."""
        if self.selected and self.bytes and not self.count and self.bytes[0] in CHANGING:
            self._change()
        self.selected = False

    def bit(self, out: int) -> int:
        """A bit to and fro."""
        if not self.selected:
            return 0
        into = self.out >> 7 - self.count & 1
        self.into = self.into << 1 & 0xFF | out
        self.count = (self.count + 1) % 8
        if not self.count:
            self.bytes.append(self.into)
            self.out = self._answer()
        return into

    @property
    def _address(self) -> int:
        return int.from_bytes(self.bytes[1:4], "big") % len(self.image)

    def _answer(self) -> int:
        """What goes while the next byte comes."""
        command, given = self.bytes[0], len(self.bytes)
        if command == READ_STATUS:
            return self._look()
        if self.status & BUSY:
            raise ModelError(f"command 0x{command:02x} is sent to a flash that is busy")
        if command == IDENTITY:
            return self.identity[given - 1] if given <= len(self.identity) else 0
        if command in (READ, FAST_READ):
            skipped = 4 if command == READ else 5
            if given < skipped:
                return 0
            place = (self._address + given - skipped) % len(self.image)
            return self.image.read(place, 1)[0]
        if command in (WRITE_ENABLE, WRITE_DISABLE):
            self.status = self.status & ~ENABLED | (ENABLED if command == WRITE_ENABLE else 0)
        elif command not in CHANGING:
            raise ModelError(f"the flash has no command 0x{command:02x}")
        return 0

    def _look(self) -> int:
        word = self.status
        if self.looks and not self.stuck:
            self.looks -= 1
            if not self.looks:
                self.status = 0
        return word

    def _change(self) -> None:
        """Program a page, or erase; without leave nothing happens."""
        command = self.bytes[0]
        if not self.status & ENABLED or (command in ADDRESSED and len(self.bytes) < 4):
            return
        if command == PROGRAM:
            self._program(self.bytes[4:])
        else:
            size = SIZES.get(command, len(self.image))
            start = self._address // size * size if command in ADDRESSED else 0
            self.image.write(start, b"\xff" * size)
        self.status |= BUSY
        self.looks = LOOKS

    def _program(self, data: bytes | bytearray) -> None:
        """Bits can become 0; what is beyond the page's end comes to its beginning."""
        page = self._address // PAGE * PAGE
        made = bytearray(self.image.read(page, PAGE))
        for i, byte in enumerate(data):
            made[(self._address + i) % PAGE] &= byte
        self.image.write(page, bytes(made))
