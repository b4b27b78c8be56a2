"""Which rooms may touch raw memory, and what the others must leave alone.

Everything else reaches memory through objects, and devices through ``tamapy.reg`` and
``tamapy.dma``. The list is short so that it can be read: a new entry is a decision.
"""

from __future__ import annotations

import ast
import importlib
from typing import Any

import tamapy.metal as metal
from tamapy.compiler.errors import CompileError
from tamapy.compiler.trees import walk

#: Modules, with all that lies in them, that may use raw memory and instructions.
TRUSTED_ROOMS = (
    "tamapy.metal",
    "tamapy.runtime",  # lies below the object model
    "tamapy.arm",
    "tamapy.armv6",
    "tamapy.amd64",
    "tamapy.board",  # hands the runtime its memory
    "tamapy.reg",
    "tamapy.dma",
)

#: Names of ``tamapy.metal`` that are for those rooms alone.
RESTRICTED = frozenset({
    "Array", "Ptr", "address_of", "address_of_function", "cast", "const_array", "copy_bytes",
    "extern", "fill_bytes", "frame_address", "hook", "invoke", "linker_symbol", "make_small",
    "mcr", "memory", "mrc", "mrrc", "null", "provide", "small_value", "stack_array",
    "static_array", "type_object", "volatile_load", "volatile_store",
})
_RESTRICTED_IDS = {id(getattr(metal, name)): name for name in RESTRICTED}
_HINT = "drivers use tamapy.reg and tamapy.dma"


def is_trusted(module: str) -> bool:
    """Whether a module may use raw memory."""
    return any(module == room or module.startswith(room + ".") for room in TRUSTED_ROOMS)


def restricted_name(value: Any) -> str | None:
    """The name of a restricted host object, a pointer type included, or ``None``."""
    if isinstance(value, type) and issubclass(value, metal.Ptr):
        return "Ptr"
    return _RESTRICTED_IDS.get(id(value))


def check_imports(tree: ast.AST, module: str, filename: str) -> None:
    """Refuse an import of something restricted into a module that is not trusted."""
    if is_trusted(module):
        return
    for node in walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name == "tamapy.metal" or alias.name.startswith("tamapy.metal."):
                    _refuse(node, filename, f"module '{alias.name}' as a whole")
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module is not None:
            _check_names(node, node.module, filename)


def _check_names(node: ast.ImportFrom, owner: str, filename: str) -> None:
    if owner.partition(".")[0] != "tamapy":
        return
    for alias in node.names:
        if owner.startswith("tamapy.metal.") or f"{owner}.{alias.name}" == "tamapy.metal":
            _refuse(node, filename, f"module 'tamapy.metal' beyond single names ({alias.name})")
        if owner == "tamapy.metal" and alias.name == "*":
            _refuse(node, filename, "all of 'tamapy.metal'")
        try:
            value = getattr(importlib.import_module(owner), alias.name, None)
        except ImportError:
            continue  # the loader's to report
        name = restricted_name(value)
        if name is not None:
            _refuse(node, filename, f"'{name}'")


def _refuse(node: ast.AST, filename: str, what: str) -> None:
    raise CompileError(
        f"only trusted rooms may import {what}: it gives access to raw memory",
        filename, getattr(node, "lineno", None), getattr(node, "col_offset", None), _HINT,
    )
