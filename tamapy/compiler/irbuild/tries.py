"""``try``, ``with`` and exception groups."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Block, Register
from tamapy.compiler.ir.types import OBJ
from tamapy.compiler.irbuild.assign import assign_target
from tamapy.compiler.irbuild.builder import Scope
from tamapy.compiler.irbuild.dispatch import build_object, execute_all, statement
from tamapy.compiler.irbuild.functions import from_values_call
from tamapy.compiler.irbuild.generators import delegate
from tamapy.compiler.irbuild.names import clear_name, mangle, store_name


class Caught:
    """A caught exception inside its handler; restores the outer one on every way out."""

    def __init__(self, b: Any) -> None:
        self.b = b
        self.exception: Register = b.register("caught", OBJ)
        self.previous: Register = b.register("handled", OBJ)

    def enter(self, handler: Block) -> None:
        """Place ``handler`` and take the pending exception."""
        b = self.b
        b.start(handler)
        b.assign(self.previous, _never(b, b.rt("exceptions.handled_or_null")))
        b.assign(self.exception, _never(b, b.rt("exceptions.catch")))

    def restore(self) -> None:
        """Make the outer exception the handled one again."""
        _never(self.b, self.b.rt("exceptions.restore_handled", self.b.read(self.previous)))

    def reraise(self) -> None:
        """Let the exception go on."""
        b = self.b
        self.restore()
        _never(b, b.rt("exceptions.set_pending", b.read(self.exception)))
        b.fail()

    def failing(self, outer: Block) -> None:
        """Place the block that failures inside the handler come to."""
        self.b.start(outer)
        self.restore()
        self.b.fail()


def _never(b: Any, value: Any) -> Any:
    value.fails = ops.Fails.NEVER
    return value


@statement(ast.Try)
def build_try(b: Any, node: ast.Try) -> None:
    """``try`` with any mixture of ``except``, ``else`` and ``finally``."""
    if node.finalbody:
        _with_finally(b, lambda: _try_except(b, node), lambda: execute_all(b, node.finalbody))
    else:
        _try_except(b, node)


@statement(ast.TryStar)
def build_try_star(b: Any, node: Any) -> None:
    """``try`` with ``except*``."""
    if node.finalbody:
        _with_finally(b, lambda: _try_star(b, node), lambda: execute_all(b, node.finalbody))
    else:
        _try_star(b, node)


def _with_finally(b: Any, body: Callable[[], None], final: Callable[[], None]) -> None:
    """Run ``final`` on every way out of ``body``."""
    handler, end = b.new_block("finally"), b.new_block("endfinally")
    with b.scope(Scope(leave=final), handler):
        body()
    if b.reachable:
        final()
        b.goto(end)
    caught = Caught(b)
    caught.enter(handler)
    failing = b.new_block("infinally")
    with b.scope(Scope(leave=caught.restore), failing):
        final()
    if b.reachable:
        caught.reraise()
    caught.failing(failing)
    b.start(end)


def _try_except(b: Any, node: ast.Try) -> None:
    if not node.handlers:
        execute_all(b, node.body)
        execute_all(b, node.orelse)
        return
    handler, end = b.new_block("except"), b.new_block("endtry")
    with b.scope(Scope(), handler):
        execute_all(b, node.body)
    if b.reachable:
        execute_all(b, node.orelse)
        b.goto(end)
    caught = Caught(b)
    caught.enter(handler)
    failing = b.new_block("inexcept")
    with b.scope(Scope(leave=caught.restore), failing):
        for clause in node.handlers:
            following = b.new_block("nextexcept")
            if clause.type is not None:
                kind = build_object(b, clause.type)
                with b.at(clause.type):
                    matches = b.rt("exceptions.matches", b.read(caught.exception), kind)
                body = b.new_block("handle")
                b.branch(matches, body, following)
                b.start(body)
            _handler_body(b, clause, caught)
            if b.reachable:
                caught.restore()
                b.goto(end)
            if clause.type is None:
                break
            b.start(following)
    if b.reachable:
        caught.reraise()
    caught.failing(failing)
    b.start(end)


def _handler_body(b: Any, clause: ast.ExceptHandler, caught: Caught) -> None:
    if not clause.name:
        execute_all(b, clause.body)
        return
    name = mangle(b, clause.name)
    with b.at(clause):
        store_name(b, name, b.read(caught.exception), clause)

    def forget() -> None:
        clear_name(b, name, clause)

    if b.scope_of(name) not in ("local", "cell", "free"):
        # Unbinding may run code (a class's own namespace), so not with an exception pending.
        _with_finally(b, lambda: execute_all(b, clause.body), forget)
        return
    inner = b.new_block("innamed")
    with b.scope(Scope(leave=forget), inner):
        execute_all(b, clause.body)
    done = b.new_block("named")
    if b.reachable:
        forget()
        b.goto(done)
    b.start(inner)
    forget()
    b.fail()
    b.start(done)


def _try_star(b: Any, node: Any) -> None:
    """``except*``: each clause takes its part of the group, the rest goes on."""
    handler, end = b.new_block("exceptstar"), b.new_block("endtry")
    with b.scope(Scope(), handler):
        execute_all(b, node.body)
    if b.reachable:
        execute_all(b, node.orelse)
        b.goto(end)
    caught = Caught(b)
    caught.enter(handler)
    failing = b.new_block("inexcept")
    with b.scope(Scope(leave=caught.restore), failing):
        state = b.register("groups", OBJ)
        b.assign(state, b.rt("groups.begin", b.read(caught.exception)))
        for clause in node.handlers:
            kind = build_object(b, clause.type)
            with b.at(clause.type):
                part = b.rt("groups.split_or_null", b.read(state), kind)
            body, following = b.new_block("handle"), b.new_block("nextexcept")
            b.branch(b.is_null(part), following, body)
            b.start(body)
            _star_clause(b, clause, caught, state, part)
            b.start(following)
        b.rt("exceptions.restore_handled", b.read(caught.previous))
        rest = b.rt("groups.finish_or_null", b.read(state))
    if b.reachable:
        done = b.new_block("restored")
        again = b.new_block("again")
        b.branch(b.is_null(rest), done, again)
        b.start(again)
        _never(b, b.rt("exceptions.set_pending", rest))
        b.fail()
        b.start(done)
        b.goto(end)
    caught.failing(failing)
    b.start(end)


def _star_clause(b: Any, clause: Any, caught: Caught, state: Register, part: Any) -> None:
    inner, following = b.new_block("starfail"), b.new_block("starnext")
    group = b.register("group", OBJ)
    b.assign(group, part)
    _never(b, b.rt("exceptions.restore_handled", b.read(group)))
    with b.scope(Scope(), inner):
        if clause.name:
            store_name(b, mangle(b, clause.name), b.read(group), clause)
        execute_all(b, clause.body)
        if clause.name and b.reachable:
            clear_name(b, mangle(b, clause.name), clause)
    b.goto(following)
    b.start(inner)
    raised = _never(b, b.rt("exceptions.catch"))
    b.rt("groups.add_raised", b.read(state), raised)
    if clause.name:
        clear_name(b, mangle(b, clause.name), clause)
    b.goto(following)
    b.start(following)


class _Protocol:
    """How ``with`` calls a context manager."""

    def __init__(self, b: Any) -> None:
        self.b = b

    def enter(self, manager: Register, exit_: Register) -> Any:
        """Call ``__enter__``; its value."""
        b = self.b
        enter = b.rt("context.load_enter", b.read(manager))
        b.assign(exit_, b.rt("context.load_exit", b.read(manager)))
        return from_values_call(b, enter, [])

    def leave(self, exit_: Register) -> None:
        """Call ``__exit__`` without an exception."""
        b = self.b
        from_values_call(b, b.read(exit_), [b.none(), b.none(), b.none()])

    def leave_failing(self, exit_: Register, caught: Caught) -> Any:
        """Call ``__exit__`` with the exception; whether that is swallowed."""
        b = self.b
        return b.rt("context.call_exit", b.read(exit_), b.read(caught.exception))


class _AsyncProtocol(_Protocol):
    """How ``async with`` does: what the methods return is awaited."""

    def _await(self, value: Any, method: str) -> Any:
        b = self.b
        iterator = b.rt("coroutines.awaitable_from", value, b.constant(method))
        return delegate(b, iterator)

    def enter(self, manager: Register, exit_: Register) -> Any:
        b = self.b
        enter = b.rt("coroutines.load_enter", b.read(manager))
        b.assign(exit_, b.rt("coroutines.load_exit", b.read(manager)))
        return self._await(from_values_call(b, enter, []), "__aenter__")

    def leave(self, exit_: Register) -> None:
        b = self.b
        value = from_values_call(b, b.read(exit_), [b.none(), b.none(), b.none()])
        self._await(value, "__aexit__")

    def leave_failing(self, exit_: Register, caught: Caught) -> Any:
        b = self.b
        value = b.rt("coroutines.call_exit", b.read(exit_), b.read(caught.exception))
        return b.truth(self._await(value, "__aexit__"))


@statement(ast.With)
def build_with(b: Any, node: ast.With) -> None:
    """``with``."""
    _with_items(b, node, 0, _Protocol(b))


@statement(ast.AsyncWith)
def build_async_with(b: Any, node: ast.AsyncWith) -> None:
    """``async with``."""
    _with_items(b, node, 0, _AsyncProtocol(b))


def _with_items(
    b: Any, node: ast.With | ast.AsyncWith, index: int, protocol: _Protocol
) -> None:
    if index == len(node.items):
        execute_all(b, node.body)
        return
    item = node.items[index]
    manager = b.register("manager", OBJ)
    exit_ = b.register("exit", OBJ)
    b.assign(manager, build_object(b, item.context_expr))
    value = protocol.enter(manager, exit_)

    def leave() -> None:
        with b.at(node):
            protocol.leave(exit_)

    handler, end = b.new_block("withfail"), b.new_block("endwith")
    with b.scope(Scope(leave=leave), handler):
        if item.optional_vars is not None:
            assign_target(b, item.optional_vars, value)
        _with_items(b, node, index + 1, protocol)
    if b.reachable:
        leave()
        b.goto(end)
    caught = Caught(b)
    caught.enter(handler)
    failing = b.new_block("inexit")
    with b.scope(Scope(leave=caught.restore), failing):
        swallowed = protocol.leave_failing(exit_, caught)
    stop, on = b.new_block("swallowed"), b.new_block("on")
    b.branch(swallowed, stop, on)
    b.start(on)
    caught.reraise()
    b.start(stop)
    caught.restore()
    b.goto(end)
    caught.failing(failing)
    b.start(end)
