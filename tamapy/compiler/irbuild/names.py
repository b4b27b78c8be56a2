"""Names: locals, cells, globals, class and module namespaces; static resolution in the runtime."""

from __future__ import annotations

import ast
import builtins
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Fails, Register, Value
from tamapy.compiler.ir.types import LITERAL, NUMBER, OBJ, IRType
from tamapy.compiler.irbuild.attributes import inlines
from tamapy.compiler.irbuild.dispatch import expression
from tamapy.runtime.layout import Dict
from tamapy.runtime.scopes import GlobalMemory

_MISSING = object()


def mangle(b: Any, name: str) -> str:
    """A class-private name as the compiler of CPython mangles it."""
    owner = b.source.class_name
    if b.source.kind == "class":
        owner = b.source.node.name  # type: ignore[attr-defined]
    if not owner or not name.startswith("__") or name.endswith("__") or "." in name:
        return name
    owner = owner.lstrip("_")
    return f"_{owner}{name}" if owner else name


def static_value(b: Any, name: str) -> Any:
    """The host value of a global that is known while building, or ``_MISSING``."""
    for table in (b.own_rooms, b.module_rooms):
        if name in table:
            return table[name]
    if not b.source.static or name in b.source.assigned_globals:
        return _MISSING
    found = b.source.globals.get(name, _MISSING)
    if found is _MISSING:
        found = getattr(builtins, name, _MISSING)
    return found


def host_constant(b: Any, value: Any) -> Value:
    """A host value known at build time as an IR value."""
    value = b.program.types.constant(value)
    if isinstance(value, (bool, int, float)) and type(value) in (bool, int, float):
        if b.metal or not isinstance(value, bool):
            return ops.Literal(value, LITERAL)
    static = b.program.types.static_symbol(value)
    if static is not None:
        return static
    return ops.Constant(value)



@expression(ast.Name)
def build_name(b: Any, node: ast.Name, want: IRType | None) -> Value:
    """A variable's value."""
    return load_name(b, mangle(b, node.id), node)


def load_name(b: Any, name: str, node: ast.AST) -> Value:
    """The value of a variable, wherever it lives."""
    kind = b.scope_of(name)
    if kind == "local":
        return _load_local(b, name, node)
    if kind in ("cell", "free"):
        cell = b.named_cell(name)
        return b.rt(
            "scopes.load_cell" if kind == "cell" else "scopes.load_free", cell, b.label(name)
        )
    if kind == "class-free":
        b.program.note_global(b.source, name)
        return b.rt(
            "scopes.load_class_free", b.namespace(), b.label(name), b.named_cell(name)
        )
    found = static_value(b, name)
    if found is not _MISSING:
        return host_constant(b, found)
    if kind == "namespace":
        b.program.note_global(b.source, name)
        return b.rt(
            "scopes.load_name", b.namespace(), b.globals(), b.label(name), _memory(b, name)
        )
    if b.metal:
        b.error(f"name '{name}' is not defined", node)
    return load_global(b, name)


def load_global(b: Any, name: str) -> Value:
    """A global or builtin; code that stands for C does not see what programs make of those."""
    if b.source.silent and name not in b.source.globals:
        found = getattr(builtins, name, _MISSING)
        if found is not _MISSING:
            return host_constant(b, found)
    b.program.note_global(b.source, name)
    operands = (b.globals(), b.label(name), _memory(b, name))
    if not inlines(b):
        return b.rt("scopes.load_global", *operands)
    watch, _ = b.program.types.field(Dict, "watch")
    place, _ = b.program.types.field(GlobalMemory, "place")
    target = b.program.runtime("scopes.load_global")
    offsets = (b.number(watch), b.number(place))
    return b.emit(ops.Primitive("global.load", (*operands, *offsets), OBJ, Fails.NULL, (target,)))


def _memory(b: Any, name: str) -> Value:
    return b.program.global_memory(b.source.module, name)  # type: ignore[no-any-return]


def _load_local(b: Any, name: str, node: ast.AST) -> Value:
    register = b.locals.get(name)
    if register is None:
        if b.metal:
            b.error(f"'{name}' is used before it has a value", node)
        register = b.declare(name, OBJ)
    value = b.read(register)
    # In the static rooms null is a value of its own ("nothing"), so it cannot mean "unbound".
    if register.type in (OBJ, NUMBER) and not b.source.static and not b.is_bound(name):
        missing, bound = b.new_block("unbound"), b.new_block("bound")
        asked = value if register.type is OBJ else b.emit(ops.Extract(value, 0, OBJ))
        b.branch(b.is_null(asked), missing, bound, unlikely=True)
        b.start(missing)
        b.raise_by("scopes.raise_unbound", b.label(name))
        b.start(bound)
    return value


def store_name(b: Any, name: str, value: Value, node: ast.AST) -> None:
    """Bind a variable."""
    kind = b.scope_of(name)
    if kind == "local":
        register = b.locals.get(name)
        if register is None:
            if b.metal:
                value = b.settle(value)
            elif name not in b.numbers:
                value = b.coerce(value, OBJ)
            register = b.declare(name, OBJ if name in b.numbers else value.type)
        b.assign(register, value)
        b.keep(register)
        return
    value = b.coerce(value, OBJ)
    if kind in ("cell", "free"):
        b.rt("scopes.store_cell", b.named_cell(name), value)
    elif kind in ("namespace", "class-free"):
        b.rt("scopes.store_name", b.namespace(), b.label(name), value)
    else:
        if b.metal:
            b.error(f"metal code cannot bind the global '{name}'", node, "use a static")
        b.rt("scopes.store_global", b.globals(), b.label(name), value, _memory(b, name))


def delete_name(b: Any, name: str, node: ast.AST) -> None:
    """Unbind a variable."""
    kind = b.scope_of(name)
    if kind == "local":
        _load_local(b, name, node)
        b.emit(ops.Assign(b.locals[name], b.null(b.locals[name].type)))
    elif kind in ("cell", "free"):
        b.rt("scopes.delete_cell", b.named_cell(name), b.label(name))
    elif kind in ("namespace", "class-free"):
        b.rt("scopes.delete_name", b.namespace(), b.label(name))
    else:
        b.rt("scopes.delete_global", b.globals(), b.label(name))


def clear_name(b: Any, name: str, node: ast.AST) -> None:
    """Unbind a variable that may be unbound already (the end of ``except … as``)."""
    kind = b.scope_of(name)
    if kind == "local":
        register = b.locals.get(name) or b.declare(name, OBJ)
        b.emit(ops.Assign(register, b.null(register.type)))
    elif kind in ("cell", "free"):
        b.rt("scopes.store_cell", b.named_cell(name), b.null())
    elif kind in ("namespace", "class-free"):
        b.rt("scopes.clear_name", b.namespace(), b.label(name))
    else:
        b.rt("scopes.clear_name", b.globals(), b.label(name))


def local_register(b: Any, name: str, type_: IRType) -> Register:
    """The register of a local declared with an annotation."""
    register = b.locals.get(name)
    if register is None:
        return b.declare(name, type_)
    if register.type != type_:
        b.error(f"'{name}' is {register.type} already")
    return register
