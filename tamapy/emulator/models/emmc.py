"""Model of an eMMC (JESD84-B51)."""

from __future__ import annotations

from tamapy.emulator.models.cards import (
    BUSY_LOOKS,
    DATA,
    IDENT,
    IDLE,
    RCV,
    READY,
    STBY,
    SWITCH_ERROR,
    TRAN,
    TUNING_4,
    Card,
    Response,
)
from tamapy.emulator.models.images import Image
from tamapy.emulator.models.rpmb import Rpmb
from tamapy.emulator.models.sd_card import put, register_crc

VOLTAGES = 0x00FF8080
POWERED, SECTORS = 1 << 31, 1 << 30
LARGEST_BYTES = 2 << 30
PARTITION_CONFIG, BUS_WIDTH, HS_TIMING = 179, 183, 185
WRITABLE = frozenset((PARTITION_CONFIG, BUS_WIDTH, HS_TIMING))
LIMITS = {0: 26000000, 1: 52000000, 2: 200000000}
WIDTHS = {0: 1, 1: 4, 2: 8}
RPMB_ACCESS = 3
POWER_UP_LOOKS = 2
TUNING_8 = bytes(b for byte in TUNING_4 for b in (
    (byte >> 4) * 0x11, (byte & 15) * 0x11,
))


class Emmc(Card):
    """The eMMC, with a replay protected memory of 128 KiB. ``hs200`` says whether it has that."""

    def __init__(
        self, image: Image, *, high_capacity: bool | None = None, hs200: bool = True
    ) -> None:
        if not len(image) or len(image) % (512 << 10):
            raise ValueError("an eMMC's image has a multiple of 512 KiB")
        if high_capacity is None:
            high_capacity = len(image) > LARGEST_BYTES
        self.high_capacity = high_capacity
        self.hs200 = hs200
        self.rpmb = Rpmb()
        self.write_protected = False
        super().__init__(image)

    def power_on(self) -> None:
        """The state after power-on, or CMD0."""
        super().power_on()
        self.powering = POWER_UP_LOOKS
        self.reliable = False
        self.values = {PARTITION_CONFIG: 0, BUS_WIDTH: 0, HS_TIMING: 0}

    @property
    def cid(self) -> int:
        """Who made it."""
        return register_crc(
            put(0x15, 127, 120) | put(0x54, 111, 104)
            | put(int.from_bytes(b"EMUMMC", "big"), 103, 56) | put(0x51, 55, 48)
            | put(0xBADC0DE, 47, 16) | put(7 << 4 | 9, 15, 8)
        )

    @property
    def csd(self) -> int:
        """How it is accessed (7.3); a large one's size is in its EXT_CSD."""
        size = 0xFFF if self.high_capacity else (len(self.image) >> 18) - 1
        return register_crc(
            put(3, 127, 126) | put(4, 125, 122) | put(0x32, 103, 96) | put(0x0F5, 95, 84)
            | put(9, 83, 80) | put(size, 73, 62) | put(7, 49, 47)
            | put(self.write_protected, 12, 12)
        )

    @property
    def ext_csd(self) -> bytes:
        """Its extended register (7.4)."""
        data = bytearray(512)
        data[212:216] = (len(self.image) // 512).to_bytes(4, "little")
        data[192], data[194], data[248], data[168] = 8, 2, 10, 1
        data[196] = 0b010111 if self.hs200 else 0b000111
        for index, value in self.values.items():
            data[index] = value
        return bytes(data)

    # -- identification --------------------------------------------------------

    def cmd1(self, argument: int) -> Response | None:
        """SEND_OP_COND."""
        if self.state != IDLE:
            return None
        if self.powering:
            self.powering -= 1
            return 48, VOLTAGES
        self.state = READY
        return 48, POWERED | VOLTAGES | (SECTORS if self.high_capacity else 0)

    def cmd2(self, argument: int) -> Response | None:
        """ALL_SEND_CID."""
        if self.state != READY:
            return None
        self.state = IDENT
        return 136, self.cid

    def cmd3(self, argument: int) -> Response | None:
        """SET_RELATIVE_ADDR."""
        if self.state != IDENT:
            return None
        answer = self.status()
        self.state, self.rca, self.limit = STBY, argument >> 16, LIMITS[0]
        return answer

    def cmd9(self, argument: int) -> Response | None:
        """SEND_CSD."""
        if self.state != STBY or argument >> 16 != self.rca:
            return None
        return 136, self.csd

    # -- what is switched ------------------------------------------------------

    def cmd8(self, argument: int) -> Response | None:
        """SEND_EXT_CSD."""
        if self.state != TRAN:
            return None
        answer = self.status()
        self.bring(self.ext_csd)
        return answer

    def cmd6(self, argument: int) -> Response | None:
        """SWITCH: writes a byte of EXT_CSD."""
        if self.state != TRAN:
            return None
        answer = self.status()
        self.looks = BUSY_LOOKS
        index, value = argument >> 16 & 0xFF, argument >> 8 & 0xFF
        if argument >> 24 & 3 != 3 or not self._set(index, value):
            self.errors |= SWITCH_ERROR
        return answer

    def _set(self, index: int, value: int) -> bool:
        if index not in WRITABLE:
            return False
        if index == HS_TIMING:
            if value not in LIMITS or (value == 2 and not self.hs200):
                return False
            self.limit = LIMITS[value]
        elif index == BUS_WIDTH:
            if value not in WIDTHS:
                return False
            self.width = WIDTHS[value]
        self.values[index] = value
        return True

    def cmd21(self, argument: int) -> Response | None:
        """SEND_TUNING_BLOCK."""
        if self.values[HS_TIMING] != 2:
            return None
        answer = self.status()
        self.bring(TUNING_8 if self.width == 8 else TUNING_4)
        return answer

    # -- partitions ------------------------------------------------------------

    def cmd23(self, argument: int) -> Response:
        """SET_BLOCK_COUNT."""
        self.announced = argument & 0xFFFF
        self.reliable = bool(argument >> 31)
        return self.status()

    @property
    def in_rpmb(self) -> bool:
        """Whether the replay protected memory is chosen."""
        return self.values[PARTITION_CONFIG] & 7 == RPMB_ACCESS

    def _begin(self, argument: int, state: int, count: int | None) -> Response | None:
        if not self.in_rpmb or self.state != TRAN:
            return super()._begin(argument, state, count)
        answer = self.status()
        if state == DATA:
            self.bring(self.rpmb.answer(count or 1))
            self.left = count or 1
        else:
            self.state, self.left = RCV, count
        return answer

    def store(self, data: bytes) -> None:
        """Put a block where it belongs."""
        if self.in_rpmb:
            self.rpmb.take(data, self.reliable)
        else:
            super().store(data)
