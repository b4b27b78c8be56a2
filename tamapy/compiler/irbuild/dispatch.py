"""The tables from AST node types to the functions that build them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Value, position_of
from tamapy.compiler.ir.types import NUMBER, OBJ, IRType

if TYPE_CHECKING:
    from tamapy.compiler.irbuild.builder import Builder

EXPRESSIONS: dict[type, Callable[..., Value]] = {}
STATEMENTS: dict[type, Callable[..., None]] = {}


def expression(*kinds: type) -> Callable[[Any], Any]:
    """Register the builder of an expression: ``f(b, node, want) -> Value``."""

    def register(function: Any) -> Any:
        for kind in kinds:
            EXPRESSIONS[kind] = function
        return function

    return register


def statement(*kinds: type) -> Callable[[Any], Any]:
    """Register the builder of a statement: ``f(b, node) -> None``."""

    def register(function: Any) -> Any:
        for kind in kinds:
            STATEMENTS[kind] = function
        return function

    return register


def build(b: Builder, node: ast.expr, want: IRType | None = None) -> Value:
    """The value of an expression; ``want`` guides literals only."""
    function = EXPRESSIONS.get(type(node))
    if function is None:
        b.error(f"{type(node).__name__} is not supported", node)
    saved, b.position = b.position, position_of(node)  # what b.at does, but this is hot
    try:
        return function(b, node, want)
    finally:
        b.position = saved


def build_object(b: Builder, node: ast.expr) -> Value:
    """The value of an expression as an object."""
    value = build(b, node, OBJ)
    if value.type is OBJ:
        return value
    with b.at(node):
        made = b.coerce(value, OBJ)
        if value.type is NUMBER and isinstance(value, ops.Read):
            # The object serves whoever asks next.
            b.emit(ops.Assign(value.register, b.number_of(made)))
        return made


def execute(b: Builder, node: ast.stmt) -> None:
    """Build a statement."""
    function = STATEMENTS.get(type(node))
    if function is None:
        b.error(f"{type(node).__name__} is not supported", node)
    saved, b.position = b.position, position_of(node)
    try:
        function(b, node)
    finally:
        b.position = saved


def execute_all(b: Builder, body: list[ast.stmt]) -> None:
    """Build statements in order, stopping where control cannot come."""
    for node in body:
        if not b.reachable:
            return
        execute(b, node)
