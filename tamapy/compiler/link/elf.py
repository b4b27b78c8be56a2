"""Writing ELF executables."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamapy.compiler.link.linker import Image

EM = {"arm": 40, "amd64": 62}
ARM_EABI5_HARD = 0x05000400


class _Names:
    def __init__(self) -> None:
        self.data = bytearray(b"\0")

    def add(self, name: str) -> int:
        offset = len(self.data)
        self.data += name.encode() + b"\0"
        return offset


def write_elf(image: Image, strip: bool) -> bytes:
    """An executable with a program header for each segment; sections, symbols unless stripped."""
    wide = image.layout.machine == "amd64"
    header_size, ph_size, sh_size = (64, 56, 64) if wide else (52, 32, 40)
    page = image.layout.page
    segments = [s for s in image.segments if s.size]
    out = bytearray(header_size + ph_size * len(segments))
    offsets = []
    for segment in segments:
        if segment.data:
            out.extend(bytes(-len(out) % page + segment.address % page))
        offsets.append(len(out))
        out.extend(segment.data)
    sections: list[tuple[int, ...]] = []
    names = _Names()
    shstrndx = 0
    if not strip:
        sections, shstrndx = _sections(image, out, offsets, names, wide)
    section_offset = len(out) + (-len(out) % 8) if sections else 0
    if sections:
        out.extend(bytes(-len(out) % 8))
        form = "<IIQQQQIIQQ" if wide else "<IIIIIIIIII"
        for fields in sections:
            out.extend(struct.pack(form, *fields))
    ident = b"\x7fELF" + bytes([2 if wide else 1, 1, 1]) + bytes(9)
    flags = 0 if wide else ARM_EABI5_HARD
    head = struct.pack(
        "<HHIQQQIHHHHHH" if wide else "<HHIIIIIHHHHHH", 2, EM[image.layout.machine], 1,
        image.entry, header_size, section_offset, flags, header_size, ph_size, len(segments),
        sh_size, len(sections), shstrndx,
    )
    out[: header_size] = ident + head
    at = header_size
    for segment, offset in zip(segments, offsets, strict=True):
        values = (segment.address, segment.address, len(segment.data), segment.size)
        if wide:
            packed = struct.pack("<IIQQQQQQ", 1, segment.flags, offset, *values, page)
        else:
            packed = struct.pack("<IIIIIIII", 1, offset, *values, segment.flags, page)
        out[at : at + ph_size] = packed
        at += ph_size
    return bytes(out)


def _sections(
    image: Image, out: bytearray, offsets: list[int], names: _Names, wide: bool
) -> tuple[list[tuple[int, ...]], int]:
    """Section headers for the segments, the symbol table, strings and DWARF."""
    rows: list[tuple[int, ...]] = [(0,) * 10]
    index = {}
    live = [s for s in image.segments if s.size]
    for segment, offset in zip(live, offsets, strict=True):
        index[segment.name] = len(rows)
        kind = 8 if segment.name == "bss" else 1
        flags = 2 | (1 if segment.flags & 2 else 0) | (4 if segment.flags & 1 else 0)
        rows.append((names.add("." + segment.name), kind, flags, segment.address, offset,
                     segment.size, 0, 0, 16, 0))
    strings = _Names()
    table = bytearray(24 if wide else 16)
    spans = [(s.address, s.address + s.size, index[s.name]) for s in live]
    for symbol in sorted(image.symbols.values(), key=lambda s: (s.address, s.name)):
        section = 0xFFF1
        for start, end, number in spans:
            if start <= symbol.address < end:
                section = number
                break
        info = 1 << 4 | {"function": 2, "object": 1}.get(symbol.kind, 0)
        name = strings.add(symbol.name)
        if wide:
            table += struct.pack("<IBBHQQ", name, info, 0, section, symbol.address, symbol.size)
        else:
            table += struct.pack("<IIIBBH", name, symbol.address, symbol.size, info, 0, section)

    def add(name: str, kind: int, data: bytes, link: int = 0, info: int = 0, size: int = 0) -> None:
        out.extend(bytes(-len(out) % 8))
        rows.append((names.add(name), kind, 0, 0, len(out), len(data), link, info, 1, size))
        out.extend(data)

    add(".symtab", 2, bytes(table), link=len(rows) + 1, info=1, size=24 if wide else 16)
    add(".strtab", 3, bytes(strings.data))
    for section_name, data in (*image.debug.items(), *image.notes.items()):
        add(section_name, 1, bytes(data))
    shstrndx = len(rows)
    own = names.add(".shstrtab")
    out.extend(bytes(-len(out) % 8))
    rows.append((own, 3, 0, 0, len(out), len(names.data), 0, 0, 1, 0))
    out.extend(names.data)
    return rows, shstrndx
