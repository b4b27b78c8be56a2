"""How the objects of an image are laid out, as its build tells in a section of the ELF file.

The section (``tamapy.compiler.debugging`` writes it) is JSON: ``word`` in bytes; ``structs`` (name
to fields, each with its offset and size), ``types`` (addresses of built-in types to their structs),
``values`` (addresses of the few objects that have names to those), ``numbers`` (by name),
``functions`` (address, size, address of the globals or 0, whether it is the application's own),
``scheduler`` (the threads' address, or 0).
"""

from __future__ import annotations

import json
import struct
from typing import Any, NamedTuple

SECTION = ".tamapy.debug"


class Function(NamedTuple):
    """Python's code in the image."""

    address: int
    size: int
    space: int  # the address of its globals, or 0
    mine: bool  # the application's own


class Layouts:
    """What the section tells."""

    def __init__(self, data: bytes) -> None:
        told: dict[str, Any] = json.loads(data)
        self.word: int = told["word"]
        self.structs: dict[str, dict[str, list[int]]] = told["structs"]
        self.types: dict[int, str] = {int(a): name for a, name in told["types"].items()}
        self.values: dict[int, str] = {int(a): name for a, name in told["values"].items()}
        self.numbers: dict[str, int] = told["numbers"]
        self.scheduler: int = told["scheduler"]
        self.functions = [Function(*row) for row in told["functions"]]

    def function_at(self, address: int) -> Function | None:
        """Python's function whose code an address lies in."""
        for function in self.functions:
            if function.address <= address < function.address + function.size:
                return function
        return None


def read_section(elf: bytes) -> bytes | None:
    """The section of an ELF file, ``None`` if it was not built for debugging."""
    wide = elf[4] == 2
    header = struct.unpack_from("<HHIQQQIHHHHHH" if wide else "<HHIIIIIHHHHHH", elf, 16)
    start, size, count, names = header[5], header[10], header[11], header[12]
    form = "<IIQQQQ" if wide else "<IIIIII"
    rows = [struct.unpack_from(form, elf, start + i * size) for i in range(count)]
    for name, _, _, _, offset, length in rows:
        at = rows[names][4] + name
        if elf[at : elf.index(b"\0", at)] == SECTION.encode():
            return elf[offset : offset + length]
    return None
