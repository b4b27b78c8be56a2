"""Find the syntax tree of every code object.

The compiler of the build machine nests code objects in ``co_consts`` as scopes nest in
the source. So we walk both trees together: a nested code object can only come from a
scope directly inside its parent's, with the same name and first line. Where several
qualify (two lambdas on a line), the positions of its instructions decide.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from types import CodeType
from typing import TYPE_CHECKING, Any

from tamapy.compiler.trees import children, places_in

if TYPE_CHECKING:
    from tamapy.compiler.load.world import SourceUnit

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
SCOPES = (*FUNCTIONS, *COMPREHENSIONS, ast.ClassDef)

_ANONYMOUS: dict[type, str] = {
    ast.Lambda: "<lambda>",
    ast.ListComp: "<listcomp>",
    ast.SetComp: "<setcomp>",
    ast.DictComp: "<dictcomp>",
    ast.GeneratorExp: "<genexpr>",
}

#: What a code object maps to: node, source, name of the class it is directly in.
Origin = tuple[ast.AST, "SourceUnit", str]


def scope_name(node: Any) -> str:
    """``co_name`` of the code compiled from a scope."""
    return _ANONYMOUS.get(type(node)) or node.name


def first_line(node: Any) -> int:
    """``co_firstlineno`` of the code compiled from a scope: its first decorator's line."""
    decorators = getattr(node, "decorator_list", None)
    return decorators[0].lineno if decorators else node.lineno


def outer_parts(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a scope's node that the enclosing scope evaluates."""
    if isinstance(node, FUNCTIONS):
        yield from getattr(node, "decorator_list", ())
        yield node.args
        if getattr(node, "returns", None) is not None:
            yield node.returns  # type: ignore[union-attr, misc]
    elif isinstance(node, ast.ClassDef):
        yield from node.decorator_list
        yield from node.bases
        yield from node.keywords
    elif isinstance(node, COMPREHENSIONS):
        yield node.generators[0].iter


def inner_parts(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a scope's node that run inside it."""
    if isinstance(node, ast.Lambda):
        yield node.body
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield from node.body
    elif isinstance(node, COMPREHENSIONS):
        if isinstance(node, ast.DictComp):
            yield node.key
            yield node.value
        else:
            yield node.elt
        for number, generator in enumerate(node.generators):
            yield generator.target
            if number:
                yield generator.iter
            yield from generator.ifs
    else:
        yield from children(node)


def child_scopes(node: ast.AST) -> list[ast.AST]:
    """The scopes directly inside ``node``, in source order."""
    found: list[ast.AST] = []
    todo = list(inner_parts(node))[::-1]
    while todo:
        part = todo.pop()
        if isinstance(part, SCOPES):
            found.append(part)
            todo.extend(list(outer_parts(part))[::-1])
        else:
            todo.extend(children(part)[::-1])
    return found


def match(code: CodeType, node: ast.AST, class_name: str = "") -> Iterator[
    tuple[CodeType, ast.AST | None, str]
]:
    """Every code object in ``code`` with its node (``None`` if there is none)."""
    yield code, node, class_name
    nested = [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    if not nested:
        return
    scopes: dict[tuple[str, int], list[ast.AST]] = {}
    for scope in child_scopes(node):
        scopes.setdefault((scope_name(scope), first_line(scope)), []).append(scope)
    inside = node.name if isinstance(node, ast.ClassDef) else class_name
    taken: set[int] = set()
    for constant in nested:
        candidates = scopes.get((constant.co_name, constant.co_firstlineno), [])
        chosen = candidates[0] if len(candidates) == 1 else _closest(constant, candidates, taken)
        if chosen is None:
            yield constant, None, inside
            continue
        taken.add(id(chosen))
        yield from match(constant, chosen, inside)


def _closest(code: CodeType, candidates: list[ast.AST], taken: set[int]) -> ast.AST | None:
    """The candidate that holds most instructions of ``code``; then the tightest, the next."""
    if not candidates:
        return None
    places = places_in(code)

    def rank(node: Any) -> tuple[int, bool, int, int]:
        start, end = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)
        outside = sum(not start <= place <= end for place in places)
        return outside, id(node) in taken, end[0] - start[0], end[1] - start[1]

    return min(candidates, key=rank)


class CodeIndex:
    """From code objects to their origin; sources are matched when first asked for."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[SourceUnit]] = {}
        self._origins: dict[int, Origin] = {}
        self._equals: dict[tuple[Any, ...], Origin] = {}
        self._keep: list[CodeType] = []

    def add(self, unit: SourceUnit) -> None:
        """Make the code objects of ``unit`` known."""
        self._waiting.setdefault(unit.code.co_filename, []).append(unit)

    def find(self, code: CodeType) -> Origin | None:
        """The origin of ``code``, also of a copy made by ``code.replace``."""
        found = self._origins.get(id(code))
        if found is not None:
            return found
        for unit in self._waiting.pop(code.co_filename, ()):
            self._index(unit)
        return self._origins.get(id(code)) or self._equals.get(_likeness(code))

    def _index(self, unit: SourceUnit) -> None:
        for code, node, class_name in match(unit.code, unit.tree):
            if node is None or id(code) in self._origins:
                continue
            origin = (node, unit, class_name)
            self._keep.append(code)
            self._origins[id(code)] = origin
            self._equals.setdefault(_likeness(code), origin)


def _likeness(code: CodeType) -> tuple[Any, ...]:
    """What a copy with other flags or another name shares with its original."""
    return code.co_filename, code.co_firstlineno, code.co_code, code.co_linetable
