"""How debuggers get from an encoded routine of ARM to its caller (DWARF 4, 6.4).

LLVM tells that of the functions it makes. Of the routines (``tamapy.metal.glue``) those matter that
save registers at their start and then call: backtraces pass through them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

from tamapy.compiler.link.linker import Symbol
from tamapy.metal.glue import Glue

SP, LR = 13, 14
ADVANCE, OFFSET, DEFINE, DEFINE_OFFSET = 0x40, 0x80, 0x0C, 0x0E
PUSH, PUSH_MASK = 0xE92D0000, 0xFFFF0000  # push {registers} (ARM DDI 0406C, A8.8.133)
#: Other instructions by what they add to what lies on the stack: vpush and vpop of d8 to d15, and
#: add sp, sp, #0x40.
MOVES = {0xED2D8B10: 64, 0xECBD8B10: -64, 0xE28DD040: -64}


def call_frames(routines: Iterable[Glue], symbols: dict[str, Symbol], start: int) -> bytes:
    """What to append to a section ``.debug_frame`` of ``start`` bytes."""
    # Version 1, no augmentation, code in units of 4, offsets of -4, the return address in lr.
    common = struct.pack("<IBBBBB", 0xFFFFFFFF, 1, 0, 4, 0x7C, LR) + bytes((DEFINE, SP, 0))
    out = bytearray(_entry(common))
    for item in routines:
        words = struct.unpack(f"<{len(item.code) // 4}I", item.code)
        if words and words[0] & PUSH_MASK == PUSH:
            place = struct.pack("<III", start, symbols[item.symbol].address, len(item.code))
            out += _entry(place + _steps(words))
    return bytes(out)


def _steps(words: tuple[int, ...]) -> bytes:
    """How the stack changes from instruction to instruction."""
    found = bytearray()
    depth = 0
    behind = 0  # instructions since the last change
    for word in words:
        behind += 1
        saved = []
        if word & PUSH_MASK == PUSH:
            saved = [register for register in range(15) if word >> register & 1]
            depth += 4 * len(saved)
        elif word in MOVES:
            depth += MOVES[word]
        else:
            continue
        found += bytes((ADVANCE | behind, DEFINE_OFFSET, depth))
        for i, register in enumerate(saved):
            found += bytes((OFFSET | register, depth // 4 - i))
        behind = 0
    return bytes(found)


def _entry(content: bytes) -> bytes:
    content += bytes(-len(content) % 4)
    return struct.pack("<I", len(content)) + content
