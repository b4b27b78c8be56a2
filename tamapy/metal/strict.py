"""Gives metal functions the compiler's typing of literals and ``range`` under CPython.

Compiled, a local whose first assignment is a bare literal is an ``isize`` or ``f64``, a
local or parameter with an annotation keeps its type, and ``for i in range(n)`` counts in
the type of ``n``. Plain Python would hold an ``int`` in all these places and so hide both
wrap-around and mixed widths. The function's tree is rewritten accordingly when it is
first called, with its positions kept for the debugger.
"""

from __future__ import annotations

import ast
import linecache
from types import CodeType, FunctionType
from typing import Any

from tamapy.metal.pointers import Pointer, convert
from tamapy.metal.types import MachineInt, f64, isize

_trees: dict[str, dict[int, ast.FunctionDef]] = {}


def _functions_of(filename: str) -> dict[int, ast.FunctionDef]:
    found = _trees.get(filename)
    if found is None:
        tree = ast.parse("".join(linecache.getlines(filename)), filename)
        found = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                first = min((d.lineno for d in node.decorator_list), default=node.lineno)
                found[first] = node
        _trees[filename] = found
    return found


def typed_range(*values: Any) -> Any:
    """``range`` over machine integers: the type is that of the first typed bound."""
    kind = next((type(v) for v in values if isinstance(v, MachineInt)), isize)
    bounds = [int(kind.adapt(v)) for v in values]
    return map(kind.wrap, range(*bounds))


def typed_literal(kind: Any, value: Any) -> Any:
    """A literal in the type of the local it is assigned to."""
    if isinstance(kind, str):
        return value
    if isinstance(kind, type) and issubclass(kind, (MachineInt, f64, Pointer)):
        return convert(kind, value)
    return value


def _number(node: ast.expr) -> type | None:
    """The natural type of a bare literal, negative ones included."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        node = node.operand
    if isinstance(node, ast.Constant):
        if type(node.value) is int:
            return isize
        if type(node.value) is float:
            return f64
    return None


def _call(name: str, like: ast.expr, *args: ast.expr) -> ast.expr:
    return ast.copy_location(ast.Call(ast.Name(name, ast.Load()), list(args), []), like)


class _Rewriter(ast.NodeTransformer):
    def __init__(self, arguments: ast.arguments, space: dict[str, Any]) -> None:
        self.known: dict[str, ast.expr | None] = {}
        self.space = space
        for arg in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            self.known[arg.arg] = arg.annotation

    def _typed(self, target: ast.expr, value: ast.expr) -> ast.expr:
        if not isinstance(target, ast.Name):
            return value
        natural = _number(value)
        if target.id not in self.known:
            kind: ast.expr | None = None
            if natural is not None:
                kind = ast.Name("__isize" if natural is isize else "__f64", ast.Load())
            self.known[target.id] = kind
        declared = self.known[target.id]
        if natural is None or declared is None:
            return value
        return _call("__literal", value, declared, value)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        self.generic_visit(node)
        for target in node.targets:
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = zip(target.elts, node.value.elts, strict=True)
                node.value.elts = [self._typed(t, v) for t, v in pairs]
            elif isinstance(target, ast.Tuple):
                for element in target.elts:
                    if isinstance(element, ast.Name):
                        self.known.setdefault(element.id, None)
            else:
                node.value = self._typed(target, node.value)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.target, ast.Name):
            self.known[node.target.id] = node.annotation
            if node.value is not None:
                node.value = _call("__local", node.value, node.annotation, node.value)
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        if isinstance(node.target, ast.Name):
            self.known.setdefault(node.target.id, None)
        self.generic_visit(node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name):
            if node.func.id == "range":
                node.func.id = "__range"
            elif is_plain(self.space.get(node.func.id)):
                node.func = _call("__plain", node.func, node.func)
        return node


def is_plain(function: Any) -> bool:
    """Whether a callee is plain Python, outside of the dialect."""
    return (
        isinstance(function, FunctionType)
        and not hasattr(function, "__metal__")
        and not function.__module__.startswith("tamapy.metal")
    )


def typed_local(kind: Any, value: Any) -> Any:
    """A value assigned to a local with an annotation."""
    return value if isinstance(kind, str) else convert(kind, value)


_HELPERS = {
    "__range": typed_range, "__literal": typed_literal, "__local": typed_local,
    "__isize": isize, "__f64": f64,
}


def strict(function: FunctionType, call_plain: Any) -> FunctionType:
    """The function with the compiler's typing; itself if its source is not at hand."""
    code = function.__code__
    node = _functions_of(code.co_filename).get(code.co_firstlineno)
    if node is None or node.name != code.co_name:
        return function
    copy = ast.parse(ast.unparse(ast.Pass()))
    rewriter = _Rewriter(node.args, function.__globals__)
    body = [rewriter.visit(s) for s in node.body]
    clone = ast.FunctionDef(node.name, node.args, body, [], None, None)
    for arg in ast.walk(node.args):
        if isinstance(arg, ast.arg):
            arg.annotation = None
    clone.args = ast.arguments(
        node.args.posonlyargs, node.args.args, node.args.vararg, node.args.kwonlyargs,
        [], node.args.kwarg, [],
    )
    clone.args.kw_defaults = [None] * len(clone.args.kwonlyargs)
    copy.body = [ast.copy_location(clone, node)]
    ast.fix_missing_locations(copy)
    module = compile(copy, code.co_filename, "exec")
    inner = next(c for c in module.co_consts if isinstance(c, CodeType))
    function.__globals__.update(_HELPERS, __plain=call_plain)
    made = FunctionType(inner, function.__globals__, function.__name__, function.__defaults__)
    made.__kwdefaults__ = function.__kwdefaults__
    made.__annotations__ = function.__annotations__
    return made
