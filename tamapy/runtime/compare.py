"""Hashes and equality of keys."""

from tamapy.metal import (
    WORD_BITS,
    Ptr,
    address_of,
    cast,
    is_null,
    is_small,
    isize,
    metal,
    sizeof,
    small_value,
    stack_array,
    type_object,
    type_of,
    u16,
    u32,
    usize,
)
from tamapy.runtime import boxing, calls, hashing, operators, row_order, slots
from tamapy.runtime.layout import Bytes, Str, Tuple


@metal
def hash_of(key: object) -> isize:
    """``hash(key)``, folded so that it fits a small int."""
    if is_small(key):
        return small_hash(small_value(key))
    if type_of(key) is type_object(str):
        return text_hash(cast(Str, key))
    return _general_hash(key)


@metal
def small_hash(value: isize) -> isize:
    """The hash of a tagged int: itself, modulo the word's Mersenne prime."""
    if WORD_BITS == 32:
        modulus: isize = 0x7FFFFFFF
    else:
        modulus = isize(0x1FFFFFFFFFFFFFFF)
    result = value
    if result >= modulus or result <= 0 - modulus:
        result = abs_mod(result, modulus)
    if result == -1:
        return -2
    return result


@metal
def abs_mod(value: isize, modulus: isize) -> isize:
    """``value`` modulo a positive number, with the sign of ``value``."""
    if value < 0:
        return 0 - ((0 - value) % modulus)
    return value % modulus


@metal
def text_hash(text: Str) -> isize:
    """The hash of a str, computed once."""
    known = text.hash
    if known != -1:
        return known
    if text.kind == 1:
        known = hashing.hash_u8(text.data, text.length)
    elif text.kind == 2:
        known = hashing.hash_u16(cast(Ptr[u16], text.data), text.length)
    else:
        known = hashing.hash_u32(cast(Ptr[u32], text.data), text.length)
    text.hash = known
    return known


@metal
def bytes_hash(data: Bytes) -> isize:
    """The hash of a bytes object, computed once."""
    known = data.hash
    if known == -1:
        known = hashing.hash_u8(data.data, data.length)
        data.hash = known
    return known


@metal
def _general_hash(key: object) -> isize:
    method = type_of(key).slots[slots.HASH]
    if is_null(method) or method is None:
        unhashable(key)
    if method is type_object(object).slots[slots.HASH]:
        return identity_hash(key)
    if type_of(key) is type_object(tuple):
        return row_order.hash_items(cast(Tuple, key))
    arguments = stack_array(object, 1)
    arguments[0] = key
    found = calls.call_slot(method, arguments, 1)
    return fold(boxing.low_word(found))


@metal
def fold(value: isize) -> isize:
    """A word as the value of a small int: the top bit gives way to the sign."""
    return isize(usize(value) << 1) >> 1


def unhashable(key):
    """``hash`` of a type without one."""
    raise TypeError(f"unhashable type: '{type(key).__name__}'")


@metal
def identity_hash(value: object) -> isize:
    """``object.__hash__``: from the address, its low bits (always zero) rotated away."""
    return isize(address_of(value) >> 4)


@metal
def same_key(known: object, key: object) -> bool:
    """Equality for tables, with equal hashes; identity has been tested."""
    if is_small(known) and is_small(key):
        return False
    if not is_small(known) and not is_small(key):
        if type_of(known) is type_object(str) and type_of(key) is type_object(str):
            return same_text(cast(Str, known), cast(Str, key))
    return operators.equal(known, key)


@metal
def same_text(left: Str, right: Str) -> bool:
    """Whether two str objects are equal."""
    if left.length != right.length or left.kind != right.kind:
        return False
    size = left.length * left.kind
    words = size // sizeof(usize)
    for i in range(words):
        if cast(Ptr[usize], left.data)[i] != cast(Ptr[usize], right.data)[i]:
            return False
    for i in range(words * sizeof(usize), size):
        if left.data[i] != right.data[i]:
            return False
    return True
