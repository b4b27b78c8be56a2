"""Items of containers, and loops over them: those of lists without a call."""

from __future__ import annotations

import ast
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Block, Fails, Register, Value
from tamapy.compiler.ir.types import BOOL, NUMBER, OBJ, VOID
from tamapy.compiler.irbuild.attributes import inlines, remembers
from tamapy.compiler.irbuild.dispatch import build_object
from tamapy.runtime.iteration import LIST_ITERATOR
from tamapy.runtime.layout import List, Tuple, Vector
from tamapy.runtime.objects import SequenceIterator


def load_item(b: Any, base: Value, index: Value) -> Value:
    """``base[index]``."""
    if not inlines(b):
        return b.rt("operators.getitem", base, index)  # type: ignore[no-any-return]
    target = b.program.runtime("operators.getitem")
    operands = (base, index, *_in_lists(b), *_in_tuples(b))
    return b.emit(  # type: ignore[no-any-return]
        ops.Primitive("item.load", operands, OBJ, Fails.NULL, (target,))
    )


def parts_of(b: Any, node: ast.Slice) -> list[Value]:
    """Start, stop and step of a slice; ``None`` for what it leaves out."""
    return [
        build_object(b, part) if part is not None else b.none()
        for part in (node.lower, node.upper, node.step)
    ]


def load_number(b: Any, base: Value, index: Value) -> Value:
    """``base[index]`` as a number."""
    target = b.program.runtime("number_items.load_number")
    operands = (base, index, *_in_lists(b), *_in_tuples(b))
    return b.emit(  # type: ignore[no-any-return]
        ops.Primitive("item.load_number", operands, NUMBER, Fails.NULL, (target,))
    )


def store_item(b: Any, base: Value, index: Value, value: Value) -> None:
    """``base[index] = value``."""
    if value.type is NUMBER:
        runtime = b.program.runtime
        targets = (runtime("number_items.store_number"), runtime("boxing.box_f64"))
        operands = (base, index, *_in_lists(b), value)
        b.emit(ops.Primitive("item.store_number", operands, VOID, Fails.PENDING, targets))
        return
    value = b.coerce(value, OBJ)
    if not inlines(b):
        b.rt("operators.setitem", base, index, value)
        return
    target = b.program.runtime("operators.setitem")
    operands = (base, index, *_in_lists(b), value)
    b.emit(ops.Primitive("item.store", operands, VOID, Fails.PENDING, (target,)))


def spread(b: Any, value: Value, count: int) -> list[Value]:
    """The ``count`` items of an iterable, all taken before any is used."""
    room = b.emit(ops.StackArray(OBJ, b.program.target.word, max(count, 1)))
    if inlines(b) and not b.function.exact:
        target = b.program.runtime("sequences.unpack")
        operands = (value, b.number(count), room, *_in_lists(b), *_in_tuples(b))
        items = b.emit(
            ops.Primitive("items.spread", operands, room.type, Fails.PENDING, (target,))
        )
    else:
        b.rt("sequences.unpack", value, b.number(count), room)
        items = room
    return loaded(b, items, count)


def loaded(b: Any, items: Value, count: int) -> list[Value]:
    """So many items of an array."""
    return [b.emit(ops.Load(b.element(items, b.number(i)), OBJ)) for i in range(count)]


def next_or_null(b: Any, iterator: Register) -> Value:
    """The next item of an iterator, null at the end."""
    if not inlines(b):
        return b.rt("iteration.next_or_null", b.read(iterator))  # type: ignore[no-any-return]
    target = b.program.runtime("iteration.next_or_null")
    fields = [_offset(b, SequenceIterator, name) for name in ("sequence", "index")]
    operands = (b.read(iterator), b.constant(LIST_ITERATOR), *fields, *_offsets(b))
    return b.emit(  # type: ignore[no-any-return]
        ops.Primitive("next", operands, OBJ, Fails.MAYBE_NULL, (target,))
    )


def _offsets(b: Any) -> tuple[Value, ...]:
    """Offsets of a list's length and storage, and of the items in that."""
    return (
        _offset(b, List, "length"), _offset(b, List, "items"), _offset(b, Vector, "items")
    )


def _in_lists(b: Any) -> tuple[Value, ...]:
    """The type of lists, and where they have what."""
    return (b.constant(list), *_offsets(b))


def _in_tuples(b: Any) -> tuple[Value, ...]:
    """The type of tuples, and the offsets of a tuple's length and items."""
    return (b.constant(tuple), _offset(b, Tuple, "length"), _offset(b, Tuple, "items"))


def _offset(b: Any, struct: Any, name: str) -> Value:
    return b.number(b.program.types.field(struct, name)[0])  # type: ignore[no-any-return]


class Counting:
    """A loop over ``range(…)``: with a counter, unless it is not that ``range``, or of large ints.

    The register of the iterator is null while the counter counts.
    """

    def __init__(self, b: Any, call: ast.Call, iterator: Register) -> None:
        self.b = b
        self.iterator = iterator
        self.counter = b.register("counter", b.isize)
        self.stop = b.register("stop", b.isize)
        self.step = _constant_step(call)
        self.climbs = (self.step or 0) > 0 and (
            len(call.args) == 1 or _is_natural(call.args[0])
        )
        self.by = b.register("step", b.isize)
        callee = build_object(b, call.func)
        args = [build_object(b, a) for a in call.args]
        counts, usual, ready = b.new_block("counts"), b.new_block(ops.RARE), b.new_block("ready")
        self._ask(callee, args, counts, usual)
        b.start(counts)
        b.assign(iterator, b.null())
        bounds = [b.emit(ops.Primitive("small.value", (a,), b.isize)) for a in args]
        b.assign(self.counter, bounds[0] if len(args) > 1 else b.number(0, b.isize))
        b.assign(self.stop, bounds[min(len(args) - 1, 1)])
        if self.step is None:
            b.assign(self.by, bounds[2])
        b.goto(ready)
        b.start(usual)
        made = b.rt("calls.call", callee, b.argument_vector(args), b.number(len(args)))
        b.assign(iterator, b.rt("iteration.get_iter", made))
        b.start(ready)

    def _ask(self, callee: Value, args: list[Value], counts: Block, usual: Block) -> None:
        b = self.b
        known = b.emit(ops.Compare("eq", callee, b.constant(range)))
        for arg in args:
            small = b.emit(ops.Primitive("small.is", (arg,), BOOL))
            known = b.emit(ops.Arithmetic("and", known, small))
        if self.step is None:
            moves = b.emit(ops.Compare("ne", args[2], b.constant(0)))
            known = b.emit(ops.Arithmetic("and", known, moves))
        b.branch(known, counts, usual)

    def next_item(self, body: Block, done: Block) -> Value:
        """The next item, in ``body``; control goes to ``done`` at the end."""
        b = self.b
        counts, usual, more = b.new_block("count"), b.new_block(ops.RARE), b.new_block("more")
        b.branch(b.is_null(b.read(self.iterator)), counts, usual)
        item = b.register("item")
        b.start(counts)
        now = b.read(self.counter)
        by = b.read(self.by) if self.step is None else b.number(self.step, b.isize)
        b.branch(self._is_within(now, by), more, done)
        b.start(more)
        if self.climbs:
            natural = b.emit(ops.Compare("sge", now, b.number(0, b.isize)))
            b.emit(ops.Primitive("assume", (natural,), VOID))
        b.assign(self.counter, b.emit(ops.Arithmetic("add", now, by)))
        b.assign(item, b.emit(ops.Primitive("small.make", (now,), OBJ)))
        b.goto(body)
        b.start(usual)
        found = next_or_null(b, self.iterator)
        b.assign(item, found)
        b.branch(b.is_null(found), done, body)
        b.start(body)
        return b.read(item)  # type: ignore[no-any-return]


    def _is_within(self, now: Value, by: Value) -> Value:
        b = self.b
        stop = b.read(self.stop)
        if self.step is not None:
            predicate = "slt" if self.step > 0 else "sgt"
            return b.emit(ops.Compare(predicate, now, stop))  # type: ignore[no-any-return]
        upwards = b.emit(ops.Compare("sgt", by, b.number(0, b.isize)))
        below = b.emit(ops.Compare("slt", now, stop))
        above = b.emit(ops.Compare("sgt", now, stop))
        return b.emit(ops.Select(upwards, below, above))  # type: ignore[no-any-return]


def is_range(b: Any, node: ast.expr) -> bool:
    """Whether a loop goes over ``range``."""
    return (
        remembers(b) and b.generator is None and isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name) and node.func.id == "range"
        and b.scope_of("range") == "global" and not node.keywords
        and 1 <= len(node.args) <= 3 and not any(isinstance(a, ast.Starred) for a in node.args)
    )


def _is_natural(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int


def _constant_step(call: ast.Call) -> int | None:
    """The step of a range if it is known, and not 0."""
    if len(call.args) < 3:
        return 1
    node, sign = call.args[2], 1
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        node, sign = node.operand, -1
    if isinstance(node, ast.Constant) and type(node.value) is int and 0 < node.value < 1 << 16:
        return sign * node.value
    return None
