"""Structs: declared layouts, and references to them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any, dataclass_transform

from tamapy.metal.memory import memory
from tamapy.metal.pointers import Pointer, Ptr, Reference, load, store
from tamapy.metal.types import MachineInt, f64


@dataclass(frozen=True)
class Layout:
    """Where the fields of a struct lie. ``size`` and offsets are in bytes.

    ``fields`` maps a name to (offset, type); ``tail`` names the flexible array at the
    end, whose type is an :class:`Array`, or is empty.
    """

    size: int
    align: int
    fields: dict[str, tuple[int, Any]]
    tail: str


class ArrayType(type):
    """The type of ``Array``: makes ``Array[T]``."""

    target: Any

    def __getitem__(cls, target: Any) -> Any:
        return cls.of(target)

    def of(cls, target: Any) -> Any:
        """``Array[target]``."""
        name = target if isinstance(target, str) else target.__name__
        return ArrayType(f"Array[{name}]", (cls,), {"target": target})


class Array(metaclass=ArrayType):
    """A flexible array at the end of a struct; ``target`` is the type of its items."""

    target: Any = None


_structs: dict[str, Any] = {}


def struct_named(name: str) -> Any:
    """The struct of that name; an unknown name is an opaque reference."""
    return _structs.get(name, Struct)


class Field:
    """The descriptor of one field."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: Any) -> Any:
        if instance is None:
            return self
        offset, type_ = type(instance).layout(memory.bits).fields[self.name]
        if isinstance(type_, ArrayType):
            memory.offset(instance.address, 1)
            return Ptr.to(type_.target)(instance.address + offset)
        return load(type_, instance.address + offset)

    def __set__(self, instance: Any, value: Any) -> None:
        offset, type_ = type(instance).layout(memory.bits).fields[self.name]
        if isinstance(type_, ArrayType):
            raise TypeError(f"the tail '{self.name}' cannot be assigned: assign its items")
        store(type_, instance.address + offset, value)


@dataclass_transform()
class StructType(type):
    """The type of structs: gathers fields and computes layouts."""

    _layouts: dict[int, Layout]

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> Any:
        names = list(space.get("__annotations__", {}))
        space.setdefault("__slots__", ())
        for field in names:
            space[field] = Field(field)
        made = super().__new__(cls, name, bases, space)
        made._layouts = {}
        made._own_fields = names  # type: ignore[attr-defined]
        _structs[name] = made
        return made

    def layout(cls, bits: int) -> Layout:
        """The layout with words of ``bits`` (32 or 64) bits."""
        found = cls._layouts.get(bits)
        if found is None:
            found, complete = _lay_out(cls, bits)
            if complete:
                cls._layouts[bits] = found
        return found


def _resolve(cls: Any, annotation: Any) -> tuple[Any, bool]:
    """An annotation's type, and whether all of it was known."""
    if not isinstance(annotation, str):
        return annotation, True
    space = vars(sys.modules[cls.__module__])
    try:
        found = eval(annotation, dict(space), dict(_structs))
    except NameError:
        return Struct, False
    return (_resolve(cls, found)) if isinstance(found, str) else (found, True)


def _measure(type_: Any, bits: int) -> tuple[int, int]:
    """Size and alignment of a field."""
    size = bits // 8
    if isinstance(type_, type):
        if type_.__name__ not in ("usize", "isize") and issubclass(type_, MachineInt):
            size = type_.width // 8
        elif type_ is f64:
            size = 8
        elif type_ is bool:
            size = 1
        elif type_ is not object and not issubclass(type_, (MachineInt, Reference, Pointer)):
            raise TypeError(f"{type_.__name__} cannot be a field's type")
    return size, size


def _lay_out(cls: Any, bits: int) -> tuple[Layout, bool]:
    fields: dict[str, tuple[int, Any]] = {}
    offset, align, tail, complete = 0, 1, "", True
    for owner in reversed(cls.__mro__):
        for name in getattr(owner, "_own_fields", ()) if isinstance(owner, StructType) else ():
            if tail:
                raise TypeError(f"{cls.__name__}.{name} follows the flexible tail '{tail}'")
            type_, known = _resolve(owner, owner.__annotations__[name])
            complete = complete and known
            item = type_
            if isinstance(type_, ArrayType):
                tail = name
                item, known = _resolve(owner, type_.target)
                complete = complete and known
                type_ = Array.of(item)
            size, alignment = _measure(item, bits)
            offset += -offset % alignment
            align = max(align, alignment)
            fields[name] = (offset, type_)
            if not tail:
                offset += size
    return Layout(offset + -offset % align, align, fields, tail), complete


class Struct(Reference, metaclass=StructType):
    """Base of structs. An instance is a reference to one in simulated memory."""

    __slots__ = ()

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in type(self).layout(memory.bits).fields:
            raise AttributeError(f"{type(self).__name__} has no field '{name}'")
        object.__setattr__(self, name, value)
