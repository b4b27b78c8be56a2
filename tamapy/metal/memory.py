"""Simulated memory: one address space in a bytearray, for metal code under CPython.

Every access is checked: the first page is never valid, so that null references fault,
and nothing beyond the last allocation can be touched. Device registers can be mapped
outside of it with handlers that see every volatile access.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

#: Lowest valid address; everything below faults like a null page.
BASE = 0x10000
#: Bytes reserved at the bottom for ``stack_array``.
STACK_SIZE = 1 << 20
#: Byte that fresh stack memory is filled with, to expose reads of what was never written.
POISON = 0xA5


class MemoryFault(Exception):
    """An access outside of allocated memory, or a misuse of an address."""


@dataclass(frozen=True)
class Device:
    """A range of addresses served by handlers: ``read(offset, size)`` and so on."""

    start: int
    size: int
    read: Callable[[int, int], int]
    write: Callable[[int, int, int], None]


class Memory:
    """The address space. ``bits`` is the width of a word, 32 or 64."""

    def __init__(self) -> None:
        self.bits = 64
        self.generation = 0
        self.listeners: list[Callable[[int], None]] = []
        self.reset()

    def configure(self, bits: int) -> None:
        """Start over with an empty memory and words of ``bits`` bits."""
        if bits not in (32, 64):
            raise ValueError(f"a word has 32 or 64 bits, not {bits}")
        self.bits = bits
        for listener in self.listeners:
            listener(bits)
        self.reset()

    def reset(self) -> None:
        """Forget everything: allocations, statics, devices, references."""
        self.generation += 1
        self.data = bytearray(STACK_SIZE)
        self.stack_top = BASE
        self.devices: list[Device] = []
        self.references: dict[tuple[type, int], Any] = {}
        self.host_objects: dict[int, Any] = {}
        self.host_addresses: dict[int, int] = {}

    @property
    def word(self) -> int:
        """Bytes in a word."""
        return self.bits // 8

    @property
    def end(self) -> int:
        """The first address beyond what is allocated."""
        return BASE + len(self.data)

    def allocate(self, size: int, align: int = 16) -> int:
        """The address of ``size`` fresh zeroed bytes; they are never given back."""
        size = int(size)
        if size < 0:
            raise MemoryFault(f"allocation of {size} bytes")
        padding = -self.end % int(align)
        address = self.end + padding
        if address + size > 1 << self.bits:
            raise MemoryFault("the address space is exhausted")
        self.data.extend(bytes(padding + size))
        return address

    def push_stack(self, size: int, align: int = 16) -> int:
        """Room in the current frame, filled with garbage."""
        start = self.stack_top + -self.stack_top % align
        if start + size > BASE + STACK_SIZE:
            raise MemoryFault("the simulated stack is exhausted")
        self.stack_top = start + size
        offset = start - BASE
        self.data[offset : offset + size] = bytes([POISON]) * size
        return start

    def offset(self, address: int, size: int) -> int:
        """Where the bytes at ``address`` are in ``data``; raises MemoryFault if outside."""
        start = address - BASE
        if start < 0:
            kind = "null" if address == 0 else "address near null"
            raise MemoryFault(f"access of {size} bytes through {kind} ({address:#x})")
        if start + size > len(self.data) or size < 0:
            raise MemoryFault(f"access of {size} bytes at 0x{address:x} is outside of memory")
        return start

    def load_bytes(self, address: int, size: int) -> bytes:
        """``size`` bytes from ``address``."""
        start = self.offset(address, size)
        return bytes(self.data[start : start + size])

    def store_bytes(self, address: int, value: bytes) -> None:
        """Write bytes to ``address``."""
        start = self.offset(address, len(value))
        self.data[start : start + len(value)] = value

    def load(self, address: int, size: int, signed: bool = False) -> int:
        """A little-endian integer of ``size`` bytes; must be aligned."""
        if address % size:
            raise MemoryFault(f"misaligned access of {size} bytes at 0x{address:x}")
        start = self.offset(address, size)
        return int.from_bytes(self.data[start : start + size], "little", signed=signed)

    def store(self, address: int, size: int, value: int) -> None:
        """Store an integer of ``size`` bytes, of either sign; must be aligned."""
        if address % size:
            raise MemoryFault(f"misaligned access of {size} bytes at 0x{address:x}")
        start = self.offset(address, size)
        masked = value & ((1 << (8 * size)) - 1)
        self.data[start : start + size] = masked.to_bytes(size, "little")

    def map_device(self, device: Device) -> None:
        """Serve volatile accesses to a range of addresses by a device model."""
        self.devices.append(device)

    def device_at(self, address: int) -> Device | None:
        """The device mapped at an address."""
        for device in self.devices:
            if device.start <= address < device.start + device.size:
                return device
        return None

    def host_address(self, value: Any) -> int:
        """An address that stands for a host object without a layout, such as ``None``."""
        found = self.host_addresses.get(id(value))
        if found is None:
            found = self.allocate(16)
            self.host_addresses[id(value)] = found
            self.host_objects[found] = value
        return found


memory = Memory()


def configure(bits: int = 64) -> None:
    """Start over with an empty memory and words of ``bits`` (32 or 64) bits."""
    memory.configure(bits)
