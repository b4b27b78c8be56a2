"""Operators on machine values: fixed-width integers, floats, pointers, truth values."""

from __future__ import annotations

import ast
import operator
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Literal, Number, Value
from tamapy.compiler.ir.types import (
    BOOL,
    F64,
    LITERAL,
    NUMBER,
    OBJ,
    IntType,
    PtrType,
    RefType,
    VectorType,
)
from tamapy.compiler.irbuild.builder import Builder

#: Numbers of more bits are left to the program.
MOST_BITS = 4096
_FOLD: dict[type, Any] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
    ast.Div: operator.truediv, ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod,
    ast.Pow: operator.pow, ast.LShift: operator.lshift, ast.RShift: operator.rshift,
    ast.BitAnd: operator.and_, ast.BitOr: operator.or_, ast.BitXor: operator.xor,
}
_FOLD_UNARY: dict[type, Any] = {
    ast.USub: operator.neg, ast.UAdd: operator.pos, ast.Invert: operator.invert,
}
_FOLD_COMPARE: dict[type, Any] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.Eq: operator.eq, ast.NotEq: operator.ne,
}

#: Integer operators: LLVM's opcodes for signed and unsigned operands.
_INT_OPS: dict[type, tuple[str, str]] = {
    ast.Add: ("add", "add"), ast.Sub: ("sub", "sub"), ast.Mult: ("mul", "mul"),
    ast.BitAnd: ("and", "and"), ast.BitOr: ("or", "or"), ast.BitXor: ("xor", "xor"),
    ast.LShift: ("shl", "shl"), ast.RShift: ("ashr", "lshr"),
    ast.FloorDiv: ("floordiv", "udiv"), ast.Mod: ("floormod", "urem"),
}
_VECTOR_OPS = (ast.BitAnd, ast.BitOr, ast.BitXor, ast.LShift, ast.RShift)
_FLOAT_OPS: dict[type, str] = {
    ast.Add: "fadd", ast.Sub: "fsub", ast.Mult: "fmul", ast.Div: "fdiv",
}
_INT_PREDICATES: dict[type, tuple[str, str]] = {
    ast.Lt: ("slt", "ult"), ast.LtE: ("sle", "ule"), ast.Gt: ("sgt", "ugt"),
    ast.GtE: ("sge", "uge"), ast.Eq: ("eq", "eq"), ast.NotEq: ("ne", "ne"),
}
_FLOAT_PREDICATES: dict[type, str] = {
    ast.Lt: "olt", ast.LtE: "ole", ast.Gt: "ogt", ast.GtE: "oge", ast.Eq: "oeq", ast.NotEq: "une",
}


def is_machine(value: Value) -> bool:
    """Whether the value is of a machine type (a number, a truth value, a raw pointer)."""
    return isinstance(value.type, (IntType, PtrType, VectorType)) or value.type in (F64, BOOL)


def _bits(kind: type, left: Any, right: Any) -> int:
    """About how many bits the result of an operation on whole numbers has."""
    if not isinstance(left, int) or not isinstance(right, int):
        return 0
    if kind is ast.LShift:
        return left.bit_length() + right
    if kind is ast.Pow:
        return left.bit_length() * right
    return left.bit_length() + right.bit_length()


def fold(b: Builder, kind: type, left: Literal, right: Literal) -> Value:
    """An operation on two literals."""
    if _bits(kind, left.value, right.value) > MOST_BITS:
        return _unfolded(b, kind, left, right)
    try:
        result = _FOLD[kind](left.value, right.value)
    except (ArithmeticError, ValueError, TypeError, KeyError):
        return _unfolded(b, kind, left, right)
    if isinstance(result, complex):
        return _unfolded(b, kind, left, right)
    return Literal(result, LITERAL)


def _unfolded(b: Builder, kind: type, left: Literal, right: Literal) -> Value:
    from tamapy.compiler.irbuild.expressions import binary

    return binary(b, kind, b.coerce(left, OBJ), b.coerce(right, OBJ))


def fold_unary(op: ast.unaryop, value: Literal) -> Value | None:
    """An operation on a literal; ``None`` if it has to fail when the program runs."""
    try:
        return Literal(_FOLD_UNARY[type(op)](value.value), LITERAL)
    except TypeError:
        return None


def fold_compare(kind: type, left: Literal, right: Literal) -> Value:
    """A comparison of two literals."""
    return Number(_FOLD_COMPARE[kind](left.value, right.value), BOOL)


def _unify(b: Builder, left: Value, right: Value) -> tuple[Value, Value] | None:
    """Both operands in one machine type, or ``None`` to go on with objects."""
    if isinstance(left, Literal):
        if isinstance(left.value, float) and right.type is not F64 and not b.metal:
            return None
        left = b.coerce(left, right.type)
    elif isinstance(right, Literal):
        if isinstance(right.value, float) and left.type is not F64 and not b.metal:
            return None
        right = b.coerce(right, left.type)
    if left.type == right.type:
        return left, right
    if not b.metal and ({OBJ, NUMBER} & {left.type, right.type} or isinstance(left.type, RefType)):
        return None
    b.error(f"{left.type} and {right.type} do not mix", hint="convert one of them")


def binary(b: Builder, kind: type, left: Value, right: Value) -> Value | None:
    """``left op right`` on machine values, or ``None`` if one side is an object."""
    if isinstance(left.type, PtrType):
        return _pointer_binary(b, kind, left, right)
    if kind is ast.Div and isinstance(left.type, IntType) and not b.metal:
        return None
    both = _unify(b, left, right)
    if both is None:
        return None
    left, right = both
    b.function.computes = True
    type_ = left.type
    if type_ is F64:
        opcode = _FLOAT_OPS.get(kind)
        if opcode is None:
            if not b.metal:
                return None
            b.error(f"f64 has no operator {kind.__name__} in metal code")
        return b.emit(ops.Arithmetic(opcode, left, right))
    if type_ is BOOL:
        if kind in (ast.BitAnd, ast.BitOr, ast.BitXor):
            return b.emit(ops.Arithmetic(_INT_OPS[kind][0], left, right))
        if not b.metal:
            return None
        b.error(f"bool has no operator {kind.__name__} in metal code")
    if isinstance(type_, VectorType):
        if kind not in _VECTOR_OPS:
            b.error(f"{type_} has no operator {kind.__name__}")
        return b.emit(ops.Arithmetic(_INT_OPS[kind][1], left, right))
    assert isinstance(type_, IntType)
    if kind not in _INT_OPS:
        if not b.metal:
            return None
        b.error(f"{type_} has no operator {kind.__name__} in metal code")
    opcode = _INT_OPS[kind][0 if type_.signed else 1]
    if opcode == "floordiv":
        return _floor_div(b, left, right)
    if opcode == "floormod":
        return _floor_mod(b, left, right)
    return b.emit(ops.Arithmetic(opcode, left, right))


def _floor_fix(b: Builder, left: Value, right: Value) -> tuple[Value, Value, Value]:
    quotient = b.emit(ops.Arithmetic("sdiv", left, right))
    product = b.emit(ops.Arithmetic("mul", quotient, right))
    rest = b.emit(ops.Arithmetic("sub", left, product))
    zero = Number(0, left.type)
    nonzero = b.emit(ops.Compare("ne", rest, zero))
    signs = b.emit(ops.Arithmetic("xor", rest, right))
    differ = b.emit(ops.Compare("slt", signs, zero))
    return quotient, rest, b.emit(ops.Arithmetic("and", nonzero, differ))


def _floor_div(b: Builder, left: Value, right: Value) -> Value:
    quotient, _, fix = _floor_fix(b, left, right)
    lower = b.emit(ops.Arithmetic("sub", quotient, Number(1, left.type)))
    return b.emit(ops.Select(fix, lower, quotient))


def _floor_mod(b: Builder, left: Value, right: Value) -> Value:
    _, rest, fix = _floor_fix(b, left, right)
    raised = b.emit(ops.Arithmetic("add", rest, right))
    return b.emit(ops.Select(fix, raised, rest))


def index(b: Builder, value: Value) -> Value:
    """An element index: any machine integer, widened to the word."""
    if isinstance(value, Literal):
        return b.coerce(value, b.isize)
    if isinstance(value.type, IntType):
        wide = b.convert_int(value, b.isize if value.type.signed else b.usize)
        return wide
    if not b.metal:
        return b.coerce(value, b.isize)
    b.error(f"{value.type} is no index")


def _pointer_binary(b: Builder, kind: type, left: Value, right: Value) -> Value:
    assert isinstance(left.type, PtrType)
    if kind is ast.Sub and isinstance(right.type, PtrType):
        size = b.program.types.element_size(left.type.item)
        first = b.emit(ops.Convert("ptrtoint", left, b.isize))
        second = b.emit(ops.Convert("ptrtoint", right, b.isize))
        distance = b.emit(ops.Arithmetic("sub", first, second))
        return b.emit(ops.Arithmetic("sdiv", distance, Number(size, b.isize)))
    steps = index(b, right)
    if kind is ast.Sub:
        steps = b.emit(ops.Arithmetic("sub", Number(0, steps.type), steps))
    elif kind is not ast.Add:
        b.error(f"pointers have no operator {kind.__name__}")
    return b.element(left, steps)


def unary(b: Builder, kind: type, value: Value) -> Value:
    """``-x``, ``+x``, ``~x`` on a machine value."""
    type_ = value.type
    if kind is ast.UAdd:
        return value
    if type_ is F64:
        return b.emit(ops.Arithmetic("fneg", value, value))
    if type_ is BOOL and not b.metal:
        from tamapy.compiler.irbuild.expressions import UNARY

        return b.rt(f"operators.{UNARY[kind]}", b.coerce(value, OBJ))
    if kind is ast.USub:
        if isinstance(type_, VectorType):
            b.error(f"{type_} has no operator {kind.__name__}")
        return b.emit(ops.Arithmetic("sub", Number(0, type_), value))
    return b.emit(ops.Arithmetic("xor", value, Number(-1, type_)))


def compare(b: Builder, kind: type, left: Value, right: Value) -> Value | None:
    """A comparison of machine values, or ``None`` if one side is an object."""
    if isinstance(left.type, PtrType) and isinstance(right.type, PtrType):
        return b.emit(ops.Compare(_INT_PREDICATES[kind][1], left, right))
    both = _unify(b, left, right)
    if both is None:
        return None
    left, right = both
    if isinstance(left.type, VectorType):
        b.error(f"{left.type} values cannot be compared")
    if left.type is F64:
        return b.emit(ops.Compare(_FLOAT_PREDICATES[kind], left, right))
    signed = isinstance(left.type, IntType) and left.type.signed
    return b.emit(ops.Compare(_INT_PREDICATES[kind][0 if signed else 1], left, right))
