"""Operators, literals, displays, attributes, subscripts and conditions."""

from __future__ import annotations

import ast
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Fails, Literal, Value
from tamapy.compiler.ir.types import (
    BOOL,
    F64,
    LITERAL,
    NUMBER,
    OBJ,
    IntType,
    IRType,
    PtrType,
    RefType,
    is_pointer,
)
from tamapy.compiler.irbuild import machine, numbers
from tamapy.compiler.irbuild.attributes import inlines, load_attribute
from tamapy.compiler.irbuild.builder import Builder
from tamapy.compiler.irbuild.dispatch import build, build_object, expression
from tamapy.compiler.irbuild.items import load_item, load_number, parts_of
from tamapy.compiler.irbuild.names import host_constant, mangle, store_name
from tamapy.compiler.irbuild.rooms import is_room

#: Python's binary operators: the runtime's function, and for those with an inline
#: path on small ints the primitive's name.
BINARY: dict[type, tuple[str, str | None]] = {
    ast.Add: ("add", "small.add"),
    ast.Sub: ("sub", "small.sub"),
    ast.Mult: ("mul", "small.mul"),
    ast.Div: ("truediv", None),
    ast.FloorDiv: ("floordiv", "small.floordiv"),
    ast.Mod: ("mod", "small.mod"),
    ast.Pow: ("pow", None),
    ast.LShift: ("lshift", None),
    ast.RShift: ("rshift", "small.rshift"),
    ast.BitAnd: ("and_", "small.and"),
    ast.BitOr: ("or_", "small.or"),
    ast.BitXor: ("xor", "small.xor"),
    ast.MatMult: ("matmul", None),
}

#: Inline paths of many instructions, for code that is hot only.
LONG = frozenset(("small.floordiv", "small.mod"))

UNARY: dict[type, str] = {ast.USub: "neg", ast.UAdd: "pos", ast.Invert: "invert"}

COMPARE: dict[type, str] = {
    ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt", ast.GtE: "ge", ast.Eq: "eq", ast.NotEq: "ne",
}


@expression(ast.Constant)
def build_constant(b: Builder, node: ast.Constant, want: IRType | None) -> Value:
    """A literal."""
    value = node.value
    if type(value) in (int, float) or (isinstance(value, bool) and b.metal):
        literal = Literal(value, LITERAL)
        return b.coerce(literal, want) if want is not None else literal
    return ops.Constant(value)


def binary(b: Builder, kind: type, left: Value, right: Value, inplace: bool = False) -> Value:
    """``left op right`` for values already evaluated."""
    if isinstance(left, Literal) and isinstance(right, Literal):
        return machine.fold(b, kind, left, right)
    if machine.is_machine(left) or machine.is_machine(right):
        result = machine.binary(b, kind, left, right)
        if result is not None:
            return result
    number = None if b.metal else numbers.arithmetic(b, kind, left, right, inplace)
    if number is not None:
        return number
    left, right = b.coerce(left, OBJ), b.coerce(right, OBJ)
    if b.metal:
        b.error("metal code has no operators on objects", hint="call the runtime's function")
    name, primitive = BINARY[kind]
    if inplace:
        name = "i" + name.rstrip("_")
    path = f"operators.{name}"
    if primitive is None or (primitive in LONG and not inlines(b)):
        return b.rt(path, left, right)
    target = b.program.runtime(path)
    return b.emit(ops.Primitive(primitive, (left, right), OBJ, Fails.NULL, (target,)))


@expression(ast.BinOp)
def build_binop(b: Builder, node: ast.BinOp, want: IRType | None) -> Value:
    """A binary operator."""
    wanted = NUMBER if numbers.takes_numbers(b, type(node.op)) else None
    left = build(b, node.left, wanted if isinstance(node.left, ast.Subscript) else None)
    right = build(b, node.right, wanted if isinstance(node.right, ast.Subscript) else None)
    return binary(b, type(node.op), left, right)


@expression(ast.UnaryOp)
def build_unary(b: Builder, node: ast.UnaryOp, want: IRType | None) -> Value:
    """A unary operator."""
    value = build(b, node.operand)
    if isinstance(node.op, ast.Not):
        condition = b.truth(value)
        return b.emit(ops.Arithmetic("xor", condition, ops.Number(True, BOOL)))
    if isinstance(value, Literal):
        folded = machine.fold_unary(node.op, value)
        if folded is not None:
            return folded
    elif machine.is_machine(value):
        return machine.unary(b, type(node.op), value)
    elif value.type is NUMBER and isinstance(node.op, ast.USub):
        return numbers.negative(b, value)
    return b.rt(f"operators.{UNARY[type(node.op)]}", b.coerce(value, OBJ))


def compare(b: Builder, kind: type, left: Value, right: Value, condition: bool) -> Value:
    """One comparison; ``condition`` asks for a machine truth value."""
    if kind in (ast.Is, ast.IsNot):
        return _identity(b, kind, left, right)
    if kind in (ast.In, ast.NotIn):
        found = b.rt("operators.contains", b.coerce(right, OBJ), b.coerce(left, OBJ))
        if kind is ast.In:
            return found
        return b.emit(ops.Arithmetic("xor", found, ops.Number(True, BOOL)))
    if isinstance(left, Literal) and isinstance(right, Literal):
        return machine.fold_compare(kind, left, right)
    if machine.is_machine(left) or machine.is_machine(right):
        result = machine.compare(b, kind, left, right)
        if result is not None:
            return result
    if b.metal:
        b.error("metal code has no comparisons of objects but 'is'")
    name = COMPARE[kind]
    tested = numbers.comparison(b, kind, left, right) if condition else None
    if tested is not None:
        return tested
    left, right = b.coerce(left, OBJ), b.coerce(right, OBJ)
    target = b.program.runtime(f"operators.{name}")
    if condition:
        truth = b.program.runtime("operators.is_true")
        return b.emit(
            ops.Primitive(f"test.{name}", (left, right), BOOL, Fails.PENDING, (target, truth))
        )
    return b.emit(ops.Primitive(f"compare.{name}", (left, right), OBJ, Fails.NULL, (target,)))


def _identity(b: Builder, kind: type, left: Value, right: Value) -> Value:
    if NUMBER in (left.type, right.type):
        same = b.rt("boxing.is_same", b.coerce(left, OBJ), b.coerce(right, OBJ))
        if kind is ast.Is:
            return same
        return b.emit(ops.Arithmetic("xor", same, ops.Number(True, BOOL)))
    left = b.coerce(left, OBJ) if not is_pointer(left.type) else left
    right = b.coerce(right, OBJ) if not is_pointer(right.type) else right
    return b.emit(ops.Compare("eq" if kind is ast.Is else "ne", left, right))


@expression(ast.Compare)
def build_compare(b: Builder, node: ast.Compare, want: IRType | None) -> Value:
    """A comparison or a chain of them."""
    left = build(b, node.left)
    if len(node.ops) == 1:
        right = build(b, node.comparators[0])
        return compare(b, type(node.ops[0]), left, right, condition=want is BOOL)
    result_type = BOOL if b.metal or want is BOOL else OBJ
    result = b.register("chain", result_type)
    end = b.new_block("chain")
    for i, (op, comparator) in enumerate(zip(node.ops, node.comparators, strict=True)):
        right = b.settle(build(b, comparator, left.type if machine.is_machine(left) else None))
        b.assign(result, compare(b, type(op), left, right, condition=result_type is BOOL))
        left = right
        if i + 1 < len(node.ops):
            more = b.new_block("chain")
            b.branch(b.truth(b.read(result)), more, end)
            b.start(more)
    b.start(end)
    return b.read(result)


@expression(ast.BoolOp)
def build_boolop(b: Builder, node: ast.BoolOp, want: IRType | None) -> Value:
    """``and`` and ``or``."""
    if b.metal or want is BOOL:
        return _condition_value(b, node)
    result = b.register("bool", OBJ)
    end = b.new_block("bool")
    for i, part in enumerate(node.values):
        value = build_object(b, part)
        b.assign(result, value)
        if i + 1 < len(node.values):
            more = b.new_block("bool")
            truth = b.truth(value)
            if isinstance(node.op, ast.And):
                b.branch(truth, more, end)
            else:
                b.branch(truth, end, more)
            b.start(more)
    b.start(end)
    return b.read(result)


def _condition_value(b: Builder, node: ast.expr) -> Value:
    result = b.register("truth", BOOL)
    yes, no, end = b.new_block("yes"), b.new_block("no"), b.new_block("end")
    condition(b, node, yes, no)
    b.start(yes)
    b.assign(result, ops.Number(True, BOOL))
    b.goto(end)
    b.start(no)
    b.assign(result, ops.Number(False, BOOL))
    b.start(end)
    return b.read(result)


def condition(b: Builder, node: ast.expr, yes: ops.Block, no: ops.Block) -> None:
    """Branch on an expression's truth, without making an object of it."""
    if isinstance(node, ast.BoolOp):
        for part in node.values[:-1]:
            more = b.new_block("and" if isinstance(node.op, ast.And) else "or")
            if isinstance(node.op, ast.And):
                condition(b, part, more, no)
            else:
                condition(b, part, yes, more)
            b.start(more)
        condition(b, node.values[-1], yes, no)
        return
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        condition(b, node.operand, no, yes)
        return
    value = build(b, node, BOOL if isinstance(node, (ast.Compare, ast.BoolOp)) else None)
    if isinstance(node, ast.Compare):
        # So does CPython: what follows, such as the failure of an "assert", is marked there.
        b.position = ops.position_of(node)
    truth = b.truth(value)
    if isinstance(truth, ops.Number):
        b.goto(yes if truth.value else no)
    else:
        b.branch(truth, yes, no)


@expression(ast.IfExp)
def build_ifexp(b: Builder, node: ast.IfExp, want: IRType | None) -> Value:
    """``a if c else b``."""
    yes, no, end = b.new_block("then"), b.new_block("else"), b.new_block("endif")
    condition(b, node.test, yes, no)
    b.start(yes)
    first = build(b, node.body, want)
    if b.metal and want is None and isinstance(first, Literal):
        return _literal_or(b, first, node.orelse, no, end)
    first = b.settle(first, want)
    if not b.metal:
        first = b.coerce(first, OBJ) if want is None or want is OBJ else b.coerce(first, want)
    result = b.register("ifexp", first.type)
    b.assign(result, first)
    b.goto(end)
    b.start(no)
    b.assign(result, build(b, node.orelse, first.type))
    b.start(end)
    return b.read(result)


def _literal_or(
    b: Builder, first: Literal, orelse: ast.expr, no: ops.Block, end: ops.Block
) -> Value:
    """``literal if c else b`` in metal code: the literal takes the other value's type."""
    yes = b.block
    b.function.blocks.append(no)
    b.block = no
    second = b.settle(build(b, orelse))
    result = b.register("ifexp", second.type)
    b.assign(result, second)
    b.goto(end)
    b.block = yes
    b.assign(result, first)
    b.goto(end)
    b.start(end)
    return b.read(result)


@expression(ast.NamedExpr)
def build_named(b: Builder, node: ast.NamedExpr, want: IRType | None) -> Value:
    """``name := value``."""
    value = b.settle(build(b, node.value))
    assert isinstance(node.target, ast.Name)
    store_name(b, mangle(b, node.target.id), value, node)
    return value


@expression(ast.Attribute)
def build_attribute(b: Builder, node: ast.Attribute, want: IRType | None) -> Value:
    """``value.name``."""
    value = build(b, node.value)
    name = mangle(b, node.attr)
    if isinstance(value.type, RefType):
        if b.program.types.has_field(value.type.struct, name):
            return b.load_field(value, value.type.struct, name)
        if b.metal:
            b.error(f"{value.type} has no field '{name}'", node)
    if isinstance(value.type, PtrType):
        if name == "addr":
            return b.emit(ops.Convert("ptrtoint", value, b.usize))
        b.error(f"{value.type} has no attribute '{name}'", node)
    if isinstance(value, ops.Constant) and (b.source.static or is_room(value.value)):
        found = b.program.static_attribute(value.value, name)
        if found is not None:
            return host_constant(b, found[0])
    if b.metal:
        b.error("metal code has no attributes of objects", node)
    if name == "__all__":
        b.program.note_exports(b.source)
    return load_attribute(b, b.coerce(value, OBJ), name, node)


@expression(ast.Subscript)
def build_subscript(b: Builder, node: ast.Subscript, want: IRType | None) -> Value:
    """``value[index]``."""
    base = build(b, node.value)
    if isinstance(base, ops.Constant) and b.source.static:
        type_ = b.program.types.try_evaluate(node, b.source)
        if type_ is not None:
            return ops.Constant(type_)
    if isinstance(base.type, PtrType):
        index = machine.index(b, build(b, node.slice))
        address = b.element(base, index)
        item = base.type.item
        if isinstance(item, RefType) and b.program.types.is_inline_struct(item):
            return b.reinterpret(address, item)
        return b.emit(ops.Load(address, item))
    if b.metal:
        b.error(f"{base.type} cannot be indexed in metal code", node)
    if isinstance(node.slice, ast.Slice):
        base = b.coerce(base, OBJ)
        return b.rt("parts.load", base, *parts_of(b, node.slice))
    index = build_object(b, node.slice)
    load = load_number if want is NUMBER else load_item
    return load(b, b.coerce(base, OBJ), index)


@expression(ast.Slice)
def build_slice(b: Builder, node: ast.Slice, want: IRType | None) -> Value:
    """``a:b:c``."""
    return b.rt("sequences.new_slice", *parts_of(b, node))


@expression(ast.Tuple)
def build_tuple(b: Builder, node: ast.Tuple, want: IRType | None) -> Value:
    """A tuple display; in metal code a pack of results."""
    if b.metal and not node.elts:
        return ops.Constant(())
    if b.metal:
        items = getattr(want, "items", None)
        values = [
            b.settle(build(b, e, items[i] if items else None), items[i] if items else None)
            for i, e in enumerate(node.elts)
        ]
        return b.program.types.pack(b, values)
    if not any(isinstance(e, ast.Starred) for e in node.elts):
        values = [build_object(b, e) for e in node.elts]
        constants = [v.value for v in values if isinstance(v, ops.Constant)]
        if len(constants) == len(values):
            return ops.Constant(tuple(constants))
        return from_values(b, "sequences.tuple_of", values)
    return b.rt("sequences.list_to_tuple", _starred_list(b, node.elts))


def from_values(b: Builder, path: str, values: list[Value]) -> Value:
    """A container made of evaluated values by a runtime function over an array."""
    vector = b.argument_vector(values)
    return b.rt(path, vector, b.number(len(values)))


def _starred_list(b: Builder, elements: list[ast.expr]) -> Value:
    result = from_values(b, "sequences.list_of", [])
    for element in elements:
        if isinstance(element, ast.Starred):
            b.rt("sequences.extend_display", result, build_object(b, element.value))
        else:
            b.rt("sequences.list_append", result, build_object(b, element))
    return result


@expression(ast.List)
def build_list(b: Builder, node: ast.List, want: IRType | None) -> Value:
    """A list display."""
    if any(isinstance(e, ast.Starred) for e in node.elts) or len(node.elts) > 64:
        return _starred_list(b, node.elts)
    return from_values(b, "sequences.list_of", [build_object(b, e) for e in node.elts])


@expression(ast.Set)
def build_set(b: Builder, node: ast.Set, want: IRType | None) -> Value:
    """A set display."""
    result = b.rt("sets.new_set")
    for element in node.elts:
        if isinstance(element, ast.Starred):
            b.rt("sets.update_set", result, build_object(b, element.value))
        else:
            b.rt("sets.add_item", result, build_object(b, element))
    return result


@expression(ast.Dict)
def build_dict(b: Builder, node: ast.Dict, want: IRType | None) -> Value:
    """A dict display."""
    result = b.rt("dicts.new_dict")
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            b.rt("mappings.display_update", result, build_object(b, value))
        else:
            built = build_object(b, key)
            b.rt("dicts.set_item", b.reinterpret(result, OBJ), built, build_object(b, value))
    return result


_CONVERSIONS = {-1: "", 115: "s", 114: "r", 97: "a"}


@expression(ast.JoinedStr)
def build_fstring(b: Builder, node: ast.JoinedStr, want: IRType | None) -> Value:
    """An f-string."""
    parts = [build_object(b, part) for part in node.values]
    if not parts:
        return b.constant("")
    return from_values(b, "texts.join_parts", parts)


@expression(ast.FormattedValue)
def build_formatted(b: Builder, node: ast.FormattedValue, want: IRType | None) -> Value:
    """A replacement field of an f-string."""
    value = build_object(b, node.value)
    spec = build_object(b, node.format_spec) if node.format_spec else b.constant("")
    conversion = _CONVERSIONS[node.conversion]
    if conversion:
        value = b.rt(f"texts.convert_{conversion}", value)
    return b.rt("texts.format_value", value, spec)


@expression(ast.Starred)
def build_starred(b: Builder, node: ast.Starred, want: IRType | None) -> Value:
    """A starred element outside a display, as in ``x[*a]``."""
    return b.rt("sequences.list_to_tuple", _starred_list(b, [node]))


def item_type(value: Any) -> IRType | None:
    """The element type of a pointer value, if it is one."""
    return value.type.item if isinstance(value.type, PtrType) else None


__all__ = ["F64", "IntType", "binary", "compare", "condition", "from_values"]
