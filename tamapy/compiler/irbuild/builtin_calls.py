"""Calls of the commonest built-in functions: by what they are most often given."""

from __future__ import annotations

import ast
import builtins
from typing import Any

from tamapy.compiler.ir.ops import Value
from tamapy.compiler.irbuild.attributes import remembers
from tamapy.compiler.irbuild.dispatch import build_object

#: Name and number of arguments to the runtime's function, which gets the callee first.
SHORTCUTS: dict[tuple[str, int], str] = {
    ("len", 1): "length",
    ("isinstance", 2): "is_instance",
    ("abs", 1): "absolute",
    ("min", 2): "least",
    ("max", 2): "greatest",
    ("ord", 1): "ordinal",
    ("int", 1): "to_int",
    ("float", 1): "to_float",
    ("type", 1): "kind",
    ("set", 1): "to_set",
    ("list", 1): "to_list",
    ("tuple", 1): "to_tuple",
    ("str", 1): "to_text",
}


#: Of these, what the static rooms call as well: there names mean what they say.
_IN_ROOMS = ("isinstance", "len", "type")


def is_builtin_name(b: Any, name: str) -> bool:
    """Whether a name means what is built in, as far as can be seen while building."""
    return (
        remembers(b) and hasattr(builtins, name) and b.scope_of(name) == "global"
        and name not in b.source.globals
    )


def shortcut(b: Any, func: ast.expr, callee: Value, args: list[Value]) -> Value | None:
    """The call of a built-in function that has a way of its own."""
    if not isinstance(func, ast.Name):
        return None
    path = SHORTCUTS.get((func.id, len(args)))
    if path is None or not is_builtin_name(b, func.id):
        return None
    return b.rt(f"shortcuts.{path}", callee, *args)  # type: ignore[no-any-return]


def room_shortcut(b: Any, node: ast.Call, value: Any) -> Value | None:
    """The call of a built-in function in a static room, if it has a way of its own."""
    if not b.source.static or b.metal or not isinstance(node.func, ast.Name):
        return None
    name = node.func.id
    if name not in _IN_ROOMS:
        return None
    meant = getattr(builtins, name)
    if value is not meant and value is not b.program.builtin_for(meant):
        return None
    path = SHORTCUTS.get((name, len(node.args)))
    if path is None or node.keywords or any(isinstance(a, ast.Starred) for a in node.args):
        return None
    args = [build_object(b, a) for a in node.args]
    return b.rt(f"shortcuts.{path}", b.constant(meant), *args)  # type: ignore[no-any-return]
