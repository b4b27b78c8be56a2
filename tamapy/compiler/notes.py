"""What an image tells of itself: the section ``.tamapy`` of its ELF file, for ``inspect``.

It is JSON: ``board`` (its name), ``modules`` (module to origin), ``glue`` (symbol to file and
line), ``raw`` (functions that touch raw memory, with file and line).
"""

from __future__ import annotations

import ast
import json
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
    modules = {name: unit.origin for name, unit in units.items()}
    modules["__main__"] = "application"
    return json.dumps({
        "board": board,
        "modules": modules,
        "glue": {item.symbol: [shown_file(item.file), item.line] for item in glue},
        "raw": {
            symbol: [source.filename, getattr(source.node, "lineno", 0)]
            for symbol, source in program.sources.items() if touches_raw_memory(source)
        },
    }, sort_keys=True, separators=(",", ":")).encode()


def touches_raw_memory(source: Source) -> bool:
    """Whether a function names a pointer type or an operation that only trusted rooms may."""
    if not trusted.is_trusted(source.module):
        return False
    function = source.function
    notes = getattr(function, "__annotations__", {}) if function is not None else {}
    if any(isinstance(note, type) and issubclass(note, Ptr) for note in notes.values()):
        return True
    for node in walk(source.node):
        if isinstance(node, ast.Name):
            value = source.globals.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            value = getattr(source.globals.get(node.value.id), node.attr, None)
        else:
            continue
        if value is not None and trusted.restricted_name(value) is not None:
            return True
    return False
