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
    ``import_deprecated("name")``. A relative name keeps its dots unless the call tells
    by a constant what it is relative to.
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
    if len(found) == 2 and found[0].startswith("."):
        found = [_absolute(*found)]
    return [name for name in found if all(map(str.isidentifier, name.lstrip(".").split(".")))]


def without_dots(name: str) -> tuple[str, int]:
    """A name without the dots that make it relative, and how many they are."""
    tail = name.lstrip(".")
    return tail, len(name) - len(tail)


def _absolute(name: str, package: str) -> str:
    """A relative name in a package."""
    tail, level = without_dots(name)
    base = package.rsplit(".", level - 1)[0]
    return f"{base}.{tail}"


def made_up_imports(call: ast.Call) -> str | None:
    """The package whose modules a call imports by names that it makes up; ``None`` if none.

    ``import_module("package." + name)``, ``import_module(f".{name}", __name__)`` and their like.
    A name that begins with a dot is relative to the package that the call is in.
    """
    if not _IMPORTING.fullmatch(name_called(call)) or not call.args:
        return None
    beginning = _beginning(call.args[0])
    package = beginning.removesuffix(".")
    parts = package.removeprefix(".").split(".") if package else []
    return package if package != beginning and all(map(str.isidentifier, parts)) else None


def _beginning(node: ast.expr) -> str:
    """What the text of an expression begins with: as much as its constants tell."""
    text = ""
    for part in _added(node):
        if isinstance(part, ast.Constant):
            piece = str(part.value)
        elif isinstance(part, ast.Name) and part.id in ("__name__", "__package__"):
            piece = "."
        else:
            return text + _pattern(part)
        text = piece if text == "." and piece.startswith(".") else text + piece
    return text


def _added(node: ast.expr) -> Iterator[ast.expr]:
    """The parts of a text that is put together of them."""
    if isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from _added(part)
    elif isinstance(node, ast.FormattedValue):
        yield node.value
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from _added(node.left)
        yield from _added(node.right)
    else:
        yield node


def _pattern(node: ast.expr) -> str:
    """What a constant that is filled in by ``%`` or ``format`` begins with."""
    subject, mark = getattr(node, "left", None), "%"
    if isinstance(node, ast.Call):
        subject, mark = getattr(node.func, "value", None), "{"
    value = getattr(subject, "value", None)
    return value.partition(mark)[0] if isinstance(value, str) else ""


def places_in(code: CodeType) -> list[tuple[int, int]]:
    """Where the instructions of ``code`` begin that stand for a part of the source.

    Those that start and end it are of no width, in the first column whatever stands there.
    """
    return [
        (line, column) for line, end_line, column, end_column in code.co_positions()
        if line is not None and column is not None and (line, column) != (end_line, end_column)
    ]


def unbound_names(node: ast.AST) -> set[str]:
    """Names that a function unbinds somewhere (``del``, ``except … as``)."""
    found = set()
    for sub in walk(node):
        if isinstance(sub, ast.Name) and isinstance(sub.ctx, ast.Del):
            found.add(sub.id)
        elif isinstance(sub, ast.ExceptHandler) and sub.name:
            found.add(sub.name)
    return found
