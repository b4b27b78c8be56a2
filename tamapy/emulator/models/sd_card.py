"""Model of an SD card (SD-PL-7.10)."""

from __future__ import annotations

from tamapy.emulator.models.cards import (
    APP_CMD,
    IDENT,
    IDLE,
    READY,
    STBY,
    TRAN,
    TUNING_4,
    Card,
    Response,
)
from tamapy.emulator.models.images import Image

LARGEST_STANDARD = 2 << 30
VOLTAGES = 0x00FF8000
CCS, S18, POWERED = 1 << 30, 1 << 24, 1 << 31
LIMITS = {0: 25000000, 1: 50000000, 2: 100000000, 3: 208000000}
RCA = 0x4567
POWER_UP_LOOKS = 2


def put(value: int, high: int, low: int) -> int:
    """A field of a register by the numbers of its bits."""
    assert value >> high - low + 1 == 0
    return value << low


def register_crc(word: int) -> int:
    """A register of 128 bits with its checksum, CRC-7, and the bit that ends it (4.5)."""
    crc = 0
    for i in range(127, 7, -1):
        crc = crc << 1 ^ (0x09 if (crc >> 6 ^ word >> i) & 1 else 0)
        crc &= 0x7F
    return word | crc << 1 | 1


class SdCard(Card):
    """The card; of high capacity if its image has more than 2 GiB, or as it is told.

    ``version`` 1 is a card from before version 2.00. One with ``uhs`` has 1.8 V and the modes
    SDR50 and SDR104; ``keeps_voltage`` has it fail to switch. ``locked`` is the notch's slide,
    ``write_protected`` a bit of its CSD.
    """

    def __init__(
        self, image: Image, *, high_capacity: bool | None = None, version: int = 2,
        uhs: bool = False,
    ) -> None:
        if high_capacity is None:
            high_capacity = len(image) > LARGEST_STANDARD
        unit = 512 << 10 if high_capacity else 256 << 10
        if not len(image) or len(image) % unit:
            raise ValueError(f"an SD card's image has a multiple of {unit >> 10} KiB")
        self.high_capacity = high_capacity
        self.version = version
        self.uhs = uhs
        self.locked = self.write_protected = self.keeps_voltage = False
        super().__init__(image)

    def power_on(self) -> None:
        """The state after power-on, or CMD0: the voltage stays."""
        super().power_on()
        self.low = getattr(self, "low", False)
        self.switching = False
        self.mode = 0
        self.powering = POWER_UP_LOOKS
        self.host_knows = False  # high capacity

    @property
    def cid(self) -> int:
        """Who made it."""
        return register_crc(
            put(0x54, 127, 120) | put(int.from_bytes(b"TP", "big"), 119, 104)
            | put(int.from_bytes(b"EMUSD", "big"), 103, 64) | put(0x12, 63, 56)
            | put(0xC0FFEE01, 55, 24) | put(26, 19, 12) | put(11, 11, 8)
        )

    @property
    def csd(self) -> int:
        """How it is accessed (5.3)."""
        word = put(0x5B5, 95, 84) | put(0x32, 103, 96) | put(self.write_protected, 12, 12)
        if self.high_capacity:
            size = len(self.image) // (512 << 10) - 1
            return register_crc(word | put(1, 127, 126) | put(9, 83, 80) | put(size, 69, 48))
        length = 9 if len(self.image) <= 1 << 30 else 10
        size = (len(self.image) >> length + 9) - 1
        return register_crc(
            word | put(length, 83, 80) | put(size, 73, 62) | put(7, 49, 47)
        )

    @property
    def scr(self) -> int:
        """What it supports (5.6): one and four lines."""
        version = 2 if self.version >= 2 else 1
        return put(version, 59, 56) | put(0b0101, 51, 48) | put(self.uhs, 47, 47)

    # -- identification --------------------------------------------------------

    def cmd8(self, argument: int) -> Response | None:
        """SEND_IF_COND."""
        if self.version < 2 or argument >> 8 & 15 != 1 or self.state != IDLE:
            return None
        self.host_knows = True
        return 48, argument & 0xFFF

    def cmd55(self, argument: int) -> Response | None:
        """APP_CMD."""
        if argument >> 16 != self.rca:
            return None
        self.application = True
        return self.status(APP_CMD)

    def acmd41(self, argument: int) -> Response | None:
        """SD_SEND_OP_COND."""
        if self.state != IDLE:
            return None
        if not argument & VOLTAGES:
            return 48, VOLTAGES
        known = self.host_knows and bool(argument & CCS)
        if self.powering or (self.high_capacity and not known):
            self.powering = max(self.powering - 1, 0)
            return 48, VOLTAGES
        self.state = READY
        low = S18 if self.uhs and argument & S18 and not self.low else 0
        return 48, POWERED | VOLTAGES | low | (CCS if self.high_capacity else 0)

    def cmd11(self, argument: int) -> Response | None:
        """VOLTAGE_SWITCH: the lines are low until the clock has stopped and come back."""
        if not self.uhs or self.state != READY:
            return None
        self.switching = not self.keeps_voltage
        return self.status()

    def clocked(self) -> None:
        """The clock is back: with a switch of the voltage under way, that is done."""
        if self.switching:
            self.switching, self.low = False, True

    def cmd2(self, argument: int) -> Response | None:
        """ALL_SEND_CID."""
        if self.state != READY:
            return None
        self.state = IDENT
        return 136, self.cid

    def cmd3(self, argument: int) -> Response | None:
        """SEND_RELATIVE_ADDR."""
        if self.state not in (IDENT, STBY):
            return None
        before = self.state
        self.state, self.rca, self.limit = STBY, RCA, LIMITS[0]
        return 48, self.rca << 16 | before << 9

    def cmd9(self, argument: int) -> Response | None:
        """SEND_CSD."""
        if self.state != STBY or argument >> 16 != self.rca:
            return None
        return 136, self.csd

    # -- what is switched ------------------------------------------------------

    def acmd51(self, argument: int) -> Response:
        """SEND_SCR."""
        answer = self.status(APP_CMD)
        self.bring(self.scr.to_bytes(8, "big"))
        return answer

    def acmd6(self, argument: int) -> Response:
        """SET_BUS_WIDTH."""
        self.width = {0: 1, 2: 4}[argument & 3]
        return self.status(APP_CMD)

    def cmd6(self, argument: int) -> Response | None:
        """SWITCH_FUNC (4.3.10): modes and power are all there is."""
        if self.state != TRAN:
            return None
        answer = self.status()
        modes = 0b1111 if self.low else 0b0011
        data = bytearray(64)
        data[1] = 100
        data[2:14] = bytes((0x80, 1, 0x80, 1, 0x80, 0x0F if self.low else 1, 0x80, 1, 0x80, 1,
                            0x80, modes))
        wanted = [argument >> i * 4 & 15 for i in range(6)]
        mode = self.mode if wanted[0] == 15 else wanted[0]
        found = mode if mode < 4 and modes >> mode & 1 else 15
        if argument >> 31 and found != 15:
            self.mode, self.limit = found, LIMITS[found]
        data[16] = found | (wanted[1] if wanted[1] != 15 else 0) << 4
        data[15] = (wanted[3] if wanted[3] != 15 else 0) << 4
        self.bring(bytes(data))
        return answer

    def cmd19(self, argument: int) -> Response | None:
        """SEND_TUNING_BLOCK."""
        if not self.low:
            return None
        answer = self.status()
        self.bring(TUNING_4)
        return answer

    @property
    def lines_low(self) -> bool:
        """Whether it holds all data lines low."""
        return self.switching
