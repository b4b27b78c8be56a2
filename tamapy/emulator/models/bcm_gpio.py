"""Model of the BCM2835's pins (BCM2835 ARM Peripherals, chapter 6)."""

from __future__ import annotations

from tamapy.emulator.models import ModelError

PINS = 54
GPFSEL0, GPSET0, GPCLR0, GPLEV0, GPEDS0 = 0x00, 0x1C, 0x28, 0x34, 0x40
GPREN0, GPFEN0, GPHEN0, GPLEN0, GPAREN0, GPAFEN0 = 0x4C, 0x58, 0x64, 0x70, 0x7C, 0x88
GPPUD, GPPUDCLK0 = 0x94, 0x98
DETECTORS = (GPREN0, GPFEN0, GPHEN0, GPLEN0, GPAREN0, GPAFEN0)
RISING, FALLING = (GPREN0, GPAREN0), (GPFEN0, GPAFEN0)
OUTPUT = 0b001
SETTLE = 150
EXISTING = (1 << PINS) - 1
#: The pins of each interrupt but the last, which is of all (torvalds/linux,
#: drivers/pinctrl/bcm/pinctrl-bcm2835.c).
GROUPS = (range(28), range(28, 46), range(46, PINS))


class BcmGpio:
    """The pins. ``drive(pin, level)`` is the world outside: True, False, or None to let go.

    An access counts as a cycle of the block, for the times that pulls need.
    """

    def __init__(self) -> None:
        self.outside: dict[int, bool] = {}
        self.reset()

    def reset(self) -> None:
        """The state after power-on. Pulls stay over a reset; they are off at first."""
        self.functions = [0] * PINS
        self.latch = 0
        self.events = 0
        self.detect = dict.fromkeys(DETECTORS, 0)
        self.control = 0
        self.cycles = SETTLE
        self.clocks = 0
        self.pulls = getattr(self, "pulls", [0] * PINS)
        self.before = self.levels()

    def level(self, pin: int) -> bool:
        """Whether a pin is high: as it is driven, else as it is pulled."""
        if self.functions[pin] == OUTPUT:
            return bool(self.latch >> pin & 1)
        if pin in self.outside:
            return self.outside[pin]
        return self.pulls[pin] == 0b10

    def levels(self) -> int:
        """All pins' levels."""
        return sum(1 << pin for pin in range(PINS) if self.level(pin))

    def drive(self, pin: int, level: bool | None) -> None:
        """Drive a pin from outside, or stop doing so."""
        if level is None:
            self.outside.pop(pin, None)
        else:
            self.outside[pin] = level
        self._detect()

    def line_is_up(self, group: int) -> bool:
        """Whether one of the block's interrupts is asked for."""
        self._detect()
        pins = GROUPS[group] if group < len(GROUPS) else range(PINS)
        return bool(self.events >> pins.start & (1 << len(pins)) - 1)

    def _detect(self) -> None:
        after = self.levels()
        rose, fell = after & ~self.before, self.before & ~after
        for register in RISING:
            self.events |= rose & self.detect[register]
        for register in FALLING:
            self.events |= fell & self.detect[register]
        self.events |= after & self.detect[GPHEN0] | ~after & self.detect[GPLEN0] & EXISTING
        self.before = after

    def read(self, offset: int, size: int) -> int:
        """A register; those that only set and clear read as 0."""
        self.cycles += 1
        if offset < GPSET0 - 4 and offset & 3 == 0:
            pins = self.functions[offset // 4 * 10 :][:10]
            return sum(function << 3 * i for i, function in enumerate(pins))
        if offset == GPPUD:
            return self.control
        first, high = self._bank(offset, "read")
        self._detect()
        if first in self.detect:
            value = self.detect[first]
        else:
            value = {
                GPSET0: 0, GPCLR0: 0, GPLEV0: self.before, GPEDS0: self.events,
                GPPUDCLK0: self.clocks,
            }[first]
        return value >> 32 if high else value & 0xFFFFFFFF

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        self.cycles += 1
        if offset < GPSET0 - 4 and offset & 3 == 0:
            for i in range(10):
                if offset // 4 * 10 + i < PINS:
                    self.functions[offset // 4 * 10 + i] = value >> 3 * i & 7
        elif offset == GPPUD:
            if value > 0b10:
                raise ModelError("GPPUD has no value 0b11")
            if self.clocks:
                self._settled("held")
            self.control, self.cycles = value, 0
        else:
            first, high = self._bank(offset, "write")
            self._set(first, value << 32 if high else value, 0xFFFFFFFF << (32 * high))
        self._detect()

    def _set(self, first: int, bits: int, half: int) -> None:
        if bits & ~EXISTING:
            raise ModelError(f"there are {PINS} pins; bits of others are written")
        if first == GPSET0:
            self.latch |= bits
        elif first == GPCLR0:
            self.latch &= ~bits
        elif first == GPEDS0:
            self.events &= ~bits
        elif first == GPPUDCLK0:
            self._clock(self.clocks & ~half | bits)
        elif first in self.detect:
            self.detect[first] = self.detect[first] & ~half | bits
        else:
            raise ModelError("GPLEV cannot be written")

    def _clock(self, clocks: int) -> None:
        """A clock that starts takes the control signal in."""
        started = clocks & ~self.clocks
        if started:
            self._settled("set up")
            self.cycles = 0
        for pin in range(PINS):
            if started >> pin & 1:
                self.pulls[pin] = self.control
        self.clocks = clocks

    def _settled(self, what: str) -> None:
        """The control signal has to be set up, and to be held, for 150 cycles (p101)."""
        if self.cycles < SETTLE:
            raise ModelError(f"GPPUD was {what} for {self.cycles} cycles instead of {SETTLE}")

    def _bank(self, offset: int, what: str) -> tuple[int, bool]:
        """The first register of a register's pair, and whether it is the second."""
        for first in (GPSET0, GPCLR0, GPLEV0, GPEDS0, *DETECTORS, GPPUDCLK0):
            if offset in (first, first + 4):
                return first, offset != first
        raise ModelError(f"there is no register of the pins to {what} at +0x{offset:x}")
