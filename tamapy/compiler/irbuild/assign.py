"""Assignment in all its forms: targets, unpacking, augmented, annotated, ``del``."""

from __future__ import annotations

import ast
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Value
from tamapy.compiler.ir.types import OBJ, PtrType, RefType, TupleType
from tamapy.compiler.irbuild import machine, numbers
from tamapy.compiler.irbuild.attributes import load_attribute, store_attribute
from tamapy.compiler.irbuild.builder import Builder
from tamapy.compiler.irbuild.dispatch import build, build_object, statement
from tamapy.compiler.irbuild.expressions import binary
from tamapy.compiler.irbuild.items import (
    load_item,
    load_number,
    loaded,
    parts_of,
    spread,
    store_item,
)
from tamapy.compiler.irbuild.names import (
    delete_name,
    load_name,
    local_register,
    mangle,
    store_name,
)


def assign_target(b: Builder, target: ast.expr, value: Value) -> None:
    """``target = value``."""
    with b.at(target):
        if isinstance(target, ast.Name):
            store_name(b, mangle(b, target.id), value, target)
        elif isinstance(target, ast.Attribute):
            _store_attribute(b, target, build(b, target.value), value)
        elif isinstance(target, ast.Subscript):
            _store_subscript(b, target, value)
        elif isinstance(target, (ast.Tuple, ast.List)):
            _unpack(b, target, value)
        else:
            b.error("cannot assign to this", target)


def _store_attribute(b: Builder, target: ast.Attribute, owner: Value, value: Value) -> None:
    name = mangle(b, target.attr)
    if isinstance(owner.type, RefType):
        struct = owner.type.struct
        if b.program.types.has_field(struct, name):
            b.store_field(owner, struct, name, value)
            return
    if b.metal:
        b.error(f"{owner.type} has no field '{name}'", target)
    store_attribute(b, b.coerce(owner, OBJ), name, b.coerce(value, OBJ), target)


def _store_subscript(b: Builder, target: ast.Subscript, value: Value) -> None:
    base = build(b, target.value)
    if isinstance(base.type, PtrType):
        index = machine.index(b, build(b, target.slice))
        address = b.element(base, index)
        b.emit(ops.Store(address, b.coerce(value, base.type.item)))
        return
    if b.metal:
        b.error(f"{base.type} cannot be indexed in metal code", target)
    base = b.coerce(base, OBJ)
    if isinstance(target.slice, ast.Slice):
        b.rt("parts.store", base, *parts_of(b, target.slice), b.coerce(value, OBJ))
    else:
        store_item(b, base, build_object(b, target.slice), value)


def _unpack(b: Builder, target: ast.Tuple | ast.List, value: Value) -> None:
    elements = target.elts
    if isinstance(value.type, TupleType):
        for i, (element, type_) in enumerate(zip(elements, value.type.items, strict=True)):
            assign_target(b, element, b.emit(ops.Extract(value, i, type_)))
        return
    value = b.coerce(value, OBJ)
    star = [i for i, e in enumerate(elements) if isinstance(e, ast.Starred)]
    before = star[0] if star else len(elements)
    after = len(elements) - before - 1 if star else 0
    if star:
        items = b.emit(ops.StackArray(OBJ, b.program.target.word, len(elements)))
        b.rt("sequences.unpack_starred", value, b.number(before), b.number(after), items)
        values = loaded(b, items, len(elements))
    else:
        values = spread(b, value, before)
    for element, item in zip(elements, values, strict=True):
        inner = element.value if isinstance(element, ast.Starred) else element
        assign_target(b, inner, item)


@statement(ast.Assign)
def build_assign(b: Builder, node: ast.Assign) -> None:
    """``a = b = value``."""
    first = node.targets[0]
    if len(node.targets) == 1 and isinstance(first, (ast.Tuple, ast.List)):
        if isinstance(node.value, ast.Tuple) and _parallel(b, first, node.value):
            return
    want = None
    if isinstance(first, ast.Name) and first.id in getattr(b, "locals", {}):
        want = b.locals[first.id].type  # type: ignore[attr-defined]
    value = build(b, node.value, want)
    if b.metal and len(node.targets) > 1:
        value = b.settle(value)
    elif len(node.targets) > 1:
        if isinstance(value, ops.Literal) and not numbers.is_numeric(b):
            value = b.coerce(value, OBJ)
    for target in node.targets:
        assign_target(b, target, value)


def _parallel(b: Builder, target: Any, value: ast.Tuple) -> bool:
    """``a, b = x, y`` without a tuple."""
    if len(target.elts) != len(value.elts):
        return False
    if any(isinstance(e, ast.Starred) for e in [*target.elts, *value.elts]):
        return False
    known: dict[str, Any] = getattr(b, "locals", {})
    values = []
    for element, part in zip(target.elts, value.elts, strict=True):
        want = None
        if isinstance(element, ast.Name) and element.id in known:
            want = known[element.id].type
        built = build(b, part, want)
        values.append(b.settle(built, want) if b.metal else built)
    for element, item in zip(target.elts, values, strict=True):
        assign_target(b, element, item)
    return True


@statement(ast.AnnAssign)
def build_annassign(b: Any, node: ast.AnnAssign) -> None:
    """``name: annotation = value``."""
    from tamapy.compiler.irbuild.functions import annotation_value

    if isinstance(node.target, ast.Name) and b.source.kind == "function":
        type_ = b.program.local_type(b.source, node.annotation)
        if type_ is not OBJ or b.metal:
            register = local_register(b, node.target.id, type_)
            if node.value is not None:
                b.assign(register, build(b, node.value, type_))
            return
    if node.value is not None:
        assign_target(b, node.target, build(b, node.value))
    if b.source.kind == "function" or not node.simple:
        return
    assert isinstance(node.target, ast.Name)
    name = mangle(b, node.target.id)
    annotations = b.coerce(load_name(b, "__annotations__", node), OBJ)
    value = annotation_value(b, node.annotation)
    b.rt("operators.setitem", annotations, b.constant(name), value)


@statement(ast.AugAssign)
def build_augassign(b: Builder, node: ast.AugAssign) -> None:
    """``target op= value``."""
    target = node.target
    kind = type(node.op)
    if isinstance(target, ast.Name):
        name = mangle(b, target.id)
        old = load_name(b, name, target)
        want = old.type if machine.is_machine(old) else None
        value = build(b, node.value, want)
        store_name(b, name, binary(b, kind, old, value, inplace=True), target)
        return
    if isinstance(target, ast.Attribute):
        owner = build(b, target.value)
        name = mangle(b, target.attr)
        if isinstance(owner.type, RefType) and b.program.types.has_field(owner.type.struct, name):
            old = b.load_field(owner, owner.type.struct, name)
        else:
            owner = b.coerce(owner, OBJ)
            with b.at(target):
                old = load_attribute(b, owner, name, target)
        want = old.type if machine.is_machine(old) else None
        value = binary(b, kind, old, build(b, node.value, want), inplace=True)
        _store_attribute(b, target, owner, value)
        return
    assert isinstance(target, ast.Subscript)
    base = build(b, target.value)
    if isinstance(base.type, PtrType):
        address = b.element(base, machine.index(b, build(b, target.slice)))
        old = b.emit(ops.Load(address, base.type.item))
        value = binary(b, kind, old, build(b, node.value, old.type))
        b.emit(ops.Store(address, b.coerce(value, base.type.item)))
        return
    base = b.coerce(base, OBJ)
    index = build_object(b, target.slice)
    load = load_number if numbers.takes_numbers(b, kind) else load_item
    with b.at(target):
        old = load(b, base, index)
    value = binary(b, kind, old, build(b, node.value), inplace=True)
    store_item(b, base, index, value)


@statement(ast.Delete)
def build_delete(b: Builder, node: ast.Delete) -> None:
    """``del``."""
    for target in node.targets:
        _delete(b, target)


def _delete(b: Builder, target: ast.expr) -> None:
    with b.at(target):
        if isinstance(target, ast.Name):
            delete_name(b, mangle(b, target.id), target)
        elif isinstance(target, ast.Attribute):
            owner = build_object(b, target.value)
            b.rt("attributes.delete", owner, b.constant(mangle(b, target.attr)))
        elif isinstance(target, ast.Subscript):
            base = build_object(b, target.value)
            b.rt("operators.delitem", base, build_object(b, target.slice))
        elif isinstance(target, (ast.Tuple, ast.List)):
            for element in target.elts:
                _delete(b, element)


