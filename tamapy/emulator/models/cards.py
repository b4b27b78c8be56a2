"""What the models of SD cards and eMMC share: states, status, blocks, and errors on request.

SD-PL-7.10, 4.1 and 4.7 to 4.10; JESD84-B51, 6.3 to 6.13.
"""

from __future__ import annotations

from tamapy.emulator.models.images import Image

IDLE, READY, IDENT, STBY, TRAN, DATA, RCV, PRG = range(8)
OUT_OF_RANGE, ADDRESS_ERROR, BLOCK_LEN_ERROR = 1 << 31, 1 << 30, 1 << 29
WP_VIOLATION, ILLEGAL_COMMAND, SWITCH_ERROR = 1 << 26, 1 << 22, 1 << 7
READY_FOR_DATA, APP_CMD = 1 << 8, 1 << 5
BLOCK = 512
BUSY_LOOKS = 3  # at the data line until a block is written

#: What tuning blocks have to be (p42, 4.2.4.5 Tuning Command, SD-PL-7.10; 6.6.5.1, JESD84-B51).
TUNING_4 = bytes.fromhex(
    "ff0fff00ffccc3ccc33cccfffefffeefffdfffddfffbfffbbfff7fff77f7bdef"
    "fff0fff00ffccc3ccc33cccfffefffeefffdfffddfffbfffbbfff7fff77f7bde"
)

Response = tuple[int, int]  # bits (48 or 136), the content: 32 or 128 bits


class CrcFault(Exception):
    """What is on the data lines has a wrong checksum."""


class Card:
    """A card with its data in an image.

    Tests have it go wrong: ``pulled_after`` so many blocks it is removed, ``corrupt_after`` so many
    one is wrong on the lines, ``stuck`` it stays busy after the next write, ``mute`` it answers
    commands but no data comes. ``limit`` is the fastest clock of its mode in Hz, ``width`` its data
    lines in use. ``high_capacity``: addresses are numbers of blocks.
    """

    high_capacity: bool

    def __init__(self, image: Image) -> None:
        self.image = image
        self.removed = False
        self.pulled_after: int | None = None
        self.corrupt_after: int | None = None
        self.stuck = self.mute = False
        self.commands: list[tuple[int, int]] = []  # that it obeyed
        self.power_on()

    def power_on(self) -> None:
        """The state after power-on, or CMD0."""
        self.state = IDLE
        self.errors = 0
        self.rca = 0
        self.limit = 400000
        self.width = 1
        self.application = False
        self.looks = 0
        self.block_length = BLOCK
        self.position = 0  # in the image, of the next block
        self.left: int | None = None  # blocks of the transfer; without end
        self.announced: int | None = None  # by CMD23
        self.waiting = b""  # data that is not from the image

    @property
    def protected(self) -> bool:
        """Whether its image cannot be written."""
        return self.image.protected

    # -- commands --------------------------------------------------------------

    def command(self, index: int, argument: int) -> Response | None:
        """Obey a command; ``None`` is no response."""
        if self.removed:
            return None
        application, self.application = self.application, False
        method = f"acmd{index}" if application else f"cmd{index}"
        obey = getattr(self, method, None) or getattr(self, f"cmd{index}", None)
        if obey is None or (self.state == DATA and index not in (0, 12, 13)):
            self.errors |= ILLEGAL_COMMAND
            return None
        self.commands.append((index, argument))
        found: Response | None = obey(argument)
        return found

    def status(self, extra: int = 0) -> Response:
        """The card's status as it was when the command came; its errors are told once."""
        ready = READY_FOR_DATA if self.state != PRG else 0
        word = self.errors | self.state << 9 | ready | extra
        self.errors = 0
        return 48, word

    def cmd0(self, argument: int) -> None:
        """GO_IDLE_STATE."""
        self.power_on()

    def cmd12(self, argument: int) -> Response | None:
        """STOP_TRANSMISSION."""
        if self.state not in (DATA, RCV):
            self.errors |= ILLEGAL_COMMAND
            return None
        answer = self.status()
        if self.state == RCV:
            self.looks = BUSY_LOOKS
        self.state, self.left, self.waiting = TRAN, None, b""
        return answer

    def cmd13(self, argument: int) -> Response | None:
        """SEND_STATUS."""
        return self.status() if argument >> 16 == self.rca else None

    def cmd7(self, argument: int) -> Response | None:
        """SELECT_CARD."""
        if argument >> 16 != self.rca or self.state not in (STBY, TRAN):
            return None
        answer = self.status()
        self.state = TRAN
        return answer

    def cmd16(self, argument: int) -> Response:
        """SET_BLOCKLEN; a card of high capacity stays with 512 bytes."""
        if argument != BLOCK:
            self.errors |= BLOCK_LEN_ERROR
        return self.status()

    def cmd17(self, argument: int) -> Response | None:
        """READ_SINGLE_BLOCK."""
        return self._begin(argument, DATA, 1)

    def cmd18(self, argument: int) -> Response | None:
        """READ_MULTIPLE_BLOCK."""
        return self._begin(argument, DATA, self._count())

    def cmd24(self, argument: int) -> Response | None:
        """WRITE_BLOCK."""
        return self._begin(argument, RCV, 1)

    def cmd25(self, argument: int) -> Response | None:
        """WRITE_MULTIPLE_BLOCK."""
        return self._begin(argument, RCV, self._count())

    def _count(self) -> int | None:
        count, self.announced = self.announced, None
        return count

    def _begin(self, argument: int, state: int, count: int | None) -> Response | None:
        if self.state != TRAN:
            self.errors |= ILLEGAL_COMMAND
            return None
        place = argument * BLOCK if self.high_capacity else argument
        if place % BLOCK:
            self.errors |= ADDRESS_ERROR
            return self.status()
        if place >= len(self.image):
            self.errors |= OUT_OF_RANGE
            return self.status()
        if state == RCV and self.protected:
            self.errors |= WP_VIOLATION
            return self.status()
        answer = self.status()
        self.state, self.position, self.left = state, place, count
        return answer

    # -- data ------------------------------------------------------------------

    def bring(self, data: bytes) -> None:
        """Have data that is not from the image read."""
        self.state, self.waiting, self.left = DATA, data, 1

    def send_block(self, size: int) -> bytes | None:
        """The next block of ``size`` bytes; ``None`` if none comes."""
        if self.state != DATA or self.mute or not self._goes_on():
            return None
        if self.waiting:
            data, self.waiting = self.waiting[:size], self.waiting[size:]
        else:
            data = self.image.read(self.position, size)
            self.position += size
            if self.position > len(self.image):
                self.errors |= OUT_OF_RANGE
        self._count_down(TRAN)
        return data

    def take_block(self, data: bytes) -> bool:
        """Store a block; whether the card takes it."""
        if self.state != RCV or not self._goes_on():
            return False
        self.store(data)
        self._count_down(TRAN)
        if self.state == TRAN:
            self.looks = BUSY_LOOKS
        return True

    def store(self, data: bytes) -> None:
        """Put a block where it belongs."""
        if self.position + len(data) > len(self.image):
            self.errors |= OUT_OF_RANGE
            return
        self.image.write(self.position, data)
        self.position += len(data)

    def _count_down(self, after: int) -> None:
        if self.left is not None:
            self.left -= 1
            if not self.left:
                self.state, self.left = after, None

    def _goes_on(self) -> bool:
        """Whether nothing goes wrong with this block."""
        if self.pulled_after is not None:
            self.pulled_after -= 1
            if self.pulled_after < 0:
                self.removed = True
        if self.corrupt_after is not None:
            self.corrupt_after -= 1
            if self.corrupt_after < 0:
                self.corrupt_after = None
                raise CrcFault
        return not self.removed

    def clocked(self) -> None:
        """The clock is back after it was stopped."""

    @property
    def lines_low(self) -> bool:
        """Whether it holds all data lines low."""
        return False

    def is_busy(self) -> bool:
        """Whether it holds its first data line low; that ends after some looks."""
        if self.removed or not self.looks:
            return False
        if not self.stuck:
            self.looks -= 1
        return True
