"""``tuple``."""

from tamapy.metal import (
    cast,
    copy_bytes,
    is_null,
    isize,
    metal,
    sizeof,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import (
    instances,
    iteration,
    operators,
    row_order,
    sequences,
    slicing,
    slots,
)
from tamapy.runtime.layout import Tuple
from tamapy.runtime.methods.aliases import make_alias
from tamapy.runtime.methods.refusals import not_added, not_repeated
from tamapy.runtime.methods.slices import (
    bounds,
    boxing_index,
    has_index,
    word_count,
    word_index,
)
from tamapy.runtime.objects import Type
from tamapy.runtime.recursion import enter_repr, leave_repr
from tamapy.runtime.registry import implements


@metal
def length(items: Tuple) -> isize:
    """``len``."""
    return isize(items.length)


@metal
def get(items: Tuple, index: usize) -> object:
    """An item, its index being in range."""
    return items.items[index]


@metal
def concat(a: Tuple, b: Tuple) -> object:
    """``a + b``."""
    made = sequences.new_tuple(a.length + b.length)
    copy_bytes(made.items, a.items, a.length * sizeof(object))
    copy_bytes(made.items + a.length, b.items, b.length * sizeof(object))
    return cast(object, made)


@metal
def repeat(items: Tuple, count: usize) -> object:
    """``items * count``."""
    if (count == 1 or items.length == 0) and type_of(cast(object, items)) is type_object(tuple):
        return cast(object, items)
    if items.length != 0 and count > (~usize(0) >> 1) // sizeof(object) // items.length:
        raise MemoryError
    made = sequences.new_tuple(items.length * count)
    for i in range(count):
        copy_bytes(made.items + i * items.length, items.items, items.length * sizeof(object))
    return cast(object, made)


@metal
def instance(class_: Type, items: Tuple) -> object:
    """An instance of a subclass with these items."""
    made = cast(Tuple, instances.alloc(class_, items.length * sizeof(object)))
    made.length = items.length
    copy_bytes(made.items, items.items, items.length * sizeof(object))
    return cast(object, made)


@implements(tuple)
class TupleMethods:
    """``tuple``."""

    def __new__(class_, iterable=(), /):
        made = sequences.to_tuple(iterable)
        return made if class_ is tuple else instance(class_, made)

    def __len__(self: Tuple, /):
        return length(self)

    def __getitem__(self: Tuple, index, /):
        if slicing.is_slice(index):
            found = slicing.tuple_slice_or_null(self, index)
            if not is_null(found):
                return found
            start, count, step = bounds(index, length(self))
            return slicing.tuple_part(self, start, count, step)
        i = word_index(boxing_index(index, "tuple"))
        if i < 0:
            i += length(self)
        if i < 0 or i >= length(self):
            raise IndexError("tuple index out of range")
        return get(self, i)

    def __iter__(self: Tuple, /):
        return iteration.new_sequence_iterator(iteration.TUPLE_ITERATOR, self)

    def __contains__(self: Tuple, value, /):
        i = 0
        while i < length(self):
            if operators.equal(get(self, i), value):
                return True
            i += 1
        return False

    def __add__(self: Tuple, other, /):
        if not isinstance(other, tuple):
            return not_added(self, other)
        return concat(self, other)

    def __mul__(self: Tuple, count, /):
        if not has_index(count):
            return not_repeated(self, count)
        return repeat(self, max(0, word_count(count)))

    def __rmul__(self: Tuple, count, /):
        if not has_index(count):
            return not_repeated(self, count)
        return repeat(self, max(0, word_count(count)))

    def __eq__(self, other, /):
        return _compared(self, other, slots.EQ)

    def __lt__(self, other, /):
        return _compared(self, other, slots.LT)

    def __le__(self, other, /):
        return _compared(self, other, slots.LE)

    def __gt__(self, other, /):
        return _compared(self, other, slots.GT)

    def __ge__(self, other, /):
        return _compared(self, other, slots.GE)

    def __hash__(self: Tuple, /):
        return row_order.hash_items(self)

    def __repr__(self: Tuple, /):
        n = length(self)
        if n == 0:
            return "()"
        if not enter_repr(self):
            return "(...)"
        try:
            i = 0
            parts = []
            while i < n:
                parts.append(repr(get(self, i)))
                i += 1
        finally:
            leave_repr(self)
        return f"({parts[0]},)" if n == 1 else "(" + ", ".join(parts) + ")"

    def index(self: Tuple, value, start=0, stop=1 << 30, /):
        start, stop, _ = slice(start, stop).indices(length(self))
        while start < stop and start < length(self):
            if operators.equal(get(self, start), value):
                return start
            start += 1
        raise ValueError("tuple.index(x): x not in tuple")

    def count(self: Tuple, value, /):
        found = 0
        i = 0
        while i < length(self):
            if operators.equal(get(self, i), value):
                found += 1
            i += 1
        return found

    def __getnewargs__(self: Tuple, /):
        return (slicing.tuple_part(self, 0, length(self), 1),)

    @classmethod
    def __class_getitem__(cls, item, /):
        return make_alias(cls, item)


def _compared(a, b, index: usize):
    if not isinstance(b, tuple):
        return NotImplemented
    return row_order.compare(a, b, index)
