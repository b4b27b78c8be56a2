"""Tables of functions by address: what runs at an address of the image, and at which line."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from tamapy.compiler.link.inputs import Blob, Reloc
from tamapy.compiler.link.objects import ObjectFile, Section

#: A row of a line program: its section, an offset in there, the number of a file, a line.
Row = tuple[int, int, int, int]


def frame_table(entries: Iterable[tuple[str, str, str]], word: int) -> Blob:
    """Count, then for each function its address, its code object's and its globals'.

    Symbols of code and globals are empty for functions that have no frames. The linker puts the
    functions into the order of their addresses.
    """
    rows = sorted(set(entries))
    data = bytearray(word * (1 + 3 * len(rows)))
    data[:word] = len(rows).to_bytes(word, "little")
    relocs = [
        Reloc(word * (1 + 3 * i + j), symbol)
        for i, row in enumerate(rows) for j, symbol in enumerate(row) if symbol
    ]
    return Blob("frames", data, word, False, {}, {}, relocs, row_words=3)


def line_table(
    objects: Iterable[tuple[str, bytes]], codes: Mapping[str, str], word: int
) -> Blob:
    """Count, then for each function its address, that of its lines, which follow, and its code's.

    ``codes`` are the symbols of the code objects of those functions that are wanted.

    Lines are numbers of 7 bits a byte, the lowest first: the first line; then how many bytes of
    code later another line begins, and how far that is, twice, one more than twice if it lies
    before; at the end a zero.
    """
    texts = sorted(
        (name, _packed(changes)) for file, data in objects
        for name, changes in _functions(ObjectFile(file, data)).items() if name in codes
    )
    data = bytearray(word * (1 + 3 * len(texts)))
    data[:word] = len(texts).to_bytes(word, "little")
    relocs = []
    for i, (name, text) in enumerate(texts):
        relocs.append(Reloc(word * (1 + 3 * i), name))
        relocs.append(Reloc(word * (2 + 3 * i), "_lines_start", len(data)))
        relocs.append(Reloc(word * (3 + 3 * i), codes[name]))
        data += text
    return Blob("lines", data, word, False, {}, {}, relocs, row_words=3)


def _functions(obj: ObjectFile) -> dict[str, list[tuple[int, int]]]:
    """For each function of an object the offsets where another line begins, and the lines."""
    starts: dict[int, list[tuple[int, str]]] = {}
    for symbol in obj.symbols:
        if symbol.kind == 2:
            starts.setdefault(symbol.section, []).append((symbol.value, symbol.name))
    for functions in starts.values():
        functions.sort()
    found: dict[str, list[tuple[int, int]]] = {}
    files: dict[str, int] = {}
    inlined: dict[str, int] = {}
    for section, offset, file, line in _rows(obj):
        functions = starts.get(section, [])
        at = bisect_right(functions, (offset, "\U0010ffff")) - 1
        if at < 0 or line == 0:
            continue
        start, name = functions[at]
        if files.setdefault(name, file) != file:
            # Of a function that was inlined: what it was called for follows, to look at the result.
            inlined.setdefault(name, offset - start)
            continue
        changes = found.setdefault(name, [])
        place = inlined.pop(name, offset - start)
        if changes and changes[-1][0] == place:
            changes.pop()
        if not changes or changes[-1][1] != line:
            changes.append((place, line))
    return found


def _packed(changes: list[tuple[int, int]]) -> bytes:
    offset, line = changes[0][0], changes[0][1]
    text = bytearray(_number(line))
    for place, following in changes[1:]:
        far = following - line
        text += _number(place - offset) + _number(2 * far if far >= 0 else -2 * far + 1)
        offset, line = place, following
    return bytes(text) + b"\0"


def _number(value: int) -> bytes:
    text = bytearray()
    while value > 127:
        text.append(value & 127 | 128)
        value >>= 7
    text.append(value)
    return bytes(text)


# -- DWARF's line programs, version 4 --------------------------------------------------------


def _rows(obj: ObjectFile) -> Iterator[Row]:
    """The rows of an object's line programs."""
    for section in obj.sections:
        if section.name == ".debug_line":
            at = 0
            while at < len(section.data):
                (length,) = struct.unpack_from("<I", section.data, at)
                yield from _Program(obj, section, at).rows(at + 4 + length)
                at += 4 + length


class _Program:
    """One line program; its relocations tell which sections its addresses are in."""

    def __init__(self, obj: ObjectFile, section: Section, start: int) -> None:
        self.data = section.data
        self.word = 8 if obj.wide else 4
        self.targets: dict[int, tuple[int, int]] = {}
        for offset, _, index, addend in section.relocs:
            symbol = obj.symbols[index]
            if addend is None:
                (addend,) = struct.unpack_from("<I", self.data, offset)
            self.targets[offset] = (symbol.section, symbol.value + addend)
        version, header = struct.unpack_from("<HI", self.data, start + 4)
        assert version == 4
        self.at = start + 10 + header
        self.unit, _, _, base, self.range, self.first_special = struct.unpack_from(
            "<BBBbBB", self.data, start + 10
        )
        self.base = base
        self.lengths = self.data[start + 16:start + 15 + self.first_special]

    def _number(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def _signed(self) -> int:
        start = self.at
        value = self._number()
        bits = 7 * (self.at - start)
        return value - (1 << bits) if value >> (bits - 1) else value

    def rows(self, end: int) -> Iterator[Row]:
        """Run the program up to its end."""
        section, offset, file, line = 0, 0, 1, 1
        while self.at < end:
            code = self.data[self.at]
            self.at += 1
            if code >= self.first_special:
                code -= self.first_special
                offset += code // self.range * self.unit
                line += self.base + code % self.range
                yield section, offset, file, line
            elif code == 0:
                length = self._number()
                following = self.at + length
                kind = self.data[self.at]
                if kind == 1:  # DW_LNE_end_sequence
                    section, offset, file, line = 0, 0, 1, 1
                elif kind == 2:  # DW_LNE_set_address
                    section, offset = self.targets[self.at + 1]
                self.at = following
            elif code == 1:  # DW_LNS_copy
                yield section, offset, file, line
            elif code == 2:  # DW_LNS_advance_pc
                offset += self._number() * self.unit
            elif code == 3:  # DW_LNS_advance_line
                line += self._signed()
            elif code == 4:  # DW_LNS_set_file
                file = self._number()
            elif code == 8:  # DW_LNS_const_add_pc
                offset += (255 - self.first_special) // self.range * self.unit
            elif code == 9:  # DW_LNS_fixed_advance_pc
                offset += struct.unpack_from("<H", self.data, self.at)[0]
                self.at += 2
            else:
                for _ in range(self.lengths[code - 1]):
                    self._number()
