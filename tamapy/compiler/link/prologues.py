"""Where gdb may take a function's start for done.

LLVM marks the end of the instructions that make a function's frame. A debugger that stops there
does not find the parameters yet: they come out of an array (``ops.Function``), and on the way
to them the function may have to wait for its turn. Without the mark gdb goes by lines.
"""

from __future__ import annotations

import struct

EXTENDED, ADVANCE_FIXED, NOTHING, PROLOGUE_END = 0, 9, 7, 10  # standard opcodes, DWARF 4, 6.2.5.2


def forget_marks(programs: bytearray) -> None:
    """Turn the marks in line programs, DWARF's version 4, into what no debugger heeds."""
    at = 0
    while at < len(programs):
        length, version, header = struct.unpack_from("<IHI", programs, at)
        assert version == 4
        first_special = programs[at + 15]
        operands = programs[at + 16 : at + 15 + first_special]
        _forget(programs, at + 10 + header, at + 4 + length, operands)
        at += 4 + length


def _forget(programs: bytearray, at: int, end: int, operands: bytearray) -> None:
    """The same in one program; ``operands`` tells how many each standard opcode has."""
    while at < end:
        opcode = programs[at]
        at += 1
        if opcode == EXTENDED:
            length, at = _number(programs, at)
            at += length
        elif opcode == ADVANCE_FIXED:
            at += 2
        elif opcode == PROLOGUE_END:
            programs[at - 1] = NOTHING  # DW_LNS_set_basic_block
        elif opcode <= len(operands):
            for _ in range(operands[opcode - 1]):
                _, at = _number(programs, at)


def _number(data: bytearray, at: int) -> tuple[int, int]:
    """A LEB128 number (its sign is of no interest here), and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
