"""Hashes of text and bytes, the same on every target and on the build machine.

FNV-1a over code points or bytes in 32 bits, folded to 30 bits so that the result is a
small int everywhere. The functions named ``host_…`` compute for the freezer what the
compiled runtime will find.
"""

from typing import Any

from tamapy.metal import Ptr, isize, metal, u8, u16, u32, usize

FNV_OFFSET = 0x811C9DC5
FNV_PRIME = 0x01000193
HASH_MASK = 0x3FFFFFFF


@metal
def hash_u8(data: Ptr[u8], length: usize) -> isize:
    """The hash of ``length`` bytes or Latin-1 code points."""
    if length == 0:
        return 0
    h: u32 = FNV_OFFSET
    for i in range(length):
        h = (h ^ u32(data[i])) * FNV_PRIME
    return isize((h ^ (h >> 15)) & HASH_MASK)


@metal
def hash_u16(data: Ptr[u16], length: usize) -> isize:
    """The hash of ``length`` UCS-2 code points."""
    if length == 0:
        return 0
    h: u32 = FNV_OFFSET
    for i in range(length):
        h = (h ^ u32(data[i])) * FNV_PRIME
    return isize((h ^ (h >> 15)) & HASH_MASK)


@metal
def hash_u32(data: Ptr[u32], length: usize) -> isize:
    """The hash of ``length`` UCS-4 code points."""
    if length == 0:
        return 0
    h: u32 = FNV_OFFSET
    for i in range(length):
        h = (h ^ data[i]) * FNV_PRIME
    return isize((h ^ (h >> 15)) & HASH_MASK)


def _host_fnv(units: Any) -> int:
    units = list(units)
    if not units:
        return 0
    h = FNV_OFFSET
    for unit in units:
        h = (h ^ unit) * FNV_PRIME & 0xFFFFFFFF
    return (h ^ (h >> 15)) & HASH_MASK


def host_hash_str(text: str) -> int:
    """``hash(text)`` on the target."""
    return _host_fnv(map(ord, text))


def host_hash_bytes(data: bytes) -> int:
    """``hash(data)`` on the target."""
    return _host_fnv(data)


def host_hash_int(value: int, bits: int) -> int:
    """``hash(value)`` on the target: modulo the Mersenne prime CPython uses for the word."""
    modulus = (1 << (31 if bits == 32 else 61)) - 1
    result = abs(value) % modulus
    if value < 0:
        result = -result
    return -2 if result == -1 else result


def fold_hash(value: int, bits: int) -> int:
    """A hash as the small int that tables keep: its low bits with the sign kept."""
    limit = 1 << (bits - 1)
    value &= (limit << 1) - 1
    small = value & (limit - 1)
    return small - limit if small >= limit >> 1 else small


def host_hash(key: Any, bits: int) -> int | None:
    """The hash of a key on the target, or ``None`` where only the target can tell."""
    type_ = type(key)
    if type_ is str:
        return host_hash_str(key)
    if type_ is bytes:
        return host_hash_bytes(key)
    if type_ in (int, bool):
        return fold_hash(host_hash_int(int(key), bits), bits)
    return None
