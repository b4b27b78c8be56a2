"""Functions that hand a parameter of theirs to ``eval``, ``exec`` or ``compile``."""

from __future__ import annotations

import ast

from tamapy.compiler.trees import walk

#: Evaluators to the mode their text is compiled in; ``compile`` is told.
EVALUATORS = {"eval": "eval", "exec": "exec", "compile": "exec"}
_MODES = frozenset({"eval", "exec"})
_ALL_MODES = _MODES | {"single"}


def passing_functions(tree: ast.AST) -> dict[str, frozenset[str]]:
    """Functions that hand a parameter of theirs to an evaluator: their names and the modes."""
    found: dict[str, frozenset[str]] = {}
    for node in walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            modes = _passed_modes(node)
            if modes and node.name not in EVALUATORS:
                found[node.name] = found.get(node.name, frozenset()) | modes
    return found


def _passed_modes(function: ast.FunctionDef | ast.AsyncFunctionDef) -> frozenset[str]:
    args = function.args
    params = {a.arg for a in (*args.posonlyargs, *args.args, *args.kwonlyargs)}
    modes: frozenset[str] = frozenset()
    for node in walk(function):
        if (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args
            and node.func.id in EVALUATORS and isinstance(node.args[0], ast.Name)
            and node.args[0].id in params
        ):
            modes |= modes_of(node)
    return modes


def modes_of(node: ast.Call) -> frozenset[str]:
    """The modes a call of an evaluator may compile its text in."""
    name = getattr(node.func, "id", "")
    if name != "compile":
        return frozenset({EVALUATORS[name]})
    mode: ast.expr | None = node.args[2] if len(node.args) > 2 else None
    for given in node.keywords:
        if given.arg == "mode":
            mode = given.value
    if isinstance(mode, ast.Constant):
        return frozenset({str(mode.value)}) & _ALL_MODES
    return _MODES
