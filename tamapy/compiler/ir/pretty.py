"""The IR as text, for people and for golden tests."""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Fails
from tamapy.compiler.ir.types import VOID


class Printer:
    """Prints one function; values are numbered and blocks named as they come."""

    def __init__(self, function: ops.Function) -> None:
        self.function = function
        self._values: dict[int, str] = {}
        self._blocks: dict[int, str] = {}
        self._registers: dict[int, str] = {}
        self._taken: dict[str, int] = {}
        for block in function.blocks:
            self._blocks[id(block)] = self._unique(block.name)

    def lines(self) -> list[str]:
        """The whole function."""
        params = ", ".join(f"{self._value(p)}: {p.type}" for p in self.function.params)
        head = f"def {self.function.symbol}({params}) -> {self.function.result}:"
        out = [head]
        for block in self.function.blocks:
            out.append(f"{self._blocks[id(block)]}:")
            out.extend("    " + self._line(op) for op in block.ops)
        return out

    def _unique(self, name: str) -> str:
        count = self._taken.get(name, 0)
        self._taken[name] = count + 1
        return f"{name}.{count}" if count else name

    def _line(self, op: ops.SimpleOp) -> str:
        text = _WRITERS.get(type(op), _plain)(self, op)
        if op.type is not VOID and not isinstance(op, ops.Terminator):
            name = self._values.setdefault(id(op), f"v{len(self._values)}")
            text = f"{name}: {op.type} = {text}"
        if op.fails is not Fails.NEVER:
            target = self.block(op.handler) if op.handler is not None else "out"
            text += f"  ! {op.fails.value} {target}"
        return text

    def block(self, block: ops.Block | None) -> str:
        """A block's name."""
        return self._blocks.get(id(block), "?")

    def args(self, op: ops.SimpleOp) -> str:
        """An operation's arguments."""
        return ", ".join(self._value(a) for a in op.args)

    def _value(self, value: ops.Value) -> str:
        if isinstance(value, ops.Register):
            return self.register(value)
        if isinstance(value, ops.Constant):
            return constant_text(value.value)
        if isinstance(value, (ops.Number, ops.Literal)):
            return "null" if value.value is None else str(value.value)
        if isinstance(value, ops.Symbol):
            return f"@{value.name}"
        return self._values.setdefault(id(value), f"v{len(self._values)}")

    def register(self, register: ops.Register) -> str:
        """A variable's name."""
        found = self._registers.get(id(register))
        if found is None:
            found = self._registers[id(register)] = self._unique("%" + register.name)
        return found


def constant_text(value: Any) -> str:
    """A constant without addresses of the build machine in it."""
    if isinstance(value, (type, FunctionType)):
        return f"<{type(value).__name__} {value.__module__}.{value.__qualname__}>"
    if isinstance(value, CodeType):
        return f"<code {value.co_qualname}>"
    if isinstance(value, ModuleType):
        return f"<module {value.__name__}>"
    if isinstance(value, tuple):
        return "(" + ", ".join(constant_text(v) for v in value) + ")"
    text = repr(value) if type(value).__module__ == "builtins" else ""
    if not text or " at 0x" in text or len(text) > 200:
        return f"<{type(value).__qualname__}>"
    return text


def _plain(p: Printer, op: Any) -> str:
    return f"{type(op).__name__.lower()} {p.args(op)}".rstrip()


def _assign(p: Printer, op: ops.Assign) -> str:
    return f"{p.register(op.target)} = {p.args(op)}"


def _call(p: Printer, op: ops.Call) -> str:
    return f"{op.callee.removeprefix('tamapy.runtime.')}({p.args(op)})"


def _primitive(p: Printer, op: ops.Primitive) -> str:
    return f"{op.name} {p.args(op)}".rstrip()


def _opcode(p: Printer, op: Any) -> str:
    return f"{op.opcode} {p.args(op)}"


def _branch(p: Printer, op: ops.Branch) -> str:
    mark = " (unlikely)" if op.unlikely else ""
    return f"branch {p.args(op)} ? {p.block(op.yes)} : {p.block(op.no)}{mark}"


def _switch(p: Printer, op: ops.Switch) -> str:
    cases = ", ".join(f"{k}: {p.block(b)}" for k, b in sorted(op.cases.items()))
    return f"switch {p.args(op)} {{{cases}}} else {p.block(op.default)}"


_WRITERS: dict[type, Callable[[Printer, Any], str]] = {
    ops.Assign: _assign,
    ops.Read: lambda p, op: p.register(op.register),
    ops.Call: _call,
    ops.Primitive: _primitive,
    ops.Arithmetic: _opcode,
    ops.Convert: _opcode,
    ops.Compare: lambda p, op: f"{op.predicate} {p.args(op)}",
    ops.Extract: lambda p, op: f"extract {p.args(op)}, {op.index}",
    ops.Offset: lambda p, op: f"offset {p.args(op)} * {op.scale}",
    ops.StackArray: lambda p, op: f"stack_array {op.count} * {op.item_size}",
    ops.Goto: lambda p, op: f"goto {p.block(op.target)}",
    ops.Branch: _branch,
    ops.Switch: _switch,
    ops.Suspend: lambda p, op: f"suspend {p.args(op)} -> {p.block(op.resume)}",
}


def function_text(function: ops.Function) -> str:
    """A function as text."""
    return "\n".join(Printer(function).lines())
