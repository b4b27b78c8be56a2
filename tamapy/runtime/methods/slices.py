"""``slice`` and what all sequences need of it."""

from tamapy.metal import (
    is_null,
    is_small,
    isize,
    metal,
    usize,
)
from tamapy.runtime import boxing, sequences, slots, types
from tamapy.runtime.objects import Slice
from tamapy.runtime.registry import implements


@metal
def has_index(value: object) -> bool:
    """Whether a value can serve as an integer."""
    return is_small(value) or not is_null(types.slot_or_null(value, slots.INDEX_))


def boxing_index(value, name):
    """An index as an int, with the sequence's own message."""
    if not has_index(value):
        raise TypeError(
            f"{name} indices must be integers or slices, not {type(value).__name__}"
        )
    return boxing.as_index(value)


def beyond(kind, value):
    """A number is larger than any index."""
    raise kind(f"cannot fit '{type(value).__name__}' into an index-sized integer")


@metal
def word_index(value: object) -> isize:
    """An int as an index; ``IndexError`` if it is beyond any."""
    word, fits = boxing.as_word(value)
    if not fits:
        beyond(IndexError, value)
    return word


@metal
def word_count(value: object) -> isize:
    """An int as a count of repetitions; ``OverflowError`` if it is beyond any."""
    word, fits = boxing.as_word(value)
    if not fits:
        beyond(OverflowError, value)
    return word


def _as_index(value):
    if not has_index(value):
        raise TypeError("slice indices must be integers or None or have an __index__ method")
    return boxing.plain_index(value)


def indices(value, length):
    """(start, stop, step) within a length, as ``slice.indices``."""
    start, stop, step = part(value, 0), part(value, 1), part(value, 2)
    if step is None:
        step = 1
    else:
        step = _as_index(step)
        if step == 0:
            raise ValueError("slice step cannot be zero")
    if step > 0:
        low, high = 0, length
        first, last = 0, length
    else:
        low, high = -1, length - 1
        first, last = length - 1, -1
    start = first if start is None else _clip(_as_index(start), length, low, high)
    stop = last if stop is None else _clip(_as_index(stop), length, low, high)
    return start, stop, step


def _clip(value, length, low, high):
    if value < 0:
        value += length
        return low if value < low else value
    return high if value > high else value


def bounds(value, length):
    """(start, count, step) of the items a slice takes out of a sequence."""
    start, stop, step = indices(value, length)
    if step > 0:
        count = (stop - start + step - 1) // step
    else:
        count = (start - stop - step - 1) // -step
    if count <= 1:
        step = 1  # it does not matter, and may be too large for a word
    return start, (count if count > 0 else 0), step


@metal
def part(value: Slice, index: usize) -> object:
    """Start (0), stop (1) or step (2)."""
    if index == 0:
        return value.start
    if index == 1:
        return value.stop
    return value.step


@implements(slice)
class SliceMethods:
    """``slice``."""

    def __new__(class_, /, *args):
        if len(args) == 1:
            return sequences.new_slice(None, args[0], None)
        if len(args) == 2:
            return sequences.new_slice(args[0], args[1], None)
        if len(args) == 3:
            return sequences.new_slice(args[0], args[1], args[2])
        if not args:
            raise TypeError("slice expected at least 1 argument, got 0")
        raise TypeError(f"slice expected at most 3 arguments, got {len(args)}")

    def __repr__(self, /):
        return f"slice({self.start!r}, {self.stop!r}, {self.step!r})"

    def __eq__(self, other, /):
        if not isinstance(other, slice):
            return NotImplemented
        return (self.start, self.stop, self.step) == (other.start, other.stop, other.step)

    def __lt__(self, other, /):
        if not isinstance(other, slice):
            return NotImplemented
        return (self.start, self.stop, self.step) < (other.start, other.stop, other.step)

    __hash__ = None

    def indices(self, length, /):
        length = boxing.as_index(length)
        if length < 0:
            raise ValueError("length should not be negative")
        return indices(self, length)

    def __reduce__(self, /):
        return (slice, (self.start, self.stop, self.step))

    @property
    def start(self: Slice):
        return self.start

    @property
    def stop(self: Slice):
        return self.stop

    @property
    def step(self: Slice):
        return self.step
