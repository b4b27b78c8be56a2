"""Expression statements, branches, loops, raise, assert, imports, global declarations."""

from __future__ import annotations

import ast
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Literal, Value
from tamapy.compiler.ir.types import OBJ, IntType
from tamapy.compiler.irbuild import machine
from tamapy.compiler.irbuild.assign import assign_target
from tamapy.compiler.irbuild.builder import Builder, Scope
from tamapy.compiler.irbuild.dispatch import (
    build,
    build_object,
    execute_all,
    statement,
)
from tamapy.compiler.irbuild.expressions import condition
from tamapy.compiler.irbuild.generators import next_item
from tamapy.compiler.irbuild.items import Counting, is_range
from tamapy.compiler.irbuild.names import host_constant, mangle, static_value, store_name
from tamapy.compiler.irbuild.rooms import is_room, is_room_import
from tamapy.compiler.trees import walk


@statement(ast.Expr)
def build_expr(b: Builder, node: ast.Expr) -> None:
    """An expression for its effect; the interactive prompt shows its value."""
    if isinstance(b.source.node, ast.Interactive):
        b.rt("printing.display", build_object(b, node.value))
    elif not isinstance(node.value, ast.Constant):
        build(b, node.value)


@statement(ast.Pass, ast.Global, ast.Nonlocal)
def build_pass(b: Builder, node: ast.stmt) -> None:
    """Nothing to do: scopes are known from the code object."""


def _constant_test(b: Builder, node: ast.expr) -> bool | None:
    """The truth of a test known while building (word size, ``__debug__``, literals)."""
    if isinstance(node, ast.Constant):
        return bool(node.value)
    if not b.source.static:
        return None
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        left, right = _constant_number(b, node.left), _constant_number(b, node.comparators[0])
        if left is None or right is None:
            return None
        result = machine.fold_compare(type(node.ops[0]), left, right)
        return bool(result.value)  # type: ignore[attr-defined]
    return None


def _constant_number(b: Builder, node: ast.expr) -> Literal | None:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return Literal(node.value, OBJ)
    if isinstance(node, ast.Name) and b.scope_of(node.id) == "global":  # type: ignore[attr-defined]
        value = b.program.types.constant(static_value(b, node.id))
        if type(value) is int:
            return Literal(value, OBJ)
    return None


@statement(ast.If)
def build_if(b: Builder, node: ast.If) -> None:
    """``if``."""
    known = _constant_test(b, node.test)
    if known is not None:
        execute_all(b, node.body if known else node.orelse)
        return
    yes, no, end = b.new_block("then"), b.new_block("else"), b.new_block("endif")
    condition(b, node.test, yes, no)
    b.start(yes)
    execute_all(b, node.body)
    b.goto(end)
    b.start(no)
    execute_all(b, node.orelse)
    b.start(end)


@statement(ast.While)
def build_while(b: Builder, node: ast.While) -> None:
    """``while``."""
    loop, body = b.new_block("while"), b.new_block("body")
    orelse, end = b.new_block("orelse"), b.new_block("endwhile")
    b.start(loop)
    known = _constant_test(b, node.test)
    if known:
        b.goto(body)
    elif known is not None:
        b.goto(orelse)
    else:
        condition(b, node.test, body, orelse)
    b.start(body)
    with b.scope(Scope(break_to=end, continue_to=loop)):
        execute_all(b, node.body)
    b.goto(loop)
    b.start(orelse)
    execute_all(b, node.orelse)
    b.start(end)


@statement(ast.For)
def build_for(b: Builder, node: ast.For) -> None:
    """``for``; over ``range`` in metal code (or with a typed variable) a counted loop."""
    if _is_counted(b, node):
        _counted_loop(b, node)
        return
    _loop(b, node, "iteration.get_iter")


@statement(ast.AsyncFor)
def build_async_for(b: Any, node: ast.AsyncFor) -> None:
    """``async for``."""
    _loop(b, node, "coroutines.async_iter")


def _loop(b: Any, node: ast.For | ast.AsyncFor, make_iterator: str) -> None:
    iterator = b.register("iterator", OBJ)
    counting = None
    if isinstance(node, ast.For) and is_range(b, node.iter):
        counting = Counting(b, node.iter, iterator)  # type: ignore[arg-type]
    else:
        b.assign(iterator, b.rt(make_iterator, build_object(b, node.iter)))
    if any(isinstance(part, ast.Break) for part in walk(node)):
        b.keep(iterator)  # the last use may be before the end of the loop's body
    loop, body = b.new_block("for"), b.new_block("body")
    orelse, end = b.new_block("orelse"), b.new_block("endfor")
    b.start(loop)
    if counting is not None:
        item = counting.next_item(body, orelse)
    else:
        item = next_item(b, iterator, isinstance(node, ast.AsyncFor), body, orelse)
    assign_target(b, node.target, item)
    with b.scope(Scope(break_to=end, continue_to=loop)):
        execute_all(b, node.body)
    b.goto(loop)
    b.start(orelse)
    execute_all(b, node.orelse)
    b.start(end)
    if iterator.kept:
        b.assign(iterator, b.null())


def _is_counted(b: Any, node: ast.For) -> bool:
    call = node.iter
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
        return False
    if call.func.id != "range" or call.keywords or not isinstance(node.target, ast.Name):
        return False
    if b.metal:
        return True
    register = b.locals.get(node.target.id)
    return register is not None and isinstance(register.type, IntType)


def _counted_loop(b: Any, node: ast.For) -> None:
    assert isinstance(node.iter, ast.Call) and isinstance(node.target, ast.Name)
    values = [build(b, a) for a in node.iter.args]
    declared = b.locals.get(node.target.id)
    type_ = declared.type if declared is not None else next(
        (v.type for v in values if not isinstance(v, Literal)), b.isize
    )
    values = [b.coerce(v, type_) for v in values]
    start: Value = ops.Number(0, type_)
    step: Value = ops.Number(1, type_)
    if len(values) == 1:
        (stop,) = values
    elif len(values) == 2:
        start, stop = values
    else:
        start, stop, step = values
    if not isinstance(step, ops.Number) or not isinstance(step.value, int) or step.value == 0:
        b.error("a counted loop's step is a constant", node)
    by: int = step.value  # type: ignore[attr-defined]
    counter = b.register("counter", type_)
    b.assign(counter, start)
    loop, body, after = b.new_block("for"), b.new_block("body"), b.new_block("step")
    orelse, end = b.new_block("orelse"), b.new_block("endfor")
    b.start(loop)
    kind: type[ast.cmpop] = ast.Lt if by > 0 else ast.Gt
    more = machine.compare(b, kind, b.read(counter), stop)
    b.branch(more, body, orelse)
    b.start(body)
    store_name(b, node.target.id, b.read(counter), node)
    with b.scope(Scope(break_to=end, continue_to=after)):
        execute_all(b, node.body)
    b.start(after)
    b.assign(counter, b.emit(ops.Arithmetic("add", b.read(counter), step)))
    b.goto(loop)
    b.start(orelse)
    execute_all(b, node.orelse)
    b.start(end)


def _jump(b: Builder, attribute: str) -> None:
    for depth in range(len(b.scopes) - 1, -1, -1):
        target = getattr(b.scopes[depth], attribute)
        if target is not None:
            b.unwind(depth + 1)
            b.goto(target)
            return
    b.error(f"'{attribute.split('_')[0]}' outside loop")


@statement(ast.Break)
def build_break(b: Builder, node: ast.Break) -> None:
    """``break``."""
    _jump(b, "break_to")


@statement(ast.Continue)
def build_continue(b: Builder, node: ast.Continue) -> None:
    """``continue``."""
    _jump(b, "continue_to")


@statement(ast.Raise)
def build_raise(b: Builder, node: ast.Raise) -> None:
    """``raise``."""
    if node.exc is None:
        b.rt("exceptions.reraise_handled")
        b.block.ops[-1].fails = ops.Fails.NEVER
        b.fail()
        return
    if b.metal:
        _raise_metal(b, node)
        return
    value = build_object(b, node.exc)
    if node.cause is None:
        b.raise_by("exceptions.raise_value", value)
    else:
        cause = build_object(b, node.cause)
        b.raise_by("exceptions.raise_from", value, cause)


def _raise_metal(b: Any, node: ast.Raise) -> None:
    exc = node.exc
    message: Value = b.constant("")
    if isinstance(exc, ast.Call):
        if len(exc.args) > 1 or exc.keywords:
            b.error("metal code raises with one constant text", node)
        if exc.args:
            message = build_object(b, exc.args[0])
        exc = exc.func
    assert isinstance(exc, ast.Name)
    kind = static_value(b, exc.id)
    if not (isinstance(kind, type) and issubclass(kind, BaseException)):
        b.error("metal code raises built-in exceptions", node)
    b.raise_by("exceptions.raise_text", b.constant(kind), message)


@statement(ast.Assert)
def build_assert(b: Any, node: ast.Assert) -> None:
    """``assert``; in metal code it is for the simulation only."""
    if b.metal:
        return
    failed, end = b.new_block("assert"), b.new_block("asserted")
    condition(b, node.test, end, failed)
    b.start(failed)
    message = build_object(b, node.msg) if node.msg is not None else b.null()
    b.raise_by("exceptions.raise_assertion", message)
    b.start(end)


@statement(ast.Import)
def build_import(b: Any, node: ast.Import) -> None:
    """``import a.b as c``."""
    if is_room_import(node):
        return
    for alias in node.names:
        b.program.note_import(b.source, alias.name)
        module = b.rt(
            "imports.import_name", b.globals(), b.label(alias.name), b.none(), b.constant(0)
        )
        name = alias.asname or alias.name.split(".")[0]
        if alias.asname:
            for part in alias.name.split(".")[1:]:
                module = b.rt("imports.import_from", module, b.label(part))
        store_name(b, mangle(b, name), module, node)


@statement(ast.ImportFrom)
def build_import_from(b: Any, node: ast.ImportFrom) -> None:
    """``from a import b``."""
    if is_room_import(node):
        _bind_members(b, node)
        return
    names = tuple(alias.name for alias in node.names)
    b.program.note_import(b.source, node.module or "", names, node.level)
    module = b.rt(
        "imports.import_name", b.globals(), b.label(node.module or ""), b.label(names),
        b.constant(node.level),
    )
    if names == ("*",):
        space = b.globals() if b.source.kind != "class" else b.namespace()
        b.rt("imports.import_star", module, space)
        return
    for alias in node.names:
        value = b.rt("imports.import_from", module, b.label(alias.name))
        store_name(b, mangle(b, alias.asname or alias.name), value, node)


def _bind_members(b: Any, node: ast.ImportFrom) -> None:
    """Names of the static rooms in a module's namespace, for others to import from it."""
    if b.source.kind != "module":
        return
    for alias in node.names:
        name = alias.asname or alias.name
        value = b.module_rooms.get(name)
        if not is_room(value):
            store_name(b, mangle(b, name), host_constant(b, value), node)
