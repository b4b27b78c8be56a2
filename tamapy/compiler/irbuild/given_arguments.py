"""Arguments of calls whose callee is known: where each parameter comes from.

A parameter is one of the arguments, by position or name, or a default. Defaults are the function
object's own, taken when it is called; the definition only tells how many there are.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from types import CodeType
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Block, Value
from tamapy.compiler.ir.types import OBJ
from tamapy.compiler.irbuild.builder import Builder
from tamapy.runtime.calls import VARIADIC
from tamapy.runtime.layout import Tuple
from tamapy.runtime.objects import Function


@dataclass(frozen=True)
class Plan:
    """For each parameter the index of its argument, or ``None`` for its default."""

    sources: tuple[int | None, ...]
    defaults: int  # how many the function has to have, if one is taken


def plan(
    b: Builder, code: CodeType, space: dict[str, Any], count: int, names: tuple[str, ...]
) -> Plan | None:
    """Where parameters come from: ``count`` arguments by position, then some by name."""
    if code.co_flags & VARIADIC or code.co_kwonlyargcount or count > code.co_argcount:
        return None
    sources: list[int | None] = [*range(count), *[None] * (code.co_argcount - count)]
    parameters = code.co_varnames[: code.co_argcount]
    for i, name in enumerate(names):
        index = parameters.index(name) if name in parameters else 0
        if index < max(count, code.co_posonlyargcount) or sources[index] is not None:
            return None
        sources[index] = count + i
    if None not in sources:
        return Plan(tuple(sources), 0)
    node = b.program.code_info(code, space).node
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return None
    defaults = len(node.args.defaults)
    if sources.index(None) < code.co_argcount - defaults:
        return None
    return Plan(tuple(sources), defaults)


def arranged(
    b: Builder, found: Plan, function: Value, args: list[Value], otherwise: Block
) -> list[Value]:
    """The parameters; control goes to ``otherwise`` if the function has not as many defaults."""
    if None not in found.sources:
        return [args[i] for i in found.sources if i is not None]
    kept, _ = b.field_address(function, Function, "defaults")
    defaults = b.emit(ops.Load(kept, OBJ))
    some, enough = b.new_block("some_defaults"), b.new_block("enough_defaults")
    b.branch(b.is_null(defaults), otherwise, some, unlikely=True)
    b.start(some)
    length = b.load_field(defaults, Tuple, "length")
    same = b.emit(ops.Compare("eq", length, b.number(found.defaults)))
    b.branch(same, enough, otherwise)
    b.start(enough)
    items = b.load_field(defaults, Tuple, "items")
    first = len(found.sources) - found.defaults
    return [
        b.emit(ops.Load(b.element(items, b.number(i - first)), OBJ)) if source is None
        else args[source]
        for i, source in enumerate(found.sources)
    ]
