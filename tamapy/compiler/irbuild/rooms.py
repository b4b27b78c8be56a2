"""Names that imports bind to the static rooms: resolved while building, in any unit.

The modules of the static rooms (``tamapy.runtime``, drivers, boards) have no module object
in the image. A name that an import statement binds to one of them, or to something in
one, stands for the host's value wherever it is read.
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterable, Iterator
from types import FunctionType, ModuleType
from typing import Any

from tamapy.compiler.target import is_static_room
from tamapy.compiler.trees import children

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def own_imports(body: Iterable[ast.AST]) -> Iterator[ast.Import | ast.ImportFrom]:
    """The import statements of one scope, those of nested scopes left out."""
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node
        elif not isinstance(node, _SCOPES):
            yield from own_imports(children(node))


def is_room_import(node: ast.Import | ast.ImportFrom) -> bool:
    """Whether a statement imports from the static rooms alone."""
    if isinstance(node, ast.ImportFrom):
        if node.level or node.module is None:
            return False
        if node.module == "tamapy":
            return all(is_static_room(f"tamapy.{alias.name}") for alias in node.names)
        return is_static_room(node.module)
    return all(is_static_room(alias.name) for alias in node.names)


def bindings(body: Iterable[ast.AST]) -> dict[str, Any]:
    """What the imports of one scope bind to the static rooms: name to the host's value."""
    found: dict[str, Any] = {}
    for node in own_imports(body):
        if not is_room_import(node):
            continue
        if isinstance(node, ast.ImportFrom):
            assert node.module is not None
            for alias in node.names:
                found[alias.asname or alias.name] = _member(node.module, alias.name)
        else:
            for alias in node.names:
                module = importlib.import_module(alias.name)
                if alias.asname:
                    found[alias.asname] = module
                else:
                    found["tamapy"] = importlib.import_module("tamapy")
    return found


def _member(module: str, name: str) -> Any:
    owner = importlib.import_module(module)
    if not hasattr(owner, name):
        return importlib.import_module(f"{module}.{name}")
    return getattr(owner, name)


def is_unreal(value: Any) -> bool:
    """Whether a value in a namespace is none at run time: a static room, the dialect."""
    if is_room(value):
        return True
    home = value.__module__ if isinstance(value, (type, FunctionType)) else type(value).__module__
    return isinstance(home, str) and (home == "tamapy.metal" or home.startswith("tamapy.metal."))


def is_room(value: Any) -> bool:
    """Whether a value is the module of a static room, or the package around them."""
    return isinstance(value, ModuleType) and (
        value.__name__ == "tamapy" or is_static_room(value.__name__)
    )
