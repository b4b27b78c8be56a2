"""Arithmetic in modules that compute with floats: results stay unboxed while nobody looks.

Local variables that arithmetic is assigned to hold numbers (``codegen.numbers``); an object is
made of a float when it leaves the function's variables. Identity does not tell such floats apart
from equal ones made elsewhere, as little as it tells CPython's.
"""

from __future__ import annotations

import ast
import re
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Fails, Literal, Value
from tamapy.compiler.ir.types import BOOL, F64, NUMBER, OBJ
from tamapy.compiler.irbuild.attributes import remembers
from tamapy.compiler.trees import walk

ARITHMETIC: dict[type, str] = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "truediv",
    ast.Pow: "pow",
}
COMPARISONS: dict[type, str] = {
    ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt", ast.GtE: "ge", ast.Eq: "eq", ast.NotEq: "ne",
}
#: What texts of modules that compute with floats have in them.
FLOATS = re.compile(r"\b\d+\.\d|\b\d+\.?e-?\d|\bfloat\(|\bmath\b|\brandom\b")


def is_numeric(b: Any) -> bool:
    """Whether a function's arithmetic may be with floats, and the function is one that can."""
    known = b.numeric
    if known is None:
        known = b.numeric = (
            remembers(b) and not b.metal and b.generator is None and not b.function.exact
            and not b.source.silent and b.program.has_floats(b.source.filename)
            and any(_gains(node) for node in walk(b.source.node))
        )
    return known  # type: ignore[no-any-return]


def _gains(node: ast.AST) -> bool:
    """Whether code gains by floats without objects, or looks as if it had some.

    Results that are all passed on at once have to be objects anyway.
    """
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    if isinstance(node, ast.AugAssign):
        return type(node.op) in ARITHMETIC
    if isinstance(node, ast.Assign):
        return _is_arithmetic(node.value)
    if isinstance(node, ast.Compare):
        return not any(isinstance(n, ast.Constant) for n in (node.left, *node.comparators))
    if not _is_arithmetic(node):
        return False
    assert isinstance(node, ast.BinOp)
    return isinstance(node.op, (ast.Div, ast.Pow)) or any(
        isinstance(part, (ast.Subscript, ast.Attribute)) or _is_arithmetic(part)
        for part in (node.left, node.right)
    )


def _is_arithmetic(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC


def variables(b: Any) -> set[str]:
    """The local variables that hold numbers: those that arithmetic is assigned to."""
    if not is_numeric(b) or isinstance(b.source.node, (ast.Lambda, ast.ListComp)):
        return set()
    found: set[str] = set()
    copies: list[tuple[str, ast.expr]] = []
    for node in walk(b.source.node):
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            if type(node.op) in ARITHMETIC:
                found.add(node.target.id)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                copies += _pairs(target, node.value)
    before = -1
    while before != len(found):
        before = len(found)
        found |= {name for name, value in copies if _is_number(value, found)}
    return found


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[str, ast.expr]]:
    """What names are assigned, as far as that can be told apart."""
    if isinstance(target, ast.Name):
        return [(target.id, value)]
    if isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, ast.Tuple):
        if len(target.elts) == len(value.elts):
            return [
                pair for t, v in zip(target.elts, value.elts, strict=True) for pair in _pairs(t, v)
            ]
    return []


def _is_number(node: ast.expr, names: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in names
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.USub) and _is_number(node.operand, names)
    return _is_arithmetic(node)


def arithmetic(b: Any, kind: type, left: Value, right: Value, inplace: bool) -> Value | None:
    """``left op right`` as a number; ``None`` if that is nothing for this function."""
    name = ARITHMETIC.get(kind)
    if name is None or not is_numeric(b):
        return None
    path = f"operators.{'i' if inplace else ''}{name}"
    quick = (b.program.runtime("floats.power.real_power"),) if name == "pow" else ()
    targets = (b.program.runtime(path), *quick, b.program.runtime("boxing.box_f64"))
    b.function.computes = True
    operands = (_operand(b, left), _operand(b, right))
    return b.emit(  # type: ignore[no-any-return]
        ops.Primitive(f"number.{name}", operands, NUMBER, Fails.NULL, targets)
    )


def takes_numbers(b: Any, kind: type) -> bool:
    """Whether an operator is one whose operands need not be objects."""
    return kind in ARITHMETIC and is_numeric(b)


def comparison(b: Any, kind: type, left: Value, right: Value) -> Value | None:
    """``left op right`` as a truth value."""
    name = COMPARISONS.get(kind)
    if name is None or not is_numeric(b):
        return None
    runtime = b.program.runtime
    targets = (
        runtime(f"operators.{name}"), runtime("operators.is_true"), runtime("boxing.box_f64"),
    )
    operands = (_operand(b, left), _operand(b, right))
    return b.emit(  # type: ignore[no-any-return]
        ops.Primitive(f"number.test.{name}", operands, BOOL, Fails.PENDING, targets)
    )


def _operand(b: Any, value: Value) -> Value:
    if isinstance(value, Literal) and isinstance(value.value, float):
        return b.coerce(value, F64)  # type: ignore[no-any-return]
    return value if value.type in (NUMBER, F64) else b.coerce(value, OBJ)


def negative(b: Any, value: Value) -> Value:
    """``-value`` of a number."""
    targets = (b.program.runtime("operators.neg"),)
    return b.emit(  # type: ignore[no-any-return]
        ops.Primitive("number.negative", (value,), NUMBER, Fails.NULL, targets)
    )
