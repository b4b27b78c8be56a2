"""Texts of annotations, for programs that have them evaluated when they run.

``typing.get_type_hints`` and its like compile annotations that are texts: those written as
texts, and all of a module with ``from __future__ import annotations``.
"""

from __future__ import annotations
import __future__

import ast
from collections.abc import Iterable, Iterator

from tamapy.compiler.load.world import SourceUnit
from tamapy.compiler.trees import walk

#: What evaluates annotations; a program that names none of these does without their code.
EVALUATING = (
    "get_type_hints", "get_annotations", "eval_str", "ForwardRef", "singledispatch",
)


def are_evaluated(units: Iterable[SourceUnit]) -> bool:
    """Whether one of the units names what evaluates annotations."""
    return any(name in unit.text for unit in units for name in EVALUATING)


def annotation_texts(unit: SourceUnit) -> set[str]:
    """The texts that annotations of a module are, or have in them, when it runs."""
    deferred = unit.code.co_flags & __future__.annotations.compiler_flag
    found: set[str] = set()
    for annotation in _annotations(unit.tree):
        if deferred:
            found.add(_as_text(annotation))
        for node in walk(annotation):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    # "typing" compiles "*Ts" as part of a tuple.
    return {f"({text},)[0]" if text.startswith("*") else text for text in found}


def _annotations(tree: ast.AST) -> Iterator[ast.expr]:
    for node in walk(tree):
        if isinstance(node, (ast.arg, ast.AnnAssign)) and node.annotation is not None:
            yield node.annotation
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.returns is not None:
            yield node.returns


def _as_text(annotation: ast.expr) -> str:
    """An annotation as the compiler writes it down, which ``ast.unparse`` does otherwise."""
    statement = ast.AnnAssign(ast.Name("x", ast.Store()), annotation, None, 1)
    module = ast.fix_missing_locations(ast.Module([statement], []))
    flag = __future__.annotations.compiler_flag
    space: dict[str, dict[str, str]] = {}
    exec(compile(module, "<annotation>", "exec", flag, dont_inherit=True), space)
    return space["__annotations__"]["x"]
