"""What the processor would say of an access it could not make.

Unicorn tells that an instruction was aborted, not why. The address follows from the
instruction and the registers, the reason from the translation tables (ARM DDI 0406C,
A5 and B3.5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Fault status codes of the short descriptor format (table B3-23).
ALIGNMENT = 1
TRANSLATION = {1: 5, 2: 7}
PERMISSION = {1: 13, 2: 15}
EXTERNAL = 8

Register = Callable[[int], int]
MASK = 0xFFFFFFFF


@dataclass(frozen=True)
class Access:
    """What an instruction reads or writes."""

    address: int
    size: int
    write: bool


def decode(word: int, register: Register) -> Access | None:
    """The access of a load or store in ARM state, or ``None`` if it is no such instruction."""
    load = bool(word >> 20 & 1)
    base = register(word >> 16 & 15)
    if word >> 24 == 0xF4:  # NEON elements
        return Access(base, 32, not word >> 21 & 1)
    for mask, value, function in _FORMS:
        if word & mask == value:
            address, size, write = function(word, base, register)
            return Access(address & MASK, size, not load if write is None else write)
    return None


def _offset(word: int, base: int, distance: int) -> int:
    """Base and distance as the P and U bits say."""
    if not word >> 24 & 1:
        return base
    return base + distance if word >> 23 & 1 else base - distance


def _word_immediate(word: int, base: int, register: Register) -> tuple[int, int, bool | None]:
    return _offset(word, base, word & 0xFFF), 1 if word >> 22 & 1 else 4, None


def _word_register(word: int, base: int, register: Register) -> tuple[int, int, bool | None]:
    value, amount = register(word & 15), word >> 7 & 31
    kind = word >> 5 & 3
    if kind == 0:
        value = value << amount & MASK
    elif kind == 1:
        value = value >> (amount or 32)
    elif kind == 2:
        signed = value - (1 << 32) if value >> 31 else value
        value = signed >> (amount or 32) & MASK
    else:
        value = (value >> amount | value << (32 - amount)) & MASK
    return _offset(word, base, value), 1 if word >> 22 & 1 else 4, None


def _extra(word: int, base: int, register: Register) -> tuple[int, int, bool | None]:
    distance = register(word & 15)
    if word >> 22 & 1:
        distance = word >> 4 & 0xF0 | word & 15
    address, kind = _offset(word, base, distance), word >> 5 & 3
    if not word >> 20 & 1 and kind > 1:
        return address, 8, kind == 3  # LDRD, STRD
    return address, 1 if kind == 2 else 2, None


def _exclusive(word: int, base: int, register: Register) -> tuple[int, int, bool | None]:
    return base, 4, None


def _multiple(word: int, base: int, register: Register) -> tuple[int, int, bool | None]:
    size = 4 * (word & 0xFFFF).bit_count()
    before, up = word >> 24 & 1, word >> 23 & 1
    if up:
        return base + 4 * before, size, None
    return base - size + 4 * (not before), size, None


def _floating(word: int, base: int, register: Register) -> tuple[int, int, bool | None]:
    distance = (word & 0xFF) * 4
    if word >> 24 & 1 and not word >> 21 & 1:  # VLDR, VSTR
        return _offset(word, base, distance), 8 if word >> 8 & 1 else 4, None
    return base if word >> 23 & 1 else base - distance, distance, None


_FORMS: list[tuple[int, int, Callable[[int, int, Register], tuple[int, int, bool | None]]]] = [
    (0x0E000000, 0x04000000, _word_immediate),
    (0x0E000010, 0x06000000, _word_register),
    (0x0F0000F0, 0x01000090, _exclusive),
    (0x0E000090, 0x00000090, _extra),
    (0x0E000000, 0x08000000, _multiple),
    (0x0E000E00, 0x0C000A00, _floating),
]


class Walker:
    """The translation tables as the processor would read them.

    ``read(address)`` gives a word of memory or ``None``; ``exists(address)`` tells whether
    anything answers at a physical address.
    """

    def __init__(
        self, table: int, read: Callable[[int], int | None], exists: Callable[[int], bool]
    ) -> None:
        self.table = table
        self.read = read
        self.exists = exists

    def status(self, address: int, write: bool, execute: bool = False) -> int | None:
        """The fault status of an access, or ``None`` if it is allowed."""
        entry = self.read(self.table + (address >> 20) * 4) or 0
        if entry & 2:
            permissions = entry >> 10 & 3 | entry >> 13 & 4
            return self._check(1, permissions, entry >> 4 & 1, address, write, execute)
        if entry & 3 == 1:
            page = self.read((entry & 0xFFFFFC00) + (address >> 12 & 255) * 4) or 0
            if page & 2:
                permissions = page >> 4 & 3 | page >> 7 & 4
                return self._check(2, permissions, page & 1, address, write, execute)
            return TRANSLATION[2]
        return TRANSLATION[1]

    def translate(self, address: int) -> int | None:
        """The physical address, or ``None`` where nothing is mapped."""
        entry = self.read(self.table + (address >> 20) * 4) or 0
        if entry & 2:
            return entry & 0xFFF00000 | address & 0xFFFFF
        if entry & 3 == 1:
            page = self.read((entry & 0xFFFFFC00) + (address >> 12 & 255) * 4) or 0
            if page & 2:
                return page & 0xFFFFF000 | address & 0xFFF
        return None

    def _check(
        self, level: int, permissions: int, never: int, address: int, write: bool, execute: bool
    ) -> int | None:
        if permissions == 0 or (write and permissions & 4) or (execute and never):
            return PERMISSION[level]
        return None if self.exists(address) else EXTERNAL

    def first_fault(self, access: Access) -> tuple[int, int]:
        """Address and status of the first part of an access that fails."""
        for address in _parts(access):
            found = self.status(address, access.write)
            if found is not None:
                return address, found
        return access.address, ALIGNMENT


def _parts(access: Access) -> Iterator[int]:
    yield access.address
    at = (access.address | 0xFFF) + 1
    while at < access.address + access.size:
        yield at & MASK
        at += 0x1000
