"""A stable merge sort, bottom up from short runs made by insertion."""

from tamapy.metal import copy_bytes, metal, sizeof, usize
from tamapy.runtime import dicts, operators
from tamapy.runtime.layout import List, Vector

RUN = 8


@metal
def less(a: object, b: object) -> bool:
    """``a < b``."""
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
    """Take a list's storage while it is sorted; the list is empty meanwhile."""
    taken = items.items
    items.items = dicts.new_vector(4)
    items.length = 0
    return taken


@metal
def attach(items: List, storage: Vector, count: usize) -> None:
    """Give a list its storage back."""
    items.items = storage
    items.length = count


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


def sort(items, key, reverse):
    """``list.sort``."""
    count = len(items)
    keys = None
    if key is not None:
        keys = [key(item) for item in items]
    sort_storage(items, keys, count, bool(reverse))


def sort_storage(items, keys, count, reverse):
    """Sort a list in place by a list of keys, or by itself for ``None``."""
    storage = detach(items)
    try:
        if reverse:
            reverse_storage(storage, count)
        if keys is None:
            sort_pairs(storage, storage, count)
        else:
            key_storage = detach(keys)
            if reverse:
                reverse_storage(key_storage, count)
            sort_pairs(key_storage, storage, count)
        if reverse:
            reverse_storage(storage, count)
    finally:
        changed = len(items) != 0
        attach(items, storage, count)
    if changed:
        raise ValueError("list modified during sort")
