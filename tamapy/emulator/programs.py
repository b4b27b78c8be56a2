"""What a machine runs: the kinds of files it takes, and what each wants in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from elftools.elf.elffile import ELFFile

from tamapy.emulator.boards import board_of
from tamapy.emulator.bootrom import BootImage, is_boot_image
from tamapy.emulator.symbols import Symbols

DEFAULT_RAM = 512 << 20
PAGE = 4096


@dataclass(frozen=True)
class Part:
    """Bytes to be put at an address; they begin ``size`` bytes of memory."""

    address: int
    data: bytes
    size: int
    executable: bool


class Program(Protocol):
    """A file that a machine runs."""

    symbols: Symbols
    board: str  # the name of the board it is for
    entry: int

    def ram(self, devices: dict[int, Any]) -> int:
        """Bytes of RAM that it finds."""

    def parts(self, devices: dict[int, Any]) -> Iterator[Part]:
        """What is to be in memory when it starts."""


class ElfProgram:
    """An ELF file, which is just put into memory that works already."""

    def __init__(self, image: bytes) -> None:
        self.symbols = Symbols(ELFFile(io.BytesIO(image)))
        self.board = board_of(self.symbols.elf)
        self.entry: int = self.symbols.elf.header["e_entry"]

    def ram(self, devices: dict[int, Any]) -> int:
        """What it was linked for."""
        values = self.symbols.values
        dma = values.get("__dma_size", PAGE) - PAGE  # the symbol is a page more
        return values.get("__ram_size", DEFAULT_RAM) + dma

    def parts(self, devices: dict[int, Any]) -> Iterator[Part]:
        """Its segments."""
        for segment in self.symbols.elf.iter_segments():
            if segment["p_type"] == "PT_LOAD":
                yield Part(
                    segment["p_paddr"], segment.data(), segment["p_memsz"],
                    bool(segment["p_flags"] & 1),
                )


class BootProgram:
    """An image on an SD card, which the boot ROM of the i.MX 6ULL sets memory up for."""

    board = "usbarmory-mk2"

    def __init__(self, image: bytes) -> None:
        self.symbols = Symbols(None)
        self.image = BootImage(image)
        self.entry = self.image.entry

    def ram(self, devices: dict[int, Any]) -> int:
        """What the image sets up."""
        self.image.configure(devices)
        return self.image.ram(devices)

    def parts(self, devices: dict[int, Any]) -> Iterator[Part]:
        """What the ROM copies, once it has set memory up."""
        self.image.configure(devices)
        data = self.image.data()
        yield Part(self.image.start, data, len(data), True)


def program_of(image: bytes) -> Program:
    """The program in a file, by how it begins."""
    return BootProgram(image) if is_boot_image(image) else ElfProgram(image)
