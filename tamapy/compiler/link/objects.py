"""Reading relocatable ELF objects, 32 and 64 bits, little-endian."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

SHT_SYMTAB, SHT_RELA, SHT_NOBITS, SHT_REL = 2, 4, 8, 9
SHF_WRITE, SHF_ALLOC, SHF_EXEC = 1, 2, 4
SHN_ABS, SHN_COMMON = 0xFFF1, 0xFFF2


@dataclass
class Section:
    """One section of an object; ``address`` is set by the linker."""

    name: str
    type: int
    flags: int
    data: bytearray
    size: int
    align: int
    relocs: list[tuple[int, int, int, int | None]] = field(default_factory=list)
    address: int = 0
    object_name: str = ""


@dataclass
class ObjectSymbol:
    """A symbol of an object."""

    name: str
    section: int
    value: int
    size: int
    binding: int
    kind: int


class ObjectFile:
    """An ELF object taken apart."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.wide = data[4] == 2
        self.data = data
        header = struct.unpack_from("<HHIQQQIHHHHHH" if self.wide else "<HHIIIIIHHHHHH", data, 16)
        offset, count, names = header[5], header[11], header[12]
        entry = "<IIQQQQIIQQ" if self.wide else "<IIIIIIIIII"
        size = struct.calcsize(entry)
        raw = [struct.unpack_from(entry, data, offset + i * size) for i in range(count)]
        table = raw[names]
        strings = data[table[4] : table[4] + table[5]]
        self.sections = [self._section(r, strings) for r in raw]
        self.symbols: list[ObjectSymbol] = []
        for r in raw:
            if r[1] == SHT_SYMTAB:
                self._symbols(r, raw[r[6]])
        for r in raw:
            if r[1] in (SHT_REL, SHT_RELA):
                self.sections[r[7]].relocs.extend(self._relocs(r))

    def _section(self, r: tuple[int, ...], strings: bytes) -> Section:
        name = strings[r[0] : strings.index(b"\0", r[0])].decode()
        body = bytearray() if r[1] == SHT_NOBITS else bytearray(self.data[r[4] : r[4] + r[5]])
        return Section(name, r[1], r[2], body, r[5], max(r[8], 1), object_name=self.name)

    def _symbols(self, r: tuple[int, ...], table: tuple[int, ...]) -> None:
        strings = self.data[table[4] : table[4] + table[5]]
        entry = "<IBBHQQ" if self.wide else "<IIIBBH"
        body = self.data[r[4] : r[4] + r[5]]
        for fields in struct.iter_unpack(entry, body):
            if self.wide:
                name, info, _, section, value, size = fields
            else:
                name, value, size, info, _, section = fields
            text = strings[name : strings.index(b"\0", name)].decode()
            self.symbols.append(
                ObjectSymbol(text, section, value, size, info >> 4, info & 15)
            )

    def _relocs(self, r: tuple[int, ...]) -> list[tuple[int, int, int, int | None]]:
        body = self.data[r[4] : r[4] + r[5]]
        found: list[tuple[int, int, int, int | None]] = []
        if r[1] == SHT_RELA:
            for offset, info, addend in struct.iter_unpack("<QQq", body):
                found.append((offset, info & 0xFFFFFFFF, info >> 32, addend))
        else:
            for offset, info in struct.iter_unpack("<II", body):
                found.append((offset, info & 0xFF, info >> 8, None))
        return found
