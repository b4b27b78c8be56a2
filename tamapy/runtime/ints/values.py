"""Ints as sign and magnitude, and back in normal form."""

from tamapy.metal import (
    WORD_BITS,
    Ptr,
    cast,
    i64,
    is_small,
    isize,
    make_small,
    metal,
    small_value,
    u32,
    u64,
    usize,
)
from tamapy.runtime.alloc import alloc_int
from tamapy.runtime.ints.limbs import trimmed
from tamapy.runtime.layout import Int

#: Limbs that the magnitude of a small int may take: the room ``limbs_of`` needs.
SMALL_LIMBS = 2


@metal
def magnitude(value: isize) -> usize:
    """The absolute value, that of the lowest number included."""
    if value < 0:
        return usize(0) - usize(value)
    return usize(value)


@metal
def is_negative(x: object) -> bool:
    """Whether an int is below zero."""
    if is_small(x):
        return small_value(x) < 0
    return cast(Int, x).size < 0


@metal
def is_zero(x: object) -> bool:
    """Whether an int is zero."""
    if is_small(x):
        return small_value(x) == 0
    return cast(Int, x).size == 0


@metal
def limb_count(x: object) -> usize:
    """How many limbs the magnitude has."""
    if is_small(x):
        value = u64(magnitude(small_value(x)))
        if value == 0:
            return 0
        return 1 if value >> 32 == 0 else 2
    return magnitude(cast(Int, x).size)


@metal
def limbs_of(x: object, room: Ptr[u32]) -> Ptr[u32]:
    """The magnitude's limbs; those of a small int are written to ``room``."""
    if is_small(x):
        value = u64(magnitude(small_value(x)))
        room[0] = u32(value)
        room[1] = u32(value >> 32)
        return room
    return cast(Int, x).limbs


@metal
def finish(result: Int, count: usize, negative: bool) -> object:
    """The int of the first ``count`` limbs of a fresh object, in normal form."""
    count = trimmed(result.limbs, count)
    if count <= 2:
        low: u64 = 0
        if count != 0:
            low = u64(result.limbs[0])
        if count == 2:
            low |= u64(result.limbs[1]) << 32
        limit = u64(1) << (WORD_BITS - 2)
        if low < limit or (negative and low == limit):
            return make_small(isize(0 - low) if negative else isize(low))
    result.size = isize(0) - isize(count) if negative else isize(count)
    return result


@metal
def int_from_u64(value: u64) -> object:
    """An int of an unsigned number."""
    return from_magnitude(value, False)


@metal
def int_from_i64(value: i64) -> object:
    """An int of a signed number."""
    if value < 0:
        return from_magnitude(u64(0) - u64(value), True)
    return from_magnitude(u64(value), False)


@metal
def from_magnitude(value: u64, negative: bool) -> object:
    """An int of a sign and a magnitude."""
    limit = u64(1) << (WORD_BITS - 2)
    if value < limit or (negative and value == limit):
        return make_small(isize(0 - value) if negative else isize(value))
    result = alloc_int(2)
    result.limbs[0] = u32(value)
    result.limbs[1] = u32(value >> 32)
    return finish(result, 2, negative)


@metal
def int_from_isize(value: isize) -> object:
    """An int of a word."""
    limit = isize(1) << (WORD_BITS - 2)
    if -limit <= value and value < limit:
        return make_small(value)
    return from_magnitude(u64(magnitude(value)), value < 0)


@metal
def low_u64(x: object) -> u64:
    """The lowest 64 bits of the magnitude."""
    if is_small(x):
        return u64(magnitude(small_value(x)))
    number = cast(Int, x)
    count = magnitude(number.size)
    low: u64 = 0
    if count != 0:
        low = u64(number.limbs[0])
    if count > 1:
        low |= u64(number.limbs[1]) << 32
    return low


@metal
def fits_isize(x: object) -> bool:
    """Whether an int fits a signed word."""
    if is_small(x):
        return True
    if limb_count(x) > usize(WORD_BITS // 32):
        return False
    limit = u64(1) << (WORD_BITS - 1)
    low = low_u64(x)
    return low < limit or (low == limit and is_negative(x))


@metal
def isize_of(x: object) -> isize:
    """An int as a signed word; it must fit."""
    if is_small(x):
        return small_value(x)
    low = low_u64(x)
    return isize(0 - low) if is_negative(x) else isize(low)


@metal
def clamped_isize(x: object) -> isize:
    """An int as a signed word, or the nearest one: what slicing does with its bounds."""
    if fits_isize(x):
        return isize_of(x)
    top = isize(~usize(0) >> 1)
    return -top - 1 if is_negative(x) else top


@metal
def int_of(x: object) -> object:
    """An int in normal form of an int of whatever class (``True`` is 1)."""
    if is_small(x):
        return x
    number = cast(Int, x)
    count = limb_count(x)
    if count <= 2:
        return from_magnitude(low_u64(x), number.size < 0)
    result = alloc_int(count)
    for i in range(count):
        result.limbs[i] = number.limbs[i]
    result.size = number.size
    return result
