"""Lists, tuples and slices: making, growing, unpacking."""

from tamapy.metal import (
    Ptr,
    cast,
    copy_bytes,
    i64,
    is_null,
    is_small,
    isize,
    make_small,
    metal,
    null,
    sizeof,
    small_value,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import boxing, dicts, hints, iteration, operators, slots
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import List, Tuple
from tamapy.runtime.objects import Slice


@metal
def box_usize(value: usize) -> object:
    """A count as an int."""
    return make_small(isize(value))


@metal
def new_tuple(count: usize) -> Tuple:
    """A tuple to be filled."""
    made = cast(Tuple, heap_alloc(type_object(tuple), sizeof(Tuple) + count * sizeof(object)))
    made.length = count
    return made


@metal
def tuple_of(items: Ptr[object], count: usize) -> object:
    """A tuple of an array's values."""
    if count == 0:
        return ()
    made = new_tuple(count)
    copy_bytes(made.items, items, count * sizeof(object))
    return cast(object, made)


@metal
def new_list() -> object:
    """``[]``."""
    made = cast(List, heap_alloc(type_object(list), sizeof(List)))
    made.items = dicts.new_vector(4)
    return cast(object, made)


@metal
def list_of(items: Ptr[object], count: usize) -> object:
    """A list of an array's values."""
    made = cast(List, heap_alloc(type_object(list), sizeof(List)))
    made.items = dicts.new_vector(count if count > 4 else 4)
    made.length = count
    copy_bytes(made.items.items, items, count * sizeof(object))
    return cast(object, made)


@metal
def reserve(items: List, count: usize) -> None:
    """Room for ``count`` items in all."""
    old = items.items
    if count <= old.capacity:
        return
    room = count + (count >> 3) + 6
    if count == items.length + 1:
        room = count + (count >> 1) + 3  # growing one by one
    grown = dicts.new_vector(room)
    copy_bytes(grown.items, old.items, items.length * sizeof(object))
    items.items = grown


@metal
def append(items: List, value: object) -> None:
    """Add a value at the end."""
    count = items.length
    if count == items.items.capacity:
        reserve(items, count + 1)
    items.items.items[count] = value
    items.length = count + 1


@metal
def list_append(items: object, value: object) -> None:
    """``items.append(value)`` for a list."""
    append(cast(List, items), value)


@metal
def list_extend(items: object, more: object) -> None:
    """``items.extend(more)`` for a list."""
    target = cast(List, items)
    type_ = type_of(more)
    if type_ is type_object(list) or type_ is type_object(tuple):
        count = cast(List, more).length
        source = cast(Tuple, more).items
        reserve(target, target.length + count)
        if type_ is type_object(list):
            source = cast(List, more).items.items
        copy_bytes(target.items.items + target.length, source, count * sizeof(object))
        target.length = target.length + count
        return
    iterator = iteration.get_iter(more)
    hints.ask(more)
    extend_from(items, iterator)


@metal
def extend_from(items: object, iterator: object) -> None:
    """Append what an iterator gives."""
    target = cast(List, items)
    while True:
        item = iteration.next_or_null(iterator)
        if is_null(item):
            return
        append(target, item)


@metal
def extend_display(items: object, more: object) -> None:
    """``[*more]``."""
    if not iteration.is_iterable(more):
        cannot_spread(more)
    list_extend(items, more)


def cannot_spread(value):
    """The value after a star is not iterable."""
    raise TypeError(f"Value after * must be an iterable, not {type(value).__name__}")


@metal
def list_length(items: object) -> usize:
    """The length of a list."""
    return cast(List, items).length


@metal
def list_items(items: object) -> Ptr[object]:
    """The storage of a list."""
    return cast(List, items).items.items


@metal
def list_to_tuple(items: object) -> object:
    """A tuple of a list's items."""
    source = cast(List, items)
    return tuple_of(source.items.items, source.length)


@metal
def to_list(value: object) -> object:
    """``list(value)``: always a new one."""
    made = new_list()
    list_extend(made, value)
    return made


@metal
def to_tuple(value: object) -> object:
    """``tuple(value)``."""
    if type_of(value) is type_object(tuple):
        return value
    return list_to_tuple(to_list(value))


def unstar(value):
    """The single item of ``*annotation``."""
    (item,) = value
    return item


@metal
def new_slice(start: object, stop: object, step: object) -> object:
    """``slice(start, stop, step)``."""
    made = cast(Slice, heap_alloc(type_object(slice), sizeof(Slice)))
    made.start = start
    made.stop = stop
    made.step = step
    return cast(object, made)


@metal
def unpack(value: object, count: usize, into: Ptr[object]) -> None:
    """``a, b, … = value``."""
    type_ = type_of(value)
    if type_ is type_object(tuple) and cast(Tuple, value).length == count:
        copy_bytes(into, cast(Tuple, value).items, count * sizeof(object))
        return
    if type_ is type_object(list) and cast(List, value).length == count:
        copy_bytes(into, list_items(value), count * sizeof(object))
        return
    if is_null(type_.slots[slots.ITER]) and is_null(type_.slots[slots.GETITEM]):
        cannot_unpack(value)
    iterator = iteration.get_iter(value)
    for i in range(count):
        item = iteration.next_or_null(iterator)
        if is_null(item):
            too_few(box_usize(count), box_usize(i), False)
        into[i] = item
    if not is_null(iteration.next_or_null(iterator)):
        too_many(box_usize(count))


@metal
def unpack_starred(value: object, before: usize, after: usize, into: Ptr[object]) -> None:
    """``a, *b, c = value``."""
    type_ = type_of(value)
    if is_null(type_.slots[slots.ITER]) and is_null(type_.slots[slots.GETITEM]):
        cannot_unpack(value)
    items = cast(List, to_list(value))
    count = items.length
    if count < before + after:
        too_few(box_usize(before + after), box_usize(count), True)
    source = items.items.items
    for i in range(before):
        into[i] = source[i]
    into[before] = list_of(source + before, count - before - after)
    for i in range(after):
        into[before + 1 + i] = source[count - after + i]


def cannot_unpack(value):
    """The right side of an unpacking is not iterable."""
    raise TypeError(f"cannot unpack non-iterable {type(value).__name__} object")


def too_few(wanted, got, at_least):
    """An unpacking has too few values."""
    least = "at least " if at_least else ""
    raise ValueError(f"not enough values to unpack (expected {least}{wanted}, got {got})")


def too_many(wanted):
    """An unpacking has too many values."""
    raise ValueError(f"too many values to unpack (expected {wanted})")


def search(container, value):
    """Membership by iteration."""
    for item in iterate_container(container):
        if operators.equal(item, value):
            return True
    return False


def iterate_container(container):
    """The iterator of a container, with membership's own message if there is none."""
    if not iteration.is_iterable(container):
        raise TypeError(f"argument of type '{type(container).__name__}' is not iterable")
    return iteration.get_iter(container)


#: A sum of small ints that stays below does not leave 64 bits with the next one.
LARGEST_SUM = 1 << 61


@metal
def small_sum_or_null(values: object, start: object) -> object:
    """The sum of a list of small ints and truth values; null if there is anything else."""
    if not is_small(start):
        return null(object)
    items = cast(List, values)
    total = i64(small_value(start))
    for i in range(items.length):
        item = items.items.items[i]
        if is_small(item):
            total += i64(small_value(item))
            if total > LARGEST_SUM or total < 0 - LARGEST_SUM:
                return null(object)
        elif item is True:
            total += 1
        elif item is not False:
            return null(object)
    return boxing.box_i64(total)
