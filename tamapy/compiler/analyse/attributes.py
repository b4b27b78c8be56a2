"""The attributes that the methods of a class give its instances: ``self.name = …``."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dis import opmap
from types import CodeType, FunctionType
from typing import Any

_STORE = opmap["STORE_ATTR"]
_LOADS = (opmap["LOAD_FAST"], opmap["LOAD_DEREF"])
_EXTENDED = opmap["EXTENDED_ARG"]


def stored(code: CodeType) -> list[str]:
    """The names that a method stores in its first argument, in order."""
    if not code.co_argcount:
        return []
    text = code.co_code
    found: dict[str, None] = {}
    high = 0
    receiver = False
    for at in range(0, len(text), 2):
        operation, argument = text[at], text[at + 1] | high
        if operation == _EXTENDED:
            high = argument << 8
            continue
        high = 0
        if operation == _STORE and receiver:
            found[code.co_names[argument]] = None
        receiver = operation in _LOADS and argument == 0
    return list(found)


def of_methods(methods: Iterable[tuple[str, CodeType]]) -> list[str]:
    """The names that methods store: the constructors' first, for they come first."""
    known = list(methods)
    first = [code for name, code in known if name in ("__new__", "__init__")]
    found: dict[str, None] = {}
    for code in [*first, *(code for _, code in known)]:
        found.update(dict.fromkeys(stored(code)))
    return list(found)


def of_body(code: CodeType, node: ast.AST) -> tuple[str, ...]:
    """What is expected of a class by the code of its body.

    A decorator such as ``dataclass`` makes attributes of annotations.
    """
    methods = [(c.co_name, c) for c in code.co_consts if isinstance(c, CodeType)]
    names = dict.fromkeys(of_methods(methods))
    if isinstance(node, ast.ClassDef) and node.decorator_list:
        names = dict.fromkeys([*_annotated(node), *names])
    return tuple(names)


def _annotated(node: ast.ClassDef) -> list[str]:
    return [
        part.target.id for part in node.body
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
        and "ClassVar" not in ast.unparse(part.annotation)
    ]


def of_class(namespace: dict[str, Any]) -> list[str]:
    """What is expected of a class that exists."""
    return of_methods(
        (name, function.__code__) for name, function in
        ((name, _function(value)) for name, value in namespace.items()) if function is not None
    )


def _function(value: Any) -> FunctionType | None:
    """The function behind a method, a property or a decorated method."""
    for _ in range(8):
        if isinstance(value, FunctionType):
            if "__wrapped__" not in vars(value):
                return value
            value = vars(value)["__wrapped__"]
        elif isinstance(value, (classmethod, staticmethod)):
            value = value.__func__
        elif isinstance(value, property):
            value = value.fset or value.fget
        else:
            return None
    return None
