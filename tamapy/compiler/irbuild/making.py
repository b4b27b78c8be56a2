"""Instances of a module's own and imported classes: made without the call protocol.

What a global name stands for when the image is built is what it most likely stands for when it is
called. A call of a class asks whether the callee is the class that was last found to be made
plainly and initialised by a function that takes just these arguments; then it makes the instance
and enters that function, whose code is known where the class itself is.
"""

from __future__ import annotations

import ast
from types import CodeType, FunctionType
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Value
from tamapy.compiler.ir.types import OBJ
from tamapy.compiler.irbuild.attributes import inlines, memory
from tamapy.compiler.irbuild.builder import Builder
from tamapy.compiler.irbuild.given_arguments import arranged, plan
from tamapy.compiler.irbuild.known import body_code, enter, labels, likely_value
from tamapy.compiler.irbuild.methods import call_function
from tamapy.compiler.target import home_of, is_static_room
from tamapy.runtime.values import AttributeMemory


def make_likely(
    b: Builder, func: ast.expr, callee: Value, args: list[Value], names: tuple[str, ...]
) -> Value | None:
    """The call of what a global most likely is, if that is a class; else ``None``.

    The last arguments are those of ``names``.
    """
    if not isinstance(func, ast.Name) or not inlines(b):
        return None
    likely, initialiser = _likely_class(b, func)
    if not likely or (names and not initialiser):
        return None
    found, symbol = None, None
    if initialiser:
        found = plan(b, *initialiser, len(args) + 1 - len(names), names)
        if found is None:
            return None
        symbol = b.program.code_symbol(*initialiser)
    place = memory(b, f"class/{len(args)}/{'/'.join(names)}", func)
    known, _ = b.field_address(place, AttributeMemory, "shape")
    differs = b.emit(ops.Compare("ne", callee, b.emit(ops.Load(known, OBJ))))
    usual, at_once, end = b.new_block("usual"), b.new_block("at_once"), b.new_block("called")
    result = b.register("result")
    b.branch(differs, usual, at_once, unlikely=True)
    b.start(usual)
    entry: Value = ops.Symbol(symbol, OBJ) if symbol else b.null()
    operands = (callee, b.roomy_vector(args), b.number(len(args)), labels(b, names))
    b.assign(result, b.rt("instances.make_near", *operands, entry, place))
    b.goto(end)
    b.start(at_once)
    field, _ = b.field_address(place, AttributeMemory, "place")
    function = b.emit(ops.Load(field, OBJ))  # before memory is asked for: a collection forgets it
    size = b.load_field(place, AttributeMemory, "before")
    given = [b.null(), *args]
    if found is not None:
        given = arranged(b, found, function, given, usual)
    made = b.reinterpret(
        b.rt("heap.heap_alloc", b.reinterpret(callee, b.program.types.named("Type")), size), OBJ
    )
    given[0] = made
    if initialiser and symbol:
        returned = enter(b, initialiser[0], symbol, function, given)
    else:
        returned = call_function(b, function, b.argument_vector(given))
    _check_none(b, made, returned)
    b.assign(result, made)
    b.start(end)
    return b.read(result)


def _check_none(b: Builder, made: Value, returned: Value) -> None:
    """``__init__`` has to return ``None``."""
    wrong, right = b.new_block("wrong"), b.new_block("right")
    b.branch(b.emit(ops.Compare("eq", returned, b.none())), right, wrong)
    b.start(wrong)
    b.rt("instances.init_returned", made, returned)
    b.start(right)


def _likely_class(b: Any, func: ast.Name) -> tuple[bool, tuple[CodeType, dict[str, Any]] | None]:
    """Whether a global most likely stands for a class; code and namespace of its ``__init__``."""
    value = likely_value(b, func)
    if value is None:
        body = body_code(b, func)
        if body is None or body.co_flags & 0x2:  # a function's
            return False, None
        codes = [c for c in body.co_consts if isinstance(c, CodeType) and c.co_name == "__init__"]
        return True, (codes[0], b.source.globals) if len(codes) == 1 else None
    if not isinstance(value, type) or value.__new__ is not object.__new__:
        return False, None
    found = value.__init__  # type: ignore[misc]
    if not isinstance(found, FunctionType) or is_static_room(home_of(found)):
        return False, None
    return True, (found.__code__, found.__globals__)
