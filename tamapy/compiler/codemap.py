"""From code objects back to the AST they were compiled from."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from types import CodeType
from typing import Any

from tamapy.compiler.shown import shown_file
from tamapy.compiler.trees import children, places_in

_SCOPES = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.ListComp, ast.SetComp,
    ast.DictComp, ast.GeneratorExp,
)
_NAMES: dict[type, str] = {
    ast.Lambda: "<lambda>", ast.ListComp: "<listcomp>", ast.SetComp: "<setcomp>",
    ast.DictComp: "<dictcomp>", ast.GeneratorExp: "<genexpr>",
}


@dataclass(eq=False)
class Info:
    """Where a code object comes from."""

    node: ast.AST
    filename: str
    module: str
    qualname: str
    class_name: str = ""
    assigned_globals: frozenset[str] = frozenset()
    traced: bool = True
    exec_mode: bool = False
    silent: bool = False  # it stands for C code, which tracebacks do not show


class Unit:
    """One source text with every scope in it."""

    def __init__(self, text: str, filename: str, module: str, traced: bool) -> None:
        self.filename = filename
        self.module = module
        self.traced = traced
        self.tree = ast.parse(text)
        self.scopes: dict[tuple[str, int], list[ast.AST]] = {}
        self.class_names: dict[int, str] = {}
        assigned: set[str] = set()
        self._walk(self.tree, "", assigned)
        self.assigned_globals = frozenset(assigned)

    def _walk(self, node: ast.AST, class_name: str, assigned: set[str]) -> None:
        for child in children(node):
            inner = class_name
            if isinstance(child, ast.Global):
                assigned.update(child.names)
            if isinstance(child, _SCOPES):
                name = _NAMES.get(type(child)) or child.name  # type: ignore[union-attr]
                decorators = getattr(child, "decorator_list", None)
                line = decorators[0].lineno if decorators else child.lineno
                self.scopes.setdefault((name, line), []).append(child)
                self.class_names[id(child)] = class_name
                if isinstance(child, ast.ClassDef):
                    inner = child.name
            self._walk(child, inner, assigned)

    def find(self, code: CodeType) -> ast.AST | None:
        """The node a code object was compiled from."""
        if code.co_name == "<module>":
            return self.tree
        found = self.scopes.get((code.co_name, code.co_firstlineno), [])
        if len(found) < 2:
            return found[0] if found else None
        inside = [n for n in found if all(_contains(n, p) for p in places_in(code))]
        inside.sort(key=_extent)
        return inside[0] if inside else found[0]


def _contains(node: Any, place: tuple[int, int]) -> bool:
    start = (node.lineno, node.col_offset)
    return start <= place <= (node.end_lineno, node.end_col_offset)


def _extent(node: Any) -> tuple[int, int]:
    return (node.end_lineno - node.lineno, node.end_col_offset - node.col_offset)


_units: dict[str, Unit] = {}


def unit_of(filename: str, module: str) -> Unit:
    """The unit of a source file of the compiler's own packages."""
    found = _units.get(filename)
    if found is None:
        with open(filename, encoding="utf-8") as file:
            found = Unit(file.read(), shown_file(filename), module, traced=False)
        _units[filename] = found
    return found


def lookup(code: CodeType, space: dict[str, Any], world: Any) -> Info:
    """The origin of a code object, from the loaded world or the runtime's own files."""
    if world is not None:
        found = world.find_code(code)
        if found is not None:
            return found
    unit = unit_of(code.co_filename, space.get("__name__", "?"))
    node = unit.find(code)
    if node is None:
        raise LookupError(f"{code.co_qualname} at {code.co_filename}:{code.co_firstlineno}")
    return Info(
        node, unit.filename, unit.module, code.co_qualname, unit.class_names.get(id(node), ""),
        unit.assigned_globals, unit.traced,
    )


def nested(node: ast.AST, code: CodeType, space: dict[str, Any], world: Any) -> CodeType | None:
    """The code object of ``node``, a definition directly inside ``code``.

    ``None`` if CPython's compiler has found that control never comes there.
    """
    for constant in code.co_consts:
        if isinstance(constant, CodeType) and lookup(constant, space, world).node is node:
            return constant
    return None
