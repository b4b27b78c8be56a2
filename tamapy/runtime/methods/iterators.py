"""The iterators of sequences, and ``enumerate``, ``zip``, ``map``, ``filter``, ``reversed``."""

from tamapy.metal import (
    attempt,
    cast,
    is_null,
    is_small,
    isize,
    make_small,
    metal,
    null,
    small_value,
    stack_array,
    type_object,
    usize,
)
from tamapy.runtime import (
    attributes,
    boxing,
    calls,
    dicts,
    exceptions,
    instances,
    iteration,
    operators,
    printing,
    sequences,
    slots,
    types,
)
from tamapy.runtime.layout import ByteArray, Bytes, List, Str, Tuple
from tamapy.runtime.methods.aliases import make_alias
from tamapy.runtime.objects import (
    CallableIterator,
    Enumerate,
    Filter,
    Map,
    Reversed,
    SequenceIterator,
    Type,
    Zip,
)
from tamapy.runtime.optional import or_none, or_null
from tamapy.runtime.registry import implements
from tamapy.runtime.strings.characters import character_at

STR_ITERATOR = type(iter("\u0100"))
ASCII_ITERATOR = type(iter(""))
BYTES_ITERATOR = type(iter(b""))
BYTEARRAY_ITERATOR = type(iter(bytearray()))


# -- iterators of sequences ------------------------------------------------------------


@metal
def str_next_or_null(iterator: SequenceIterator) -> object:
    """The next character; null at the end."""
    if is_null(iterator.sequence):
        return null(object)
    text = cast(Str, iterator.sequence)
    i = iterator.index
    if i >= isize(text.length):
        iterator.sequence = null(object)
        return null(object)
    iterator.index = i + 1
    return character_at(text, usize(i))


@metal
def bytes_next_or_null(iterator: SequenceIterator) -> object:
    """The next byte; null at the end."""
    if is_null(iterator.sequence):
        return null(object)
    data = cast(Bytes, iterator.sequence)
    i = iterator.index
    if i >= isize(data.length):
        iterator.sequence = null(object)
        return null(object)
    iterator.index = i + 1
    return make_small(isize(data.data[i]))


@metal
def bytearray_next_or_null(iterator: SequenceIterator) -> object:
    """The next byte; null at the end."""
    if is_null(iterator.sequence):
        return null(object)
    data = cast(ByteArray, iterator.sequence)
    i = iterator.index
    if i >= isize(data.length):
        iterator.sequence = null(object)
        return null(object)
    iterator.index = i + 1
    return make_small(isize(data.buffer.data[i]))


@metal
def reverse_next_or_null(iterator: SequenceIterator) -> object:
    """The next item of a reversed list; null at the end."""
    if is_null(iterator.sequence):
        return null(object)
    items = cast(List, iterator.sequence)
    i = iterator.index
    if i < 0 or i >= isize(items.length):
        iterator.sequence = null(object)
        iterator.index = -1
        return null(object)
    iterator.index = i - 1
    return items.items.items[i]


@metal
def old_next_or_null(iterator: SequenceIterator) -> object:
    """The next item by ``__getitem__``; null at the end."""
    if is_null(iterator.sequence):
        return null(object)
    found = attempt(operators.getitem(iterator.sequence, make_small(iterator.index)))
    if is_null(found):
        if exceptions.pending_matches(type_object(IndexError)) or exceptions.pending_matches(
            type_object(StopIteration)
        ):
            exceptions.take_pending()
            iterator.sequence = null(object)
        return null(object)
    iterator.index = iterator.index + 1
    return found


def place(iterator, index):
    """``__setstate__``: an index, clipped to the sequence."""
    sequence = iteration.sequence_of(iterator)
    if sequence is not None:
        iteration.set_index(iterator, max(0, min(index, len(sequence))))


class _SequenceIterator:
    """What all iterators that index have in common."""

    def __iter__(self, /):
        return self

    def __length_hint__(self: SequenceIterator, /):
        if is_null(self.sequence):
            return 0
        return max(0, len(self.sequence) - self.index)

    def __setstate__(self: SequenceIterator, index, /):
        place(self, index)


def reduce_with(sequence, index, empty):
    """``__reduce__`` of an iterator; ``empty`` stands for an exhausted one."""
    if sequence is None:
        return (iter, (empty,))
    return (iter, (sequence,), index)


@implements(iteration.LIST_ITERATOR)
class ListIteratorMethods(_SequenceIterator):
    """``list_iterator``."""

    def __next__(self: SequenceIterator, /):
        return iteration.list_next_or_null(self)

    def __reduce__(self: SequenceIterator, /):
        return reduce_with(or_none(self.sequence), self.index, [])


@implements(iteration.TUPLE_ITERATOR)
class TupleIteratorMethods(_SequenceIterator):
    """``tuple_iterator``."""

    def __next__(self: SequenceIterator, /):
        return iteration.tuple_next_or_null(self)

    def __reduce__(self: SequenceIterator, /):
        return reduce_with(or_none(self.sequence), self.index, ())


@implements(STR_ITERATOR, ASCII_ITERATOR)
class StrIteratorMethods(_SequenceIterator):
    """``str_iterator``."""

    def __next__(self: SequenceIterator, /):
        return str_next_or_null(self)

    def __reduce__(self: SequenceIterator, /):
        return reduce_with(or_none(self.sequence), self.index, "")


@implements(BYTES_ITERATOR)
class BytesIteratorMethods(_SequenceIterator):
    """``bytes_iterator``."""

    def __next__(self: SequenceIterator, /):
        return bytes_next_or_null(self)

    def __reduce__(self: SequenceIterator, /):
        return reduce_with(or_none(self.sequence), self.index, ())


@implements(BYTEARRAY_ITERATOR)
class ByteArrayIteratorMethods(_SequenceIterator):
    """``bytearray_iterator``."""

    def __next__(self: SequenceIterator, /):
        return bytearray_next_or_null(self)

    def __reduce__(self: SequenceIterator, /):
        return reduce_with(or_none(self.sequence), self.index, ())


@implements(iteration.OLD_ITERATOR)
class OldIteratorMethods(_SequenceIterator):
    """``iterator``: by index until ``IndexError``."""

    def __next__(self: SequenceIterator, /):
        return old_next_or_null(self)

    def __length_hint__(self: SequenceIterator, /):
        if is_null(self.sequence):
            return 0
        if not hasattr(self.sequence, "__len__"):
            return NotImplemented
        return max(0, len(self.sequence) - self.index)

    def __setstate__(self: SequenceIterator, index, /):
        iteration.set_index(self, max(0, index))

    def __reduce__(self: SequenceIterator, /):
        return reduce_with(or_none(self.sequence), self.index, ())


@implements(iteration.LIST_REVERSE_ITERATOR)
class ListReverseIteratorMethods(_SequenceIterator):
    """``list_reverseiterator``."""

    def __next__(self: SequenceIterator, /):
        return reverse_next_or_null(self)

    def __length_hint__(self: SequenceIterator, /):
        if is_null(self.sequence) or len(self.sequence) < self.index + 1:
            return 0
        return self.index + 1

    def __setstate__(self: SequenceIterator, index, /):
        sequence = iteration.sequence_of(self)
        if sequence is not None:
            iteration.set_index(self, max(-1, min(index, len(sequence) - 1)))

    def __reduce__(self: SequenceIterator, /):
        if is_null(self.sequence):
            return (iter, ([],))
        return (reversed, (self.sequence,), self.index)


# -- iter(callable, sentinel) ----------------------------------------------------------


@metal
def call_next_or_null(iterator: CallableIterator) -> object:
    """The next value of a callable; null when it is the sentinel."""
    if is_null(iterator.callable):
        return null(object)
    found = attempt(calls.call0(iterator.callable))
    if is_null(found):
        if exceptions.pending_matches(type_object(StopIteration)):
            exceptions.take_pending()
            iterator.callable = null(object)
        return null(object)
    if is_null(iterator.callable):
        return null(object)  # it came to its end while it was called
    if operators.equal(iterator.sentinel, found):
        iterator.callable = null(object)
        return null(object)
    return found


@implements(printing.CALLABLE_ITERATOR)
class CallableIteratorMethods:
    """``callable_iterator``."""

    def __iter__(self, /):
        return self

    def __next__(self: CallableIterator, /):
        return call_next_or_null(self)

    def __reduce__(self: CallableIterator, /):
        if is_null(self.callable):
            return (iter, ((),))
        return (iter, (self.callable, self.sentinel))


# -- enumerate -------------------------------------------------------------------------


@metal
def new_enumerate(class_: Type, iterator: object, start: object) -> object:
    """``enumerate(iterable, start)``."""
    made = cast(Enumerate, instances.alloc(class_, 0))
    made.iterator = iterator
    made.count = start
    return cast(object, made)


@metal
def enumerate_next_or_null(counter: Enumerate) -> object:
    """The next pair of number and item; null at the end."""
    item = iteration.next_or_null(counter.iterator)
    if is_null(item):
        return null(object)
    made = sequences.new_tuple(2)
    made.items[0] = counter.count
    made.items[1] = item
    counter.count = operators.add(counter.count, make_small(1))
    return cast(object, made)


@implements(enumerate)
class EnumerateMethods:
    """``enumerate``."""

    def __new__(class_, iterable, start=0):
        return new_enumerate(class_, iter(iterable), boxing.plain_index(start))

    def __iter__(self, /):
        return self

    def __next__(self: Enumerate, /):
        return enumerate_next_or_null(self)

    def __reduce__(self: Enumerate, /):
        return (type(self), (self.iterator, self.count))

    @classmethod
    def __class_getitem__(cls, item, /):
        return make_alias(cls, item)


# -- zip -------------------------------------------------------------------------------


@metal
def new_zip(class_: Type, iterators: object, strict: object) -> object:
    """``zip``."""
    made = cast(Zip, instances.alloc(class_, 0))
    made.iterators = iterators
    made.strict = strict
    return cast(object, made)


@metal
def zip_next_or_null(row: Zip) -> object:
    """The next tuple of items; null at the end."""
    sources = cast(Tuple, row.iterators)
    count = sources.length
    if count == 0:
        return null(object)
    made = sequences.new_tuple(count)
    for i in range(count):
        item = iteration.next_or_null(sources.items[i])
        if is_null(item):
            if row.strict is True:
                check_ended(sources, i)
            return null(object)
        made.items[i] = item
    return cast(object, made)


@metal
def check_ended(sources: Tuple, ended: usize) -> None:
    """``strict``: all iterators have to end where one of them did."""
    if ended != 0:
        uneven(sequences.box_usize(ended), "shorter")
    for i in range(1, sources.length):
        if not is_null(iteration.next_or_null(sources.items[i])):
            uneven(sequences.box_usize(i), "longer")


def uneven(index, how):
    """The iterators of a strict ``zip`` are not equally long."""
    others = "argument 1" if index == 1 else f"arguments 1-{index}"
    raise ValueError(f"zip() argument {index + 1} is {how} than {others}")


@implements(zip)
class ZipMethods:
    """``zip``."""

    def __new__(class_, /, *iterables, strict=False):
        found = []
        for value in iterables:
            if not iteration.is_iterable(value):
                raise TypeError(f"'{type(value).__name__}' object is not iterable")
            found.append(iter(value))
        return new_zip(class_, tuple(found), bool(strict))

    def __iter__(self, /):
        return self

    def __next__(self: Zip, /):
        return zip_next_or_null(self)

    def __reduce__(self: Zip, /):
        if self.strict:
            return (type(self), self.iterators, True)
        return (type(self), self.iterators)

    def __setstate__(self: Zip, strict, /):
        self.strict = bool(strict)


# -- map and filter --------------------------------------------------------------------


@metal
def new_map(class_: Type, function: object, iterators: object) -> object:
    """``map``."""
    made = cast(Map, instances.alloc(class_, 0))
    made.function = function
    made.iterators = iterators
    return cast(object, made)


@metal
def map_next_or_null(mapped: Map) -> object:
    """The next result; null at the end."""
    sources = cast(Tuple, mapped.iterators)
    count = sources.length
    if count == 1:
        item = iteration.next_or_null(sources.items[0])
        if is_null(item):
            return null(object)
        return calls.call1(mapped.function, item)
    arguments = stack_array(object, 4)
    if count > 4:
        arguments = dicts.new_vector(count).items
    for i in range(count):
        item = iteration.next_or_null(sources.items[i])
        if is_null(item):
            return null(object)
        arguments[i] = item
    return calls.call(mapped.function, arguments, count)


@implements(map)
class MapMethods:
    """``map``."""

    def __new__(class_, /, *args):
        if len(args) < 2:
            raise TypeError("map() must have at least two arguments.")
        return new_map(class_, args[0], tuple([iter(value) for value in args[1:]]))

    def __iter__(self, /):
        return self

    def __next__(self: Map, /):
        return map_next_or_null(self)

    def __reduce__(self: Map, /):
        return (type(self), (self.function, *self.iterators))


@metal
def new_filter(class_: Type, function: object, iterator: object) -> object:
    """``filter``; a null function keeps what is true."""
    made = cast(Filter, instances.alloc(class_, 0))
    made.function = function
    made.iterator = iterator
    return cast(object, made)


@metal
def filter_next_or_null(kept: Filter) -> object:
    """The next item that passes; null at the end."""
    while True:
        item = iteration.next_or_null(kept.iterator)
        if is_null(item):
            return null(object)
        if is_null(kept.function):
            if operators.is_true(item):
                return item
        elif operators.is_true(calls.call1(kept.function, item)):
            return item


@implements(filter)
class FilterMethods:
    """``filter``."""

    def __new__(class_, function, iterable, /):
        return new_filter(
            class_, or_null(None if function is bool else function), iter(iterable)
        )

    def __iter__(self, /):
        return self

    def __next__(self: Filter, /):
        return filter_next_or_null(self)

    def __reduce__(self: Filter, /):
        return (type(self), (or_none(self.function), self.iterator))


# -- reversed --------------------------------------------------------------------------


@metal
def new_reversed(class_: Type, sequence: object, index: object) -> object:
    """``reversed`` of a sequence, from an index down."""
    made = cast(Reversed, instances.alloc(class_, 0))
    made.sequence = sequence
    made.index = index
    return cast(object, made)


@metal
def reversed_next_or_null(iterator: Reversed) -> object:
    """The next item; null at the end."""
    if is_null(iterator.sequence):
        return null(object)
    if is_small(iterator.index) and small_value(iterator.index) >= 0:
        found = attempt(operators.getitem(iterator.sequence, iterator.index))
        if not is_null(found):
            iterator.index = make_small(small_value(iterator.index) - 1)
            return found
        if exceptions.pending_matches(type_object(IndexError)) or exceptions.pending_matches(
            type_object(StopIteration)
        ):
            exceptions.take_pending()
    iterator.sequence = null(object)
    return null(object)


@implements(reversed)
class ReversedMethods:
    """``reversed``."""

    def __new__(class_, sequence, /):
        method = types.slot_or_null(sequence, slots.REVERSED)
        if not is_null(method) and method is not None:
            return calls.call0(attributes.bind(method, sequence, type(sequence)))
        if method is None or is_null(types.slot_or_null(sequence, slots.GETITEM)) or isinstance(
            sequence, (dict, set, frozenset)
        ):
            raise TypeError(f"'{type(sequence).__name__}' object is not reversible")
        return new_reversed(class_, sequence, len(sequence) - 1)

    def __iter__(self, /):
        return self

    def __next__(self: Reversed, /):
        return reversed_next_or_null(self)

    def __length_hint__(self: Reversed, /):
        if is_null(self.sequence) or len(self.sequence) < self.index + 1:
            return 0
        return self.index + 1

    def __setstate__(self: Reversed, index, /):
        if not is_null(self.sequence):
            self.index = max(-1, min(index, len(self.sequence) - 1))

    def __reduce__(self: Reversed, /):
        if is_null(self.sequence):
            return (type(self), ((),))
        return (type(self), (self.sequence,), self.index)
