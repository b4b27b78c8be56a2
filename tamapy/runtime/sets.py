"""Sets: an index table as a dict's, into entries (hash, item)."""

from tamapy.metal import (
    cast,
    is_null,
    isize,
    make_small,
    metal,
    null,
    small_value,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import compare, dicts, iteration
from tamapy.runtime.exceptions import is_subtype
from tamapy.runtime.flags import SET_TYPE
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import Set
from tamapy.runtime.objects import DictIterator, Type

NOT_FOUND = -1


@metal
def make(type_: Type) -> object:
    """An empty set of a class without attributes of its own."""
    made = cast(Set, heap_alloc(type_, type_.size))
    setup(made)
    return cast(object, made)


@metal
def setup(made: Set) -> None:
    """Give a set object its empty tables."""
    made.mask = 7
    made.indices = dicts.no_indices()
    made.entries = dicts.no_entries()
    made.used = 0
    made.filled = 0
    made.first = 0


@metal
def new_set() -> object:
    """``set()``."""
    return make(type_object(set))


@metal
def is_mutable(s: Set) -> bool:
    """Whether a set is no frozenset."""
    return is_subtype(type_of(cast(object, s)), type_object(set))


@metal
def clear(s: Set) -> None:
    """Remove everything."""
    if s.filled != 0:
        setup(s)


@metal
def take_over(s: Set, other: Set) -> None:
    """Give a set the tables of another one that is not used any more."""
    s.used = other.used
    s.filled = other.filled
    s.first = other.first
    s.mask = other.mask
    s.indices = other.indices
    s.entries = other.entries


@metal
def find(s: Set, item: object, hash_: isize) -> isize:
    """The position of an item's entry, or ``NOT_FOUND``."""
    while True:
        entries = s.entries
        indices = s.indices
        mask = s.mask
        slot = usize(hash_) & mask
        perturb = usize(hash_)
        restart = False
        while not restart:
            index = dicts.get_index(indices, mask, slot)
            if index == 0:
                return NOT_FOUND
            at = (index - 1) * 2
            known = entries.items[at + 1]
            if known is item:
                return isize(index - 1)
            if not is_null(known) and small_value(entries.items[at]) == hash_:
                if compare.same_key(known, item):
                    if s.entries is entries and entries.items[at + 1] is known:
                        return isize(index - 1)
                    restart = True
                elif s.entries is not entries:
                    restart = True
            perturb = perturb >> 5
            slot = (slot * 5 + 1 + perturb) & mask


@metal
def has(s: Set, item: object, hash_: isize) -> bool:
    """Whether an item is there whose hash is known."""
    index = dicts.get_index(s.indices, s.mask, usize(hash_) & s.mask)
    if index == 0:
        return False
    if s.entries.items[(index - 1) * 2 + 1] is item:
        return True
    return find(s, item, hash_) >= 0


@metal
def add(s: Set, item: object, hash_: isize) -> None:
    """Add an item whose hash is known."""
    if find(s, item, hash_) < 0:
        append(s, item, hash_)


@metal
def append(s: Set, item: object, hash_: isize) -> None:
    """Add an item that is not there."""
    if (s.filled + 1) * 2 > s.entries.capacity or (s.filled + 1) * 3 > (s.mask + 1) * 2:
        resize(s, (s.used + 1) * 2)
    at = s.filled * 2
    s.entries.items[at] = make_small(hash_)
    s.entries.items[at + 1] = item
    dicts.put_index(s.indices, s.mask, hash_, s.filled + 1)
    s.filled = s.filled + 1
    s.used = s.used + 1


@metal
def resize(s: Set, room: usize) -> None:
    """New tables with room for ``room`` items, without the deleted ones."""
    size: usize = 8
    while size * 2 < room * 3:
        size = size * 2
    entries = dicts.new_vector((size * 2 // 3) * 2 + 2)
    indices = dicts.new_indices(size)
    mask = size - 1
    old = s.entries
    count: usize = 0
    for i in range(s.filled):
        item = old.items[i * 2 + 1]
        if not is_null(item):
            entries.items[count * 2] = old.items[i * 2]
            entries.items[count * 2 + 1] = item
            count += 1
            dicts.put_index(indices, mask, small_value(old.items[i * 2]), count)
    s.entries = entries
    s.indices = indices
    s.mask = mask
    s.filled = count
    s.first = 0


@metal
def add_item(s: object, item: object) -> None:
    """``s.add(item)``."""
    add(cast(Set, s), item, compare.hash_of(item))


@metal
def contains(s: Set, item: object) -> bool:
    """``item in s``."""
    return find(s, item, compare.hash_of(item)) >= 0


@metal
def discard(s: Set, item: object) -> bool:
    """Remove an item; whether it was there."""
    position = find(s, item, compare.hash_of(item))
    if position < 0:
        return False
    remove_at(s, usize(position))
    return True


@metal
def remove_at(s: Set, position: usize) -> None:
    """Remove the entry at a position."""
    s.entries.items[position * 2 + 1] = null(object)
    s.used = s.used - 1
    if s.used == 0:
        setup(s)


@metal
def next_position(s: Set, position: usize) -> usize:
    """The first live entry at or after a position; ``filled`` if there is none."""
    i = position
    while i < s.filled and is_null(s.entries.items[i * 2 + 1]):
        i += 1
    return i


@metal
def item_at(s: Set, position: usize) -> object:
    """The item of an entry."""
    return s.entries.items[position * 2 + 1]


@metal
def next_item_or_null(iterator: DictIterator) -> object:
    """The next item of an iterator; null at the end."""
    if is_null(iterator.owner):
        return null(object)
    s = cast(Set, iterator.owner)
    if s.used != iterator.size:
        iterator.size = ~usize(0)
        raise RuntimeError("Set changed size during iteration")
    position = next_position(s, iterator.index)
    if position >= s.filled:
        iterator.owner = null(object)
        return null(object)
    iterator.index = position + 1
    if iterator.remaining != 0:
        iterator.remaining = iterator.remaining - 1
    return item_at(s, position)


@metal
def length(s: Set) -> usize:
    """How many items."""
    return s.used


@metal
def add_all(s: Set, other: Set) -> None:
    """Add every item of another set."""
    i: usize = 0
    while i < other.filled:
        item = other.entries.items[i * 2 + 1]
        if not is_null(item):
            add(s, item, small_value(other.entries.items[i * 2]))
        i += 1


@metal
def update_set(s: object, more: object) -> None:
    """``s.update(more)``; a set is not asked for its items, whatever its class defines."""
    target = cast(Set, s)
    if type_of(more).flags & SET_TYPE != 0:
        add_all(target, cast(Set, more))
        return
    iterator = iteration.get_iter(more)
    while True:
        item = iteration.next_or_null(iterator)
        if is_null(item):
            return
        add(target, item, compare.hash_of(item))


@metal
def rehash(s: Set) -> None:
    """Compute every hash again and rebuild the index table (a frozen set at boot)."""
    indices = dicts.new_indices(s.mask + 1)
    for i in range(s.filled):
        item = s.entries.items[i * 2 + 1]
        if not is_null(item):
            hash_ = compare.hash_of(item)
            s.entries.items[i * 2] = make_small(hash_)
            dicts.put_index(indices, s.mask, hash_, i + 1)
    s.indices = indices
