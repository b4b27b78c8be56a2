"""Functions whose frames keep nothing alive that they no longer use.

The collector takes any word of a frame for a reference, and machine code leaves dead ones behind:
in registers that callees preserve and in slots of values that are spilled. A function
that deletes variables or calls the collector expects objects to be gone after that. In such
functions every reference that outlives a call lives in a slot of its own which is
read where it is used, cleared after its last use, and empty at the start. Variables of the
program keep what they refer to until they are bound anew.
"""

from __future__ import annotations

import ast
from dis import opmap
from types import CodeType

from tamapy.compiler.analyse.liveness import handlers, live_in, successors
from tamapy.compiler.ir import ops
from tamapy.compiler.ir.types import is_pointer
from tamapy.compiler.trees import walk

_DELETIONS = frozenset(opmap[name] for name in ("DELETE_FAST", "DELETE_DEREF", "DELETE_NAME"))
#: Not references to objects, but addresses in the frame or in objects.
_ADDRESSES = (ops.StackArray, ops.Offset)


def is_collector(name: str) -> bool:
    """Whether functions of this name collect garbage, as far as a name can tell."""
    return name == "collect" or name.endswith("_collect")


def is_wanted(node: ast.AST, code: CodeType) -> bool:
    """Whether a function deletes variables or mentions what collects garbage."""
    if any(is_collector(name) for name in code.co_names):
        return True
    if _DELETIONS.isdisjoint(code.co_code[::2]):
        return False
    return any(isinstance(n, ast.Name) and isinstance(n.ctx, ast.Del) for n in walk(node))


def apply(function: ops.Function) -> None:
    """Give references slots of their own."""
    for block in function.blocks:
        for op in block.ops:
            if isinstance(op, ops.Assign) and is_pointer(op.target.type):
                op.target.exact = True
    _Slots(function).rewrite()


class _Slots:
    def __init__(self, function: ops.Function) -> None:
        self.function = function
        self.live = live_in(function)
        self.out = {id(block): self._live_out(block) for block in function.blocks}
        #: The slots of values, and those that stand for themselves: of unnamed variables.
        self.registers: dict[int, ops.Register] = {}
        for block in function.blocks:
            self._find(block)

    def _live_out(self, block: ops.Block) -> set[int]:
        after = [*successors(block), *handlers(block)]
        return set().union(*(self.live[id(b)] for b in after))

    def _find(self, block: ops.Block) -> None:
        """Choose the values of a block that are needed after a later operation that may call."""
        last = _last_uses(block.ops)
        out = self.out[id(block)]
        waiting: dict[int, ops.SimpleOp] = {}
        for i, op in enumerate(block.ops):
            if isinstance(op, ops.Assign) and op.target.exact and not op.target.kept:
                self.registers[id(op.target)] = op.target
            if isinstance(op, (ops.Call, ops.CallPointer, ops.Primitive)):
                for key in [k for k in waiting if last[k] > i]:
                    self._add(waiting.pop(key))
            if not is_pointer(op.type) or isinstance(op, _ADDRESSES):
                continue
            if id(op) in out:
                self._add(op)
            elif id(op) in last:
                waiting[id(op)] = op

    def _add(self, op: ops.SimpleOp) -> None:
        register = ops.Register(f"held.{len(self.registers):04}", op.type)
        register.exact = True
        self.registers[id(op)] = register

    def rewrite(self) -> None:
        """Put the slots in."""
        # Values are told apart by identity: all have to be there until the end.
        bodies = [(block, block.ops) for block in self.function.blocks]
        stale = self._stale()
        for block, body in bodies:
            block.ops = [
                self._clear(key, body[0]) for key in sorted(stale[id(block)], key=self._number)
            ]
            last = _last_uses(body) | {
                id(op.register): i for i, op in enumerate(body) if isinstance(op, ops.Read)
            }
            for i, op in enumerate(body):
                self._rewrite_op(block, i, op, last)

    def _number(self, key: int) -> str:
        return self.registers[key].name

    def _rewrite_op(self, block: ops.Block, i: int, op: ops.SimpleOp, last: dict[int, int]) -> None:
        held = dict.fromkeys(id(a) for a in op.args if id(a) in self.registers)
        mapping: dict[int, ops.Value] = {}
        for key in held:
            read = ops.Read(self.registers[key])
            read.position = op.position
            mapping[key] = read
            block.ops.append(read)
        for key in held:
            if last[key] == i and key not in self.out[id(block)]:
                block.ops.append(self._clear(key, op))
        op.replace(mapping)
        block.ops.append(op)
        if isinstance(op, ops.Read) and id(op.register) in self.registers:
            if last[id(op.register)] == i and id(op.register) not in self.out[id(block)]:
                block.ops.append(self._clear(id(op.register), op))
        if _is_result(op):
            empty = ops.Store(op.args[0], ops.Number(None, op.type))
            empty.position = op.position
            block.ops.append(empty)
        if id(op) in self.registers:
            keep = ops.Assign(self.registers[id(op)], op)
            keep.position = op.position
            block.ops.append(keep)

    def _clear(self, key: int, at: ops.SimpleOp) -> ops.Assign:
        register = self.registers[key]
        clear = ops.Assign(register, ops.Number(None, register.type))
        clear.position = at.position
        return clear

    def _stale(self) -> dict[int, set[int]]:
        """Per block the values whose slots may be filled at its start, but no longer matter."""
        found: dict[int, set[int]] = {id(block): set() for block in self.function.blocks}
        slots = self.registers.keys()
        for block in self.function.blocks:
            for after in successors(block):
                found[id(after)] |= (self.out[id(block)] & slots) - self.live[id(after)]
            filled = (self.live[id(block)] | _defined(block)) & slots
            for handler in handlers(block):
                found[id(handler)] |= filled - self.live[id(handler)]
        return found


def _defined(block: ops.Block) -> set[int]:
    """The values made and variables bound in a block."""
    return {id(op.target if isinstance(op, ops.Assign) else op) for op in block.ops}


def _is_result(op: ops.SimpleOp) -> bool:
    """Whether it loads what the runtime left in an array of the frame, which is done once."""
    if not isinstance(op, ops.Load) or not is_pointer(op.type):
        return False
    address = op.args[0]
    base = address.args[0] if isinstance(address, ops.Offset) else address
    return isinstance(base, ops.StackArray)


def _last_uses(body: list[ops.SimpleOp]) -> dict[int, int]:
    """For each value used in a block the place of its last use."""
    return {id(value): i for i, op in enumerate(body) for value in op.args}
