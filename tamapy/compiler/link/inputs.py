"""What is linked beside object files: frozen data and encoded instructions."""

from __future__ import annotations

from dataclasses import dataclass, field

from tamapy.metal.glue import Glue as Glue


@dataclass(slots=True)
class Reloc:
    """A word that holds the absolute address of a symbol."""

    offset: int
    symbol: str
    addend: int = 0


@dataclass
class Blob:
    """A section of data with symbols in it.

    With ``row_words`` it begins with a count of rows of so many words, which the linker sorts by
    the addresses they begin with.
    """

    name: str
    data: bytearray
    align: int
    writable: bool
    symbols: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    relocs: list[Reloc] = field(default_factory=list)
    row_words: int = 0


@dataclass(frozen=True)
class Layout:
    """Where and for what machine."""

    machine: str  # "arm" or "amd64"
    base: int
    entry: str
    page: int = 4096
    board: str = ""  # its name
    load: int | None = None  # where a boot loader puts a raw image and starts it; else the base
    dcd: tuple[tuple[int, int], ...] = ()  # what a boot ROM writes first: pairs of address and word
