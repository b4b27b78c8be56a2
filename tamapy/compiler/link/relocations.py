"""The relocations LLVM emits for static code on our targets, as a table.

Each function takes the bytes, the offset in them, the symbol's address S (addend
included where it is explicit), and the place's own address P. Numbers are those of
"ELF for the Arm Architecture" (IHI 0044), table 4-9, and of the System V ABI for
AMD64, table 4.9.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

Apply = Callable[[bytearray, int, int, int], None]


def _get(data: bytearray, at: int) -> int:
    return struct.unpack_from("<I", data, at)[0]


def _put(data: bytearray, at: int, value: int) -> None:
    struct.pack_into("<I", data, at, value & 0xFFFFFFFF)


def _arm_abs32(data: bytearray, at: int, s: int, p: int) -> None:
    _put(data, at, s + _get(data, at))


def _arm_rel32(data: bytearray, at: int, s: int, p: int) -> None:
    _put(data, at, s + _get(data, at) - p)


def _arm_branch(data: bytearray, at: int, s: int, p: int) -> None:
    word = _get(data, at)
    addend = (word & 0xFFFFFF) << 2
    if addend & 0x2000000:
        addend -= 0x4000000
    distance = s + addend - p
    if not -0x2000000 <= distance < 0x2000000:
        raise OverflowError("branch out of range")
    _put(data, at, word & 0xFF000000 | (distance >> 2) & 0xFFFFFF)


def _arm_mov(shift: int) -> Apply:
    def apply(data: bytearray, at: int, s: int, p: int) -> None:
        word = _get(data, at)
        addend = (word >> 4 & 0xF000) | (word & 0xFFF)
        if addend & 0x8000:
            addend -= 0x10000
        value = (s + addend) >> shift & 0xFFFF
        _put(data, at, word & 0xFFF0F000 | (value & 0xF000) << 4 | value & 0xFFF)

    return apply


def _arm_prel31(data: bytearray, at: int, s: int, p: int) -> None:
    word = _get(data, at)
    _put(data, at, word & 0x80000000 | (s + word - p) & 0x7FFFFFFF)


def _amd_64(data: bytearray, at: int, s: int, p: int) -> None:
    struct.pack_into("<Q", data, at, s & 0xFFFFFFFFFFFFFFFF)


def _amd_32(data: bytearray, at: int, s: int, p: int) -> None:
    if not 0 <= s <= 0xFFFFFFFF:
        raise OverflowError("address beyond 32 bits")
    _put(data, at, s)


def _amd_32s(data: bytearray, at: int, s: int, p: int) -> None:
    if not -0x80000000 <= s <= 0x7FFFFFFF:
        raise OverflowError("address beyond 31 bits")
    _put(data, at, s)


def _amd_pc32(data: bytearray, at: int, s: int, p: int) -> None:
    if not -0x80000000 <= s - p <= 0x7FFFFFFF:
        raise OverflowError("relative address beyond 31 bits")
    _put(data, at, s - p)


RELOCATIONS: dict[str, dict[int, Apply]] = {
    "arm": {
        2: _arm_abs32, 3: _arm_rel32, 28: _arm_branch, 29: _arm_branch, 42: _arm_prel31,
        43: _arm_mov(0), 44: _arm_mov(16),
    },
    "amd64": {
        1: _amd_64, 2: _amd_pc32, 4: _amd_pc32, 10: _amd_32, 11: _amd_32s,
    },
}
#: Relocations that do nothing (R_ARM_NONE, R_ARM_V4BX).
IGNORED: dict[str, frozenset[int]] = {"arm": frozenset((0, 40)), "amd64": frozenset((0,))}
