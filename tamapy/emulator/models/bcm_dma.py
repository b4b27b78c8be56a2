"""Model of the BCM2835's DMA controller (BCM2835 ARM Peripherals, chapter 4), channels 0 to 14."""

from __future__ import annotations

from typing import Protocol

from tamapy.emulator.models import ModelError

CS, CONBLK_AD, DEBUG = 0x00, 0x04, 0x20
CHANNELS, CHANNEL = 15, 0x100  # and bytes of registers of each
#: Words of a control block by their offsets; a channel shows them 8 bytes further on.
TI, SOURCE_AD, DEST_AD, TXFR_LEN, STRIDE, NEXTCONBK = range(0, 24, 4)
LOADED = {
    TI: "ti", SOURCE_AD: "source", DEST_AD: "destination", TXFR_LEN: "length", STRIDE: "stride",
    NEXTCONBK: "next",
}
SHOWN = 0x08
INT_STATUS, ENABLE = 0xFE0, 0xFF0
ACTIVE, END, INT, PAUSED, ERROR, RESET = 1 << 0, 1 << 1, 1 << 2, 1 << 4, 1 << 8, 1 << 31
TI_INTEN, TI_2D, TI_DEST_INC, TI_SRC_INC, TI_SRC_IGNORE = 1, 1 << 1, 1 << 4, 1 << 8, 1 << 11
TI_DEST_IGNORE = 1 << 7
READ_ERROR = 1 << 2


class Bus(Protocol):
    """What the controller moves words on."""

    def load_word(self, address: int) -> int:
        """A word of memory or a register."""

    def store_word(self, address: int, value: int) -> None:
        """Change a word of memory or a register."""


class Channel:
    """The registers of a channel."""

    def __init__(self) -> None:
        self.status = PAUSED
        self.block = 0
        self.debug = 0
        self.ti = self.source = self.destination = self.length = self.stride = self.next = 0


class BcmDma:
    """The controller. A transfer takes ``delay`` looks at its channel's status.

    Tests let a channel in ``failing`` meet an error, and one in ``stuck`` never come to its end.
    """

    def __init__(self, bus: Bus, delay: int = 2) -> None:
        self.bus = bus
        self.delay = delay
        self.failing: set[int] = set()
        self.stuck: set[int] = set()
        self.reset()

    def reset(self) -> None:
        """The state after power-on."""
        self.channels = [Channel() for _ in range(CHANNELS)]
        self.waiting = [0] * CHANNELS
        self.enable = 0x7FFF

    def line_is_up(self, number: int) -> bool:
        """Whether a channel asks for an interrupt."""
        return bool(self.channels[number].status & INT)

    def read(self, offset: int, size: int) -> int:
        """A register."""
        if offset == ENABLE:
            return self.enable
        if offset == INT_STATUS:
            return sum(1 << n for n in range(CHANNELS) if self.line_is_up(n))
        number, register = divmod(offset, CHANNEL)
        if number < CHANNELS:
            channel = self.channels[number]
            if register == CS:
                self._pass_time(number)
                return channel.status
            if register == CONBLK_AD:
                return channel.block
            if register == DEBUG:
                return channel.debug
            if register - SHOWN in LOADED:
                return int(getattr(channel, LOADED[register - SHOWN]))
        raise ModelError(f"the DMA controller has no register at +0x{offset:x}")

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register; only three of a channel's can be written (p40)."""
        number, register = divmod(offset, CHANNEL)
        if offset == ENABLE:
            self.enable = value & 0x7FFF
        elif number < CHANNELS and register == CS:
            self._control(number, value)
        elif number < CHANNELS and register == CONBLK_AD:
            self._point(self.channels[number], value)
        elif number < CHANNELS and register == DEBUG:
            self.channels[number].debug &= ~(value & 0b111)
            if not self.channels[number].debug & 0b111:
                self.channels[number].status &= ~ERROR
        else:
            raise ModelError(f"the DMA controller has no writable register at +0x{offset:x}")

    def _point(self, channel: Channel, value: int) -> None:
        if value & 31:
            raise ModelError(f"a control block at 0x{value:08x} is not at a multiple of 32")
        if channel.status & ACTIVE:
            raise ModelError("CONBLK_AD is written while the channel is active")
        channel.block = value

    def _control(self, number: int, value: int) -> None:
        channel = self.channels[number]
        if value & RESET:
            self.channels[number] = Channel()
            return
        channel.status &= ~(value & (END | INT))
        if value & ACTIVE and not channel.status & ACTIVE:
            if not self.enable >> number & 1:
                raise ModelError(f"DMA channel {number} is started but not enabled")
            channel.status = channel.status & ~PAUSED | ACTIVE
            self.waiting[number] = self.delay

    def _pass_time(self, number: int) -> None:
        channel = self.channels[number]
        if not channel.status & ACTIVE or number in self.stuck:
            return
        if self.waiting[number]:
            self.waiting[number] -= 1
            return
        while channel.block and channel.status & ACTIVE:
            self._obey(channel, number)
        channel.status = channel.status & ~ACTIVE | PAUSED

    def _obey(self, channel: Channel, number: int) -> None:
        words = [self.bus.load_word(channel.block + at) for at in range(0, 32, 4)]
        for at, name in LOADED.items():
            setattr(channel, name, words[at >> 2])
        if words[6] or words[7]:
            raise ModelError("the last two words of a control block have to be 0")
        if number in self.failing:
            channel.status = channel.status & ~ACTIVE | ERROR
            channel.debug |= READ_ERROR
            return
        if channel.ti & TI_2D:
            raise ModelError("the model knows no transfers in two dimensions")
        self._move(channel, channel.length)
        channel.length = 0
        channel.status |= END | (INT if channel.ti & TI_INTEN else 0)
        channel.block = channel.next

    def _move(self, channel: Channel, width: int) -> None:
        if width & 3:
            raise ModelError(f"{width} bytes are no whole words: the model moves words")
        for _ in range(0, width, 4):
            word = 0 if channel.ti & TI_SRC_IGNORE else self.bus.load_word(channel.source)
            if not channel.ti & TI_DEST_IGNORE:
                self.bus.store_word(channel.destination, word)
            channel.source += 4 if channel.ti & TI_SRC_INC else 0
            channel.destination += 4 if channel.ti & TI_DEST_INC else 0
