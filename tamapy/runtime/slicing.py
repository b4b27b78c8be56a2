"""Slices of built-in sequences whose bounds are small ints: what needs no call into Python."""

from tamapy.metal import (
    cast,
    copy_bytes,
    is_small,
    isize,
    metal,
    null,
    sizeof,
    small_value,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import sequences
from tamapy.runtime.layout import Bytes, List, Str, Tuple
from tamapy.runtime.objects import Slice, Type
from tamapy.runtime.strings import octets, text

LARGEST_STEP = 1 << 29


@metal
def is_slice(value: object) -> bool:
    """Whether a value is a slice (which has no subclasses)."""
    return type_of(value) is type_object(slice)


@metal
def _clipped(value: object, length: isize, low: isize, high: isize) -> isize:
    number = small_value(value)
    if number < 0:
        number += length
        if number < low:
            return low
        return number
    if number > high:
        return high
    return number


@metal
def simple_bounds(value: Slice, length: isize) -> tuple[isize, isize, isize]:
    """(start, count, step) where all parts are small ints or ``None``; else a count of -1."""
    return bounds(value.start, value.stop, value.step, length)


@metal
def bounds(
    first: object, last: object, stride: object, length: isize
) -> tuple[isize, isize, isize]:
    """The same of the parts that a slice would have."""
    step: isize = 1
    if stride is not None:
        if not is_small(stride):
            return 0, -1, 1
        step = small_value(stride)
        if step == 0 or step > LARGEST_STEP or step < 0 - LARGEST_STEP:
            return 0, -1, 1
    low: isize = 0
    high = length
    if step < 0:
        low = -1
        high = length - 1
    start = low if step > 0 else high
    stop = high if step > 0 else low
    if first is not None:
        if not is_small(first):
            return 0, -1, 1
        start = _clipped(first, length, low, high)
    if last is not None:
        if not is_small(last):
            return 0, -1, 1
        stop = _clipped(last, length, low, high)
    count = stop - start
    if step < 0:
        count = start - stop
    if step != 1 and step != -1:
        size = step if step > 0 else 0 - step
        count = (count + size - 1) // size
    if count < 0:
        count = 0
    return start, count, step


@metal
def list_part(items: List, start: isize, count: usize, step: isize) -> object:
    """``count`` items of a list from ``start``, every ``step``-th."""
    if step == 1:
        return sequences.list_of(items.items.items + start, count)
    made = cast(List, sequences.new_list())
    sequences.reserve(made, count)
    at = start
    for i in range(count):
        made.items.items[i] = items.items.items[at]
        at += step
    made.length = count
    return cast(object, made)


@metal
def tuple_part(items: Tuple, start: isize, count: usize, step: isize) -> object:
    """``count`` items of a tuple from ``start``, every ``step``-th."""
    if count == 0:
        return ()
    made = sequences.new_tuple(count)
    if step == 1:
        copy_bytes(made.items, items.items + start, count * sizeof(object))
        return cast(object, made)
    at = start
    for i in range(count):
        made.items[i] = items.items[at]
        at += step
    return cast(object, made)


@metal
def list_slice_or_null(items: List, index: object) -> object:
    """``items[slice]``; null where the slice needs calling Python."""
    start, count, step = simple_bounds(cast(Slice, index), isize(items.length))
    if count < 0:
        return null(object)
    return list_part(items, start, usize(count), step)


@metal
def replace(items: List, start: object, stop: object, step: object, value: object) -> bool:
    """``items[start:stop:step] = value``, another list with as many items; false for all else."""
    if type_of(value) is not type_object(list) or value is cast(object, items):
        return False
    first, count, stride = bounds(start, stop, step, isize(items.length))
    new = cast(List, value)
    if stride != 1 or count < 0 or usize(count) != new.length:
        return False
    copy_bytes(items.items.items + first, new.items.items, new.length * sizeof(object))
    return True


@metal
def part(value: object, type_: Type, start: isize, count: usize, step: isize) -> object:
    """``count`` items of a list, tuple, str or bytes object from ``start``, every ``step``-th."""
    if type_ is type_object(list):
        return list_part(cast(List, value), start, count, step)
    if type_ is type_object(tuple):
        items = cast(Tuple, value)
        if count == items.length and step == 1:
            return value
        return tuple_part(items, start, count, step)
    if type_ is type_object(str):
        return text.sub(cast(Str, value), start, count, step)
    return octets.sub(value, start, count, step)


@metal
def tuple_slice_or_null(items: Tuple, index: object) -> object:
    """``items[slice]``; null where the slice needs calling Python."""
    start, count, step = simple_bounds(cast(Slice, index), isize(items.length))
    if count < 0:
        return null(object)
    if usize(count) == items.length and step == 1:
        if type_of(cast(object, items)) is type_object(tuple):
            return cast(object, items)
    return tuple_part(items, start, usize(count), step)


@metal
def part_or_null(value: object, type_: Type, index: object) -> object:
    """``value[slice]`` of a built-in sequence; null where it needs calling Python."""
    slice_ = cast(Slice, index)
    return part_between(value, type_, slice_.start, slice_.stop, slice_.step)


@metal
def part_between(value: object, type_: Type, start: object, stop: object, step: object) -> object:
    """``value[start:stop:step]`` in the same way."""
    length = _length(value, type_)
    if length < 0:
        return null(object)
    first, count, stride = bounds(start, stop, step, length)
    if count < 0:
        return null(object)
    return part(value, type_, first, usize(count), stride)


@metal
def _length(value: object, type_: Type) -> isize:
    """The length of a sequence that ``part`` knows; -1 for other values."""
    if type_ is type_object(list):
        return isize(cast(List, value).length)
    if type_ is type_object(tuple):
        return isize(cast(Tuple, value).length)
    if type_ is type_object(str):
        return isize(cast(Str, value).length)
    if type_ is type_object(bytes):
        return isize(cast(Bytes, value).length)
    return -1
