"""Attributes that code finds in classes and modules, remembered where it asks.

An :class:`AttributeMemory` whose ``shape`` is no address but one with a tag is about such an
attribute. What classes have holds until any class changes (``types.cache_state.version``, noted
in ``before``); where a module has a name, as long as its namespace has the same entries.
"""

from types import FunctionType, ModuleType

from tamapy.metal import (
    Ptr,
    address_of,
    cast,
    is_null,
    metal,
    null,
    type_object,
    type_of,
    u8,
    usize,
)
from tamapy.runtime import attributes, calls, dicts, slots, types, values
from tamapy.runtime.layout import Dict
from tamapy.runtime.objects import ClassMethod, Module, StaticMethod, Type
from tamapy.runtime.values import AttributeMemory

#: The attribute of a class that was asked itself: ``shape`` is its address with this tag.
CLASS = 1
#: A module's: ``place`` is the index of its key in the entries, ``before`` their address.
MODULE = 2
#: That of a class, asked through instances that have none of the name.
INSTANCE = 3
#: In ``limit``, of a method: it is called with the class before its arguments.
FOR_CLASS = 1
#: In ``limit``: instances have the attribute in their ``__dict__``, the key at ``place``.
IN_DICT = 2


@metal
def known_or_null(value: object, name: object, memory: AttributeMemory) -> object:
    """``value.name`` if that is remembered, and still so."""
    tag = memory.shape & 3
    if tag == 0:
        return null(object)
    owner = memory.shape - tag
    if tag == MODULE:
        if owner != address_of(value) or type_of(value) is not type_object(ModuleType):
            return null(object)
        entries = cast(Dict, cast(Module, value).dict).entries
        if address_of(entries) != memory.before or entries.items[memory.place] is not name:
            return null(object)
        return entries.items[memory.place + 1]
    if memory.before != types.cache_state.version:
        return null(object)
    if tag == INSTANCE:
        type_ = type_of(value)
        if owner != address_of(type_):
            return null(object)
        if memory.limit == IN_DICT:
            return _item_or_null(value, type_, name, memory.place)
        if not _has_nothing_else(value, type_):
            return null(object)
    elif owner != address_of(value):
        return null(object)
    return cast(object, Ptr[u8](memory.place))


@metal
def _item_or_null(value: object, type_: Type, name: object, place: usize) -> object:
    """What an instance's ``__dict__`` has for the key at a place, if that is the name."""
    if values.is_compact(value, type_):
        return null(object)
    namespace = attributes.field_place(value, type_.dict_offset)[0]
    if is_null(namespace):
        return null(object)
    entries = cast(Dict, namespace).entries
    if place + 1 < entries.capacity and entries.items[place] is name:
        return entries.items[place + 1]
    return null(object)


@metal
def method_or_null(
    value: object, name: object, owner: Ptr[object], memory: AttributeMemory
) -> object:
    """A method of a class, or anything to call, if it is remembered; ``owner``: its first argument.

    ``owner`` is set to null if what is returned takes none.
    """
    found = known_or_null(value, name, memory)
    owner[0] = null(object)
    if not is_null(found) and memory.limit == FOR_CLASS:
        owner[0] = value if memory.shape & 3 == CLASS else cast(object, type_of(value))
    return found


@metal
def _has_nothing_else(value: object, type_: Type) -> bool:
    """Whether an instance has no attributes but those that its class expects."""
    return type_.dict_offset == 0 or values.order_of(value) < values.LEAST_DICT


@metal
def note(value: object, name: object, memory: AttributeMemory) -> None:
    """Remember ``value.name``, which was just found, if it is of a kind that can be."""
    if type_of(value) is type_object(ModuleType):
        _note_module(value, type_of(value), name, memory)
        return
    if _note_in_dict(value, name, memory):
        return
    found = _in_class_or_null(value, name)
    if is_null(found):
        return
    kind = type_of(found)
    itself = kind is type_object(FunctionType) or kind is type_object(calls.METHOD_DESCRIPTOR)
    if is_null(kind.slots[slots.GET]) or (itself and types.is_type(value)):
        _set(memory, value, found)


@metal
def _note_in_dict(value: object, name: object, memory: AttributeMemory) -> bool:
    """Remember where an instance's ``__dict__`` has a name, if that comes before all else."""
    type_ = type_of(value)
    if type_.dict_offset == 0 or types.is_type(value) or values.is_compact(value, type_):
        return False
    if type_.slots[slots.GETATTRIBUTE] is not type_object(object).slots[slots.GETATTRIBUTE]:
        return False
    namespace = attributes.field_place(value, type_.dict_offset)[0]
    if is_null(namespace) or type_of(name) is not type_object(str):
        return False
    position = dicts.find_text(cast(Dict, namespace), name)
    found = types.lookup_or_null(type_, name)
    if position < 0 or (not is_null(found) and types.kind_of(found) != 0):
        return False
    place = usize(position) * 3 + 1
    if cast(Dict, namespace).entries.items[place] is not name:
        return False
    memory.shape = address_of(type_) + INSTANCE
    memory.place = place
    memory.before = types.cache_state.version
    memory.limit = IN_DICT
    return True


@metal
def note_method(value: object, name: object, memory: AttributeMemory) -> None:
    """The same of what is going to be called: methods of classes, and static ones, too."""
    if type_of(value) is not type_object(ModuleType):
        found = _in_class_or_null(value, name)
        if not is_null(found):
            kind = type_of(found)
            function = null(object)
            if kind is type_object(classmethod):
                function = cast(ClassMethod, found).function
            elif kind is type_object(staticmethod):
                function = cast(StaticMethod, found).function
            if not is_null(function) and type_of(function) is type_object(FunctionType):
                _set(memory, value, function)
                if kind is type_object(classmethod):
                    memory.limit = FOR_CLASS
                return
    note(value, name, memory)


@metal
def _in_class_or_null(value: object, name: object) -> object:
    """What a class, or an instance's class, has under a name if nothing comes before it."""
    type_ = type_of(value)
    getter = type_.slots[slots.GETATTRIBUTE]
    if types.is_type(value):
        usual = getter is type_object(type).slots[slots.GETATTRIBUTE]
        if not usual or not is_null(types.lookup_or_null(type_, name)):
            return null(object)
        return types.lookup_or_null(cast(Type, value), name)
    if getter is not type_object(object).slots[slots.GETATTRIBUTE]:
        return null(object)
    if type_.dict_offset != 0:
        if not values.is_plain(type_) or values.position_of(type_.names, name) >= 0:
            return null(object)
        if not _has_nothing_else(value, type_):
            return null(object)
    return types.lookup_or_null(type_, name)


@metal
def _note_module(module: object, type_: Type, name: object, memory: AttributeMemory) -> None:
    if type_of(name) is not type_object(str) or not is_null(types.lookup_or_null(type_, name)):
        return
    namespace = cast(Dict, cast(Module, module).dict)
    position = dicts.find_text(namespace, name)
    if position >= 0:
        place = usize(position) * 3 + 1
        if namespace.entries.items[place] is name:
            memory.shape = address_of(module) + MODULE
            memory.place = place
            memory.before = address_of(namespace.entries)


@metal
def _set(memory: AttributeMemory, value: object, found: object) -> None:
    if types.is_type(value):
        memory.shape = address_of(value) + CLASS
    else:
        memory.shape = address_of(type_of(value)) + INSTANCE
    memory.place = address_of(found)
    memory.before = types.cache_state.version
    memory.limit = 0
