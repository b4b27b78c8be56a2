"""What is done with whole sets: operators by exact sets, and what methods are made of."""

from tamapy.metal import (
    cast,
    copy_bytes,
    is_null,
    isize,
    metal,
    null,
    sizeof,
    small_value,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import dicts, sets, slots
from tamapy.runtime.flags import SET_TYPE
from tamapy.runtime.layout import Dict, Set
from tamapy.runtime.objects import Type


@metal
def is_set(value: object) -> bool:
    """Whether a value is a set or frozenset, or of a subclass."""
    return type_of(value).flags & SET_TYPE != 0


@metal
def is_exact(type_: Type) -> bool:
    """Whether a type is ``set`` or ``frozenset`` itself."""
    return type_ is type_object(frozenset) or type_ is type_object(set)


@metal
def empty_like(s: Set) -> object:
    """An empty set or frozenset, as ``s`` is one."""
    if sets.is_mutable(s):
        return sets.new_set()
    return sets.make(type_object(frozenset))


@metal
def contained(a: Set, b: Set) -> bool:
    """``a <= b``."""
    if a.used > b.used:
        return False
    i: usize = 0
    while i < a.filled:
        item = a.entries.items[i * 2 + 1]
        if not is_null(item) and not sets.has(b, item, small_value(a.entries.items[i * 2])):
            return False
        i += 1
    return True


@metal
def overlap(a: Set, b: Set) -> bool:
    """Whether two sets have an item in common."""
    if a.used > b.used:
        return overlap(b, a)
    i: usize = 0
    while i < a.filled:
        item = a.entries.items[i * 2 + 1]
        if not is_null(item) and sets.has(b, item, small_value(a.entries.items[i * 2])):
            return True
        i += 1
    return False


@metal
def copy(s: Set) -> object:
    """A plain set or frozenset with the same items."""
    made = empty_like(s)
    copy_into(cast(Set, made), s)
    return made


@metal
def copy_into(made: Set, s: Set) -> None:
    """Fill an empty set with another one's items; its tables are copied if they have no gaps."""
    if s.used != s.filled or s.used == 0:
        sets.add_all(made, s)
        return
    entries = dicts.new_vector(s.entries.capacity)
    indices = dicts.new_buffer(s.indices.capacity)
    copy_bytes(entries.items, s.entries.items, s.filled * 2 * sizeof(object))
    copy_bytes(indices.data, s.indices.data, s.indices.capacity)
    made.entries = entries
    made.indices = indices
    made.mask = s.mask
    made.used = s.used
    made.filled = s.filled


@metal
def add_keys(s: Set, d: Dict) -> None:
    """Add a dict's keys; no hash is computed again."""
    i: usize = 0
    while i < d.filled:
        key = d.entries.items[i * 3 + 1]
        if not is_null(key):
            sets.add(s, key, small_value(d.entries.items[i * 3]))
        i += 1


@metal
def update(s: Set, more: object) -> None:
    """``s |= more`` for any iterable."""
    type_ = type_of(more)
    if type_ is type_object(dict):
        add_keys(s, cast(Dict, more))
    elif is_exact(type_) and s.filled == 0:
        copy_into(s, cast(Set, more))
    else:
        sets.update_set(cast(object, s), more)


@metal
def intersection(a: Set, b: Set) -> object:
    """What is in both sets: of the type of ``a``, the items those of the smaller set."""
    made = empty_like(a)
    if b.used > a.used:
        _select(cast(Set, made), a, b, True)
    else:
        _select(cast(Set, made), b, a, True)
    return made


@metal
def difference(a: Set, b: Set) -> object:
    """What is in ``a`` and not in ``b``: of the type of ``a``."""
    if b.used == 0:
        return copy(a)
    made = empty_like(a)
    _select(cast(Set, made), a, b, False)
    return made


@metal
def _select(made: Set, a: Set, b: Set, common: bool) -> None:
    """Fill an empty set with those items of ``a`` that ``b`` has, or has not."""
    entries = a.entries
    filled = a.filled
    i: usize = 0
    while i < a.filled:
        item = a.entries.items[i * 2 + 1]
        if not is_null(item):
            hash_ = small_value(a.entries.items[i * 2])
            if sets.has(b, item, hash_) == common:
                # A comparison may run code that takes an item out of ``a`` and adds it again.
                if a.entries is entries and a.filled == filled:
                    sets.append(made, item, hash_)
                else:
                    sets.add(made, item, hash_)
        i += 1


@metal
def remove_all(s: Set, other: Set) -> None:
    """Remove every item of another set."""
    if s is other:
        sets.clear(s)
        return
    i: usize = 0
    while i < other.filled:
        item = other.entries.items[i * 2 + 1]
        if not is_null(item):
            position = sets.find(s, item, small_value(other.entries.items[i * 2]))
            if position >= 0:
                sets.remove_at(s, usize(position))
        i += 1


@metal
def remove_keys(s: Set, d: Dict) -> None:
    """Remove a dict's keys; no hash is computed again."""
    i: usize = 0
    while i < d.filled:
        key = d.entries.items[i * 3 + 1]
        if not is_null(key):
            position = sets.find(s, key, small_value(d.entries.items[i * 3]))
            if position >= 0:
                sets.remove_at(s, usize(position))
        i += 1


@metal
def toggle_all(s: Set, other: Set) -> None:
    """``s ^= other``."""
    if s is other:
        sets.clear(s)
        return
    i: usize = 0
    while i < other.filled:
        item = other.entries.items[i * 2 + 1]
        if not is_null(item):
            hash_ = small_value(other.entries.items[i * 2])
            position = sets.find(s, item, hash_)
            if position >= 0:
                sets.remove_at(s, usize(position))
            else:
                sets.add(s, item, hash_)
        i += 1


@metal
def hash_items(s: Set) -> isize:
    """The hash of a frozenset: the same whatever the order of its items."""
    acc: usize = 0
    for i in range(s.filled):
        if not is_null(s.entries.items[i * 2 + 1]):
            h = usize(small_value(s.entries.items[i * 2]))
            acc = acc ^ (((h ^ 89869747) ^ (h << 16)) * 3644798167)
    acc = acc ^ ((s.used + 1) * 1927868237)
    acc = acc ^ ((acc >> 11) ^ (acc >> 25))
    acc = acc * 69069 + 907133923
    return isize(acc & 0x3FFFFFFF)


@metal
def operate_or_null(a: object, b: object, index: usize) -> object:
    """An operator of two sets of the same exact type; null for those that are rare."""
    left, right = cast(Set, a), cast(Set, b)
    if index == slots.SUB:
        return difference(left, right)
    if index == slots.AND:
        return intersection(left, right)
    if index == slots.LE:
        return contained(left, right)
    if index == slots.OR:
        made = copy(left)
        sets.add_all(cast(Set, made), right)
        return made
    if index == slots.EQ:
        return left.used == right.used and contained(left, right)
    return null(object)
