"""Iterators over the keys, values or items of dicts."""

from tamapy.metal import cast, is_null, isize, metal, null, sizeof, type_object, usize
from tamapy.runtime import dicts, sequences
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import Dict
from tamapy.runtime.objects import DictIterator, Type

KEY_ITERATOR = type(iter({}))
VALUE_ITERATOR = type(iter({}.values()))
ITEM_ITERATOR = type(iter({}.items()))

KEYS = 0
VALUES = 1
ITEMS = 2


@metal
def is_forward(type_: Type) -> bool:
    """Whether a type is that of iterators over dicts from their start."""
    return (
        type_ is type_object(ITEM_ITERATOR) or type_ is type_object(KEY_ITERATOR)
        or type_ is type_object(VALUE_ITERATOR)
    )


@metal
def pair(key: object, value: object) -> object:
    """``(key, value)``."""
    made = sequences.new_tuple(2)
    made.items[0] = key
    made.items[1] = value
    return cast(object, made)


@metal
def new_iterator(type_: Type, d: Dict, kind: usize, step: isize) -> object:
    """An iterator over a dict's entries."""
    made = cast(DictIterator, heap_alloc(type_, sizeof(DictIterator)))
    made.owner = cast(object, d)
    made.size = d.used
    made.remaining = d.used
    made.kind = kind
    made.step = step
    if step < 0:
        made.index = d.filled
    return cast(object, made)


@metal
def next_entry_or_null(iterator: DictIterator) -> object:
    """The next key, value or pair; null at the end."""
    if is_null(iterator.owner):
        return null(object)
    d = cast(Dict, iterator.owner)
    if d.used != iterator.size:
        iterator.size = ~usize(0)
        raise RuntimeError("dictionary changed size during iteration")
    position = iterator.index
    if iterator.step > 0:
        position = dicts.next_position(d, position)
        if position >= d.filled:
            iterator.owner = null(object)
            return null(object)
        iterator.index = position + 1
    else:
        if position > d.filled:
            position = d.filled
        while position != 0 and is_null(d.entries.items[position * 3 - 2]):
            position -= 1
        if position == 0:
            iterator.owner = null(object)
            return null(object)
        position -= 1
        iterator.index = position
    if iterator.remaining == 0:
        iterator.owner = null(object)
        raise RuntimeError("dictionary keys changed during iteration")
    iterator.remaining = iterator.remaining - 1
    at = position * 3 + 1
    if iterator.kind == KEYS:
        return d.entries.items[at]
    if iterator.kind == VALUES:
        return d.entries.items[at + 1]
    return pair(d.entries.items[at], d.entries.items[at + 1])
