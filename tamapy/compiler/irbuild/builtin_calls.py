"""Calls of the commonest built-in functions: by what they are most often given."""

from __future__ import annotations

import ast
import builtins
from typing import Any

from tamapy.compiler.ir.ops import Value
from tamapy.compiler.irbuild.attributes import remembers

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
