"""``range``, with ints of any size."""

from tamapy.metal import (
    add_overflows,
    cast,
    is_null,
    is_small,
    isize,
    make_small,
    metal,
    mul_overflows,
    null,
    sizeof,
    small_value,
    type_object,
)
from tamapy.runtime import boxing, iteration, slicing
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.methods.slices import has_index
from tamapy.runtime.methods.slices import indices as slice_indices
from tamapy.runtime.objects import LongRangeIterator, Range, RangeIterator
from tamapy.runtime.registry import implements

ITERATOR = iteration.RANGE_ITERATOR
LONG_ITERATOR = type(iter(range(1 << 70)))


@metal
def build(start: object, stop: object, step: object, length: object) -> object:
    """A range whose length is known."""
    made = cast(Range, heap_alloc(type_object(range), sizeof(Range)))
    made.start = start
    made.stop = stop
    made.step = step
    made.length = length
    return cast(object, made)


def new_range(start, stop, step):
    """``range(start, stop, step)`` of ints."""
    if step > 0:
        count = (stop - start + step - 1) // step
    else:
        count = (start - stop - step - 1) // -step
    return build(start, stop, step, count if count > 0 else 0)


@metal
def small_iterator(start: isize, step: isize, count: isize) -> object:
    """An iterator over numbers that are all small ints."""
    made = cast(RangeIterator, heap_alloc(type_object(ITERATOR), sizeof(RangeIterator)))
    made.next = start
    made.step = step
    made.remaining = count
    return cast(object, made)


@metal
def long_iterator(start: object, step: object, count: object) -> object:
    """An iterator over numbers of any size."""
    made = cast(
        LongRangeIterator, heap_alloc(type_object(LONG_ITERATOR), sizeof(LongRangeIterator))
    )
    made.next = start
    made.step = step
    made.remaining = count
    return cast(object, made)


@metal
def fits(start: object, step: object, count: object) -> bool:
    """Whether a range's numbers, and the one after them, are small ints."""
    if not is_small(start) or not is_small(step) or not is_small(count):
        return False
    if mul_overflows(small_value(step), small_value(count)):
        return False
    reach = small_value(step) * small_value(count)
    if add_overflows(small_value(start), reach):
        return False
    end = small_value(start) + reach
    return small_value(make_small(end)) == end


def make_iterator(start, step, count):
    """An iterator over ``count`` numbers from ``start``."""
    if fits(start, step, count):
        return small_iterator(start, step, count)
    return long_iterator(start, step, count)


@metal
def item(r: Range, index: object) -> object:
    """``r[index]`` for small ints all through; null if that does not do."""
    if not is_small(index) or not is_small(r.length):
        return null(object)
    i = small_value(index)
    if i < 0:
        i += small_value(r.length)
    if i < 0 or i >= small_value(r.length):
        raise IndexError("range object index out of range")
    if not fits(r.start, r.step, r.length):
        return null(object)
    return make_small(small_value(r.start) + i * small_value(r.step))


def item_of(r, index):
    """``r[index]`` for numbers of any size."""
    count = length_of(r)
    if index < 0:
        index += count
    if index < 0 or index >= count:
        raise IndexError("range object index out of range")
    return r.start + index * r.step


@metal
def fits_word(value: object) -> bool:
    """Whether an int can be a length."""
    _, good = boxing.as_word(value)
    return good


@metal
def length_of(r: Range) -> object:
    """How many numbers a range has."""
    return r.length


def has(r, value):
    """``value in r`` for an int."""
    if r.step > 0:
        if value < r.start or value >= r.stop:
            return False
    elif value > r.start or value <= r.stop:
        return False
    return (value - r.start) % r.step == 0


def find(r, value):
    """The first index of a value in a range, or -1."""
    if type(value) is int or type(value) is bool:
        return (value - r.start) // r.step if has(r, value) else -1
    i = 0
    for number in r:
        if number == value:
            return i
        i += 1
    return -1


def key_of(r):
    """What equal ranges have in common."""
    count = length_of(r)
    if count == 0:
        return (count, None, None)
    return (count, r.start, None if count == 1 else r.step)


def sub(r, cut):
    """``r[slice]``."""
    first, last, stride = slice_indices(cut, length_of(r))
    return new_range(r.start + first * r.step, r.start + last * r.step, stride * r.step)


@implements(range)
class RangeMethods:
    """``range``."""

    def __new__(class_, /, *args):
        count = len(args)
        if count == 1:
            return new_range(0, boxing.plain_index(args[0]), 1)
        if count == 2:
            return new_range(boxing.plain_index(args[0]), boxing.plain_index(args[1]), 1)
        if count == 3:
            step = boxing.plain_index(args[2])
            if step == 0:
                raise ValueError("range() arg 3 must not be zero")
            return new_range(boxing.plain_index(args[0]), boxing.plain_index(args[1]), step)
        if count == 0:
            raise TypeError("range expected at least 1 argument, got 0")
        raise TypeError(f"range expected at most 3 arguments, got {count}")

    def __len__(self: Range, /):
        if not fits_word(self.length):
            raise OverflowError("Python int too large to convert to C ssize_t")
        return self.length

    def __bool__(self: Range, /):
        return self.length != 0

    def __getitem__(self: Range, index, /):
        if slicing.is_slice(index):
            return sub(self, index)
        if not has_index(index):
            raise TypeError(
                f"range indices must be integers or slices, not {type(index).__name__}"
            )
        index = boxing.plain_index(index)
        found = item(self, index)
        return item_of(self, index) if is_null(found) else found

    def __iter__(self: Range, /):
        return make_iterator(self.start, self.step, self.length)

    def __reversed__(self: Range, /):
        last = self.start + (self.length - 1) * self.step
        return make_iterator(last, -self.step, self.length)

    def __contains__(self, value, /):
        if type(value) is int or type(value) is bool:
            return has(self, value)
        return find(self, value) >= 0

    def __eq__(self, other, /):
        if not isinstance(other, range):
            return NotImplemented
        return key_of(self) == key_of(other)

    def __ne__(self, other, /):
        if not isinstance(other, range):
            return NotImplemented
        return key_of(self) != key_of(other)

    def __hash__(self, /):
        return hash(key_of(self))

    def __repr__(self: Range, /):
        if self.step == 1:
            return f"range({self.start!r}, {self.stop!r})"
        return f"range({self.start!r}, {self.stop!r}, {self.step!r})"

    def __reduce__(self: Range, /):
        return (range, (self.start, self.stop, self.step))

    def index(self, value, /):
        found = find(self, value)
        if found >= 0:
            return found
        if type(value) is int or type(value) is bool:
            raise ValueError(f"{value!r} is not in range")
        raise ValueError("sequence.index(x): x not in sequence")

    def count(self, value, /):
        if type(value) is int or type(value) is bool:
            return 1 if has(self, value) else 0
        found = 0
        for number in self:
            if number == value:
                found += 1
        return found

    @property
    def start(self: Range):
        return self.start

    @property
    def stop(self: Range):
        return self.stop

    @property
    def step(self: Range):
        return self.step


@implements(ITERATOR)
class RangeIteratorMethods:
    """``range_iterator``."""

    def __iter__(self, /):
        return self

    def __next__(self: RangeIterator, /):
        return iteration.range_next_or_null(self)

    def __length_hint__(self: RangeIterator, /):
        return self.remaining

    def __reduce__(self: RangeIterator, /):
        first = self.next
        step = self.step
        return (iter, (new_range(first, first + step * self.remaining, step),), 0)

    def __setstate__(self: RangeIterator, index, /):
        index = max(0, min(index, self.remaining))
        self.next = self.next + index * self.step
        self.remaining = self.remaining - index


@implements(LONG_ITERATOR)
class LongRangeIteratorMethods:
    """``longrange_iterator``."""

    def __iter__(self, /):
        return self

    def __next__(self: LongRangeIterator, /):
        if self.remaining == 0:
            raise StopIteration
        number = self.next
        self.next = number + self.step
        self.remaining = self.remaining - 1
        return number

    def __length_hint__(self: LongRangeIterator, /):
        return self.remaining

    def __reduce__(self: LongRangeIterator, /):
        stop = self.next + self.step * self.remaining
        return (iter, (new_range(self.next, stop, self.step),), 0)

    def __setstate__(self: LongRangeIterator, index, /):
        index = max(0, min(index, self.remaining))
        self.next = self.next + index * self.step
        self.remaining = self.remaining - index
