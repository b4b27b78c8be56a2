"""A stable merge sort, bottom up from short runs made by insertion."""

from tamapy.metal import (
    cast,
    copy_bytes,
    is_small,
    isize,
    metal,
    sizeof,
    small_value,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import boxing, dicts, operators
from tamapy.runtime.layout import List, Str, Vector
from tamapy.runtime.strings import text

RUN = 8


@metal
def less(a: object, b: object) -> bool:
    """``a < b``."""
    if is_small(a) and is_small(b):
        return small_value(a) < small_value(b)
    if type_of(a) is type_object(str) and type_of(b) is type_object(str):
        return text.order(cast(Str, a), cast(Str, b)) < 0
    return operators.is_true(operators.lt(a, b))


@metal
def sort_pairs(keys: Vector, values: Vector, count: usize) -> None:
    """Sort ``values`` by ``keys`` (which may be the same storage)."""
    start: usize = 0
    while start < count:
        end = start + RUN
        if end > count:
            end = count
        _insertion(keys, values, start, end)
        start = end
    width: usize = RUN
    if width >= count:
        return
    other_keys = dicts.new_vector(count)
    other_values = other_keys
    if keys is not values:
        other_values = dicts.new_vector(count)
    while width < count:
        start = 0
        while start < count:
            middle = start + width
            if middle > count:
                middle = count
            end = middle + width
            if end > count:
                end = count
            _merge(keys, values, other_keys, other_values, start, middle, end)
            start = end
        size = count * sizeof(object)
        copy_bytes(keys.items, other_keys.items, size)
        if keys is not values:
            copy_bytes(values.items, other_values.items, size)
        width = width * 2


@metal
def _insertion(keys: Vector, values: Vector, start: usize, end: usize) -> None:
    for i in range(start + 1, end):
        key = keys.items[i]
        value = values.items[i]
        j = i
        while j > start and less(key, keys.items[j - 1]):
            keys.items[j] = keys.items[j - 1]
            values.items[j] = values.items[j - 1]
            j -= 1
        keys.items[j] = key
        values.items[j] = value


@metal
def _merge(
    keys: Vector, values: Vector, to_keys: Vector, to_values: Vector, start: usize,
    middle: usize, end: usize,
) -> None:
    i = start
    j = middle
    if j < end and not less(keys.items[j], keys.items[j - 1]):
        j = end  # in order already
        size = (end - start) * sizeof(object)
        copy_bytes(to_keys.items + start, keys.items + start, size)
        if keys is not values:
            copy_bytes(to_values.items + start, values.items + start, size)
        return
    for k in range(start, end):
        right = False
        if i == middle:
            right = True
        elif j < end:
            right = less(keys.items[j], keys.items[i])
        if right:
            to_keys.items[k] = keys.items[j]
            to_values.items[k] = values.items[j]
            j += 1
        else:
            to_keys.items[k] = keys.items[i]
            to_values.items[k] = values.items[i]
            i += 1


@metal
def detach(items: List) -> Vector:
    """Take a list's storage while it is sorted; the list is empty meanwhile, without capacity."""
    taken = items.items
    items.items = dicts.new_vector(0)
    items.length = 0
    return taken


@metal
def was_changed(items: List) -> bool:
    """Whether a detached list has got items since."""
    return items.length != 0 or items.items.capacity != 0


@metal
def attach(items: List, storage: Vector, count: usize) -> None:
    """Give a list its storage back."""
    items.items = storage
    items.length = count


@metal
def duplicate(storage: Vector, count: usize) -> Vector:
    """A copy of the first ``count`` items."""
    made = dicts.new_vector(count)
    copy_bytes(made.items, storage.items, count * sizeof(object))
    return made


@metal
def put_back(storage: Vector, sorted_: Vector, count: usize) -> None:
    """Bring sorted items to where they belong."""
    copy_bytes(storage.items, sorted_.items, count * sizeof(object))


@metal
def reverse_storage(storage: Vector, count: usize) -> None:
    """Turn the first ``count`` items round."""
    if count < 2:
        return
    i: usize = 0
    j = count - 1
    while i < j:
        kept = storage.items[i]
        storage.items[i] = storage.items[j]
        storage.items[j] = kept
        i += 1
        j -= 1


@metal
def item_of(storage: Vector, index: usize) -> object:
    """An item of a storage."""
    return storage.items[index]


@metal
def length_of(items: List) -> isize:
    """``len`` of a list."""
    return isize(items.length)


def sort(items, key, reverse):
    """``list.sort``: the list is empty while it is sorted."""
    backwards = boxing.as_index(reverse) != 0
    count = length_of(items)
    storage = detach(items)
    try:
        keys = None
        if key is not None:
            keys = []
            i = 0
            while i < count:
                keys.append(key(item_of(storage, i)))
                i += 1
        sort_storage(storage, keys, count, backwards)
    finally:
        changed = was_changed(items)
        attach(items, storage, count)
    if changed:
        raise ValueError("list modified during sort")


def sort_storage(storage, keys, count, backwards):
    """Sort items by a list of keys, or by themselves for ``None``; equal ones keep their order.

    A copy is sorted, so that nothing is lost where a comparison fails.
    """
    values = duplicate(storage, count)
    if backwards:
        reverse_storage(values, count)
    if keys is None:
        sort_pairs(values, values, count)
    else:
        key_storage = detach(keys)
        if backwards:
            reverse_storage(key_storage, count)
        sort_pairs(key_storage, values, count)
    if backwards:
        reverse_storage(values, count)
    put_back(storage, values, count)
