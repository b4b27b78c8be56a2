"""Calls of a module's own and imported functions: straight to their code, if it is still theirs.

What a global name stands for when the image is built is what it most likely stands for when it
is called. A call with as many arguments as that function has parameters asks whether the callee is
the function that was found to have that code, and then enters it without the call protocol.
"""

from __future__ import annotations

import ast
from types import CodeType, FunctionType
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Fails, Value
from tamapy.compiler.ir.types import OBJ
from tamapy.compiler.irbuild.builder import Builder
from tamapy.compiler.irbuild.given_arguments import arranged, plan
from tamapy.compiler.irbuild.names import mangle
from tamapy.compiler.target import home_of, is_static_room
from tamapy.compiler.transform import given
from tamapy.compiler.types import is_metal
from tamapy.runtime.calls import FunctionMemory


def call_likely(
    b: Builder, func: ast.expr, callee: Value, args: list[Value], names: tuple[str, ...]
) -> Value | None:
    """The call of what a global most likely is; ``None`` if nothing is known of it.

    The last arguments are those of ``names``.
    """
    likely = _likely_code(b, func)
    if likely is None:
        return None
    code, space = likely
    found = plan(b, code, space, len(args) - len(names), names)
    if found is None:
        return None
    symbol = b.program.code_symbol(code, space)
    memory = b.program.function_memory(symbol)
    place, _ = b.field_address(memory, FunctionMemory, "function")
    differs = b.emit(ops.Compare("ne", callee, b.emit(ops.Load(place, OBJ))))
    usual, at_once, end = b.new_block("usual"), b.new_block("at_once"), b.new_block("called")
    result = b.register("result")
    b.branch(differs, usual, at_once, unlikely=True)
    b.start(usual)
    operands = (callee, b.argument_vector(args), b.number(len(args)), labels(b, names))
    entry = ops.Symbol(symbol, OBJ)
    b.assign(result, b.rt("calls.call_expected", *operands, entry, memory))
    b.goto(end)
    b.start(at_once)
    parameters = arranged(b, found, callee, args, usual)
    b.assign(result, enter(b, code, symbol, callee, parameters))
    b.start(end)
    return b.read(result)


def labels(b: Builder, names: tuple[str, ...]) -> Value:
    """The names of keyword arguments as the call protocol takes them: null for none."""
    type_ = b.program.types.named("Tuple")
    return b.reinterpret(b.label(names) if names else b.null(), type_)


def enter(b: Builder, code: CodeType, symbol: str, callee: Value, args: list[Value]) -> Value:
    """Enter the code of a known function."""
    operands: tuple[Value, ...] = (callee, *args)
    if b.program.gives_in_registers and given.is_possible(code):
        symbol = b.program.given_symbol(symbol)
    else:
        operands = (callee, b.argument_vector(args))
    return b.emit(ops.Call(symbol, operands, OBJ, Fails.NULL))


def _likely_code(b: Any, func: ast.expr) -> tuple[CodeType, dict[str, Any]] | None:
    """The code and namespace of the function that a global stands for while building."""
    if not isinstance(func, ast.Name):
        return None
    value = likely_value(b, func)
    if value is None:
        code = body_code(b, func)
        if code is None or not code.co_flags & 0x2:  # a class's
            return None
        return code, b.source.globals
    if not isinstance(value, FunctionType) or is_metal(value) or is_static_room(home_of(value)):
        return None
    return value.__code__, value.__globals__


def likely_value(b: Any, func: ast.Name) -> Any:
    """What a global stands for while building; ``None`` if that is not known."""
    name = mangle(b, func.id)
    if b.source.static or b.scope_of(name) != "global":
        return None
    return b.source.globals.get(name)


def body_code(b: Any, func: ast.Name) -> CodeType | None:
    """The code of the one function or class of a name that a module's body will make."""
    name = mangle(b, func.id)
    if b.source.static or b.scope_of(name) != "global":
        return None
    body = b.program.module_code(b.source.globals)
    if body is None:
        return None
    found = [c for c in body.co_consts if isinstance(c, CodeType) and c.co_name == name]
    return found[0] if len(found) == 1 else None
