"""Boot images for the boot ROM of the i.MX 6UL and 6ULL.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, 8.7: program image.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from tamapy.compiler.errors import CompileError

if TYPE_CHECKING:
    from tamapy.compiler.link.linker import Image

#: Where the image vector table lies on an SD card, and how much the ROM reads first (Table 8-24).
IVT_OFFSET = 0x400
FIRST_READ = 0x1000
IVT_TAG, DCD_TAG, VERSION = 0xD1, 0xD2, 0x40
WRITE_TAG, WORDS = 0xCC, 0x04  # a DCD's command that writes words (8.7.2.2)
IVT_SIZE, BOOT_DATA_SIZE = 32, 12
LARGEST_DCD = 1768  # bytes (8.7.2)
PAGE = 4096  # of which the length is a multiple: the ROM reads whole blocks of any device


def write_imx(image: Image) -> bytes:
    """The image behind the ROM's tables, as it is to be written to a card from 1 KB on.

    The text begins 4 KB behind the card's start, and so the card's start is copied to 4 KB below
    the text. Raises :class:`CompileError` for a board without a DCD.
    """
    layout = image.layout
    if not layout.dcd:
        raise CompileError(
            f"{layout.board} is not started by a boot ROM that reads imx images",
            hint="--format elf or raw",
        )
    body = image.raw()
    start = image.segments[0].address - FIRST_READ
    length = -(-(FIRST_READ + len(body)) // PAGE) * PAGE
    table = start + IVT_OFFSET
    boot_data = table + IVT_SIZE
    dcd = boot_data + BOOT_DATA_SIZE
    head = struct.pack(
        "<IIIIIIII", _header(IVT_TAG, IVT_SIZE, VERSION), image.entry, 0, dcd, boot_data, table,
        0, 0,  # no signature (8.7.1.1)
    )
    head += struct.pack("<III", start, length, 0) + dcd_of(layout.dcd)
    head += bytes(FIRST_READ - IVT_OFFSET - len(head))
    return head + body + bytes(length - FIRST_READ - len(body))


def dcd_of(writes: tuple[tuple[int, int], ...]) -> bytes:
    """Device configuration data: one command that writes words (8.7.2)."""
    command = b"".join(struct.pack(">II", address, value) for address, value in writes)
    size = len(command) + 8
    if size > LARGEST_DCD:
        raise CompileError(f"the DCD takes {size} bytes, and the boot ROM allows {LARGEST_DCD}")
    return struct.pack("<II", _header(DCD_TAG, size, VERSION),
                       _header(WRITE_TAG, size - 4, WORDS)) + command


def _header(tag: int, length: int, parameter: int) -> int:
    """A header as a little-endian word: tag, length with its high byte first, parameter."""
    return int.from_bytes(struct.pack(">BHB", tag, length, parameter), "little")
