"""Attributes that instances keep in themselves, without a ``__dict__``.

A class whose instances have nothing but attributes (``object``'s layout with ``__dict__`` and
``__weakref__``) has ``names``: those that its methods store, as far as a look at their code tells,
its bases' first. Its instances have a word for the value of each behind their fields. The word of
the ``__dict__`` then tells in what order the values came (``orders.py``), null if none has yet.
A ``__dict__`` takes its place, and all the values, once somebody asks for it, an attribute is
deleted, or one comes that the class did not expect.

``shape`` is ``names`` where compiled code may go to the value by its position at once: no
special method and no descriptor of the class has a say. Of other classes that leave attributes to
``object`` it is the class itself: there ``__slots__`` are at known places. Else it is empty.
"""

from tamapy.metal import (
    Ptr,
    Struct,
    address_of,
    cast,
    is_null,
    isize,
    metal,
    null,
    sizeof,
    stack_array,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import compare, dicts, orders, slots, types
from tamapy.runtime.flags import HEAP
from tamapy.runtime.layout import Str, Tuple
from tamapy.runtime.objects import Instance, Type

#: What no instance has for its order.
NO_ORDER = 2
#: Words of an instance before its values, and the one that has the ``__dict__`` or the order.
FIRST = 3
ORDER = 1
#: No ``__dict__`` lies so low, and no order is so high.
LEAST_DICT = 2 * orders.COUNT
#: Most names that a class may have.
MOST = orders.LONGEST


class AttributeMemory(Struct):
    """Where code that asks for an attribute found it last: in instances of a shape.

    Or, of a method: in instances of a type, of which ``shape`` is the address then.
    """

    shape: usize
    place: usize  # bytes from the instance's start; of a method the function
    before: usize  # the order of an instance before this attribute came,
    after: usize  # and after it; of a method whether the call lacks arguments
    limit: usize  # what the order of an instance is below if it has the attribute there, or 0


@metal
def remember(memory: AttributeMemory, shape: Tuple, position: isize) -> None:
    """Note a position in instances of a shape."""
    memory.shape = address_of(shape)
    memory.place = (usize(position) + FIRST) * sizeof(object)
    memory.before = NO_ORDER
    memory.after = NO_ORDER
    memory.limit = LEAST_DICT


@metal
def no_limit() -> usize:
    """The limit of entries of ``__slots__``: their instances have no order."""
    return ~usize(0)


@metal
def remember_slot(memory: AttributeMemory, type_: Type, offset: usize) -> None:
    """Note where instances of a class have an entry of ``__slots__``."""
    memory.shape = address_of(type_)
    memory.place = offset
    memory.before = NO_ORDER
    memory.after = NO_ORDER
    memory.limit = no_limit()


@metal
def has_names(type_: Type) -> bool:
    """Whether compiled code may go to attributes that instances keep in themselves."""
    return type_.names.length != 0 and type_.shape is type_.names


@metal
def has_slots(type_: Type) -> bool:
    """Whether compiled code may go to entries of ``__slots__``."""
    return cast(object, type_.shape) is cast(object, type_)


@metal
def is_compact(value: object, type_: Type) -> bool:
    """Whether an instance of the type keeps its attributes in itself."""
    return type_.names.length != 0 and cast(Ptr[usize], value)[ORDER] < LEAST_DICT


@metal
def position_of(names: Tuple, name: object) -> isize:
    """Where a name that is exactly a str stands among those of a class, or -1."""
    for i in range(names.length):
        if names.items[i] is name:
            return isize(i)
    if types.is_interned_place(address_of(name)):
        return -1  # texts of the image are there once
    for i in range(names.length):
        known = names.items[i]
        if compare.text_hash(cast(Str, known)) == compare.text_hash(cast(Str, name)):
            if compare.same_text(cast(Str, known), cast(Str, name)):
                return isize(i)
    return -1


@metal
def place_of(value: object, position: isize) -> Ptr[object]:
    """Where the value of a name lies."""
    return cast(Ptr[object], value) + (usize(position) + FIRST)


@metal
def order_of(value: object) -> usize:
    """The order of a compact instance's attributes."""
    return cast(Ptr[usize], value)[ORDER]


@metal
def set_order(value: object, order: usize) -> None:
    """Set it."""
    cast(Ptr[usize], value)[ORDER] = order


@metal
def get_or_null(value: object, type_: Type, name: object) -> object:
    """The attribute of a compact instance, or null."""
    if type_of(name) is not type_object(str):
        return null(object)
    position = position_of(type_.names, name)
    if position < 0:
        return null(object)
    return place_of(value, position)[0]


@metal
def put(value: object, position: isize, item: object) -> bool:
    """Set an attribute of a compact instance; false if its order is one too many."""
    place = place_of(value, position)
    if is_null(place[0]):
        after = orders.extended(cast(Ptr[usize], value)[ORDER], usize(position))
        if after == orders.NONE:
            return False
        cast(Ptr[usize], value)[ORDER] = after
    place[0] = item
    return True


@metal
def copied(value: object, type_: Type) -> object:
    """The attributes of a compact instance in a new dict; null if it has none."""
    positions = stack_array(usize, MOST)
    count = orders.positions_of(cast(Ptr[usize], value)[ORDER], positions)
    if count == 0:
        return null(object)
    made = dicts.new_dict()
    for i in range(count):
        position = positions[i]
        dicts.set_item(made, type_.names.items[position], place_of(value, isize(position))[0])
    return made


@metal
def spread(value: object, type_: Type) -> object:
    """The ``__dict__`` of what was a compact instance until now."""
    made = copied(value, type_)
    if is_null(made):
        made = dicts.new_dict()
    drop(value, type_)
    cast(Ptr[object], value)[ORDER] = made
    return made


@metal
def drop(value: object, type_: Type) -> None:
    """Clear the values of an instance that is compact."""
    if is_compact(value, type_):
        for i in range(type_.names.length):
            place_of(value, isize(i))[0] = null(object)
        cast(Ptr[object], value)[ORDER] = null(object)


@metal
def room(type_: Type) -> usize:
    """Bytes that an instance takes for values."""
    return type_.names.length * sizeof(object)


# -- of classes -------------------------------------------------------------------------


@metal
def is_plain(type_: Type) -> bool:
    """Whether instances have nothing but attributes."""
    word = sizeof(object)
    return (
        type_.size == sizeof(Instance) and type_.item_size == 0
        and type_.dict_offset == word and type_.weak_offset == 2 * word
    )


@metal
def names_of(type_: Type) -> object:
    """The names of a class."""
    return cast(object, type_.names)


@metal
def set_names(type_: Type, names: object) -> None:
    """Give a class its names before it has instances."""
    type_.names = cast(Tuple, names)
    type_.trace_tail = 1


def take_names(class_, own):
    """Give a new class the names of its bases, and ``own`` that its methods store."""
    if is_plain(class_):
        _find_names(class_, own)
    renew_shape(class_)


def _find_names(class_, own):
    names = ()
    for base in types.mro_of(class_)[1:]:
        names = joined(names, names_of(base))
    names = joined(names, tuple([name for name in own if not is_described(class_, name)]))
    if names:
        set_names(class_, names)


@metal
def is_described(class_: Type, name: object) -> bool:
    """Whether something in the class stores an attribute of that name elsewhere."""
    return types.kind_of(types.lookup_or_null(class_, name)) != 0


def joined(names, more):
    """Names, and those of others that are not among them."""
    if not names:
        return more
    added = [name for name in more if name not in names]
    if not added:
        return names
    return (*names, *added)[:MOST]


@metal
def renew_shape(class_: Type) -> None:
    """Find out whether compiled code may go to the values of instances at once."""
    class_.shape = cast(Tuple, ())
    top = type_object(object)
    if class_.slots[slots.GETATTRIBUTE] is not top.slots[slots.GETATTRIBUTE]:
        return
    if class_.slots[slots.SETATTR] is not top.slots[slots.SETATTR]:
        return
    names = class_.names
    if names.length == 0 and class_.flags & HEAP != 0 and class_.item_size == 0:
        class_.shape = cast(Tuple, cast(object, class_))
        return
    for i in range(names.length):
        found = types.lookup_or_null(class_, names.items[i])
        if not is_null(found) and types.kind_of(found) != 0:
            return
    class_.shape = names


def renew_shapes(class_):
    """The same for a class that has changed, and for those derived from it."""
    renew_shape(class_)
    for heir in subclasses_of(class_):
        renew_shapes(heir)


@metal
def subclasses_of(class_: Type) -> object:
    """The list of a class's direct subclasses."""
    return class_.subclasses
