"""Weak references and finalizers, as the collector sees them."""

from tamapy.metal import (
    Ptr,
    Struct,
    address_of,
    cast,
    copy_bytes,
    is_null,
    isize,
    make_small,
    metal,
    null,
    sizeof,
    static,
    type_of,
    u8,
    usize,
)
from tamapy.runtime import attributes, heap
from tamapy.runtime.alloc import alloc_buffer
from tamapy.runtime.flags import TYPE_TYPE
from tamapy.runtime.layout import Buffer
from tamapy.runtime.objects import Type, WeakReference


class Table(Struct):
    """The addresses of all weak references, in storage the collector does not look into."""

    storage: Buffer
    capacity: usize
    count: usize
    waiting: usize  # cleared references whose callbacks wait lie before this place
    server: object  # the function that calls them; null while there has been no callback


table = static(Table)


@metal
def entry(index: usize) -> WeakReference:
    """A registered reference."""
    return cast(WeakReference, Ptr[u8](cast(Ptr[usize], table.storage.data)[index]))


@metal
def set_entry(index: usize, reference: WeakReference) -> None:
    """Put a reference into the table."""
    cast(Ptr[usize], table.storage.data)[index] = address_of(reference)


@metal
def register(reference: WeakReference) -> None:
    """Let the collector know of a weak reference."""
    if table.count == table.capacity:
        capacity = table.capacity * 2 + 64
        grown = alloc_buffer(capacity * sizeof(usize))
        # Only now, since a collection may have shortened the table.
        if table.count != 0:
            copy_bytes(grown.data, table.storage.data, table.count * sizeof(usize))
        table.storage = grown
        table.capacity = capacity
    set_entry(table.count, reference)
    table.count = table.count + 1


@metal
def first_to(value: object) -> object:
    """The first weak reference to an object, or ``None``."""
    for i in range(table.count):
        if entry(i).referent == address_of(value):
            return cast(object, entry(i))
    return None


@metal
def after_marking() -> None:
    """Clear the references to objects that are about to be freed; forget dead references."""
    kept: usize = 0
    cleared = False
    for i in range(table.count):
        reference = entry(i)
        held = heap.is_marked(address_of(reference))
        lost = reference.referent != 0 and not heap.is_marked(reference.referent)
        if lost or not held:
            unshare(reference)
        if not held:
            continue
        if lost:
            reference.referent = 0
            cleared = True
        set_entry(kept, reference)
        kept += 1
    table.count = kept
    if cleared or table.waiting > kept:
        table.waiting = kept


@metal
def take_dead() -> object:
    """A cleared reference whose callback has not been called yet, the newest; or ``None``."""
    while table.waiting != 0:
        table.waiting = table.waiting - 1
        reference = entry(table.waiting)
        if reference.referent == 0 and not is_null(reference.callback):
            return cast(object, reference)
    return None


@metal
def server_or_null() -> object:
    """The function that calls callbacks, or null."""
    return table.server


@metal
def take_callback(reference: WeakReference) -> object:
    """A reference's callback, which is its own no more."""
    callback = reference.callback
    reference.callback = null(object)
    return callback


@metal
def count_of(value: object) -> object:
    """How many weak references a value has."""
    found: isize = 0
    for i in range(table.count):
        if entry(i).referent == address_of(value):
            found += 1
    return make_small(found)


def references_of(value):
    """The weak references to a value."""
    found = []
    for i in range(table_length()):
        reference = table_entry(i)
        if referent(reference) is value:
            found.append(reference)
    return found


@metal
def table_length() -> isize:
    """How many references are registered."""
    return isize(table.count)


@metal
def table_entry(index: usize) -> object:
    """A registered reference."""
    return cast(object, entry(index))


@metal
def referent(reference: WeakReference) -> object:
    """What a weak reference refers to, or ``None``."""
    if reference.referent == 0:
        return None
    return cast(object, Ptr[u8](reference.referent))


@metal
def set_referent(reference: WeakReference, value: object) -> None:
    """Point a new weak reference at an object."""
    reference.referent = address_of(value)
    register(reference)


# An object's shared references, those without a callback, are chained from its own word for weak
# references. A link is the address with all bits turned, which is no address to the collector
# and looks like a small int: so it keeps nothing alive.


@metal
def shared_place(value: object) -> Ptr[object]:
    """The word of an object that the chain of its shared references begins in, or null.

    Classes have none, whatever their metaclass is.
    """
    type_ = type_of(value)
    if type_.weak_offset == 0 or type_.flags & TYPE_TYPE != 0:
        return null(Ptr[object])
    return attributes.field_place(value, type_.weak_offset)


@metal
def shared_or_null(value: object, class_: Type) -> object:
    """The reference of a class that is shared by all who ask for one to an object."""
    place = shared_place(value)
    if not is_null(place):
        link = place[0]
        while not is_null(link):
            reference = linked(link)
            if reference.type is class_:
                return cast(object, reference)
            link = reference.next
    return null(object)


@metal
def share(value: object, reference: WeakReference) -> None:
    """Let others who refer to an object find a reference."""
    place = shared_place(value)
    if not is_null(place):
        reference.next = place[0]
        place[0] = cast(object, Ptr[u8](~address_of(reference)))


@metal
def unshare(reference: WeakReference) -> None:
    """A reference or its object is about to go: nobody is to find it any more."""
    if reference.referent == 0 or not is_null(reference.callback):
        return
    place = shared_place(referent(reference))
    if is_null(place):
        return
    if not is_null(place[0]) and linked(place[0]) is reference:
        place[0] = reference.next
        return
    link = place[0]
    while not is_null(link):
        before = linked(link)
        link = before.next
        if not is_null(link) and linked(link) is reference:
            before.next = reference.next
            return


@metal
def linked(link: object) -> WeakReference:
    """The reference that a link of a chain stands for."""
    return cast(WeakReference, Ptr[u8](~address_of(link)))
