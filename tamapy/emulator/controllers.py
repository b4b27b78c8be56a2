"""Interrupt controllers as the machine asks them: what has come, and when the next alarm is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from tamapy.emulator.chip import BroadcomLines, Lines
from tamapy.emulator.coprocessor import Coprocessor, Timer
from tamapy.emulator.models.bcm_interrupts import ENABLE_1, ENABLE_BASIC, BcmInterrupts
from tamapy.emulator.models.bcm_systimer import BcmSystemTimer
from tamapy.emulator.models.gic import DISTRIBUTOR, Gic

COUNTER_HZ = 62_500_000


class Controller(Protocol):
    """One of them."""

    def turns_on(self, address: int, value: int) -> bool:
        """Whether writing this value to this register lets the first interrupts through."""

    @property
    def is_on(self) -> bool:
        """Whether anything can be forwarded at all."""

    @property
    def is_asserted(self) -> bool:
        """Whether the processor's line was up when the devices were last looked at."""

    def look(self) -> bool:
        """Look at the devices; whether the processor's line is up."""

    def left(self) -> float | None:
        """Seconds to the next alarm that is set, or ``None``."""


class WithGic:
    """A GIC at an address, with the processor's timers and devices' lines by their numbers."""

    def __init__(
        self, base: int, gic: Gic, timers: Mapping[int, Timer],
        lines: Mapping[int, Callable[[], bool]],
    ) -> None:
        self.control = base + DISTRIBUTOR
        self.gic = gic
        self.timers = timers
        self.lines = lines

    def turns_on(self, address: int, value: int) -> bool:
        """By either bit of the distributor's control register."""
        return address == self.control and bool(value & 3)

    @property
    def is_on(self) -> bool:
        """Whether anything can be forwarded at all."""
        return self.gic.is_on

    @property
    def is_asserted(self) -> bool:
        """Whether the processor's line was up when the devices were last looked at."""
        return self.gic.irq

    def look(self) -> bool:
        """Look at all lines that are enabled."""
        gic = self.gic
        for number, timer in self.timers.items():
            if gic.enabled[number]:
                gic.set_level(number, timer.ticks_left() == 0)
        for number, level in self.lines.items():
            if gic.enabled[number]:
                gic.set_level(number, level())
        return gic.irq

    def left(self) -> float | None:
        """Seconds to the next alarm."""
        left = [timer.ticks_left() for n, timer in self.timers.items() if self.gic.enabled[n]]
        return min((ticks / COUNTER_HZ for ticks in left if ticks is not None), default=None)


class Broadcom:
    """The BCM2835's, which has no state of its own but what is enabled, and its system timer."""

    is_on = True  # the machine asks once something is enabled

    def __init__(self, base: int, model: BcmInterrupts, timer: BcmSystemTimer) -> None:
        self.base = base
        self.model = model
        self.timer = timer
        self.is_asserted = False

    def turns_on(self, address: int, value: int) -> bool:
        """By any bit of the registers that enable."""
        return ENABLE_1 <= address - self.base <= ENABLE_BASIC and value != 0

    def look(self) -> bool:
        """Look at all lines that are enabled."""
        self.is_asserted = bool(self.model.pending())
        return self.is_asserted

    def left(self) -> float | None:
        """Seconds to the next match."""
        return self.timer.left()


def controller_of(
    lines: Lines | BroadcomLines, devices: Mapping[int, Any], coprocessor: Coprocessor
) -> Controller:
    """A chip's interrupt controller, connected to the processor's timers and to the devices."""
    if isinstance(lines, BroadcomLines):
        block, offset = lines.controller
        model = devices[block].models[offset]
        return Broadcom(block + offset, model, devices[lines.timer])
    timers = {
        lines.physical_timer: coprocessor.physical, lines.virtual_timer: coprocessor.virtual,
    }
    levels = {
        number: partial(_is_interrupting, devices, base, index)
        for base, numbers in lines.devices.items() for index, number in enumerate(numbers)
    }
    return WithGic(lines.base, devices[lines.base], timers, levels)


def _is_interrupting(devices: Mapping[int, Any], base: int, index: int) -> bool:
    """Whether a line of a device is up; tests may exchange the device."""
    model = devices[base]
    if hasattr(model, "interrupts"):
        return bool(model.interrupts[index])
    return bool(model.interrupt)
