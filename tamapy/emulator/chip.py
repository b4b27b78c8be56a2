"""What the machine has to know of a system on a chip and the board around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from tamapy.emulator.models.bus import Bus
from tamapy.emulator.models.uart import Line

Range = tuple[int, int]  # start, size


class Host(Bus, Protocol):
    """The machine as models see it, its memory by physical address."""

    @property
    def console(self) -> Line:
        """The other end of the board's console."""

    def restart(self) -> None:
        """Reset the machine."""


@dataclass(frozen=True)
class Lines:
    """A chip's interrupt controller, a GIC, and what is connected to it."""

    base: int  # of the processor's private peripherals, where it is
    physical_timer: int  # numbers of the processor's timers
    virtual_timer: int
    #: And by base address of the models' ``interrupt``, or if there are several ``interrupts``.
    devices: dict[int, tuple[int, ...]]


@dataclass(frozen=True)
class BroadcomLines:
    """A chip's interrupt controller, a BCM2835's, and the timer that ends sleep."""

    controller: tuple[int, int]  # base address of a block, and where in it the controller is
    timer: int


@dataclass(frozen=True)
class Chip:
    """A chip and its board.

    Models are looked up in ``peripherals`` by blocks of ``block`` bytes; what has none within
    ``registers`` is reported.
    """

    cpu: int  # Unicorn's number
    ram_start: int
    registers: tuple[Range, ...]
    block: int
    peripherals: Callable[[Host], dict[int, Any]]
    lines: Lines | BroadcomLines
    memory: tuple[Range, ...] = ()  # besides RAM
    #: Memory that is reached through a device: start, size, the device's base address.
    windows: tuple[tuple[int, int, int], ...] = ()
    ram: int = 0  # the board's, whatever an image uses; 0: as much as the image was linked for
    slots: dict[str, int] = field(default_factory=dict)  # controllers of "sd" and "mmc", by address
    ports: tuple[int, ...] = ()  # Ethernet controllers, by address
    guard: int = 0  # the block, by address, that tells which blocks the processor may not reach
