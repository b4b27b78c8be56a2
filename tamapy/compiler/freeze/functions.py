"""Freezers of functions, code, methods, cells and descriptors."""

from __future__ import annotations

import dis
import weakref
from types import (
    BuiltinFunctionType,
    CellType,
    ClassMethodDescriptorType,
    CodeType,
    FunctionType,
    GenericAlias,
    GetSetDescriptorType,
    MappingProxyType,
    MemberDescriptorType,
    MethodDescriptorType,
    MethodType,
    MethodWrapperType,
    ModuleType,
    WrapperDescriptorType,
)
from typing import Any

from tamapy.compiler.analyse import attributes
from tamapy.compiler.errors import CompileError
from tamapy.compiler.freeze import atoms
from tamapy.compiler.freeze.freezer import MUTABLE, NULL, READ_ONLY, Freezer, Raw, freezes
from tamapy.compiler.target import home_of, is_static_room
from tamapy.compiler.types import is_metal
from tamapy.runtime import binding, classes
from tamapy.runtime import layout as L
from tamapy.runtime import objects as O

#: The hash of what nobody hashes: not yet computed.
UNHASHED = -1


def is_driver(value: FunctionType) -> bool:
    """Whether a function of the static rooms is plain Python that programs use as such."""
    return not is_metal(value) and not home_of(value).startswith("tamapy.runtime.")


@freezes(FunctionType)
def freeze_function(f: Freezer, value: FunctionType, name: str) -> None:
    """A function; one of the runtime's or a stand-in's appears as built in."""
    entry = f.program.entry_symbol(value)
    kind: type = FunctionType
    qualname = value.__qualname__
    module: Any = value.__module__
    static = is_static_room(home_of(value))
    if is_metal(value) or (static and not is_driver(value)):
        kind, qualname = f.program.builtin_kind(value)
        module = "builtins"
    elif not static and f.program.is_native(value):
        kind = BuiltinFunctionType
        f.program.native_modules.add(module)
    closure: Any = NULL if value.__closure__ is None else value.__closure__
    plain = kind is FunctionType
    with f.quietly():
        f.struct(MUTABLE, name, O.Function, kind, {
            "entry": Raw(entry),
            "code": f.program.code_object(value),
            "globals": NULL if static else value.__globals__,
            "closure": closure,
            "defaults": NULL if value.__defaults__ is None else value.__defaults__,
            "kwdefaults": NULL if value.__kwdefaults__ is None else value.__kwdefaults__,
            "name": value.__name__ if plain else qualname.rsplit(".", 1)[-1],
            "qualname": qualname,
            "module": module,
            "doc": NULL if module == "builtins" else value.__doc__,
            "annotations": value.__annotations__ if plain and value.__annotations__ else NULL,
            "dict": value.__dict__ if plain and value.__dict__ else NULL,
            "weak": NULL,
        })


class MetalCode:
    """Stands for the code of a metal function behind its wrapper."""

    def __init__(self, function: FunctionType) -> None:
        self.function = function


@freezes(CodeType, MetalCode)
def freeze_code(f: Freezer, value: Any, name: str) -> None:
    """A code object: its entry, its parameters, and the positions tracebacks need."""
    code: CodeType = value.function.__code__ if isinstance(value, MetalCode) else value
    users = False
    if isinstance(value, MetalCode):
        entry = f.program.entry_symbol(value.function)
        filename, qualname, traced = "", value.function.__qualname__, False
    else:
        entry = f.program.symbol_of_code(code)
        source = f.program.code_sources[id(code)]
        filename, qualname, traced = source.filename, code.co_qualname, source.traced
        users = f.program.world is not None and f.program.world.is_users(source.module)
    params = code.co_argcount + code.co_kwonlyargcount
    params += bool(code.co_flags & 4) + bool(code.co_flags & 8)
    # Programs see the runtime's own functions as built-in ones.
    doc = code.co_consts[0] if traced and code.co_consts else None
    lines = name + "#lines"
    # A library's variables are nobody's to misspell.
    varnames, freevars = code.co_varnames[:None if users else params], code.co_freevars
    if traced and source.kind == "class":
        uses = f.program.attribute_uses(source.module)
        varnames = attributes.of_body(code, source.node, uses)
    with f.quietly(varnames, freevars):
        offset = f.struct(MUTABLE, name, O.Code, CodeType, {
            "entry": Raw(entry), "name": code.co_name, "qualname": qualname,
            "filename": filename, "varnames": varnames, "freevars": freevars,
            "doc": doc if isinstance(doc, str) else None, "lines": NULL,
            "flags": _flags(code, traced), "argcount": code.co_argcount,
            "posonly": code.co_posonlyargcount, "kwonly": code.co_kwonlyargcount,
            "params": params, "first_line": code.co_firstlineno,
        })
    if traced and not source.silent:
        at, _ = f.types.layout(O.Code).fields["lines"]
        f.put_symbol(MUTABLE, offset + at, lines)
        f.code_positions[id(code)] = (lines, source)


def _flags(code: CodeType, traced: bool) -> int:
    """The flags of a code object; of the runtime's, also whether it reads what it collects."""
    flags = code.co_flags
    collecting = flags & (binding.ARGS | binding.KWARGS)
    if traced or not collecting:
        return flags
    last = code.co_argcount + code.co_kwonlyargcount + collecting.bit_count()
    collected = code.co_varnames[last - collecting.bit_count() : last]
    variable = (*dis.haslocal, *dis.hasfree)
    used = {i.argval for i in dis.get_instructions(code) if i.opcode in variable}
    return flags if used.intersection(collected) else flags | binding.UNREAD


def freeze_places(f: Freezer, symbol: str, text: str, numbers: bytes) -> None:
    """The packed places of a code object: ``tamapy.runtime.places.table``."""
    atoms.put_str(f, text, symbol + "#text", UNHASHED)
    atoms.put_bytes(f, numbers, symbol + "#numbers", UNHASHED)
    offset = f.struct(
        READ_ONLY, symbol, L.Tuple, tuple, {"length": 2}, tail_bytes=2 * f.word
    ) + f.tail(L.Tuple)
    f.put_symbol(READ_ONLY, offset, symbol + "#text")
    f.put_symbol(READ_ONLY, offset + f.word, symbol + "#numbers")


@freezes(MethodType)
def freeze_method(f: Freezer, value: MethodType, name: str) -> None:
    """A bound method."""
    _bound(f, name, value.__func__, value.__self__)


def _bound(f: Freezer, name: str, function: Any, receiver: Any) -> None:
    f.struct(MUTABLE, name, O.Method, MethodType, {
        "function": function, "receiver": receiver, "weak": NULL,
    })


@freezes(BuiltinFunctionType, MethodWrapperType)
def freeze_builtin(f: Freezer, value: Any, name: str) -> None:
    """A built-in function bound to an object: the runtime's method, bound."""
    receiver = value.__self__
    if receiver is None or isinstance(receiver, ModuleType):
        f.program.unknown_builtin(value, f.path_of(value))
    owner = receiver if isinstance(receiver, type) else type(receiver)
    found = f.program.implementation(owner, value.__name__, f.path_of(value))
    _bound(f, name, found.__func__ if isinstance(found, classmethod) else found, receiver)


@freezes(MethodDescriptorType, WrapperDescriptorType, ClassMethodDescriptorType,
         GetSetDescriptorType)
def freeze_descriptor(f: Freezer, value: Any, name: str) -> None:
    """That of weak references; others become the runtime's own before they come here."""
    if not isinstance(value, GetSetDescriptorType) or value.__name__ != "__weakref__":
        f.program.unknown_builtin(value, f.path_of(value))
    f.struct(MUTABLE, name, O.GetSet, GetSetDescriptorType, {
        "get": classes.first_reference, "set": NULL, "delete": NULL, "doc": None,
        "name": value.__name__, "owner": value.__objclass__,
    })


@freezes(MemberDescriptorType)
def freeze_member(f: Freezer, value: MemberDescriptorType, name: str) -> None:
    """The descriptor of a ``__slots__`` entry."""
    owner: Any = value.__objclass__
    offsets = dict(f.program.layouts.of(owner).slots)
    f.struct(MUTABLE, name, O.Member, MemberDescriptorType, {
        "name": value.__name__, "owner": owner, "offset": offsets[value.__name__],
        "read_only": 0, "doc": None,
    })


@freezes(CellType)
def freeze_cell(f: Freezer, value: CellType, name: str) -> None:
    """A captured variable."""
    try:
        contents = value.cell_contents
    except ValueError:
        contents = NULL
    f.struct(MUTABLE, name, O.Cell, CellType, {"value": contents})


@freezes(property)
def freeze_property(f: Freezer, value: property, name: str) -> None:
    """A property; one of a built-in type appears as such."""
    fields = {"get": value.fget, "set": value.fset, "delete": value.fdel, "doc": value.__doc__}
    computed = f.program.computed_attribute(value)
    if computed is not None:
        fields.update(doc=None, owner=computed[0], name=computed[1])
    filled = {k: NULL if v is None else v for k, v in fields.items()}
    if computed is not None:
        f.struct(MUTABLE, name, O.GetSet, GetSetDescriptorType, filled)
        return
    f.struct(MUTABLE, name, O.Property, type(value), filled,
             extra=f.program.instance_extra(type(value)))
    offset = f.blobs[MUTABLE].symbols[name]
    f.program.freeze_attributes(f, MUTABLE, offset, value)


@freezes(staticmethod)
def freeze_staticmethod(f: Freezer, value: staticmethod, name: str) -> None:
    """A static method."""
    f.struct(MUTABLE, name, O.StaticMethod, staticmethod, {"function": value.__func__})


@freezes(classmethod)
def freeze_classmethod(f: Freezer, value: classmethod, name: str) -> None:
    """A class method."""
    f.struct(MUTABLE, name, O.ClassMethod, classmethod, {"function": value.__func__})


@freezes(MappingProxyType)
def freeze_proxy(f: Freezer, value: Any, name: str) -> None:
    """A read-only view."""
    f.struct(MUTABLE, name, O.MappingProxy, MappingProxyType, {"mapping": dict(value)})


@freezes(GenericAlias)
def freeze_alias(f: Freezer, value: Any, name: str) -> None:
    """``list[int]``."""
    f.struct(MUTABLE, name, O.Alias, type(value), {
        "origin": value.__origin__, "args": value.__args__, "parameters": value.__parameters__,
        "unpacked": getattr(value, "__unpacked__", False),
    }, extra=f.program.instance_extra(type(value)))
    f.program.freeze_attributes(f, MUTABLE, f.blobs[MUTABLE].symbols[name], value)


@freezes(type(int | str))
def freeze_union(f: Freezer, value: Any, name: str) -> None:
    """``int | str``."""
    f.struct(READ_ONLY, name, O.Union, type(value), {
        "args": value.__args__, "parameters": value.__parameters__,
    })


@freezes(ModuleType)
def freeze_module(f: Freezer, value: ModuleType, name: str) -> None:
    """A module."""
    if is_static_room(value.__name__):
        raise CompileError(
            f"{value.__name__} has no module object on the target: {f.path_of(value)}",
            hint="a static room's names are resolved by the build",
        )
    f.program.open_spaces.add(id(vars(value)))
    f.struct(MUTABLE, name, O.Module, type(value), {"dict": vars(value), "weak": NULL},
             extra=f.program.instance_extra(type(value)))


def _behind(proxy: Any) -> Any:
    """What a weak proxy stands for; all but a few special methods are those of that object."""
    try:
        found = proxy.__sizeof__.__self__
    except ReferenceError:
        return None
    if not any(reference is proxy for reference in weakref.getweakrefs(found)):
        raise CompileError(f"a weak proxy of a {type(found).__name__} hides what it stands for")
    return found


@freezes(weakref.ref, weakref.ProxyType, weakref.CallableProxyType)
def freeze_reference(f: Freezer, value: Any, name: str) -> None:
    """A weak reference or proxy: what is in the image never dies."""
    reference = issubclass(type(value), weakref.ref)
    referent = value() if reference else _behind(value)
    callback = value.__callback__ if reference else None
    offset = f.place(MUTABLE, name, f.program.layouts.of(type(value)).size)
    f.put_symbol(MUTABLE, offset, f.symbol(type(value), "type"))
    fields = f.types.layout(O.WeakReference).fields
    if referent is not None:
        f.put_symbol(MUTABLE, offset + fields["referent"][0], f.symbol(referent, "referent"))
    if callback is not None:
        f.put_value(MUTABLE, offset + fields["callback"][0], callback, "callback")
    if reference:
        f.program.freeze_attributes(f, MUTABLE, offset, value)
