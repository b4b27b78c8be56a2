"""Freezers of classes and of their instances."""

from __future__ import annotations

from types import GetSetDescriptorType
from typing import Any

from tamapy.compiler.freeze.freezer import MUTABLE, NULL, Freezer, Raw, freezes
from tamapy.compiler.freeze.layouts import HEAP_TYPE
from tamapy.runtime import objects as O
from tamapy.runtime.flags import (
    ABSTRACT,
    BASE_TYPE,
    COMPUTED,
    DICT_TYPE,
    EXCEPTION_TYPE,
    HEAP,
    INT_TYPE,
    LIST_TYPE,
    ROW,
    SET_TYPE,
    STR_TYPE,
    TUPLE_TYPE,
    TYPE_TYPE,
)
from tamapy.runtime.slots import SLOT_NAMES

#: Host types whose subclasses are told by a bit, so that checks need no walk of the MRO.
_SUBCLASS_FLAGS: tuple[tuple[type, int], ...] = (
    (int, INT_TYPE), (str, STR_TYPE), (list, LIST_TYPE), (tuple, TUPLE_TYPE), (dict, DICT_TYPE),
    (BaseException, EXCEPTION_TYPE), (type, TYPE_TYPE), (set, SET_TYPE), (frozenset, SET_TYPE),
)
PY_BASETYPE = 1 << 10
PY_ABSTRACT = 1 << 20


@freezes(type)
def freeze_class(f: Freezer, value: type, name: str) -> None:
    """A class: its layout, its namespace, and its special methods by index."""
    layout = f.program.layouts.of(value)
    namespace = f.program.namespace(value)
    flags = HEAP if value.__flags__ & HEAP_TYPE else 0
    if value.__flags__ & PY_BASETYPE:
        flags |= BASE_TYPE
    if value.__flags__ & PY_ABSTRACT:
        flags |= ABSTRACT
    if value in (property, GetSetDescriptorType):
        flags |= COMPUTED
    if "__row__" in vars(value):
        flags |= ROW
    for base, bit in _SUBCLASS_FLAGS:
        if issubclass(value, base):
            flags |= bit
    subclasses = name + "#subclasses"
    mro = value.__mro__
    names, shape = f.program.layouts.names(value), f.program.layouts.shape(value)
    with f.quietly(names):
        offset = f.struct(MUTABLE, name, O.Type, type(value), {
            "name": value.__name__, "qualname": value.__qualname__, "base": value.__base__
            if value.__base__ is not None else NULL, "bases": value.__bases__, "mro": mro,
            "dict": namespace, "subclasses": Raw(subclasses), "flags": flags, "size": layout.size,
            "item_size": layout.item_size, "dict_offset": layout.dict_offset,
            "weak_offset": layout.weak_offset, "trace": layout.trace,
            "trace_tail": int(layout.trace_tail or bool(names)), "names": names, "shape": shape,
        }, tail_bytes=len(SLOT_NAMES) * f.word, extra=f.program.layouts.of(type(value)).extra)
    at = offset + f.tail(O.Type)
    for i, slot in enumerate(SLOT_NAMES):
        for cls in mro:
            found = f.program.namespace(cls)
            if slot in found:
                _put_slot(f, at + i * f.word, found, slot)
                break
    f.program.register_class(value, name, subclasses)
    for heir in _registering_subclasses(value):
        f.symbol(heir, "subclass")


def _put_slot(f: Freezer, offset: int, namespace: dict[str, Any], slot: str) -> None:
    """Write what a class has for a special method, once that comes into the image."""
    selection = f.program.pruned_namespace(namespace)
    written = False

    def step() -> bool:
        nonlocal written
        if written or not (selection is None or selection(slot, namespace[slot], f.names)):
            return False
        written = True
        f.put_value(MUTABLE, offset, namespace[slot], slot)
        return True

    if not step():
        f.later(step)


def _registering_subclasses(value: type) -> list[type]:
    """Subclasses of an abstract class that classes were registered with.

    Nobody has to mention them: ``isinstance([], Sequence)`` holds by ``MutableSequence``, with
    which ``list`` is registered. Classes that decide by a hook of their own need none.
    """
    if "_abc_registry" not in vars(value) or "__subclasshook__" in vars(value):
        return []
    heirs: list[type] = type.__subclasses__(value)
    return [
        heir for heir in heirs
        if "_abc_registry" in vars(heir)
        and (len(vars(heir)["_abc_registry"]) or _registering_subclasses(heir))
    ]



@freezes(object)
def freeze_instance(f: Freezer, value: Any, name: str) -> None:
    """An instance of a class written in Python (or a bare ``object()``)."""
    cls = type(value)
    if (cls is not object and not cls.__flags__ & HEAP_TYPE) or not f.program.is_python_class(cls):
        f.refuse(
            value, f"an object of the C type {cls.__module__}.{cls.__qualname__} cannot be frozen",
            "create it when the program runs, or keep it out of module level state",
        )
    layout = f.program.layouts.of(cls)
    size = layout.size + len(f.program.layouts.names(cls)) * f.word
    offset = f.place(MUTABLE, name, size)
    f.put_symbol(MUTABLE, offset, f.symbol(cls, "type"))
    f.program.freeze_attributes(f, MUTABLE, offset, value)


@freezes(BaseException)
def freeze_exception(f: Freezer, value: BaseException, name: str) -> None:
    """An exception kept in a variable."""
    layout = f.program.layouts.of(type(value))
    offset = f.place(MUTABLE, name, layout.size)
    f.put_symbol(MUTABLE, offset, f.symbol(type(value), "type"))
    fields = f.types.layout(O.Exception_).fields
    for field, item in (
        ("args", value.args), ("cause", value.__cause__), ("suppress", value.__suppress_context__),
    ):
        if item is not None:
            f.put_value(MUTABLE, offset + fields[field][0], item, field)
    f.program.freeze_attributes(f, MUTABLE, offset, value)
