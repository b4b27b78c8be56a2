"""Iterators: the protocol, and the iterators of sequences."""

from tamapy.metal import (
    Struct,
    attempt,
    cast,
    invoke,
    is_null,
    isize,
    make_small,
    metal,
    null,
    sizeof,
    stack_array,
    static,
    type_object,
    type_of,
)
from tamapy.runtime import calls, dict_iteration, exceptions, generators, sets, slots
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import List, Tuple
from tamapy.runtime.objects import (
    DictIterator,
    Function,
    Generator,
    RangeIterator,
    SequenceIterator,
    Type,
)
from tamapy.runtime.state import state


class LastStop(Struct):
    """The ``StopIteration`` that ended the last iterator written in Python."""

    value: object


last_stop = static(LastStop)
LIST_ITERATOR = type(iter([]))
LIST_REVERSE_ITERATOR = type(reversed([]))
TUPLE_ITERATOR = type(iter(()))
RANGE_ITERATOR = type(iter(range(0)))
SET_ITERATOR = type(iter(set()))
GENERATOR = type((lambda: (yield))())


@metal
def new_sequence_iterator(type_: Type, sequence: object) -> object:
    """An iterator over a sequence from its start."""
    made = cast(SequenceIterator, heap_alloc(type_, sizeof(SequenceIterator)))
    made.sequence = sequence
    return cast(object, made)


@metal
def get_iter(value: object) -> object:
    """``iter(value)``."""
    type_ = type_of(value)
    if type_ is type_object(list):
        return new_sequence_iterator(type_object(LIST_ITERATOR), value)
    if type_ is type_object(tuple):
        return new_sequence_iterator(type_object(TUPLE_ITERATOR), value)
    if type_ is type_object(GENERATOR):
        return value
    method = type_.slots[slots.ITER]
    if method is None:
        not_iterable(value)
    if is_null(method):
        if is_null(type_.slots[slots.GETITEM]) or type_ is type_object(dict):
            not_iterable(value)
        return new_sequence_iterator(type_object(OLD_ITERATOR), value)
    found = calls.slot1(slots.ITER, value)
    if is_null(type_of(found).slots[slots.NEXT]):
        bad_iterator(found)
    return found


@metal
def is_iterable(value: object) -> bool:
    """Whether ``iter(value)`` has something to go by."""
    type_ = type_of(value)
    method = type_.slots[slots.ITER]
    if is_null(method):
        return not is_null(type_.slots[slots.GETITEM]) and type_ is not type_object(dict)
    return method is not None


@metal
def new_reverse_iterator(items: List) -> object:
    """``reversed`` of a list."""
    made = cast(
        SequenceIterator, heap_alloc(type_object(LIST_REVERSE_ITERATOR), sizeof(SequenceIterator))
    )
    made.sequence = cast(object, items)
    made.index = isize(items.length) - 1
    return cast(object, made)


def not_iterable(value):
    """The value gives no iterator."""
    raise TypeError(f"'{type(value).__name__}' object is not iterable")


def bad_iterator(value):
    """``__iter__`` returned something that is no iterator."""
    raise TypeError(f"iter() returned non-iterator of type '{type(value).__name__}'")


class _Indexed:
    """Only its iterator's type is of use."""

    def __getitem__(self, index):
        raise IndexError


#: The iterator of classes with ``__getitem__`` alone.
OLD_ITERATOR = type(iter(_Indexed()))


@metal
def sequence_of(iterator: SequenceIterator) -> object:
    """What an iterator goes over; ``None`` if it has come to the end."""
    if is_null(iterator.sequence):
        return None
    return iterator.sequence


@metal
def set_index(iterator: SequenceIterator, index: isize) -> None:
    """Set the index of the next item."""
    iterator.index = index


@metal
def next_or_null(iterator: object) -> object:
    """The next item; null without an exception at the end."""
    type_ = type_of(iterator)
    if type_ is type_object(LIST_ITERATOR):
        return list_next_or_null(cast(SequenceIterator, iterator))
    if type_ is type_object(TUPLE_ITERATOR):
        return tuple_next_or_null(cast(SequenceIterator, iterator))
    if type_ is type_object(GENERATOR):
        return generators.resume(cast(Generator, iterator), None)
    if type_ is type_object(RANGE_ITERATOR):
        return range_next_or_null(cast(RangeIterator, iterator))
    if type_ is type_object(SET_ITERATOR):
        return sets.next_item_or_null(cast(DictIterator, iterator))
    if dict_iteration.is_forward(type_):
        return dict_iteration.next_entry_or_null(cast(DictIterator, iterator))
    method = type_.slots[slots.NEXT]
    if is_null(method):
        not_an_iterator(iterator)
    last_stop.value = null(object)
    arguments = stack_array(object, 1)
    arguments[0] = iterator
    found = null(object)
    if calls.is_plain_function(type_of(method)):
        function = cast(Function, method)
        if function.code.params == 1 and function.code.argcount == 1:
            found = invoke(function.entry, method, arguments)
        else:
            found = attempt(calls.call_slot(method, arguments, 1))
    else:
        found = attempt(calls.call_slot(method, arguments, 1))
    if is_null(found) and not is_null(state.pending):
        if exceptions.pending_matches(type_object(StopIteration)):
            last_stop.value = exceptions.take_pending()
    return found


def not_an_iterator(value):
    """``next`` of something that is no iterator."""
    raise TypeError(f"'{type(value).__name__}' object is not an iterator")


@metal
def list_next_or_null(iterator: SequenceIterator) -> object:
    """``list_iterator.__next__``; null at the end."""
    if is_null(iterator.sequence):
        return null(object)
    items = cast(List, iterator.sequence)
    i = iterator.index
    if i >= isize(items.length):
        iterator.sequence = null(object)
        return null(object)
    iterator.index = i + 1
    return items.items.items[i]


@metal
def range_next_or_null(iterator: RangeIterator) -> object:
    """``range_iterator.__next__``; null at the end."""
    if iterator.remaining <= 0:
        return null(object)
    number = iterator.next
    iterator.next = number + iterator.step
    iterator.remaining = iterator.remaining - 1
    return make_small(number)


@metal
def tuple_next_or_null(iterator: SequenceIterator) -> object:
    """``tuple_iterator.__next__``; null at the end."""
    if is_null(iterator.sequence):
        return null(object)
    items = cast(Tuple, iterator.sequence)
    i = iterator.index
    if i >= isize(items.length):
        iterator.sequence = null(object)
        return null(object)
    iterator.index = i + 1
    return items.items[i]


def next_value(iterator, default: object):
    """``next(iterator, default)``; a null default raises ``StopIteration``."""
    forget_stop()
    found = next_or_null(iterator)
    if is_null(found):
        if is_null(default):
            stop(iterator)
        return default
    return found


@metal
def forget_stop() -> None:
    """Forget what ended an earlier iterator."""
    last_stop.value = null(object)


@metal
def stop(iterator: object) -> None:
    """Raise ``StopIteration``: the iterator's own, or with a generator's result."""
    if not is_null(last_stop.value):
        exceptions.set_pending(last_stop.value)
        return
    if type_of(iterator) is type_object(GENERATOR):
        generators.raise_stop(cast(Generator, iterator))
    raise StopIteration
