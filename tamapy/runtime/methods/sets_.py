"""``set`` and ``frozenset``."""

from tamapy.metal import (
    cast,
    is_null,
    metal,
    sizeof,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import dicts, instances, sets
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import Set
from tamapy.runtime.methods.aliases import make_alias
from tamapy.runtime.objects import DictIterator, Type
from tamapy.runtime.recursion import enter_repr, leave_repr
from tamapy.runtime.registry import implements
from tamapy.runtime.set_algebra import (
    contained,
    copy,
    difference,
    empty_like,
    hash_items,
    intersection,
    is_set,
    overlap,
    remove_all,
    remove_keys,
    toggle_all,
    update,
)

SET_ITERATOR = type(iter(set()))


@metal
def is_frozen(value: object) -> bool:
    """Whether a value is a frozenset and of no subclass."""
    return type_of(value) is type_object(frozenset)


@metal
def new_instance(class_: Type) -> object:
    """An empty set of a class."""
    made = cast(Set, instances.alloc(class_, 0))
    sets.setup(made)
    return cast(object, made)


@metal
def take_first(s: Set) -> object:
    """``s.pop()``."""
    if s.used == 0:
        raise KeyError("pop from an empty set")
    position = sets.next_position(s, s.first)
    item = sets.item_at(s, position)
    sets.remove_at(s, position)
    if s.used != 0:
        s.first = position + 1
    return item


@metal
def as_frozen(s: Set) -> object:
    """A frozenset of a set's items."""
    made = sets.make(type_object(frozenset))
    sets.add_all(cast(Set, made), s)
    return made


def as_key(item):
    """What to look up: a set stands for the frozenset of its items."""
    if isinstance(item, set) and type(item).__hash__ is None:
        return as_frozen(item)
    return item


def as_set(value):
    """A set of an iterable's items; a set as it is."""
    if is_set(value):
        return value
    made = sets.new_set()
    update(made, value)
    return made


def common(s, other):
    """``s.intersection(other)``: a new set."""
    if is_set(other):
        return intersection(s, other)
    made = empty_like(s)
    for item in other:
        if sets.contains(s, item):
            sets.add_item(made, item)
    return made


def subtract(s, other):
    """Remove an iterable's items from a set."""
    if is_set(other):
        remove_all(s, other)
        return
    if dicts.is_exact(other):
        remove_keys(s, other)
        return
    for item in other:
        sets.discard(s, item)


class _AnySet:
    """What ``set`` and ``frozenset`` share."""

    def __len__(self: Set, /):
        return sets.length(self)

    def __iter__(self: Set, /):
        return new_iterator(self)

    def __contains__(self: Set, item, /):
        return sets.contains(self, as_key(item))

    def __eq__(self: Set, other, /):
        if not is_set(other):
            return NotImplemented
        return sets.length(self) == sets.length(other) and contained(self, other)

    def __ne__(self: Set, other, /):
        if not is_set(other):
            return NotImplemented
        return not (sets.length(self) == sets.length(other) and contained(self, other))

    def __lt__(self: Set, other, /):
        if not is_set(other):
            return NotImplemented
        return sets.length(self) < sets.length(other) and contained(self, other)

    def __le__(self: Set, other, /):
        if not is_set(other):
            return NotImplemented
        return contained(self, other)

    def __gt__(self: Set, other, /):
        if not is_set(other):
            return NotImplemented
        return sets.length(self) > sets.length(other) and contained(other, self)

    def __ge__(self: Set, other, /):
        if not is_set(other):
            return NotImplemented
        return contained(other, self)

    def __and__(self, other, /):
        if not is_set(self) or not is_set(other):
            return NotImplemented
        return intersection(self, other)

    def __rand__(self, other, /):
        if not is_set(self) or not is_set(other):
            return NotImplemented
        return intersection(other, self)

    def __or__(self, other, /):
        if not is_set(self) or not is_set(other):
            return NotImplemented
        made = copy(self)
        sets.add_all(made, other)
        return made

    def __ror__(self, other, /):
        if not is_set(self) or not is_set(other):
            return NotImplemented
        made = copy(other)
        sets.add_all(made, self)
        return made

    def __sub__(self, other, /):
        if not is_set(self) or not is_set(other):
            return NotImplemented
        return difference(self, other)

    def __rsub__(self, other, /):
        if not is_set(self) or not is_set(other):
            return NotImplemented
        return difference(other, self)

    def __xor__(self, other, /):
        if not is_set(self) or not is_set(other):
            return NotImplemented
        made = copy(self)
        toggle_all(made, other)
        return made

    def __rxor__(self, other, /):
        if not is_set(self) or not is_set(other):
            return NotImplemented
        made = copy(other)
        toggle_all(made, self)
        return made

    def __repr__(self: Set, /):
        name = type(self).__name__
        if sets.length(self) == 0:
            return f"{name}()"
        if not enter_repr(self):
            return f"{name}(...)"
        try:
            body = ", ".join([repr(item) for item in new_iterator(self)])
        finally:
            leave_repr(self)
        return "{" + body + "}" if type(self) is set else f"{name}({{{body}}})"

    def __reduce__(self, /):
        return (type(self), (list(self),), self.__getstate__())

    def isdisjoint(self, other, /):
        if is_set(other):
            return not overlap(other, self)  # of equal sizes the other one's items are asked
        for item in other:
            if sets.contains(self, item):
                return False
        return True

    def issubset(self, other, /):
        return contained(self, as_set(other))

    def issuperset(self, other, /):
        if is_set(other):
            return contained(other, self)
        for item in other:
            if not sets.contains(self, item):
                return False
        return True

    def union(self, /, *others):
        made = copy(self)
        for other in others:
            update(made, other)
        return made

    def intersection(self, /, *others):
        made = self if others else copy(self)
        for other in others:
            made = common(made, other)
        return made

    def difference(self, /, *others):
        made = copy(self)
        for other in others:
            subtract(made, other)
        return made

    def symmetric_difference(self, other, /):
        made = copy(self)
        toggle_all(made, as_set(other))
        return made

    @classmethod
    def __class_getitem__(cls, item, /):
        return make_alias(cls, item)


@implements(set)
class SetMethods(_AnySet):
    """``set``."""

    def __new__(class_, /, *args, **kwargs):
        return new_instance(class_)

    def __init__(self: Set, iterable=(), /):
        sets.clear(self)
        update(self, iterable)

    __hash__ = None

    def __ior__(self, other, /):
        if not is_set(other):
            return NotImplemented
        sets.add_all(self, other)
        return self

    def __iand__(self, other, /):
        if not is_set(other):
            return NotImplemented
        sets.take_over(self, intersection(self, other))
        return self

    def __isub__(self, other, /):
        if not is_set(other):
            return NotImplemented
        remove_all(self, other)
        return self

    def __ixor__(self, other, /):
        if not is_set(other):
            return NotImplemented
        toggle_all(self, other)
        return self

    def add(self, item, /):
        sets.add_item(self, item)

    def remove(self: Set, item, /):
        if not sets.discard(self, as_key(item)):
            raise KeyError(item)

    def discard(self: Set, item, /):
        sets.discard(self, as_key(item))

    def pop(self: Set, /):
        return take_first(self)

    def clear(self: Set, /):
        sets.clear(self)

    def copy(self: Set, /):
        return copy(self)

    def update(self: Set, /, *others):
        for other in others:
            update(self, other)

    def intersection_update(self, /, *others):
        made = self if others else copy(self)
        for other in others:
            made = common(made, other)
        sets.take_over(self, made)

    def difference_update(self, /, *others):
        for other in others:
            subtract(self, other)

    def symmetric_difference_update(self, other, /):
        toggle_all(self, as_set(other))


@implements(frozenset)
class FrozenSetMethods(_AnySet):
    """``frozenset``."""

    def __new__(class_, iterable=(), /):
        if class_ is frozenset and is_frozen(iterable):
            return iterable
        made = new_instance(class_)
        update(made, iterable)
        return made

    def __hash__(self: Set, /):
        return hash_items(self)

    def copy(self: Set, /):
        return self if is_frozen(self) else copy(self)


# -- iterator --------------------------------------------------------------------------


@metal
def new_iterator(s: Set) -> object:
    """An iterator over a set."""
    made = cast(DictIterator, heap_alloc(type_object(SET_ITERATOR), sizeof(DictIterator)))
    made.owner = cast(object, s)
    made.size = s.used
    made.remaining = s.used
    return cast(object, made)


@metal
def left(iterator: DictIterator) -> usize:
    """How many items are left."""
    if is_null(iterator.owner) or cast(Set, iterator.owner).used != iterator.size:
        return 0
    return iterator.remaining


@implements(SET_ITERATOR)
class SetIteratorMethods:
    """``set_iterator``."""

    def __iter__(self, /):
        return self

    def __next__(self: DictIterator, /):
        return sets.next_item_or_null(self)

    def __length_hint__(self: DictIterator, /):
        return left(self)

    def __reduce__(self, /):
        return (iter, (list(self),))
