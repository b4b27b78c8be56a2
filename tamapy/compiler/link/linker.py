"""Laying out, resolving, relocating."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tamapy.compiler.errors import CompileError
from tamapy.compiler.link.elf import write_elf
from tamapy.compiler.link.inputs import Blob, Glue, Layout
from tamapy.compiler.link.objects import (
    SHF_ALLOC,
    SHF_EXEC,
    SHF_WRITE,
    SHN_ABS,
    SHT_NOBITS,
    ObjectFile,
    Section,
)
from tamapy.compiler.link.relocations import IGNORED, RELOCATIONS

DROPPED = (".ARM.exidx", ".ARM.attributes", ".eh_frame", ".comment", ".note", ".llvm_addrsig")


@dataclass
class Symbol:
    """A symbol of the image."""

    name: str
    address: int
    size: int
    kind: str  # "function", "object" or "mark"
    origin: str  # the object, blob or glue it comes from


@dataclass
class Segment:
    """A run of memory with one set of permissions."""

    name: str
    address: int
    data: bytearray
    size: int  # in memory; beyond the data it is zero
    flags: int  # ELF's: 1 execute, 2 write, 4 read


class Image:
    """A linked program."""

    def __init__(
        self, layout: Layout, segments: list[Segment], symbols: dict[str, Symbol],
        debug: dict[str, bytearray],
    ) -> None:
        self.layout = layout
        self.segments = segments
        self.symbols = symbols
        self.debug = debug
        self.entry = symbols[layout.entry].address
        #: Further sections of the ELF file that are not loaded: name to content.
        self.notes: dict[str, bytes] = {}

    def elf(self, strip: bool = False) -> bytes:
        """The image as an ELF executable."""
        return write_elf(self, strip)

    def set_word(self, symbol: str, value: int) -> None:
        """Change the 32-bit word at a symbol."""
        address = self.symbols[symbol].address
        for segment in self.segments:
            if segment.address <= address < segment.address + len(segment.data):
                struct.pack_into("<I", segment.data, address - segment.address, value)
                return
        raise KeyError(symbol)

    def raw(self) -> bytes:
        """The image's bytes from where they are loaded on, without the zeros at the end.

        Where that is below the lowest segment, a branch to the entry comes first.
        """
        start = self.segments[0].address
        out = bytearray()
        if self.layout.load is not None:
            start = self.layout.load
            # B (ARM DDI 0406C, A8.8.18)
            out += struct.pack("<I", 0xEA000000 | (self.entry - start - 8 >> 2) & 0xFFFFFF)
        for segment in self.segments:
            if segment.data:
                out.extend(bytes(segment.address - start - len(out)))
                out.extend(segment.data)
        return bytes(out)


def _kind(section: Section) -> str | None:
    if not section.flags & SHF_ALLOC or section.name.startswith(DROPPED):
        return None
    if section.flags & SHF_EXEC:
        return "text"
    if section.flags & SHF_WRITE:
        return "bss" if section.type == SHT_NOBITS else "data"
    return "rodata"


class Linker:
    """One link."""

    def __init__(
        self, objects: Iterable[tuple[str, bytes]], blobs: list[Blob], glue: list[Glue],
        layout: Layout, defines: dict[str, int],
    ) -> None:
        self.objects = [ObjectFile(name, data) for name, data in objects]
        self.blobs = blobs
        self.glue = [replace(item) for item in glue]  # shared by builds: relocate copies
        self.layout = layout
        self.wide = layout.machine == "amd64"
        self.word = 8 if self.wide else 4
        self.symbols: dict[str, Symbol] = {
            name: Symbol(name, value, 0, "mark", "define") for name, value in defines.items()
        }
        self.undefined: dict[str, str] = {}
        self.segments: list[Segment] = []
        self.debug: dict[str, bytearray] = {}
        self._parts: dict[str, list[Section]] = {}
        self._blob_address: dict[str, int] = {}
        self._glue_address: dict[str, int] = {}
        self._duplicates: list[str] = []

    def link(self) -> Image:
        """Do it."""
        self._collect()
        self._place()
        self._define_symbols()
        if self._duplicates:
            raise CompileError("symbols defined twice: " + ", ".join(self._duplicates[:20]))
        for obj in self.objects:
            self._relocate_object(obj)
        self._relocate_blobs()
        self._relocate_glue()
        if self.undefined:
            rows = [f"  {name} (used by {who})" for name, who in sorted(self.undefined.items())]
            raise CompileError("undefined symbols:\n" + "\n".join(rows[:40]))
        self._fill()
        return Image(self.layout, self.segments, self.symbols, self.debug)

    def _collect(self) -> None:
        for obj in self.objects:
            for section in obj.sections:
                kind = _kind(section)
                if kind is not None:
                    self._parts.setdefault(kind, []).append(section)
                elif section.name.startswith(".debug"):
                    start = self.debug.setdefault(section.name, bytearray())
                    section.address = len(start)
                    start.extend(section.data)

    def _place(self) -> None:
        address = self.layout.base
        for kind, flags in (("text", 5), ("rodata", 4), ("data", 6), ("bss", 6)):
            # bss too: a page shared with data would be mapped afresh over the data's end
            start = -(-address // self.layout.page) * self.layout.page
            address = start
            if kind == "text":
                for item in self.glue:
                    address = -(-address // 32) * 32
                    self._glue_address[item.symbol] = address
                    address += len(item.code)
            for section in self._parts.get(kind, ()):
                address = -(-address // section.align) * section.align
                section.address = address
                address += section.size
            for blob in self.blobs:
                if kind == ("data" if blob.writable else "rodata"):
                    address = -(-address // blob.align) * blob.align
                    self._blob_address[blob.name] = address
                    self._mark(f"_{blob.name.replace('.', '_')}_start", address)
                    address += len(blob.data)
                    self._mark(f"_{blob.name.replace('.', '_')}_end", address)
            self._mark(f"__{kind}_start", start)
            self._mark(f"__{kind}_end", address)
            size = address - start
            data = bytearray() if kind == "bss" else bytearray(size)
            self.segments.append(Segment(kind, start, data, size, flags))
        self._mark("__image_end", address)

    def _mark(self, name: str, address: int) -> None:
        self.symbols[name] = Symbol(name, address, 0, "mark", "linker")

    def _define(self, symbol: Symbol) -> None:
        if symbol.name in self.symbols:
            self._duplicates.append(f"{symbol.name} ({symbol.origin})")
        self.symbols[symbol.name] = symbol

    def _define_symbols(self) -> None:
        for obj in self.objects:
            for symbol in obj.symbols:
                if symbol.binding == 0 or not symbol.section or symbol.section >= SHN_ABS:
                    continue
                section = obj.sections[symbol.section]
                kind = "function" if symbol.kind == 2 else "object"
                self._define(Symbol(
                    symbol.name, section.address + symbol.value, symbol.size, kind, obj.name
                ))
        for blob in self.blobs:
            base = self._blob_address[blob.name]
            for name, offset in blob.symbols.items():
                self._define(Symbol(
                    name, base + offset, blob.sizes.get(name, 0), "object", blob.name
                ))
        for item in self.glue:
            self._define(Symbol(
                item.symbol, self._glue_address[item.symbol], len(item.code), "function", "glue"
            ))

    def _address(self, name: str, user: str) -> int:
        found = self.symbols.get(name)
        if found is None:
            self.undefined.setdefault(name, user)
            return self.layout.base  # in reach, so that all that is undefined gets reported
        return found.address

    def _relocate_object(self, obj: ObjectFile) -> None:
        table = RELOCATIONS[self.layout.machine]
        ignored = IGNORED[self.layout.machine]
        addresses: list[int] = []
        for symbol in obj.symbols:
            if symbol.section == 0:
                addresses.append(self._address(symbol.name, obj.name) if symbol.name else 0)
            elif symbol.section >= SHN_ABS:
                addresses.append(symbol.value)
            else:
                addresses.append(obj.sections[symbol.section].address + symbol.value)
        for section in obj.sections:
            if _kind(section) is None and not section.name.startswith(".debug"):
                continue
            for offset, kind, symbol_index, addend in section.relocs:
                if kind in ignored:
                    continue
                apply = table.get(kind)
                if apply is None:
                    raise CompileError(f"relocation {kind} in {obj.name}{section.name} is unknown")
                value = addresses[symbol_index] + (addend or 0)
                apply(section.data, offset, value, section.address + offset)
            if section.name.startswith(".debug"):
                whole = self.debug[section.name]
                whole[section.address : section.address + len(section.data)] = section.data

    def _relocate_blobs(self) -> None:
        pack_into = struct.Struct("<Q" if self.wide else "<I").pack_into
        symbols = self.symbols
        for blob in self.blobs:
            data = blob.data
            for reloc in blob.relocs:
                found = symbols.get(reloc.symbol)
                address = self._address(reloc.symbol, blob.name) if found is None else found.address
                pack_into(data, reloc.offset, address + reloc.addend)
            if blob.row_words:
                self._sort_rows(blob)

    def _sort_rows(self, blob: Blob) -> None:
        """Sort the rows that a blob begins with by the addresses in them."""
        form = "<%d" + ("Q" if self.wide else "I")
        (count,) = struct.unpack_from(form % 1, blob.data)
        rows = struct.Struct(form % blob.row_words)
        part = slice(self.word, self.word + count * rows.size)
        blob.data[part] = b"".join(
            rows.pack(*row) for row in sorted(rows.iter_unpack(blob.data[part]))
        )

    def _relocate_glue(self) -> None:
        for item in self.glue:
            data = bytearray(item.code)
            base = self._glue_address[item.symbol]
            for offset, name, kind in item.relocs:
                target = self._address(name, item.symbol)
                if kind == "abs":
                    struct.pack_into("<Q" if self.wide else "<I", data, offset, target)
                elif self.wide:
                    RELOCATIONS["amd64"][2](data, offset, target - 4, base + offset)
                else:
                    RELOCATIONS["arm"][28](data, offset, target, base + offset)
            item.code = bytes(data)

    def _fill(self) -> None:
        text, rodata, data, _ = self.segments
        for item in self.glue:
            at = self._glue_address[item.symbol] - text.address
            text.data[at : at + len(item.code)] = item.code
        for kind, segment in (("text", text), ("rodata", rodata), ("data", data)):
            for section in self._parts.get(kind, ()):
                at = section.address - segment.address
                segment.data[at : at + len(section.data)] = section.data
        for blob in self.blobs:
            segment = data if blob.writable else rodata
            at = self._blob_address[blob.name] - segment.address
            segment.data[at : at + len(blob.data)] = blob.data


def link(
    objects: Iterable[tuple[str, bytes]], blobs: list[Blob], glue: list[Glue], layout: Layout,
    defines: dict[str, int] | None = None,
) -> Image:
    """Link objects, data and glue into an image."""
    return Linker(objects, blobs, glue, layout, defines or {}).link()
