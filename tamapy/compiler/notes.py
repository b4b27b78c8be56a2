"""What an image tells of itself: the section ``.tamapy`` of its ELF file, for ``inspect``.

It is JSON: ``board`` (its name), ``modules`` (module to origin), ``glue`` (symbol to file and
line), ``raw`` (functions that touch raw memory, with file and line).
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from tamapy.compiler import trusted
from tamapy.compiler.program import Program, Source
from tamapy.compiler.shown import shown_file
from tamapy.compiler.trees import walk
from tamapy.metal import Ptr
from tamapy.metal.glue import Glue

SECTION = ".tamapy"


def image_notes(program: Program, world: Any, glue: list[Glue], board: str) -> bytes:
    """The section's content, the same for the same program."""
    units = world.world.units if world is not None else {}
    rooms: dict[int, frozenset[str]] = {}
    modules = {name: unit.origin for name, unit in units.items()}
    modules["__main__"] = "application"
    return json.dumps({
        "board": board,
        "modules": modules,
        "glue": {item.symbol: [shown_file(item.file), item.line] for item in glue},
        "raw": {
            symbol: [source.filename, getattr(source.node, "lineno", 0)]
            for symbol, source in program.sources.items() if _touches_raw_memory(source, rooms)
        },
    }, sort_keys=True, separators=(",", ":")).encode()


def _touches_raw_memory(source: Source, rooms: dict[int, frozenset[str]]) -> bool:
    """Whether a function names a pointer type or an operation that only trusted rooms may.

    ``rooms`` has the names in each module that may stand for one.
    """
    if not trusted.is_trusted(source.module):
        return False
    function = source.function
    notes = getattr(function, "__annotations__", {}) if function is not None else {}
    if any(isinstance(note, type) and issubclass(note, Ptr) for note in notes.values()):
        return True
    space = source.globals
    names = rooms.get(id(space))
    if names is None:
        names = rooms[id(space)] = frozenset(n for n, value in space.items() if _may_touch(value))
    return bool(names) and any(
        trusted.restricted_name(value) is not None
        for value in _named(source.node, space, names)
    )


def _may_touch(value: Any) -> bool:
    """Whether a global is restricted, or may have attributes that are."""
    return trusted.restricted_name(value) is not None or isinstance(value, ModuleType)


def _named(tree: ast.AST, space: dict[str, Any], names: frozenset[str]) -> Iterator[Any]:
    """What code names of some globals, and of their attributes."""
    for node in walk(tree):
        if isinstance(node, ast.Name) and node.id in names:
            yield space[node.id]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in names:
                yield getattr(space[node.value.id], node.attr, None)
