"""Checks of variables that surely have a value where they are read are taken out.

``irbuild`` asks at each read of a local variable whether it is bound. Most are: a parameter, what a
statement above has bound on every way that leads here, or what was read before. A forward
analysis finds, per place, the variables that have a value on all ways to it, exceptions'
included; generators are looked at before they become state machines.
"""

from __future__ import annotations

from tamapy.compiler.ir import ops
from tamapy.compiler.transform.blocks import drop_unreachable, merge_runs


def apply(function: ops.Function) -> None:
    """Take out the checks that never fail, and the code behind them."""
    checks = {id(b): r for b in function.blocks if (r := _checked(b)) is not None}
    if not checks:
        return
    bits = {id(r): 1 << i for i, r in enumerate({id(r): r for r in checks.values()}.values())}
    flow = Flow(function, checks, bits)
    for block in function.blocks:
        register = checks.get(id(block))
        if register is None:
            continue
        bound = flow.arriving[id(block)]
        for op in block.ops:
            bound = flow.step(op, bound)
        if bound & bits[id(register)]:
            check = block.ops[-1]
            assert isinstance(check, ops.Branch)
            goto = ops.Goto(check.no)
            goto.position, goto.handler = check.position, check.handler
            block.ops[-2:] = [goto]
    drop_unreachable(function)
    merge_runs(function)


def _checked(block: ops.Block) -> ops.Register | None:
    """The variable that a block ends with asking for: read, compared with null, branched on."""
    if len(block.ops) < 3:
        return None
    read, compare, branch = block.ops[-3:]
    if isinstance(read, ops.Extract) and len(block.ops) > 3:
        read = block.ops[-4]
        if compare.args[0] is block.ops[-3] and block.ops[-3].args[0] is read:
            return _read_register(read, compare, branch)
    if compare.args and compare.args[0] is read:
        return _read_register(read, compare, branch)
    return None


def _read_register(
    read: ops.SimpleOp, compare: ops.SimpleOp, branch: ops.SimpleOp
) -> ops.Register | None:
    if (
        isinstance(branch, ops.Branch) and branch.unlikely and branch.args[0] is compare
        and isinstance(compare, ops.Compare) and compare.predicate == "eq"
        and isinstance(read, ops.Read)
        and _is_null(compare.args[1])
    ):
        return read.register
    return None


def _is_null(value: ops.Value) -> bool:
    return isinstance(value, ops.Number) and value.value is None


class Flow:
    """Per block the variables that have a value whenever it begins, as a set of bits."""

    def __init__(
        self, function: ops.Function, checks: dict[int, ops.Register], bits: dict[int, int]
    ) -> None:
        self.checks = checks
        self.bits = bits
        every = (1 << len(bits)) - 1
        self.arriving = {id(block): every for block in function.blocks}
        first = function.blocks[0]
        self.arriving[id(first)] = 0
        self.seen: set[int] = set()
        self.work = [first]
        while self.work:
            self._visit(self.work.pop())

    def step(self, op: ops.SimpleOp, bound: int) -> int:
        """The variables that are bound after an operation."""
        bit = self.bits.get(id(op.target)) if isinstance(op, ops.Assign) else None
        if bit is None:
            return bound
        return bound & ~bit if _is_null(op.args[0]) else bound | bit

    def _visit(self, block: ops.Block) -> None:
        self.seen.add(id(block))
        bound = self.arriving[id(block)]
        for op in block.ops:
            if op.handler is not None and op.fails is not ops.Fails.NEVER:
                self._arrive(op.handler, bound)
            bound = self.step(op, bound)
        last = block.ops[-1] if block.ops else None
        if not isinstance(last, ops.Terminator):
            return
        register = self.checks.get(id(block))
        for target in last.targets():
            known = bound
            if register is not None and isinstance(last, ops.Branch) and target is last.no:
                known |= self.bits[id(register)]
            self._arrive(target, known)

    def _arrive(self, block: ops.Block, bound: int) -> None:
        now = self.arriving[id(block)] & bound
        if now != self.arriving[id(block)] or id(block) not in self.seen:
            self.arriving[id(block)] = now
            self.work.append(block)
            self.seen.add(id(block))
