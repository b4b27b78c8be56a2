"""Generators and coroutines: ``yield``, ``await``, and the steps of asynchronous loops."""

from __future__ import annotations

import ast
from types import AsyncGeneratorType, CodeType, CoroutineType, GeneratorType
from typing import TYPE_CHECKING

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Block, Fails, Register, Value
from tamapy.compiler.ir.types import OBJ, IRType
from tamapy.compiler.irbuild.builder import Scope
from tamapy.compiler.irbuild.dispatch import build_object, expression
from tamapy.compiler.irbuild.items import next_or_null
from tamapy.compiler.trees import children

if TYPE_CHECKING:
    from tamapy.compiler.irbuild.functions import FunctionBuilder

#: Flags of code whose call makes a generator: the type it makes.
GENERATOR_TYPES = {
    0x20: GeneratorType, 0x80: CoroutineType, 0x200: AsyncGeneratorType,
}


def generator_type(code: CodeType) -> type | None:
    """What calling the code makes in place of running it, if that is so."""
    for flag, type_ in GENERATOR_TYPES.items():
        if code.co_flags & flag:
            return type_
    return None


#: What a generator dropped while it is suspended has to leave: its code runs to the end then.
_TO_LEAVE = (ast.Try, ast.TryStar, ast.With, ast.AsyncWith)
_OTHER_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def generator_maker(node: ast.AST, code: CodeType) -> str:
    """The runtime's function that makes a generator of this code."""
    if generator_type(code) is not GeneratorType:
        return "dropped.new_coroutine"
    return "dropped.new_generator" if _has_to_leave(node) else "generators.new_generator"


def _has_to_leave(node: ast.AST) -> bool:
    waiting = children(node)
    while waiting:
        part = waiting.pop()
        if isinstance(part, _TO_LEAVE):
            return True
        if not isinstance(part, _OTHER_SCOPES):
            waiting.extend(children(part))
    return False


def suspend(b: FunctionBuilder, value: Value) -> Value:
    """Yield a value; the value sent in, or the exception thrown in."""
    assert b.generator is not None
    if generator_type(b.code) is AsyncGeneratorType:
        b.rt("async_generators.mark_yield", b.generator)
    resume = b.new_block("resume")
    b.emit(ops.Suspend(b.coerce(value, OBJ), resume))
    b.function.blocks.append(resume)
    b.block = resume
    return b.emit(ops.Primitive("sent", (), OBJ, Fails.NULL))


@expression(ast.Yield)
def build_yield(b: FunctionBuilder, node: ast.Yield, want: IRType | None) -> Value:
    """``yield``."""
    return suspend(b, build_object(b, node.value) if node.value else b.none())


@expression(ast.YieldFrom)
def build_yield_from(b: FunctionBuilder, node: ast.YieldFrom, want: IRType | None) -> Value:
    """``yield from``: the runtime drives the inner iterator, one step at a time."""
    assert b.generator is not None
    value = build_object(b, node.value)
    return delegate(b, b.rt("delegation.iterator_of", b.generator, value))


@expression(ast.Await)
def build_await(b: FunctionBuilder, node: ast.Await, want: IRType | None) -> Value:
    """``await``."""
    return delegate(b, b.rt("coroutines.awaitable", build_object(b, node.value)))


def delegate(b: FunctionBuilder, iterator: Value) -> Value:
    """Yield everything an iterator gives, an awaitable's too; its result in the end."""
    assert b.generator is not None
    item = b.register("item", OBJ)
    given, more, done = b.new_block("given"), b.new_block("more"), b.new_block("done")
    b.assign(item, b.rt("delegation.first_or_null", b.generator, iterator))
    b.start(given)
    b.branch(b.is_null(b.read(item)), done, more)
    b.start(more)
    b.emit(ops.Suspend(b.read(item), resume := b.new_block("resume")))
    b.function.blocks.append(resume)
    b.block = resume
    sent = b.emit(ops.Primitive("sent", (), OBJ))
    b.assign(item, b.rt("delegation.next_or_null", b.generator, sent))
    b.goto(given)
    b.start(done)
    return b.rt("delegation.result_of", b.generator)


def next_item(
    b: FunctionBuilder, iterator: Register, is_async: bool, body: Block, done: Block
) -> Value:
    """The next item of a loop, in ``body``; control goes to ``done`` at the end."""
    if not is_async:
        item = next_or_null(b, iterator)
        b.branch(b.is_null(item), done, body)
        b.start(body)
        return item
    failed, other = b.new_block("nextfail"), b.new_block("other")
    with b.scope(Scope(), failed):
        item = delegate(b, b.rt("coroutines.async_next", b.read(iterator)))
    b.goto(body)
    b.start(failed)
    over = b.rt("coroutines.is_stop")
    over.fails = Fails.NEVER  # type: ignore[attr-defined]
    b.branch(over, done, other)
    b.start(other)
    b.fail()
    b.start(body)
    return item
