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
    """Registers of which only some bits can be written: ``writable``, by register."""

    name = ""

    def __init__(self, values: Mapping[int, int], writable: Mapping[int, int]) -> None:
        super().__init__(dict(values))
        self.writable = writable

    def write(self, byte: int) -> bool:
        """The register's number, or what to set."""
        if self.missing or self._known() not in self.writable:
            return super().write(byte) if self.missing else False
        mask = self.writable[self.number]
        self.set(self.number, byte & mask | self.values[self.number] & ~mask)
        self._step()
        return True

    def set(self, number: int, value: int) -> None:
        """A register gets a value from the bus."""
        self.values[number] = value

    def read(self) -> int:
        """The next register."""
        self._known()
        return super().read()

    def _known(self) -> int:
        if self.number not in self.values:
            raise ModelError(f"the model of the {self.name} has no register 0x{self.number:02x}")
        return self.number


class Pf1510(Masked):
    """Power management: its identity, and the voltages of its linear regulators."""

    name = "PF1510"

    def __init__(self) -> None:
        voltages = {0x4C: 0x1F, 0x4F: 0x0F, 0x52: 0x1F}  # LDO1, LDO2, LDO3: all 3.3 V
        super().__init__({0x00: 0x7C, **voltages}, {0x4C: 0x1F, 0x4F: 0x0F, 0x52: 0x1F})


class Tusb320(Masked):
    """The plug's controller; tests attach something (:meth:`attach`)."""

    name = "TUSB320"
    SOFT_RESET, INTERRUPT = 1 << 3, 1 << 4
    NOTHING, SOURCE, SINK, ACCESSORY = range(4)

    def __init__(self) -> None:
        identity = dict(enumerate(reversed(b"\0TUSB320")))
        self.port = {0x08: 0, 0x09: 0, 0x0A: 0}
        super().__init__({**identity, **self.port}, {0x08: 0xC0, 0x09: 0x06, 0x0A: 0xFF})

    def attach(self, state: int, accessory: int = 0, flipped: bool = False) -> None:
        """Something is attached: what it is for the port, and a code if it is an accessory."""
        self.values[0x08] = self.values[0x08] & 0xF1 | accessory << 1
        self.values[0x09] = state << 6 | flipped << 5 | self.INTERRUPT

    def set(self, number: int, value: int) -> None:
        """Modes stay while something is attached; a reset restores what was at the start."""
        if number == 0x0A:
            if self.values[0x09] >> 6 and (value ^ self.values[0x0A]) & 0x30:
                raise ModelError("the TUSB320's mode is changed while something is attached")
            if value & self.SOFT_RESET:
                self.values.update({0x08: self.values[0x08] & 0x3F, 0x0A: 0})
                return
        super().set(number, value)


class Fusb303(Masked):
    """The receptacle's controller; tests plug something in (``plugged``, TYPE's bit).

    It sees it once it is enabled, after some looks.
    """

    name = "FUSB303"
    ENABLE = 1 << 3
    LOOKS = 3

    def __init__(self) -> None:
        self.plugged = 0
        self.looks = 0
        super().__init__({
            0x01: 0x10, 0x02: 0x01, 0x03: 0x04, 0x04: 0x13, 0x05: 0x00, 0x11: 0x00, 0x13: 0x00,
        }, {0x03: 0x7F, 0x04: 0xFF, 0x05: 0xFF})

    def set(self, number: int, value: int) -> None:
        """Enabling it begins the detection."""
        if number == 0x05 and (value ^ self.values[0x05]) & self.ENABLE:
            self.looks = self.LOOKS
        super().set(number, value)

    def read(self) -> int:
        """The next register; what is attached shows in TYPE and STATUS."""
        if self.number in (0x11, 0x13):
            self.looks = max(self.looks - 1, 0)
        seen = self.plugged if self.values[0x05] & self.ENABLE and not self.looks else 0
        self.values.update({0x11: bool(seen), 0x13: seen})
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
