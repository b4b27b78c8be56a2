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
from tamapy.runtime import calls, dicts, slots, types, values
from tamapy.runtime.layout import Dict
from tamapy.runtime.objects import Module, Type
from tamapy.runtime.values import AttributeMemory

#: The attribute of a class that was asked itself: ``shape`` is its address with this tag.
CLASS = 1
#: A module's: ``place`` is the index of its key in the entries, ``before`` their address.
MODULE = 2
#: That of a class, asked through instances that have none of the name.
INSTANCE = 3


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
        if owner != address_of(type_) or not _has_nothing_else(value, type_):
            return null(object)
    elif owner != address_of(value):
        return null(object)
    return cast(object, Ptr[u8](memory.place))


@metal
def _has_nothing_else(value: object, type_: Type) -> bool:
    """Whether an instance has no attributes but those that its class expects."""
    return type_.dict_offset == 0 or values.order_of(value) < values.LEAST_DICT


@metal
def note(value: object, name: object, memory: AttributeMemory) -> None:
    """Remember ``value.name``, which was just found, if it is of a kind that can be."""
    type_ = type_of(value)
    if type_ is type_object(ModuleType):
        _note_module(value, type_, name, memory)
        return
    getter = type_.slots[slots.GETATTRIBUTE]
    if types.is_type(value):
        if getter is type_object(type).slots[slots.GETATTRIBUTE]:
            _note_class(value, type_, name, memory)
        return
    if getter is not type_object(object).slots[slots.GETATTRIBUTE]:
        return
    found = types.lookup_or_null(type_, name)
    if is_null(found) or not is_null(type_of(found).slots[slots.GET]):
        return
    if type_.dict_offset == 0 or (
        values.is_plain(type_) and values.position_of(type_.names, name) < 0
    ):
        if _has_nothing_else(value, type_):
            _set(memory, address_of(type_) + INSTANCE, found)


@metal
def _note_class(class_: object, meta: Type, name: object, memory: AttributeMemory) -> None:
    if not is_null(types.lookup_or_null(meta, name)):
        return
    found = types.lookup_or_null(cast(Type, class_), name)
    if is_null(found):
        return
    kind = type_of(found)
    itself = kind is type_object(FunctionType) or kind is type_object(calls.METHOD_DESCRIPTOR)
    if itself or is_null(kind.slots[slots.GET]):
        _set(memory, address_of(class_) + CLASS, found)


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
def _set(memory: AttributeMemory, shape: usize, found: object) -> None:
    memory.shape = shape
    memory.place = address_of(found)
    memory.before = types.cache_state.version
