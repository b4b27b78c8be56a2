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
#: ``hash(None)``, on which CPython has settled as well.
HASH_NONE = 0xFCA86420 >> 2


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


def _host_hash_ratio(numerator: int, denominator: int, bits: int) -> int:
    """A number's hash: modulo the Mersenne prime CPython uses for the word."""
    modulus = (1 << (31 if bits == 32 else 61)) - 1
    result = abs(numerator) * pow(denominator, -1, modulus) % modulus
    if numerator < 0:
        result = -result
    return -2 if result == -1 else result


def host_hash_int(value: int, bits: int) -> int:
    """``hash(value)`` on the target."""
    return _host_hash_ratio(value, 1, bits)


def fold_hash(value: int, bits: int) -> int:
    """A hash as the small int that tables keep: its low bits with the sign kept."""
    limit = 1 << (bits - 1)
    value &= (limit << 1) - 1
    small = value & (limit - 1)
    return small - limit if small >= limit >> 1 else small


def host_hash_float(value: float, bits: int) -> int | None:
    """``hash(value)`` on the target; that of a NaN depends on where it lies."""
    if value != value:
        return None
    if value in (float("inf"), float("-inf")):
        return 314159 if value > 0 else -314159
    return _host_hash_ratio(*value.as_integer_ratio(), bits)


def _host_hash_tuple(hashes: list[int]) -> int:
    """As ``row_order.hash_items``."""
    acc = 374761393
    for lane in hashes:
        acc = acc + lane * 2246822519 & 0xFFFFFFFF
        acc = (acc << 13 | acc >> 19) & 0xFFFFFFFF
        acc = acc * 2654435761 & 0xFFFFFFFF
    return acc + (len(hashes) ^ 3430008) & HASH_MASK


def _host_hash_frozenset(hashes: list[int], bits: int) -> int:
    """As ``set_algebra.hash_items``."""
    word = (1 << bits) - 1
    acc = 0
    for h in hashes:
        h &= word
        acc ^= ((h ^ 89869747) ^ (h << 16 & word)) * 3644798167 & word
    acc ^= (len(hashes) + 1) * 1927868237 & word
    acc ^= (acc >> 11) ^ (acc >> 25)
    return acc * 69069 + 907133923 & HASH_MASK


def host_hash(key: Any, bits: int, other: Any = None) -> int | None:
    """The hash of a key on the target, or ``None`` where only the target can tell.

    ``other`` is asked for the hashes of objects inside that are of no built-in type.
    """
    type_ = type(key)
    if type_ is str:
        return host_hash_str(key)
    if type_ is bytes:
        return host_hash_bytes(key)
    if type_ in (int, bool):
        return fold_hash(host_hash_int(int(key), bits), bits)
    if key is None:
        return HASH_NONE
    if type_ is float:
        found = host_hash_float(key, bits)
        return None if found is None else fold_hash(found, bits)
    if type_ in (tuple, frozenset):
        inner = [host_hash(item, bits, other) for item in key]
        known = [h for h in inner if h is not None]
        if len(known) != len(inner):
            return None
        if type_ is tuple:
            return _host_hash_tuple(known)
        return _host_hash_frozenset(known, bits)
    return None if other is None else other(key)
