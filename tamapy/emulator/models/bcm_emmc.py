"""Model of the BCM2835's SD and eMMC controller EMMC (BCM2835 ARM Peripherals, chapter 5).

Data goes through the port alone. Where QEMU's controller does the same it is as that one.
"""

from __future__ import annotations

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.cards import Card, CrcFault

BLKSIZECNT, ARG1, CMDTM, RESP0, DATA, STATUS = 0x04, 0x08, 0x0C, 0x10, 0x20, 0x24
CONTROL0, CONTROL1, INTERRUPT, IRPT_MASK, IRPT_EN = 0x28, 0x2C, 0x30, 0x34, 0x38
WRITABLE = (BLKSIZECNT, ARG1, CMDTM, CONTROL0, CONTROL1, INTERRUPT, IRPT_MASK, IRPT_EN)
CMD_DONE, DATA_DONE, WRITE_RDY, READ_RDY = 1, 2, 1 << 4, 1 << 5
CTO_ERR, DTO_ERR, DCRC_ERR, ACMD_ERR = 1 << 16, 1 << 20, 1 << 21, 1 << 24
BLKCNT_EN, AUTO_CMD12, FROM_CARD, MULTI = 1 << 1, 1 << 2, 1 << 4, 1 << 5
ISDATA = 1 << 21
CLK_INTLEN, CLK_STABLE, CLK_EN = 1, 2, 4
RESETS = 7 << 24
BASE_CLOCK = 50000000  # Hz, as QEMU's VideoCore tells it


class BcmEmmc:
    """The controller with the card in the slot."""

    def __init__(self) -> None:
        self.card: Card | None = None
        self.reset()

    def reset(self) -> None:
        """The state after power-on; the card's as well."""
        self._clear()
        if self.card is not None:
            self.card.power_on()

    def _clear(self) -> None:
        self.values = dict.fromkeys((*WRITABLE, *range(RESP0, DATA, 4)), 0)
        self._forget()

    def _forget(self) -> None:
        """No transfer is under way."""
        self.buffer = bytearray()  # what waits in the port
        self.left = 0  # blocks of the transfer
        self.filling = False

    def insert(self, card: Card | None) -> None:
        """Put a card into the slot, or take it out."""
        self.card = card

    # -- registers -------------------------------------------------------------

    def read(self, offset: int, size: int) -> int:
        """A register, or the next word of the data."""
        if size != 4 or offset & 3:
            raise ModelError("the EMMC's registers have 32 bits")
        if offset == STATUS:
            return self._status()
        if offset == DATA:
            return self._take()
        if offset not in self.values:
            raise ModelError(f"the model of the EMMC has no register at +0x{offset:x}")
        return self.values[offset]

    def _status(self) -> int:
        lines = 0xF
        if self.card is not None and not self.card.removed and self.card.is_busy():
            lines = 0xE
        return lines << 20 | 1 << 24 | (2 if self.left else 0)

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register, or give the next word of the data."""
        if size != 4 or offset & 3:
            raise ModelError("the EMMC's registers have 32 bits")
        if offset == DATA:
            self._give(value)
        elif offset not in WRITABLE:
            raise ModelError(f"the model of the EMMC has no writable register at +0x{offset:x}")
        elif offset == INTERRUPT:
            self.values[offset] &= ~value
        elif offset == CONTROL1:
            self._control(value)
        else:
            self.values[offset] = value
            if offset == CMDTM:
                self._command(value)

    def _control(self, value: int) -> None:
        if value >> 24 & 1:
            self._clear()
            return
        if value & RESETS:
            self._forget()
        before = self.values[CONTROL1]
        if before & value & CLK_EN and (before ^ value) & 0xFFC0:
            raise ModelError("the card's clock is changed while it is on")
        stable = CLK_STABLE if value & CLK_INTLEN else 0
        self.values[CONTROL1] = value & ~(RESETS | CLK_STABLE) | stable

    @property
    def hertz(self) -> int:
        """The card's clock."""
        word = self.values[CONTROL1]
        divider = word >> 8 & 0xFF | (word >> 6 & 3) << 8
        return BASE_CLOCK // (2 * divider) if divider else BASE_CLOCK

    def _flag(self, flags: int) -> None:
        self.values[INTERRUPT] |= flags & self.values[IRPT_MASK]

    # -- commands --------------------------------------------------------------

    def _command(self, word: int) -> None:
        index, kind = word >> 24 & 0x3F, word >> 16 & 3
        if not self.values[CONTROL1] & CLK_EN:
            raise ModelError("a command is sent without a clock")
        if self.card is not None and self.hertz > self.card.limit:
            raise ModelError(
                f"CMD{index} at {self.hertz} Hz: the card's mode has {self.card.limit} Hz"
            )
        answer = self.card.command(index, self.values[ARG1]) if self.card else None
        if kind:
            if answer is None:
                self._flag(CTO_ERR)
                return
            bits, content = answer
            if (bits == 136) != (kind == 1):
                raise ModelError(f"CMD{index} has a response of {bits} bits, and is told another")
            content = content >> 8 if bits == 136 else content
            for i in range(4):
                self.values[RESP0 + 4 * i] = content >> 32 * i & 0xFFFFFFFF
        self._flag(CMD_DONE)
        if word & ISDATA:
            self._begin(word)

    # -- data ------------------------------------------------------------------

    @property
    def size(self) -> int:
        """Bytes of a block."""
        return self.values[BLKSIZECNT] & 0x3FF

    def _begin(self, word: int) -> None:
        if bool(word & MULTI) != bool(word & BLKCNT_EN):
            raise ModelError("the model of the EMMC counts the blocks of a transfer")
        if not self.size or self.size & 3:
            raise ModelError(f"a block has {self.size} bytes")
        self.left = self.values[BLKSIZECNT] >> 16 if word & MULTI else 1
        self.filling = not word & FROM_CARD
        self.buffer.clear()
        if self.filling:
            self._flag(WRITE_RDY)
        else:
            self._fetch()

    def _fetch(self) -> None:
        """Have the next block in the port."""
        block = self._try(lambda card: card.send_block(self.size))
        if block:
            self.buffer += block
            self._flag(READ_RDY)

    def _try(self, move):  # type: ignore[no-untyped-def]
        """Move a block; nothing if it goes wrong, which the flags tell."""
        lines = 8 if self.values[CONTROL0] >> 5 & 1 else 4 if self.values[CONTROL0] >> 1 & 1 else 1
        try:
            if self.card is not None and self.card.width != lines:
                raise CrcFault
            done = move(self.card) if self.card is not None else None
        except CrcFault:
            self._flag(DCRC_ERR | DATA_DONE)
            done = None
        else:
            if not done:
                self._flag(DTO_ERR | DATA_DONE)
        if not done:
            self.left = 0
        return done

    def _take(self) -> int:
        if self.filling or len(self.buffer) < 4:
            raise ModelError("the EMMC's port is read while it has no data")
        word = int.from_bytes(self.buffer[:4], "little")
        del self.buffer[:4]
        if not self.buffer:
            self._count()
            if self.left:
                self._fetch()
        return word

    def _give(self, value: int) -> None:
        if not self.filling or not self.left:
            raise ModelError("the EMMC's port is written while it takes no data")
        self.buffer += value.to_bytes(4, "little")
        if len(self.buffer) == self.size:
            block = bytes(self.buffer)
            self.buffer.clear()
            if self._try(lambda card: card.take_block(block)):
                self._count()
                if self.left:
                    self._flag(WRITE_RDY)

    def _count(self) -> None:
        """A block is through; after the last one the transfer ends."""
        self.left -= 1
        if self.left:
            return
        if self.values[CMDTM] & AUTO_CMD12 and self.card is not None:
            if self.card.command(12, 0) is None:
                self._flag(ACMD_ERR)
        self._flag(DATA_DONE)
