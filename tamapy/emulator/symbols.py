"""From addresses of an image to functions and lines of Python."""

from __future__ import annotations

import bisect
import io
import os
from dataclasses import dataclass
from typing import Any

from elftools.elf.elffile import ELFFile


@dataclass(frozen=True)
class Place:
    """Where an address belongs; ``line`` is 0 where it is not known."""

    address: int
    function: str
    offset: int
    filename: str = ""
    line: int = 0

    def __str__(self) -> str:
        text = f"0x{self.address:08x}"
        if self.function:
            text += f" in {self.function}"
        if self.line:
            text += f" ({self.filename}:{self.line})"
        return text


class Symbols:
    """The symbols of an ELF image (``None``: there are none), and its line table.

    The table is read when it is first needed.
    """

    def __init__(self, image: ELFFile | bytes | None) -> None:
        self.elf: Any = ELFFile(io.BytesIO(image)) if isinstance(image, bytes) else image
        self.values: dict[str, int] = {}
        self._functions: list[tuple[int, int, str]] = []
        self._lines: list[tuple[int, str, int]] | None = None
        table: Any = self.elf and self.elf.get_section_by_name(".symtab")
        for symbol in table.iter_symbols() if table is not None else ():
            self.values[symbol.name] = symbol["st_value"]
            if symbol["st_info"]["type"] == "STT_FUNC":
                self._functions.append((symbol["st_value"], symbol["st_size"], symbol.name))
        self._functions.sort()

    def function(self, address: int) -> tuple[int, str]:
        """Where the function at an address begins, and its name; -1 if there is none."""
        at = bisect.bisect_right(self._functions, (address, 1 << 64, "")) - 1
        if at >= 0:
            start, size, found = self._functions[at]
            if address < start + size:
                return start, found
        return -1, ""

    def place(self, address: int) -> Place:
        """The function and line of an address."""
        start, name = self.function(address)
        offset = address - start if name else 0
        filename, line = self._line(address) if name else ("", 0)
        return Place(address, name, offset, filename, line)

    def _line(self, address: int) -> tuple[str, int]:
        if self._lines is None:
            self._lines = self._read_lines()
        at = bisect.bisect_right(self._lines, (address, "\U0010ffff", 0)) - 1
        return self._lines[at][1:] if at >= 0 else ("", 0)

    def _read_lines(self) -> list[tuple[int, str, int]]:
        if self.elf is None or not self.elf.has_dwarf_info():
            return []
        rows: list[tuple[int, str, int]] = []
        dwarf = self.elf.get_dwarf_info()
        for unit in dwarf.iter_CUs():
            program = dwarf.line_program_for_CU(unit)
            if program is None:
                continue
            header = program.header
            names = [_path(header, f) for f in header["file_entry"]]
            for entry in program.get_entries():
                state = entry.state
                if state is not None and not state.end_sequence and state.file and state.line:
                    rows.append((state.address, names[state.file - 1], state.line))
        rows.sort()
        return rows


def _path(header: object, entry: object) -> str:
    name = entry.name.decode()  # type: ignore[attr-defined]
    directory = entry.dir_index  # type: ignore[attr-defined]
    if directory:
        parent = header["include_directory"][directory - 1]  # type: ignore[index]
        return os.path.join(parent.decode(), name)
    return name
