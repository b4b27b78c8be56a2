"""``list``."""

from tamapy.metal import (
    Ptr,
    cast,
    copy_bytes,
    is_null,
    isize,
    metal,
    null,
    sizeof,
    type_of,
    usize,
)
from tamapy.runtime import (
    boxing,
    dicts,
    instances,
    iteration,
    merge_sort,
    operators,
    sequences,
    slicing,
    sorting,
)
from tamapy.runtime.flags import LIST_TYPE
from tamapy.runtime.layout import List
from tamapy.runtime.methods.aliases import make_alias
from tamapy.runtime.methods.refusals import not_added, not_repeated
from tamapy.runtime.methods.slices import (
    bounds,
    boxing_index,
    has_index,
    indices,
    word_count,
    word_index,
)
from tamapy.runtime.objects import Type
from tamapy.runtime.recursion import enter_repr, leave_repr
from tamapy.runtime.registry import implements

SMALLEST = 4  # capacity of an empty list's storage


@metal
def new_instance(class_: Type) -> object:
    """An empty list of a class."""
    made = cast(List, instances.alloc(class_, 0))
    made.items = dicts.new_vector(SMALLEST)
    return cast(object, made)


@metal
def is_list(value: object) -> bool:
    """Whether a value is a list or of a subclass."""
    return type_of(value).flags & LIST_TYPE != 0


@metal
def length(items: List) -> isize:
    """``len``."""
    return isize(items.length)


@metal
def get(items: List, index: isize) -> object:
    """The item at an index, counted from the end if it is negative."""
    i = index
    if i < 0:
        i += isize(items.length)
    if i < 0 or i >= isize(items.length):
        raise IndexError("list index out of range")
    return items.items.items[i]


@metal
def put(items: List, index: isize, value: object) -> None:
    """``items[index] = value``."""
    i = index
    if i < 0:
        i += isize(items.length)
    if i < 0 or i >= isize(items.length):
        raise IndexError("list assignment index out of range")
    items.items.items[i] = value


@metal
def delete(items: List, index: isize) -> None:
    """``del items[index]``."""
    i = index
    if i < 0:
        i += isize(items.length)
    if i < 0 or i >= isize(items.length):
        raise IndexError("list assignment index out of range")
    remove_at(items, usize(i))


@metal
def remove_at(items: List, index: usize) -> None:
    """Close the gap that an item leaves."""
    storage = items.items.items
    rest = items.length - index - 1
    copy_bytes(storage + index, storage + (index + 1), rest * sizeof(object))
    items.length = items.length - 1
    storage[items.length] = null(object)


@metal
def pop(items: List, index: isize) -> object:
    """``items.pop(index)``."""
    if items.length == 0:
        raise IndexError("pop from empty list")
    i = index
    if i < 0:
        i += isize(items.length)
    if i < 0 or i >= isize(items.length):
        raise IndexError("pop index out of range")
    found = items.items.items[i]
    remove_at(items, usize(i))
    return found


@metal
def insert(items: List, index: isize, value: object) -> None:
    """``items.insert(index, value)``."""
    count = isize(items.length)
    i = index
    if i < 0:
        i += count
        if i < 0:
            i = 0
    if i > count:
        i = count
    sequences.reserve(items, items.length + 1)
    storage = items.items.items
    copy_bytes(storage + (i + 1), storage + i, usize(count - i) * sizeof(object))
    storage[i] = value
    items.length = items.length + 1


@metal
def clear(items: List) -> None:
    """``items.clear()``."""
    items.length = 0
    items.items = dicts.new_vector(SMALLEST)


@metal
def concat(a: List, b: List) -> object:
    """``a + b``."""
    made = cast(List, sequences.new_list())
    sequences.reserve(made, a.length + b.length)
    storage = made.items.items
    copy_bytes(storage, a.items.items, a.length * sizeof(object))
    copy_bytes(storage + a.length, b.items.items, b.length * sizeof(object))
    made.length = a.length + b.length
    return cast(object, made)


@metal
def repeat(items: List, count: isize) -> object:
    """``items * count``."""
    made = cast(List, sequences.new_list())
    if count > 0:
        fill_repeated(made, items.items.items, items.length, usize(count))
    return cast(object, made)


@metal
def fill_repeated(made: List, source: Ptr[object], length: usize, count: usize) -> None:
    """Make a list of ``count`` copies of an array, which may be the list's own storage."""
    if length != 0 and count > (~usize(0) >> 1) // sizeof(object) // length:
        raise MemoryError
    sequences.reserve(made, length * count)
    storage = made.items.items
    copy_bytes(storage, source, length * sizeof(object))
    if length == 1:
        value = source[0]
        for i in range(count):
            storage[i] = value
    else:
        for i in range(1, count):
            copy_bytes(storage + i * length, storage, length * sizeof(object))
    made.length = length * count


@metal
def repeat_in_place(items: List, count: isize) -> None:
    """``items *= count``."""
    if count <= 0:
        clear(items)
    else:
        fill_repeated(items, items.items.items, items.length, usize(count))


@metal
def replace(items: List, start: usize, removed: usize, values: List) -> None:
    """Put other items in the place of ``removed`` ones."""
    added = values.length
    rest = items.length - start - removed
    total = start + added + rest
    old = items.length
    sequences.reserve(items, total)
    storage = items.items.items
    copy_bytes(
        storage + (start + added), storage + (start + removed), rest * sizeof(object)
    )
    copy_bytes(storage + start, values.items.items, added * sizeof(object))
    items.length = total
    for i in range(total, old):
        storage[i] = null(object)


@metal
def put_strided(items: List, start: isize, step: isize, values: List) -> None:
    """``items[start::step] = values`` for as many items as there are."""
    at = start
    for i in range(values.length):
        items.items.items[at] = values.items.items[i]
        at += step


@metal
def delete_strided(items: List, start: isize, count: usize, step: isize) -> None:
    """Delete ``count`` items from ``start``, every ``step``-th."""
    if count == 0:
        return
    first = start
    stride = step
    if step < 0:
        first = start + (isize(count) - 1) * step
        stride = 0 - step
    storage = items.items.items
    to = first
    following = first
    left = count
    for i in range(first, isize(items.length)):
        if left != 0 and i == following:
            following += stride
            left -= 1
        else:
            storage[to] = storage[i]
            to += 1
    for i in range(to, isize(items.length)):
        storage[i] = null(object)
    items.length = usize(to)


@metal
def count_of(items: List, value: object) -> isize:
    """``items.count(value)``."""
    found = 0
    i: usize = 0
    while i < items.length:
        if operators.equal(items.items.items[i], value):
            found += 1
        i += 1
    return found


@metal
def first_difference(a: List, b: List) -> usize:
    """The first index at which two lists differ, or the shorter length."""
    i: usize = 0
    while i < a.length and i < b.length:
        if not operators.equal(a.items.items[i], b.items.items[i]):
            return i
        i += 1
    return i


@metal
def same_items(a: List, b: List) -> bool:
    """``a == b``."""
    if a.length != b.length:
        return False
    i = first_difference(a, b)
    return i >= a.length and i >= b.length


@metal
def order(a: object, b: object, index: usize) -> object:
    """An ordering of two lists: 0 for ``<``, 1 ``<=``, 2 ``>``, 3 ``>=``."""
    if not is_list(b):
        return NotImplemented
    left = cast(List, a)
    right = cast(List, b)
    i = first_difference(left, right)
    if i >= left.length or i >= right.length:
        if index == 0:
            return left.length < right.length
        if index == 1:
            return left.length <= right.length
        if index == 2:
            return left.length > right.length
        return left.length >= right.length
    one = left.items.items[i]
    other = right.items.items[i]
    if index == 0:
        return operators.lt(one, other)
    if index == 1:
        return operators.le(one, other)
    if index == 2:
        return operators.gt(one, other)
    return operators.ge(one, other)


@metal
def reverse(items: List) -> None:
    """``items.reverse()``."""
    merge_sort.reverse(items.items, 0, items.length)


@metal
def copy(items: List) -> object:
    """A list of the same items."""
    return sequences.list_of(items.items.items, items.length)


def values_for(value, message):
    """The items to be assigned to a slice, as a new list."""
    if not iteration.is_iterable(value):
        raise TypeError(message)
    exact = type(value) is list or type(value) is tuple
    return sequences.to_list(value if exact else iter(value))  # the hint is the iterator's


def set_slice(items: List, index, value):
    """``items[slice] = value``."""
    step = index.step
    if step is None or (has_index(step) and boxing.as_index(step) == 1):
        values = values_for(value, "can only assign an iterable")
        start, count, _ = bounds(index, length(items))
        replace(items, start, count, values)
        return
    values = values_for(value, "must assign iterable to extended slice")
    start, count, stride = bounds(index, length(items))
    if sequences.list_length(values) != count:
        raise ValueError(
            f"attempt to assign sequence of size {len(values)} to extended slice of size {count}"
        )
    put_strided(items, start, stride, values)


@implements(list)
class ListMethods:
    """``list``."""

    def __new__(class_, /, *args, **kwargs):
        return new_instance(class_)

    def __init__(self: List, iterable=(), /):
        clear(self)
        sequences.list_extend(self, iterable)

    def __len__(self: List, /):
        return length(self)

    def __getitem__(self: List, index, /):
        if slicing.is_slice(index):
            found = slicing.list_slice_or_null(self, index)
            if not is_null(found):
                return found
            start, count, step = bounds(index, length(self))
            return slicing.list_part(self, start, count, step)
        return get(self, word_index(boxing_index(index, "list")))

    def __setitem__(self: List, index, value, /):
        if slicing.is_slice(index):
            set_slice(self, index, value)
        else:
            put(self, word_index(boxing_index(index, "list")), value)

    def __delitem__(self: List, index, /):
        if slicing.is_slice(index):
            start, count, step = bounds(index, length(self))
            delete_strided(self, start, count, step)
        else:
            delete(self, word_index(boxing_index(index, "list")))

    def __iter__(self: List, /):
        return iteration.new_sequence_iterator(iteration.LIST_ITERATOR, self)

    def __reversed__(self: List, /):
        return iteration.new_reverse_iterator(self)

    def __contains__(self: List, value, /):
        return operators.find_in_list(self, value, 0, length(self)) >= 0

    def __add__(self: List, other, /):
        if not is_list(other):
            return not_added(self, other)
        return concat(self, other)

    def __iadd__(self: List, other, /):
        sequences.list_extend(self, other)
        return self

    def __mul__(self: List, count, /):
        if not has_index(count):
            return not_repeated(self, count)
        return repeat(self, word_count(count))

    def __rmul__(self: List, count, /):
        if not has_index(count):
            return not_repeated(self, count)
        return repeat(self, word_count(count))

    def __imul__(self: List, count, /):
        if not has_index(count):
            return not_repeated(self, count)
        repeat_in_place(self, word_count(count))
        return self

    def __eq__(self: List, other, /):
        if not is_list(other):
            return NotImplemented
        return same_items(self, other)

    def __ne__(self: List, other, /):
        if not is_list(other):
            return NotImplemented
        return not same_items(self, other)

    def __lt__(self: List, other, /):
        return order(self, other, 0)

    def __le__(self: List, other, /):
        return order(self, other, 1)

    def __gt__(self: List, other, /):
        return order(self, other, 2)

    def __ge__(self: List, other, /):
        return order(self, other, 3)

    __hash__ = None

    def __repr__(self: List, /):
        if length(self) == 0:
            return "[]"
        if not enter_repr(self):
            return "[...]"
        try:
            parts = []
            i = 0
            while i < length(self):
                parts.append(repr(get(self, i)))
                i += 1
        finally:
            leave_repr(self)
        return "[" + ", ".join(parts) + "]"

    def append(self: List, value, /):
        sequences.append(self, value)

    def extend(self: List, iterable, /):
        sequences.list_extend(self, iterable)

    def insert(self: List, index, value, /):
        insert(self, index, value)

    def pop(self: List, index=-1, /):
        return pop(self, index)

    def remove(self: List, value, /):
        i = operators.find_in_list(self, value, 0, length(self))
        if i < 0:
            raise ValueError("list.remove(x): x not in list")
        if i < length(self):
            remove_at(self, i)

    def clear(self: List, /):
        clear(self)

    def index(self: List, value, start=0, stop=None, /):
        start, stop, _ = indices(slice(start, stop), length(self))
        i = operators.find_in_list(self, value, start, stop)
        if i < 0:
            raise ValueError(f"{value!r} is not in list")
        return i

    def count(self: List, value, /):
        return count_of(self, value)

    def reverse(self: List, /):
        reverse(self)

    def sort(self, /, *, key=None, reverse=False):
        sorting.sort(self, key, reverse)

    def copy(self: List, /):
        return copy(self)

    @classmethod
    def __class_getitem__(cls, item, /):
        return make_alias(cls, item)
