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
from tamapy.compiler.irbuild.names import mangle
from tamapy.compiler.target import home_of, is_static_room
from tamapy.compiler.types import is_metal

#: Flags of code that takes ``*args`` or ``**kwargs``.
_COLLECTS = 0x4 | 0x8


def call_likely(b: Builder, func: ast.expr, callee: Value, args: list[Value]) -> Value | None:
    """The call of what a global most likely is; ``None`` if nothing is known of it."""
    likely = _likely_code(b, func)
    if likely is None:
        return None
    code, space = likely
    if code.co_flags & _COLLECTS or code.co_kwonlyargcount or code.co_argcount != len(args):
        return None
    symbol = b.program.code_symbol(code, space)
    operands = (
        callee, b.argument_vector(args), b.number(len(args)), ops.Symbol(symbol, OBJ),
        b.program.function_memory(symbol),
    )
    target = b.program.runtime("calls.call_expected")
    return b.emit(  # type: ignore[no-any-return]
        ops.Primitive("call.likely", operands, OBJ, Fails.NULL, (target,))
    )


def _likely_code(b: Any, func: ast.expr) -> tuple[CodeType, dict[str, Any]] | None:
    """The code and namespace of the function that a global stands for while building."""
    if not isinstance(func, ast.Name) or b.source.static:
        return None
    name = mangle(b, func.id)
    if b.scope_of(name) != "global":
        return None
    value = b.source.globals.get(name)
    if isinstance(value, FunctionType):
        if is_metal(value) or is_static_room(home_of(value)):
            return None
        return value.__code__, value.__globals__
    body = b.program.module_codes.get(id(b.source.globals))
    if body is None or value is not None:
        return None
    found = [c for c in body.co_consts if isinstance(c, CodeType) and c.co_name == name]
    if len(found) != 1 or not found[0].co_flags & 0x2:  # one function, and no class
        return None
    return found[0], b.source.globals
