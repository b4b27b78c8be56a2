"""Calls that use the caller's names: ``globals()``, ``locals()``, ``exec`` and their like."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Value
from tamapy.compiler.ir.types import OBJ
from tamapy.compiler.irbuild.builder import Builder
from tamapy.compiler.irbuild.dispatch import build_object
from tamapy.compiler.irbuild.names import load_name, mangle


def introspects(b: Any, node: ast.Call) -> bool:
    """Whether a call may be one of those that see the caller's namespaces."""
    return (
        isinstance(node.func, ast.Name) and (node.func.id, len(node.args)) in _CALLS
        and not node.keywords and not b.source.static
        and not any(isinstance(a, ast.Starred) for a in node.args)
        and b.scope_of(mangle(b, node.func.id)) in ("global", "namespace")
    )


def introspecting_call(b: Any, node: ast.Call) -> Value:
    """The call, if its name still means the built-in function; any other call if not."""
    name = node.func.id  # type: ignore[attr-defined]
    callee = load_name(b, name, node.func)
    args = [build_object(b, a) for a in node.args]
    builtin = b.constant(getattr(builtins, name))
    own, other, end = b.new_block("builtin"), b.new_block("other"), b.new_block("called")
    result = b.register("result")
    b.branch(b.emit(ops.Compare("eq", callee, builtin)), own, other)
    b.start(own)
    b.assign(result, _CALLS[name, len(args)](b, callee, args))
    b.goto(end)
    b.start(other)
    b.assign(result, _call(b, callee, args))
    b.start(end)
    return b.read(result)


def _call(b: Builder, callee: Value, args: list[Value]) -> Value:
    return b.rt("calls.call", callee, b.argument_vector(args), b.number(len(args)))


def _globals(b: Any, callee: Value, args: list[Value]) -> Value:
    return b.globals()


def _locals(b: Any, callee: Value, args: list[Value]) -> Value:
    if b.source.kind == "module":
        return b.globals()
    if b.source.kind != "function":
        return b.namespace()
    names, values = [], []
    for name in b.variables():
        names.append(name)
        if b.scope_of(name) == "local":
            values.append(b.coerce(b.read(b.locals[name]), OBJ))
        else:
            values.append(b.rt("scopes.cell_value_or_null", b.cell(name)))
    vector = b.argument_vector(values)
    return b.rt("scopes.locals_of", b.constant(tuple(names)), vector)


def _dir(b: Any, callee: Value, args: list[Value]) -> Value:
    return b.rt("scopes.sorted_names", _locals(b, callee, args))


def _execute(b: Any, callee: Value, args: list[Value]) -> Value:
    return _call(b, callee, [*args, b.globals(), _locals(b, callee, [])])


def _execute_in(b: Any, callee: Value, args: list[Value]) -> Value:
    """With namespaces given; ``None`` for the globals stands for the caller's."""
    space, local = b.register("space"), b.register("local")
    b.assign(space, args[1])
    b.assign(local, args[2] if len(args) > 2 else b.none())
    own, bare, ready = b.new_block("own"), b.new_block("bare"), b.new_block("ready")
    b.branch(b.emit(ops.Compare("eq", args[1], b.none())), own, ready)
    b.start(own)
    b.assign(space, b.globals())
    b.branch(b.emit(ops.Compare("eq", b.read(local), b.none())), bare, ready)
    b.start(bare)
    b.assign(local, _locals(b, callee, []))
    b.start(ready)
    return _call(b, callee, [args[0], b.read(space), b.read(local)])


def _type(b: Any, callee: Value, args: list[Value]) -> Value:
    return b.rt("classes.called_type", *args, b.globals())


_CALLS: dict[tuple[str, int], Callable[[Any, Value, list[Value]], Value]] = {
    ("globals", 0): _globals,
    ("locals", 0): _locals,
    ("vars", 0): _locals,
    ("dir", 0): _dir,
    ("exec", 1): _execute,
    ("eval", 1): _execute,
    ("exec", 2): _execute_in,
    ("eval", 2): _execute_in,
    ("exec", 3): _execute_in,
    ("eval", 3): _execute_in,
    ("type", 3): _type,
}
