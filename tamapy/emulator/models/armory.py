"""Models of what is on the USB armory Mk II beside its chip.

Power management PF1510, the controllers TUSB320 of its USB plug and FUSB303 of its receptacle,
all on I2C1, and the Bluetooth module ANNA-B112 on UART1. Registers: torvalds/linux
(include/linux/mfd/pf1550.h, drivers/extcon/extcon-usbc-tusb320.c) and apache/nuttx
(include/nuttx/usb/fusb303.h).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.gpio import Gpio
from tamapy.emulator.models.i2c import I2c, Registers
from tamapy.emulator.models.uart import Uart


class Masked(Registers):
    """Registers of which only some bits can be written (``writable``, by register), and some are
    cleared by a 1 (``cleared``). What a part does not have reads as zeros."""

    name = ""

    def __init__(
        self, values: Mapping[int, int], writable: Mapping[int, int],
        cleared: Mapping[int, int] | None = None,
    ) -> None:
        super().__init__(dict(values))
        self.writable = writable
        self.cleared = cleared or {}

    def write(self, byte: int) -> bool:
        """The register's number, or what to set."""
        if self.missing:
            return super().write(byte)
        if self.number not in self.values:
            raise ModelError(f"the {self.name} has no register 0x{self.number:02x} to be written")
        mask = self.writable.get(self.number, 0)
        ones = self.cleared.get(self.number, 0)
        if not mask | ones:
            return False
        kept = self.values[self.number] & ~mask & ~(byte & ones)
        self.set(self.number, byte & mask | kept)
        self._step()
        return True

    def set(self, number: int, value: int) -> None:
        """A register gets a value from the bus."""
        self.values[number] = value


#: Of the PF1510's LDO1, LDO2 and LDO3: all 3.3 V, with all bits set.
LINEAR = {0x4C: 0x1F, 0x4F: 0x0F, 0x52: 0x1F}
#: The FUSB303 after power-on.
PORT = {
    0x01: 0x10, 0x02: 0x01, 0x03: 0x04, 0x04: 0x13, 0x05: 0x00, 0x09: 0, 0x0A: 0, 0x0E: 0, 0x0F: 0,
    0x11: 0, 0x12: 0, 0x13: 0, 0x14: 0, 0x15: 0,
}


class Pf1510(Masked):
    """Power management; the voltages of its switching regulators here are nobody's."""

    name = "PF1510"
    STATUS = (0x08, 0x0B, 0x0E, 0x18, 0x20, 0x24, 0x28)  # each before its mask and its sense
    CONTROLS = (0x35, 0x3B, 0x41, 0x4A, 0x4D, 0x50, 0x53)
    ON = 0b11  # also in standby
    #: SW1 to SW3: voltage, in standby, asleep, control 1; the coin cell; power control, order of
    #: switching off; drive strengths and the oscillator.
    PLAIN = (
        0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x39, 0x3A, 0x3C, 0x3E, 0x3F, 0x40, 0x42, 0x48,
        *range(0x58, 0x5C), *range(0x5F, 0x66), 0x69, 0x6A, 0x6B, 0x6F,
    )

    def __init__(self) -> None:
        masks = dict.fromkeys((register + 1 for register in self.STATUS), 0xFF)
        quiet = (*self.STATUS, *(register + 2 for register in self.STATUS), 0x06, 0x67)
        controls = dict.fromkeys(self.CONTROLS, self.ON)
        super().__init__(
            {
                0x00: 0x7C, 0x01: 0x00, 0x02: 0x00, **dict.fromkeys(quiet, 0), **masks,
                **dict.fromkeys(self.PLAIN, 0), **controls, **LINEAR, 0x68: 0x08,
            },
            {**masks, **dict.fromkeys((*self.PLAIN, *self.CONTROLS), 0xFF), **LINEAR},
            dict.fromkeys(self.STATUS, 0xFF),
        )


class Tusb320(Masked):
    """The plug's controller; tests attach something (:meth:`attach`)."""

    name = "TUSB320"
    SOFT_RESET, INTERRUPT = 1 << 3, 1 << 4
    NOTHING, SOURCE, SINK, ACCESSORY = range(4)

    def __init__(self) -> None:
        identity = dict(enumerate(reversed(b"\0TUSB320")))
        self.port = {0x08: 0, 0x09: 0, 0x0A: 0, 0x45: 0}
        super().__init__(
            {**identity, **self.port}, {0x08: 0xC0, 0x09: 0x06, 0x0A: 0xFF, 0x45: 0x04},
            {0x09: self.INTERRUPT},
        )

    def attach(
        self, state: int, accessory: int = 0, flipped: bool = False, offered: int = 0,
    ) -> None:
        """Something is attached: what it is for the port, a code if it is an accessory, and of the
        current that it offers."""
        self.values[0x08] = self.values[0x08] & 0xC1 | offered << 4 | accessory << 1
        self.values[0x09] = state << 6 | flipped << 5 | self.INTERRUPT

    def set(self, number: int, value: int) -> None:
        """Modes stay while something is attached; a reset restores what was at the start."""
        if number == 0x0A:
            if self.values[0x09] >> 6 and (value ^ self.values[0x0A]) & 0x30:
                raise ModelError("the TUSB320's mode is changed while something is attached")
            if value & self.SOFT_RESET:
                self.values.update({0x08: self.values[0x08] & 0x3F, 0x0A: 0, 0x45: 0})
                return
        super().set(number, value)


class Fusb303(Masked):
    """The receptacle's controller; tests plug something in (``plugged``, TYPE's bit).

    It sees it once it is enabled, after some looks; ``status`` has STATUS's other bits then.
    """

    name = "FUSB303"
    ENABLE, RESET = 1 << 3, 1 << 0
    LOOKS = 3
    ATTACH, DETACH = 1 << 0, 1 << 1  # of INTERRUPT

    def __init__(self) -> None:
        self.plugged = 0
        self.status = 0
        self.looks = 0
        super().__init__(
            PORT,
            {0x03: 0x7F, 0x04: 0xFF, 0x05: 0xFF, 0x09: 0x3F, 0x0A: 0x01, 0x0E: 0x7F, 0x0F: 0x6F},
            {0x14: 0x7F, 0x15: 0x6F},
        )

    def set(self, number: int, value: int) -> None:
        """Enabling it begins the detection; a reset ends it."""
        if number == 0x0A and value & self.RESET:
            self.values.update(PORT)
            return
        if number == 0x05 and (value ^ self.values[0x05]) & self.ENABLE:
            self.looks = self.LOOKS
        super().set(number, value)

    def read(self) -> int:
        """The next register; what is attached shows in TYPE and STATUS, that it is new in
        INTERRUPT."""
        if self.number in (0x11, 0x13):
            self.looks = max(self.looks - 1, 0)
        seen = self.plugged if self.values[0x05] & self.ENABLE and not self.looks else 0
        if bool(seen) != bool(self.values[0x13]):
            self.values[0x14] |= self.ATTACH if seen else self.DETACH
        self.values.update({0x11: self.status | 1 if seen else 0, 0x13: seen})
        return super().read()


class Anna:
    """The Bluetooth module at the end of a UART's line, with its reset and two switches on pins.

    It starts when the reset goes up: with both switches high as the modem that answers
    commands, with both low as its loader, which is silent here.
    """

    RESET, SWITCH_1, SWITCH_2 = 9, 27, 26
    STARTED, OK, ERROR = b"\r\n+STARTUP\r\n", b"\r\nOK\r\n", b"\r\nERROR\r\n"

    def __init__(self, pins: Gpio) -> None:
        self.pins = pins
        self.running = False
        self.loader = False
        self.command = bytearray()
        self.answers = bytearray()

    def _look(self) -> None:
        """See what the pins do."""
        up = bool(self.pins.outputs >> self.RESET & 1)
        if up and not self.running:
            switches = [self.pins.outputs >> pin & 1 for pin in (self.SWITCH_1, self.SWITCH_2)]
            if len({*switches}) > 1:
                raise ModelError("the ANNA-B112 is started with its switches neither way")
            self.loader = not switches[0]
            self.answers += b"" if self.loader else self.STARTED
        if not up:
            self.command.clear()
            self.answers.clear()
        self.running = up

    def send(self, byte: int) -> None:
        """A byte for the module; a return ends a command."""
        self._look()
        if not self.running or self.loader:
            return
        if byte != ord("\r"):
            self.command.append(byte)
            return
        self.answers += self.OK if self.command.upper() == b"AT" else self.ERROR
        self.command.clear()

    def ready(self) -> bool:
        """Whether it has something to say."""
        self._look()
        return bool(self.answers)

    def receive(self) -> int:
        """A byte of it."""
        return self.answers.pop(0)


class Watched(Gpio):
    """Pins at whose changes a module has to look."""

    anna: Anna

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        super().write(offset, size, value)
        self.anna._look()


def equip(devices: dict[int, Any]) -> None:
    """Connect all of it to the models of the chip."""
    bus = devices[0x021A0000]  # I2C1
    assert isinstance(bus, I2c)
    bus.targets.update({0x08: Pf1510(), 0x31: Fusb303(), 0x61: Tusb320()})
    devices[0x0209C000] = pins = Watched()  # GPIO1
    pins.anna = Anna(pins)
    devices[0x02020000] = Uart(pins.anna)  # UART1
