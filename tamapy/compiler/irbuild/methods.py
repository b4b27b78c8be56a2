"""Method calls; the commonest methods of built-in containers without a lookup.

A call like ``x.append(y)`` asks for the receiver's type first: if it is exactly ``list``, it goes
to the runtime's function, else it takes the usual way.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Fails, Register, Value
from tamapy.compiler.ir.types import BOOL, OBJ
from tamapy.compiler.irbuild.attributes import inlines, memory, remembers
from tamapy.compiler.irbuild.builder import Builder
from tamapy.compiler.irbuild.dispatch import build_object
from tamapy.compiler.irbuild.names import mangle
from tamapy.runtime import values

#: Name and number of arguments to the exact type of the receiver and the runtime's function.
QUICK: dict[tuple[str, int], tuple[type, str]] = {
    ("append", 1): (list, "quick.list_append"),
    ("extend", 1): (list, "quick.list_extend"),
    ("pop", 0): (list, "quick.list_pop"),
    ("get", 1): (dict, "quick.dict_get"),
    ("get", 2): (dict, "quick.dict_get_default"),
    ("setdefault", 2): (dict, "quick.dict_setdefault"),
    ("items", 0): (dict, "quick.dict_items"),
    ("keys", 0): (dict, "quick.dict_keys"),
    ("values", 0): (dict, "quick.dict_values"),
    ("add", 1): (set, "quick.set_add"),
    ("startswith", 1): (str, "quick.str_starts_with"),
    ("endswith", 1): (str, "quick.str_ends_with"),
}


def method_call(b: Builder, node: ast.Call, func: ast.Attribute, receiver: Value) -> Value:
    """``receiver.name(arguments)`` with plain positional arguments."""
    quick = QUICK.get((func.attr, len(node.args)))
    if quick is None:
        if inlines(b):
            return _remembered(b, node, func, receiver)
        if remembers(b):
            return _near(b, node, func, receiver)
        callee, owner = _load(b, node, func, receiver)
        return _call(b, callee, owner, [build_object(b, a) for a in node.args])
    host, function = quick
    direct = b.register("direct", BOOL)
    b.assign(direct, _is_exactly(b, receiver, host))
    found, bound = b.register("method"), b.register("owner")
    b.assign(found, b.null())
    b.assign(bound, b.null())
    lookup, ready = b.new_block("lookup"), b.new_block("ready")
    b.branch(b.read(direct), ready, lookup)
    b.start(lookup)
    callee, owner = (_load_near if remembers(b) else _load)(b, node, func, receiver)
    b.assign(found, callee)
    b.assign(bound, owner)
    b.start(ready)
    args = [build_object(b, a) for a in node.args]
    usual, at_once, end = b.new_block("usual"), b.new_block("at_once"), b.new_block("called")
    result = b.register("result")
    b.branch(b.read(direct), at_once, usual)
    b.start(at_once)
    b.assign(result, b.rt(function, receiver, *args))
    b.goto(end)
    b.start(usual)
    b.assign(result, _call(b, b.read(found), b.read(bound), args))
    b.start(end)
    return b.read(result)


def named_method_call(b: Any, node: ast.Call, func: ast.Attribute, receiver: Value) -> Value:
    """``receiver.name(arguments)``, some of them by name but none starred."""
    with b.at(func):
        slot = b.emit(ops.StackArray(OBJ, b.program.target.word, 1))
        name = mangle(b, func.attr)
        if remembers(b):
            place = memory(b, f"{name}/named", func.value)
            operands = (receiver, b.constant(name), slot, place, b.number(0))
            callee = b.rt("attributes.load_method_near", *operands)
        else:
            callee = b.rt("attributes.load_method", receiver, b.constant(name), slot)
        owner = b.emit(ops.Load(slot, OBJ))
    values_ = [build_object(b, a) for a in (*node.args, *[k.value for k in node.keywords])]
    vector = b.argument_vector([owner, *values_])
    names = b.label(tuple(k.arg for k in node.keywords))
    return b.rt("calls.call_named_method", callee, vector, b.number(len(values_) + 1), names)  # type: ignore[no-any-return]


def _near(b: Any, node: ast.Call, func: ast.Attribute, receiver: Value) -> Value:
    """The same with what is remembered looked at by the runtime's function."""
    callee, owner = _load_near(b, node, func, receiver)
    return _call(b, callee, owner, [build_object(b, a) for a in node.args])


def _load_near(
    b: Any, node: ast.Call, func: ast.Attribute, receiver: Value
) -> tuple[Value, Value]:
    name = mangle(b, func.attr)
    count = len(node.args) + 1
    with b.at(func):
        slot = b.emit(ops.StackArray(OBJ, b.program.target.word, 1))
        place = memory(b, f"{name}/{count}", func.value)
        operands = (receiver, b.constant(name), slot, place, b.number(count))
        callee = b.rt("attributes.load_method_near", *operands)
        return callee, b.emit(ops.Load(slot, OBJ))


def _remembered(b: Any, node: ast.Call, func: ast.Attribute, receiver: Value) -> Value:
    """The call of a method: at once if the receiver is of the type that the last one was of."""
    name = mangle(b, func.attr)
    place = memory(b, f"{name}/{len(node.args) + 1}", func.value)

    def look_up(slot: Value) -> Value:
        count = b.number(len(node.args) + 1)
        operands = (receiver, b.constant(name), slot, place, count)
        return b.rt("attributes.load_method_at", *operands)  # type: ignore[no-any-return]

    return _call_known(b, node, func, receiver, place, look_up, None)


def super_call(
    b: Any, node: ast.Call, func: ast.Attribute, callee: Value, owner: Value, receiver: Value
) -> Value:
    """``super().name(arguments)`` in a method: as a method of the receiver that lies further up.

    ``super(owner, receiver).name(arguments)`` likewise.
    """
    assert isinstance(func.value, ast.Call)
    kind, target = ("super", "super_methods.load_at")
    if func.value.args:
        kind, target = ("named super", "super_methods.load_named_at")
    name = mangle(b, func.attr)
    place = memory(b, f"{kind}.{name}/{len(node.args) + 1}", func.value)

    def look_up(slot: Value) -> Value:
        count = b.number(len(node.args) + 1)
        operands = (callee, owner, receiver, b.constant(name), slot, place, count)
        return b.rt(target, *operands)  # type: ignore[no-any-return]

    is_super = b.emit(ops.Compare("eq", callee, b.constant(super)))
    field, _ = b.field_address(place, values.AttributeMemory, "limit")
    known_owner = b.emit(ops.Load(field, OBJ))
    same = b.emit(ops.Compare("eq", owner, known_owner))
    condition = b.emit(ops.Arithmetic("and", is_super, same))
    return _call_known(b, node, func, receiver, place, look_up, condition)


def _call_known(
    b: Any, node: ast.Call, func: ast.Attribute, receiver: Value, place: Value,
    look_up: Callable[[Value], Value], condition: Value | None,
) -> Value:
    """Call what ``place`` remembers for the receiver's type, or what is looked up."""
    word = b.program.target.word
    direct, found, owner = b.register("direct", BOOL), b.register("method"), b.register("owner")
    with b.at(func):
        operands = (receiver, place, b.number(values.ORDER * word), b.number(values.LEAST_DICT))
        is_known = b.emit(ops.Primitive("method.known", operands, BOOL))
        if condition is not None:
            is_known = b.emit(ops.Arithmetic("and", is_known, condition))
        b.assign(direct, is_known)
        known, lookup, ready = b.new_block("known"), b.new_block("lookup"), b.new_block("ready")
        b.emit(ops.Branch(b.read(direct), known, lookup))
        b.start(known)
        method, _ = b.field_address(place, values.AttributeMemory, "place")
        b.assign(found, b.emit(ops.Load(method, OBJ)))
        b.assign(owner, receiver)
        lacking = b.load_field(place, values.AttributeMemory, "after")
        b.assign(direct, b.emit(ops.Compare("eq", lacking, b.number(0))))
        b.goto(ready)
        b.start(lookup)
        slot = b.emit(ops.StackArray(OBJ, word, 1))
        b.assign(found, look_up(slot))
        b.assign(owner, b.emit(ops.Load(slot, OBJ)))
        b.start(ready)
    args = [build_object(b, a) for a in node.args]
    return _enter(b, direct, b.read(found), [b.read(owner), *args])


def _enter(b: Any, direct: Register, callee: Value, args: list[Value]) -> Value:
    """Call a function that takes just these arguments, or whatever the usual way has found."""
    usual, at_once, end = b.new_block("usual"), b.new_block("at_once"), b.new_block("called")
    result = b.register("result")
    vector = b.argument_vector(args)
    b.branch(b.read(direct), at_once, usual)
    b.start(at_once)
    b.assign(result, call_function(b, callee, vector))
    b.goto(end)
    b.start(usual)
    b.assign(result, b.rt("calls.call_method", callee, vector, b.number(len(args))))
    b.start(end)
    return b.read(result)  # type: ignore[no-any-return]


def call_function(b: Any, callee: Value, vector: Value) -> Value:
    """Enter the code of what is a function, on parameters that are complete."""
    function = b.program.types.named("Function")
    entry, _ = b.field_address(callee, function.struct, "entry")
    code = b.emit(ops.Load(entry, OBJ))
    return b.emit(ops.CallPointer((code, callee, vector), OBJ, Fails.NULL))  # type: ignore[no-any-return]


def _is_exactly(b: Builder, receiver: Value, host: type) -> Value:
    type_ = b.program.types.named("Type")
    found = b.emit(ops.Primitive("type_of", (receiver,), type_))
    return b.emit(ops.Compare("eq", found, b.reinterpret(b.constant(host), type_)))


def _load(
    b: Builder, node: ast.Call, func: ast.Attribute, receiver: Value
) -> tuple[Value, Value]:
    with b.at(func):
        slot = b.emit(ops.StackArray(OBJ, b.program.target.word, 1))
        name = b.constant(mangle(b, func.attr))
        callee = b.rt("attributes.load_method", receiver, name, slot)
        return callee, b.emit(ops.Load(slot, OBJ))


def _call(b: Builder, callee: Value, owner: Value, args: list[Value]) -> Value:
    vector = b.argument_vector([owner, *args])
    return b.rt("calls.call_method", callee, vector, b.number(len(args) + 1))
