"""What the machine has to know of a system on a chip and the board around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from tamapy.emulator.models.uart import Line

Range = tuple[int, int]  # start, size


class Host(Protocol):
    """The machine as models see it."""

    @property
    def console(self) -> Line:
        """The other end of the board's console."""

    def load_bytes(self, address: int, size: int) -> bytes:
        """Bytes of memory, by their physical address."""

    def store_bytes(self, address: int, value: bytes) -> None:
        """Change bytes of memory."""

    def restart(self) -> None:
        """Reset the machine."""


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
    memory: tuple[Range, ...] = ()  # besides RAM
    ram: int = 0  # the board's, whatever an image uses; 0: as much as the image was linked for
