"""The imports a source text can perform, read from its tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tamapy.compiler.load.matching import FUNCTIONS

#: Handlers that make an import inside their ``try`` optional.
_CATCHES_IMPORT_ERRORS = frozenset({
    "ImportError", "ModuleNotFoundError", "Exception", "BaseException",
})


@dataclass(frozen=True)
class Import:
    """One module an import statement names. ``names`` are those taken from it.

    ``optional``: it stands under a condition or a handler, so that it may be missing.
    ``function``: the name of the outermost function it is in, '' at the top.
    """

    name: str
    level: int
    names: tuple[str, ...]
    node: Any
    optional: bool
    function: str


def imports(tree: ast.AST) -> list[Import]:
    """Every import in ``tree``, in source order; also ``import_module("constant")``."""
    found = _scanned.get(id(tree))
    if found is None:
        found = (tree, list(_walk(tree, optional=False, function="")))
        _scanned[id(tree)] = found
    return found[1]


#: Imports by tree, with the tree itself, which keeps its ``id`` from being used again.
_scanned: dict[int, tuple[ast.AST, list[Import]]] = {}


def _walk(node: ast.AST, optional: bool, function: str) -> Iterator[Import]:
    yield from _of_node(node, optional, function)
    for field, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else (value,):
            if isinstance(child, ast.AST):
                inner, where = optional, function
                if isinstance(node, ast.If):
                    inner = True
                elif isinstance(node, (ast.Try, ast.TryStar)):
                    inner = optional or field in ("handlers", "orelse") or (
                        field == "body" and _is_guarded(node)
                    )
                elif isinstance(node, FUNCTIONS):
                    inner, where = True, function or getattr(node, "name", "<lambda>")
                yield from _walk(child, inner, where)


def _of_node(node: ast.AST, optional: bool, function: str) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield Import(alias.name, 0, (), node, optional, function)
    elif isinstance(node, ast.ImportFrom):
        names = tuple(alias.name for alias in node.names)
        yield Import(node.module or "", node.level, names, node, optional, function)
    elif isinstance(node, ast.Call):
        name = _constant_import(node)
        if name is not None:
            yield Import(name, 0, (), node, True, function)
        elif isinstance(node.func, ast.Name) and node.func.id == "open":
            yield Import("io", 0, (), node, True, function)


def _constant_import(node: ast.Call) -> str | None:
    """The module that ``import_module("name")`` or ``__import__("name")`` asks for."""
    called = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
    if called not in ("import_module", "__import__") or len(node.args) != 1 or node.keywords:
        return None
    argument = node.args[0]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return None if argument.value.startswith(".") else argument.value
    return None


def _is_guarded(node: ast.Try | ast.TryStar) -> bool:
    """Whether a handler of ``node`` catches ImportError, going by the names."""
    for handler in node.handlers:
        if handler.type is None:
            return True
        types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        for type_ in types:
            if getattr(type_, "id", getattr(type_, "attr", None)) in _CATCHES_IMPORT_ERRORS:
                return True
    return False
