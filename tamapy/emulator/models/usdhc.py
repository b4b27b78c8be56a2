"""Model of NXP's SD and eMMC host controller uSDHC (IMX6ULLRM, chapter 58).

Data moves by ADMA2 alone. Where QEMU's controller does the same it is as that one.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bus import Bus, BusError
from tamapy.emulator.models.cards import Card, CrcFault

DS_ADDR, BLK_ATT, CMD_ARG, CMD_XFR_TYP, CMD_RSP0 = 0x00, 0x04, 0x08, 0x0C, 0x10
PRES_STATE, PROT_CTRL, SYS_CTRL, INT_STATUS = 0x24, 0x28, 0x2C, 0x30
INT_STATUS_EN, INT_SIGNAL_EN, AUTOCMD12_ERR_STATUS = 0x34, 0x38, 0x3C
HOST_CTRL_CAP, WTMK_LVL, MIX_CTRL, ADMA_ERR_STATUS, ADMA_SYS_ADDR = 0x40, 0x44, 0x48, 0x54, 0x58
VEND_SPEC, VEND_SPEC2, TUNING_CTRL = 0xC0, 0xC8, 0xCC
RESET = {
    DS_ADDR: 0, BLK_ATT: 0x00010000, CMD_ARG: 0, CMD_XFR_TYP: 0, PROT_CTRL: 0x08800020,
    SYS_CTRL: 0x0080800F, INT_STATUS: 0, INT_STATUS_EN: 0, INT_SIGNAL_EN: 0,
    AUTOCMD12_ERR_STATUS: 0, HOST_CTRL_CAP: 0x07F3B407, WTMK_LVL: 0x08100810,
    ADMA_ERR_STATUS: 0, ADMA_SYS_ADDR: 0, **{CMD_RSP0 + 4 * i: 0 for i in range(4)},
}
#: What a software reset leaves as it is.
KEPT = {MIX_CTRL: 0x80000000, VEND_SPEC: 0x20007809, VEND_SPEC2: 0x00000006, TUNING_CTRL: 0x212800}
READ_ONLY = frozenset((*range(CMD_RSP0, 0x20, 4), PRES_STATE, HOST_CTRL_CAP, ADMA_ERR_STATUS))
CC, TC, BRR, CTOE, DTOE, DCE, AC12E, DMAE = (
    1 << bit for bit in (0, 1, 5, 16, 20, 21, 24, 28)
)
DPSEL, SDSTB, FRC_SDCLK_ON = 1 << 21, 1 << 3, 1 << 8
DMAEN, BCEN, AC12EN, DTDSEL, MSBSEL = 1, 1 << 1, 1 << 2, 1 << 4, 1 << 5
EXE_TUNE, SMP_CLK_SEL, STD_TUNING_EN = 1 << 22, 1 << 23, 1 << 24
RSTA, RSTC, RSTD, INITA = 1 << 24, 1 << 25, 1 << 26, 1 << 27
CLOCK = 0xFFF0  # the dividers in SYS_CTRL
VALID, END, INT = 1, 2, 4
TRANSFER, LINK = 0b10, 0b11
LENGTH_MISMATCH, DESCRIPTOR_ERROR = 1 << 2, 1 << 3
FETCHING, TRANSFERRING = 0b01, 0b11
MOST_BLOCK = 4096
LOOKS = 2  # until a clock is stable


class Usdhc:
    """The controller on a bus; ``root()`` is its clock in Hz.

    Tests have ``short_table`` take each table's first descriptor for its last, ``stalled`` leave
    the command line inhibited for ever, and tuning succeed only after ``tuning_blocks`` (0: never).
    """

    def __init__(self, bus: Bus, root: Callable[[], int] = lambda: 198000000) -> None:
        self.bus = bus
        self.root = root
        self.card: Card | None = None
        self.switch = True  # whether the slot has one for cards
        self.short_table = self.stalled = False
        self.tuning_blocks = 7
        self.reset()

    def reset(self) -> None:
        """The state after power-on; the card's as well."""
        self.values = {**RESET, **KEPT}
        self.settling = 0
        self.tuned = 0
        if self.card is not None:
            self.card.power_on()

    def insert(self, card: Card | None) -> None:
        """Put a card into the slot, or take it out."""
        self.card = card

    @property
    def present(self) -> bool:
        """Whether there is a card."""
        return self.card is not None and not self.card.removed

    # -- registers -------------------------------------------------------------

    def read(self, offset: int, size: int) -> int:
        """A register."""
        if size != 4 or offset & 3:
            raise ModelError("the uSDHC's registers have 32 bits")
        if offset == PRES_STATE:
            return self._state()
        if offset not in self.values:
            raise ModelError(f"the model of the uSDHC has no register at +0x{offset:x}")
        return self.values[offset]

    def _state(self) -> int:
        word = 0
        if self.settling:
            self.settling -= 1
        else:
            word |= SDSTB
        if self.stalled:
            word |= 1
        if self.present or not self.switch:
            word |= 1 << 16 | 1 << 18
        if self.card is None or not (self.card.protected or getattr(self.card, "locked", False)):
            word |= 1 << 19
        lines = 0xFF
        if self.card is not None and not self.card.removed:
            if self.card.lines_low:
                lines = 0xF0
            elif self.card.is_busy():
                lines = 0xFE
        return word | 1 << 23 | lines << 24

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        if size != 4 or offset & 3:
            raise ModelError("the uSDHC's registers have 32 bits")
        if offset not in self.values or offset in READ_ONLY:
            raise ModelError(f"the model of the uSDHC has no writable register at +0x{offset:x}")
        if offset == INT_STATUS:
            self.values[offset] &= ~value
        elif offset == SYS_CTRL:
            self._control(value)
        elif offset == VEND_SPEC:
            before, self.values[offset] = self.values[offset], value
            if value & ~before & FRC_SDCLK_ON and self.card is not None:
                self.card.clocked()
        else:
            if offset == ADMA_SYS_ADDR and value & 3:
                raise ModelError("ADMA_SYS_ADDR is not at a multiple of 4")
            self.values[offset] = value
            if offset == CMD_XFR_TYP:
                self._command(value)

    def _control(self, value: int) -> None:
        if value & RSTA:
            self.values.update(RESET)
            return
        if value & RSTC:
            self.values[INT_STATUS] &= ~CC
        if value & RSTD:
            self.values[INT_STATUS] &= ~(TC | BRR)
        if (value ^ self.values[SYS_CTRL]) & CLOCK:
            if self.values[VEND_SPEC] & FRC_SDCLK_ON:
                raise ModelError("the card's clock is changed while it is forced on")
            if self.settling:
                raise ModelError("the card's clock is changed before it is stable")
            self.settling = LOOKS
        self.values[SYS_CTRL] = value & ~(RSTC | RSTD | INITA) | 0xF

    @property
    def hertz(self) -> int:
        """The card's clock."""
        control = self.values[SYS_CTRL]
        prescaler = (control >> 8 & 0xFF) * 2 or 1
        if prescaler & prescaler - 1:
            raise ModelError(f"SDCLKFS is 0x{control >> 8 & 0xFF:02x}: not a power of two")
        return self.root() // prescaler // ((control >> 4 & 15) + 1)

    @property
    def width(self) -> int:
        """Data lines in use."""
        return {0: 1, 1: 4, 2: 8}[self.values[PROT_CTRL] >> 1 & 3]

    def _flag(self, flags: int) -> None:
        self.values[INT_STATUS] |= flags & self.values[INT_STATUS_EN]

    # -- commands --------------------------------------------------------------

    def _command(self, word: int) -> None:
        index, kind = word >> 24 & 0x3F, word >> 16 & 3
        if self.stalled:
            raise ModelError("a command is sent while the command line is inhibited")
        if self.settling:
            raise ModelError("a command is sent before the card's clock is stable")
        if self.card is not None and self.hertz > self.card.limit:
            raise ModelError(
                f"CMD{index} at {self.hertz} Hz: the card's mode has {self.card.limit} Hz"
            )
        answer = self.card.command(index, self.values[CMD_ARG]) if self.card else None
        if kind:
            if answer is None:
                self._flag(CTOE)
                return
            bits, content = answer
            if (bits == 136) != (kind == 1):
                raise ModelError(f"CMD{index} has a response of {bits} bits, and is told another")
            self._respond(bits, content)
        self._flag(CC)
        if word & DPSEL:
            self._data()

    def _respond(self, bits: int, content: int) -> None:
        if bits == 136:
            for i in range(4):
                self.values[CMD_RSP0 + 4 * i] = content >> 8 + 32 * i & 0xFFFFFFFF
        else:
            self.values[CMD_RSP0] = content

    # -- data ------------------------------------------------------------------

    def _data(self) -> None:
        """Move blocks, as far as nothing goes wrong."""
        mix = self.values[MIX_CTRL]
        size = self.values[BLK_ATT] & 0x1FFF
        if not 0 < size <= MOST_BLOCK:
            raise ModelError(f"a block has {size} bytes")
        if self.values[AUTOCMD12_ERR_STATUS] & EXE_TUNE:
            self._tune(size)
            return
        if not mix & DMAEN or self.values[PROT_CTRL] >> 8 & 3 != 2:
            raise ModelError("the model of the uSDHC moves data by ADMA2 alone")
        blocks = self.values[BLK_ATT] >> 16 if mix & MSBSEL and mix & BCEN else 1
        if mix & MSBSEL and not mix & BCEN:
            raise ModelError("the model of the uSDHC counts the blocks of a transfer")
        try:
            self._walk(blocks * size, size, bool(mix & DTDSEL))
        except CrcFault:
            self._flag(DCE | TC)
            return
        except _DataTimeout:
            self._flag(DTOE | TC)
            return
        except _TableFault as fault:
            self.values[ADMA_ERR_STATUS] = fault.args[0]
            self._flag(DMAE | TC)
            return
        if mix & AC12EN:
            self._stop()
        self._flag(TC)

    def _stop(self) -> None:
        answer = self.card.command(12, 0) if self.card else None
        if answer is None:
            self.values[AUTOCMD12_ERR_STATUS] |= 1 << 1  # a timeout
            self._flag(AC12E)
        else:
            self.values[CMD_RSP0 + 12] = answer[1]

    def _walk(self, total: int, size: int, reading: bool) -> None:
        """Move data as a table of descriptors tells."""
        pending = b""  # what is part of a block only
        at, left = self.values[ADMA_SYS_ADDR], total
        self.values[ADMA_ERR_STATUS] = 0
        while left:
            action, length, address, end, at = self._descriptor(at)
            if action == TRANSFER:
                moved = min(length, left)
                pending = self._move(address, moved, pending, size, reading)
                left -= moved
            self.values[ADMA_SYS_ADDR] = at
            if end or self.short_table:
                break
        if left or pending:
            raise _TableFault(LENGTH_MISMATCH | TRANSFERRING)

    def _descriptor(self, at: int) -> tuple[int, int, int, bool, int]:
        """Action, length, address, whether it is the last, and where the next one is."""
        try:
            word, address = struct.unpack("<II", self.bus.read(at, 8))
        except BusError:
            raise _TableFault(FETCHING) from None
        if not word & VALID:
            raise _TableFault(DESCRIPTOR_ERROR | FETCHING)
        if address & 3:
            raise ModelError(f"the ADMA2 descriptor at 0x{at:08x} is for a misaligned address")
        action = word >> 4 & 3
        following = address if action == LINK else at + 8
        return action, word >> 16 or 65536, address, bool(word & END), following

    def _move(self, address: int, length: int, pending: bytes, size: int, reading: bool) -> bytes:
        """Move a descriptor's bytes; what is left over of a block."""
        try:
            if not reading:
                pending += self.bus.read(address, length)
                while len(pending) >= size:
                    self._give(pending[:size])
                    pending = pending[size:]
                return pending
            while len(pending) < length:
                pending += self._take(size)
            self.bus.write(address, pending[:length])
            return pending[length:]
        except BusError:
            raise _TableFault(TRANSFERRING) from None

    def _take(self, size: int) -> bytes:
        """A block from the card."""
        self._check_width()
        data = self.card.send_block(size) if self.card is not None else None
        if data is None:
            raise _DataTimeout
        return data

    def _give(self, block: bytes) -> None:
        """A block to the card."""
        self._check_width()
        if self.card is None or not self.card.take_block(block):
            raise _DataTimeout

    def _check_width(self) -> None:
        if self.card is not None and self.card.width != self.width:
            raise CrcFault

    def _tune(self, size: int) -> None:
        """Compare a tuning block at one delay more."""
        if not self.values[TUNING_CTRL] & STD_TUNING_EN:
            raise ModelError("EXE_TUNE without STD_TUNING_EN")
        if self.card is None or self.card.send_block(size) is None:
            return
        self.tuned += 1
        if self.tuning_blocks and self.tuned >= self.tuning_blocks:
            self.tuned = 0
            word = self.values[AUTOCMD12_ERR_STATUS]
            self.values[AUTOCMD12_ERR_STATUS] = word & ~EXE_TUNE | SMP_CLK_SEL
        self._flag(BRR)


class _DataTimeout(Exception):
    pass


class _TableFault(Exception):
    pass
