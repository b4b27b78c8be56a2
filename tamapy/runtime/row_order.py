"""Tuples by their items: equality, order and hash."""

from tamapy.metal import frame_address, isize, metal, u32, usize
from tamapy.runtime import compare as keys
from tamapy.runtime import exceptions, operators, slots
from tamapy.runtime.layout import Tuple
from tamapy.runtime.state import state


@metal
def first_difference(a: Tuple, b: Tuple) -> usize:
    """The first index at which two tuples differ, or the shorter length."""
    count = a.length
    if b.length < count:
        count = b.length
    for i in range(count):
        if not operators.equal(a.items[i], b.items[i]):
            return i
    return count


@metal
def are_equal(a: Tuple, b: Tuple) -> bool:
    """``a == b``."""
    if a.length != b.length:
        return False
    if frame_address() < state.stack_low:  # tuples may lie in tuples, however deep
        exceptions.raise_recursion()
    return first_difference(a, b) == a.length


@metal
def compare(a: Tuple, b: Tuple, index: usize) -> object:
    """A comparison by the number of its special method, from ``slots.LT`` to ``slots.GE``."""
    if index == slots.EQ:
        return are_equal(a, b)
    if index == slots.NE:
        return not are_equal(a, b)
    if frame_address() < state.stack_low:
        exceptions.raise_recursion()
    i = first_difference(a, b)
    if i == a.length or i == b.length:
        return _compare_lengths(a.length, b.length, index)
    if index == slots.LT:
        return operators.lt(a.items[i], b.items[i])
    if index == slots.LE:
        return operators.le(a.items[i], b.items[i])
    if index == slots.GT:
        return operators.gt(a.items[i], b.items[i])
    return operators.ge(a.items[i], b.items[i])


@metal
def _compare_lengths(a: usize, b: usize, index: usize) -> bool:
    if index == slots.LT:
        return a < b
    if index == slots.LE:
        return a <= b
    if index == slots.GT:
        return a > b
    return a >= b


@metal
def hash_items(items: Tuple) -> isize:
    """The hash of the items' hashes (xxHash's rounds in 32 bits)."""
    if frame_address() < state.stack_low:
        exceptions.raise_recursion()
    acc: u32 = 374761393
    for i in range(items.length):
        lane = u32(keys.hash_of(items.items[i]))
        acc = acc + lane * u32(2246822519)
        acc = (acc << 13) | (acc >> 19)
        acc = acc * u32(2654435761)
    acc = acc + (u32(items.length) ^ u32(3430008))
    return isize(acc & 0x3FFFFFFF)
