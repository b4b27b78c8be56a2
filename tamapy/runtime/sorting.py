"""Lists and what they hold while they are sorted; the order is made in ``merge_sort``."""

from tamapy.metal import copy_bytes, isize, metal, sizeof, usize
from tamapy.runtime import boxing, dicts, merge_sort
from tamapy.runtime.layout import List, Vector


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
        merge_sort.reverse(values, 0, count)
    if keys is None:
        merge_sort.sort_pairs(values, values, count)
    else:
        key_storage = detach(keys)
        if backwards:
            merge_sort.reverse(key_storage, 0, count)
        merge_sort.sort_pairs(key_storage, values, count)
    if backwards:
        merge_sort.reverse(values, 0, count)
    put_back(storage, values, count)
