"""Objects with something to do before they are freed, as the collector sees them.

They are instances of classes with ``__del__``, suspended generators with a ``finally`` or a
``with`` to leave, coroutines and asynchronous generators. Each is in one table from its making,
with the function that finalises it.
The collector finds those that nobody can reach; of these, the ones that no other such object
refers to have their turn (an owner goes before what it owns, as with reference counts), the rest
have theirs after the next collection. Their code runs when the next Python function starts
(``attention``).
"""

from types import CoroutineType, GeneratorType

from tamapy.metal import (
    Ptr,
    Struct,
    address_of,
    cast,
    copy_bytes,
    metal,
    null,
    sizeof,
    static,
    type_object,
    u8,
    usize,
)
from tamapy.runtime import generators, heap
from tamapy.runtime.alloc import alloc_buffer
from tamapy.runtime.layout import Buffer
from tamapy.runtime.objects import Generator


class Table(Struct):
    """Pairs of an object's and a function's address, where the collector does not look."""

    storage: Buffer
    capacity: usize  # in pairs, as the rest
    count: usize
    ready: usize  # objects whose turn it is
    cursor: usize  # no such object stands before this index


#: Bit of an object's address in the table: it is that object's turn.
READY = 1

table = static(Table)


@metal
def _words() -> Ptr[usize]:
    return cast(Ptr[usize], table.storage.data)


@metal
def register(value: object, end: object) -> None:
    """Have the collector note when nobody refers to ``value``, for ``end(value)`` to be called.

    ``end`` has to be a function of the image.
    """
    pair = 2 * sizeof(usize)
    if table.count == table.capacity:
        capacity = table.capacity * 2 + 32
        grown = alloc_buffer(capacity * pair)
        # Only now, since a collection may have shortened the table.
        if table.count != 0:
            copy_bytes(grown.data, table.storage.data, table.count * pair)
        table.storage = grown
        table.capacity = capacity
    words = _words()
    words[2 * table.count] = address_of(value)
    words[2 * table.count + 1] = address_of(end)
    table.count = table.count + 1


@metal
def after_weak() -> None:
    """Find those whose turn it is, and keep alive what their code may use."""
    if table.count == 0:
        return
    _forget_done()
    words = _words()
    for i in range(table.count):
        if words[2 * i] & READY != 0:
            heap.mark_word(words[2 * i] & ~usize(READY))
    heap.drain()
    # What an unreachable object refers to is marked, the object itself is not. If it gets its
    # mark all the same it is part of a cycle, which has to be opened somewhere.
    for i in range(table.count):
        word = words[2 * i]
        if word & READY == 0 and not heap.is_marked(word):
            heap.trace_from(word)
            if heap.is_marked(word):
                _make_ready(words, i)
    for i in range(table.count):
        word = words[2 * i]
        if word & READY == 0 and not heap.is_marked(word):
            _make_ready(words, i)
    for i in range(table.count):
        heap.mark_word(words[2 * i] & ~usize(READY))
    table.cursor = 0


@metal
def _make_ready(words: Ptr[usize], index: usize) -> None:
    words[2 * index] = words[2 * index] | READY
    table.ready = table.ready + 1


@metal
def _forget_done() -> None:
    """Close the gaps that those finalised have left, and generators that have finished."""
    words = _words()
    kept: usize = 0
    for i in range(table.count):
        word = words[2 * i]
        if word != 0 and (word & READY != 0 or not _has_finished(word)):
            words[2 * kept] = word
            words[2 * kept + 1] = words[2 * i + 1]
            kept += 1
    table.count = kept


@metal
def _has_finished(address: usize) -> bool:
    """Whether an object is a generator or coroutine that has nothing to do any more."""
    value = cast(Generator, Ptr[u8](address))
    type_ = value.type
    if type_ is not type_object(CoroutineType) and type_ is not type_object(GeneratorType):
        return False
    return value.status == generators.FINISHED


@metal
def take_or_null() -> object:
    """An object whose turn it is, which is in the table no more; null if there is none.

    ``taken`` tells the function to be called with it.
    """
    if table.ready == 0:
        return null(object)
    words = _words()
    for i in range(table.cursor, table.count):
        word = words[2 * i]
        if word & READY != 0:
            words[2 * i] = 0
            table.cursor = i
            table.ready = table.ready - 1
            return cast(object, Ptr[u8](word & ~usize(READY)))
    table.ready = 0
    return null(object)


@metal
def taken() -> object:
    """What finalises the object taken last."""
    return cast(object, Ptr[u8](_words()[2 * table.cursor + 1]))


@metal
def make_all_ready() -> None:
    """The program ends: it is everybody's turn."""
    if table.count == 0:
        return
    words = _words()
    for i in range(table.count):
        if words[2 * i] != 0 and words[2 * i] & READY == 0:
            _make_ready(words, i)
    table.cursor = 0
