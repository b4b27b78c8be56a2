"""How an object was reached, as a person would write it: ``config.table['log'].stream``."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from types import CellType, ModuleType
from typing import Any

from tamapy.compiler.trees import walk


def describe(chain: Sequence[tuple[Any, str]]) -> str:
    """A path from objects, each with the label under which its parent has it."""
    first = max((i for i, (o, _) in enumerate(chain) if isinstance(o, ModuleType)), default=0)
    root = chain[first][0]
    text = root.__name__ if isinstance(root, ModuleType) else _name(root)
    for (parent, own_label), (child, label) in zip(
        chain[first:], chain[first + 1 :], strict=False
    ):
        text += _step(parent, own_label, child, label)
    return f"{text} ({type(chain[-1][0]).__name__})"


def _step(parent: Any, own_label: str, child: Any, label: str) -> str:
    if label in ("dict", "__dict__") and isinstance(child, dict):
        return ""
    if isinstance(parent, dict):
        key = next((k for k, v in parent.items() if v is child), label)
        is_namespace = own_label in ("dict", "__dict__")
        return f".{key}" if is_namespace and isinstance(key, str) else f"[{key!r}]"
    if isinstance(parent, (list, tuple)):
        index = next((i for i, v in enumerate(parent) if v is child), None)
        if index is not None:
            return f"[{index}]"
    if isinstance(parent, CellType):
        return ""
    return label if label.startswith("[") else f".{label}" if label else f" → {_name(child)}"


def _name(value: Any) -> str:
    name = getattr(value, "__qualname__", None)
    return name if isinstance(name, str) else type(value).__name__


def place_of(chain: Sequence[tuple[Any, str]], world: Any) -> tuple[str | None, int | None]:
    """File and line of the assignment in a module that keeps the last object alive."""
    first = max((i for i, (o, _) in enumerate(chain) if isinstance(o, ModuleType)), default=-1)
    if first < 0 or world is None:
        return None, None
    unit = world.world.units.get(chain[first][0].__name__)
    if unit is None:
        return None, None
    names = [
        key for value, _ in chain[first + 2 : first + 3]
        for key, held in vars(chain[first][0]).items() if held is value
    ]
    for node in getattr(unit.tree, "body", ()):
        if any(name in _assigned(node) for name in names):
            return unit.filename, node.lineno
    return unit.filename, 1


def _assigned(node: ast.stmt) -> set[str]:
    targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
    found = {t.id for target in targets if target is not None
             for t in walk(target) if isinstance(t, ast.Name)}
    if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        found.add(node.name)
    return found
