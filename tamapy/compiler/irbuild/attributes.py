"""Attributes of objects: where the last instance had one, the next will have it too."""

from __future__ import annotations

import ast
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Fails, Value
from tamapy.compiler.ir.types import OBJ, VOID
from tamapy.runtime import values


def remembers(b: Any) -> bool:
    """Whether code is run often enough to remember places: that of functions."""
    return b.source.kind == "function" and not b.source.static


def inlines(b: Any) -> bool:
    """Whether code is hot enough for the short ways to stand in it: the program's, and loops.

    Elsewhere in libraries they are in the function that is called.
    """
    if not remembers(b):
        return False
    if any(scope.continue_to is not None for scope in b.scopes):
        return True
    return b.program.world is None or bool(b.program.world.is_users(b.source.module))


def load_attribute(b: Any, owner: Value, name: str, node: ast.Attribute) -> Value:
    """``owner.name``."""
    if not remembers(b):
        return b.rt("attributes.load", owner, b.constant(name))  # type: ignore[no-any-return]
    if not inlines(b):
        place = memory(b, name, node.value)
        return b.rt("attributes.load_near", owner, b.constant(name), place)  # type: ignore[no-any-return]
    target = b.program.runtime("attributes.load_at")
    operands = _operands(b, owner, name, node)
    return b.emit(  # type: ignore[no-any-return]
        ops.Primitive("attribute.load", operands, OBJ, Fails.NULL, (target,))
    )


def store_attribute(b: Any, owner: Value, name: str, value: Value, node: ast.Attribute) -> None:
    """``owner.name = value``."""
    if not remembers(b):
        b.rt("attributes.store", owner, b.constant(name), value)
        return
    if not inlines(b):
        place = memory(b, name, node.value)
        b.rt("attributes.store_near", owner, b.constant(name), value, place)
        return
    target = b.program.runtime("attributes.store_at")
    operands = (*_operands(b, owner, name, node), value)
    b.emit(ops.Primitive("attribute.store", operands, VOID, Fails.PENDING, (target,)))


def _operands(b: Any, owner: Value, name: str, node: ast.Attribute) -> tuple[Value, ...]:
    """What the templates of both take: where in the code, and where in objects."""
    type_ = b.program.types.named("Type").struct
    shape, _ = b.program.types.field(type_, "shape")
    order = values.ORDER * b.program.target.word
    return (
        owner, b.constant(name), memory(b, name, node.value), b.number(shape), b.number(order),
    )


def memory(b: Any, name: str, receiver: ast.expr) -> Value:
    """What remembers places here: for all that a function asks of one variable the same."""
    place = receiver.id if isinstance(receiver, ast.Name) else f"{b.memory_count}"
    if not isinstance(receiver, ast.Name):
        b.memory_count += 1
    return b.program.attribute_memory(b.source, place, name)  # type: ignore[no-any-return]
