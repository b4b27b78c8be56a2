"""Walking syntax trees: what ``ast`` offers, several times as fast.

Most of the fields of a node hold no nodes, and which ones do is known by its type.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from types import CodeType

#: Fields that never hold a node, and the one that says whether a name is read or written.
_PLAIN = frozenset((
    "arg", "asname", "attr", "conversion", "ctx", "id", "is_async", "kind", "level", "lineno",
    "module", "name", "rest", "simple", "tag", "type_comment",
))
#: Names of functions that import the modules they are given.
_IMPORTING = re.compile(r"__import__|find_module|find_spec|_*import_\w+")
#: Those of them whose other arguments are no modules to import.
_OF_ONE = ("__import__", "find_spec")
#: Nodes all of whose fields are plain.
_LEAVES = (ast.Constant, ast.Global, ast.Nonlocal)


class _Fields(dict[type, tuple[str, ...]]):
    """The fields of each type of node that may hold nodes, in order."""

    def __missing__(self, type_: type) -> tuple[str, ...]:
        names: tuple[str, ...] = getattr(type_, "_fields", ())
        fields = () if issubclass(type_, _LEAVES) else tuple(n for n in names if n not in _PLAIN)
        self[type_] = fields
        return fields


fields_of = _Fields()


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes directly under one, in source order, without the contexts of names."""
    found: list[ast.AST] = []
    for field in fields_of[type(node)]:
        value = getattr(node, field, None)
        if value.__class__ is list:
            for item in value:
                if isinstance(item, ast.AST):
                    found.append(item)
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def walk(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes of a tree, level by level, without the contexts of names."""
    todo = [tree]
    for node in todo:
        yield node
        todo += children(node)


def name_called(call: ast.Call) -> str:
    """The last part of the name of what is called; empty if that has none."""
    return getattr(call.func, "attr", None) or getattr(call.func, "id", None) or ""


def constant_imports(call: ast.Call) -> list[str]:
    """The modules that a call imports by constant names.

    ``import_module("name")``, ``__import__("name")``, ``find_spec("name")``, and functions
    around these whose names say so: ``import_fresh_module("name", fresh=["other"])``,
    ``import_deprecated("name")``.
    """
    called = name_called(call)
    if not _IMPORTING.fullmatch(called):
        return []
    found = []
    arguments = call.args[:1] if called in _OF_ONE else call.args
    for value in (*arguments, *(keyword.value for keyword in call.keywords)):
        for item in value.elts if isinstance(value, (ast.List, ast.Tuple)) else (value,):
            if isinstance(item, ast.Constant) and isinstance(item.value, str):
                found.append(item.value)
    return [name for name in found if all(part.isidentifier() for part in name.split("."))]


def places_in(code: CodeType) -> list[tuple[int, int]]:
    """Where the instructions of ``code`` begin that stand for a part of the source.

    Those that start and end it are of no width, in the first column whatever stands there.
    """
    return [
        (line, column) for line, end_line, column, end_column in code.co_positions()
        if line is not None and column is not None and (line, column) != (end_line, end_column)
    ]
