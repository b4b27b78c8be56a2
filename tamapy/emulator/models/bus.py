"""What devices that read and write memory by themselves are connected to."""

from __future__ import annotations

from typing import Protocol

from tamapy.emulator.models import ModelError
from tamapy.metal.memory import MemoryFault, memory


class BusError(ModelError):
    """Nothing answers at an address."""


class Bus(Protocol):
    """Memory by physical address."""

    def read(self, address: int, size: int) -> bytes:
        """Bytes; :class:`BusError` if there is no memory."""

    def write(self, address: int, data: bytes) -> None:
        """Store bytes; :class:`BusError` if there is no memory."""


class SimulatedBus:
    """The simulated memory of metal code under CPython."""

    def read(self, address: int, size: int) -> bytes:
        """Bytes."""
        try:
            return memory.load_bytes(address, size)
        except MemoryFault as error:
            raise BusError(str(error)) from None

    def write(self, address: int, data: bytes) -> None:
        """Store bytes."""
        try:
            memory.store_bytes(address, data)
        except MemoryFault as error:
            raise BusError(str(error)) from None
