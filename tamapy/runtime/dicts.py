"""The dictionary: an open-addressed index table into entries kept in insertion order.

An index is one byte in tables of up to 128 slots and four in larger ones; 0 is empty,
i + 1 stands for entry i. An entry is (hash as a small int, key, value); a deleted
one has a null key and keeps its index, so that probing goes on past it.
"""

from tamapy.metal import (
    Ptr,
    cast,
    copy_bytes,
    is_null,
    isize,
    make_small,
    metal,
    null,
    sizeof,
    small_value,
    static_array,
    type_object,
    type_of,
    u8,
    u32,
    usize,
)
from tamapy.runtime import compare, watched
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import Buffer, Dict, Str, Vector

NOT_FOUND = -1
NARROW = 128  # slots up to which an index is one byte


@metal
def new_vector(capacity: usize) -> Vector:
    """Storage for values, all null."""
    made = cast(Vector, heap_alloc(type_object(Vector), sizeof(Vector) + capacity * sizeof(object)))
    made.capacity = capacity
    return made


@metal
def new_buffer(capacity: usize) -> Buffer:
    """Raw storage, zeroed."""
    made = cast(Buffer, heap_alloc(type_object(Buffer), sizeof(Buffer) + capacity))
    made.capacity = capacity
    return made


@metal
def new_indices(slots: usize) -> Buffer:
    """An empty index table."""
    return new_buffer(slots if slots <= NARROW else slots * 4)


@metal
def get_index(indices: Buffer, mask: usize, slot: usize) -> usize:
    """The index stored in a slot."""
    if mask < NARROW:
        return usize(indices.data[slot])
    return usize(cast(Ptr[u32], indices.data)[slot])


@metal
def set_index(indices: Buffer, mask: usize, slot: usize, index: usize) -> None:
    """Store an index in a slot."""
    if mask < NARROW:
        indices.data[slot] = u8(index)
    else:
        cast(Ptr[u32], indices.data)[slot] = u32(index)


@metal
def put_index(indices: Buffer, mask: usize, hash_: isize, index: usize) -> None:
    """Store an index in the first empty slot of a hash's probe sequence."""
    slot = usize(hash_) & mask
    perturb = usize(hash_)
    while get_index(indices, mask, slot) != 0:
        perturb = perturb >> 5
        slot = (slot * 5 + 1 + perturb) & mask
    set_index(indices, mask, slot, index)


@metal
def new_dict() -> object:
    """``{}``."""
    made = cast(Dict, heap_alloc(type_object(dict), sizeof(Dict)))
    setup(made)
    return cast(object, made)


#: A header of no type, a capacity of 0 and eight indices that are 0: the tables of what is empty.
nothing = static_array(usize, 4)


@metal
def no_indices() -> Buffer:
    """The index table of everything that is empty."""
    return cast(Buffer, nothing)


@metal
def no_entries() -> Vector:
    """The entries of everything that is empty."""
    return cast(Vector, nothing)


@metal
def setup(made: Dict) -> None:
    """Give a dict object its empty tables. The first item makes some of its own."""
    made.mask = 7
    made.indices = no_indices()
    made.entries = no_entries()


@metal
def find(d: Dict, key: object, hash_: isize) -> isize:
    """The position of a key's entry, or ``NOT_FOUND``."""
    while True:
        indices = d.indices
        entries = d.entries
        mask = d.mask
        slot = usize(hash_) & mask
        perturb = usize(hash_)
        restart = False
        while not restart:
            index = get_index(indices, mask, slot)
            if index == 0:
                return NOT_FOUND
            at = (index - 1) * 3
            known = entries.items[at + 1]
            if known is key:
                return isize(index - 1)
            if not is_null(known) and small_value(entries.items[at]) == hash_:
                if compare.same_key(known, key):
                    if d.entries is entries and entries.items[at + 1] is known:
                        return isize(index - 1)
                    restart = True
                elif d.entries is not entries:
                    restart = True
            perturb = perturb >> 5
            slot = (slot * 5 + 1 + perturb) & mask


@metal
def find_text(d: Dict, name: object) -> isize:
    """The position of the entry of a key that is exactly a str, or ``NOT_FOUND``.

    Most keys are the very objects that are looked up. One that is equal at best is for ``find``.
    """
    hash_ = compare.text_hash(cast(Str, name))
    tagged = make_small(hash_)
    indices = d.indices
    entries = d.entries
    mask = d.mask
    slot = usize(hash_) & mask
    perturb = usize(hash_)
    while True:
        index = get_index(indices, mask, slot)
        if index == 0:
            return NOT_FOUND
        at = (index - 1) * 3
        known = entries.items[at + 1]
        if known is name:
            return isize(index - 1)
        if entries.items[at] is tagged and not is_null(known):
            return find(d, name, hash_)
        perturb = perturb >> 5
        slot = (slot * 5 + 1 + perturb) & mask


@metal
def put_text(d: Dict, name: object, value: object) -> usize:
    """Set the value of a key that is exactly a str; its position."""
    position = find_text(d, name)
    if position >= 0:
        d.entries.items[usize(position) * 3 + 2] = value
        return usize(position)
    append(d, name, compare.text_hash(cast(Str, name)), value)
    return d.filled - 1


@metal
def get_or_null(d: Dict, key: object) -> object:
    """A key's value, or null."""
    if type_of(key) is type_object(str):
        position = find_text(d, key)
    else:
        position = find(d, key, compare.hash_of(key))
    if position < 0:
        return null(object)
    return d.entries.items[usize(position) * 3 + 2]


@metal
def get_value_or_null(d: object, key: object) -> object:
    """A key's value in a dict, or null."""
    return get_or_null(cast(Dict, d), key)


@metal
def insert(d: Dict, key: object, hash_: isize, value: object) -> None:
    """Set a key's value."""
    position = find(d, key, hash_)
    if position >= 0:
        d.entries.items[usize(position) * 3 + 2] = value
        return
    append(d, key, hash_, value)


@metal
def append(d: Dict, key: object, hash_: isize, value: object) -> None:
    """Add an entry for a key that is not there."""
    if d.watch != 0:
        watched.moved(d)
    if (d.filled + 1) * 3 > d.entries.capacity or (d.taken + 1) * 3 > (d.mask + 1) * 2:
        resize(d, (d.used + 1) * 2)
    at = d.filled * 3
    entries = d.entries
    entries.items[at] = make_small(hash_)
    entries.items[at + 1] = key
    entries.items[at + 2] = value
    put_index(d.indices, d.mask, hash_, d.filled + 1)
    d.filled = d.filled + 1
    d.taken = d.taken + 1
    d.used = d.used + 1


@metal
def resize(d: Dict, room: usize) -> None:
    """New tables with room for ``room`` entries, without the deleted ones."""
    size: usize = 8
    while size * 2 < room * 3:
        size = size * 2
    entries = new_vector((size * 2 // 3) * 3 + 3)
    indices = new_indices(size)
    mask = size - 1
    old = d.entries
    count: usize = 0
    for i in range(d.filled):
        key = old.items[i * 3 + 1]
        if not is_null(key):
            at = count * 3
            entries.items[at] = old.items[i * 3]
            entries.items[at + 1] = key
            entries.items[at + 2] = old.items[i * 3 + 2]
            count += 1
            put_index(indices, mask, small_value(old.items[i * 3]), count)
    d.entries = entries
    d.indices = indices
    d.mask = mask
    d.filled = count
    d.taken = count


@metal
def set_item(d: object, key: object, value: object) -> None:
    """``d[key] = value`` for an exact dict."""
    insert(cast(Dict, d), key, compare.hash_of(key), value)


@metal
def pop_or_null(d: Dict, key: object) -> object:
    """Remove a key; its value, or null if it is not there."""
    position = find(d, key, compare.hash_of(key))
    if position < 0:
        return null(object)
    return remove_at(d, usize(position))


@metal
def remove_at(d: Dict, position: usize) -> object:
    """Remove the entry at a position; its value."""
    if d.watch != 0:
        watched.moved(d)
    at = position * 3
    entries = d.entries
    value = entries.items[at + 2]
    entries.items[at + 1] = null(object)
    entries.items[at + 2] = null(object)
    d.used = d.used - 1
    return value


@metal
def trim(d: Dict) -> None:
    """Give up the deleted entries at the end.

    Index slots may still stand for them. An entry put there later is then found by two
    ways, which does no harm; ``taken`` keeps the table from filling up.
    """
    while d.filled != 0 and is_null(d.entries.items[d.filled * 3 - 2]):
        d.filled = d.filled - 1


@metal
def clear(d: Dict) -> None:
    """Remove everything."""
    if d.filled == 0:
        return
    if d.watch != 0:
        watched.moved(d)
    setup(d)
    d.used = 0
    d.filled = 0
    d.taken = 0


@metal
def next_position(d: Dict, position: usize) -> usize:
    """The first live entry at or after a position; ``filled`` if there is none."""
    entries = d.entries
    i = position
    while i < d.filled and is_null(entries.items[i * 3 + 1]):
        i += 1
    return i


@metal
def copy(d: Dict) -> object:
    """A dict with the same items."""
    made = cast(Dict, heap_alloc(type_object(dict), sizeof(Dict)))
    if d.used != d.filled or d.taken != d.filled:
        setup(made)
        update(made, d)
    else:
        copy_tables(made, d)
    return cast(object, made)


@metal
def copy_tables(made: Dict, d: Dict) -> None:
    """Give an empty dict the tables of one without deleted entries."""
    if d.filled == 0:
        setup(made)
        return
    entries = new_vector(d.filled * 3 + 3)
    indices = new_buffer(d.indices.capacity)
    copy_bytes(entries.items, d.entries.items, d.filled * 3 * sizeof(object))
    copy_bytes(indices.data, d.indices.data, indices.capacity)
    made.entries = entries
    made.indices = indices
    made.mask = d.mask
    made.used = d.used
    made.filled = d.filled
    made.taken = d.taken


@metal
def update(d: Dict, other: Dict) -> None:
    """Set every item of another dict; no hash is computed again."""
    i: usize = 0
    if d.used == 0 and d is not other:
        if other.used == other.filled and other.taken == other.filled:
            if d.watch != 0:
                watched.moved(d)
            copy_tables(d, other)
            return
        resize(d, other.used)
    count = other.used
    while True:
        i = next_position(other, i)
        if i >= other.filled:
            return
        at = i * 3
        entries = other.entries
        insert(d, entries.items[at + 1], small_value(entries.items[at]), entries.items[at + 2])
        if other.used != count:
            raise RuntimeError("dict mutated during update")
        i += 1


@metal
def rehash(d: Dict) -> None:
    """Compute every key's hash again and rebuild the index table (a frozen dict at boot)."""
    indices = new_indices(d.mask + 1)
    entries = d.entries
    for i in range(d.filled):
        key = entries.items[i * 3 + 1]
        if not is_null(key):
            hash_ = compare.hash_of(key)
            entries.items[i * 3] = make_small(hash_)
            put_index(indices, d.mask, hash_, i + 1)
    d.indices = indices
    d.taken = d.filled


@metal
def is_exact(value: object) -> bool:
    """Whether a value is a dict and of no subclass."""
    return type_of(value) is type_object(dict)


@metal
def length(d: Dict) -> usize:
    """How many items."""
    return d.used
