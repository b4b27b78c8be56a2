"""Which values are still needed at the start of each block."""

from __future__ import annotations

from tamapy.compiler.ir import ops


def _key(value: ops.Value) -> int | None:
    if isinstance(value, (ops.Register, ops.SimpleOp)):
        return id(value)
    return None


def successors(block: ops.Block) -> list[ops.Block]:
    """Where control may go from a block, handlers included."""
    found = []
    last = block.ops[-1] if block.ops else None
    if isinstance(last, ops.Terminator):
        found.extend(last.targets())
    return found


def handlers(block: ops.Block) -> list[ops.Block]:
    """Handlers that an operation in the block may go to."""
    return [
        op.handler for op in block.ops
        if op.handler is not None and op.fails is not ops.Fails.NEVER
    ]


def live_in(function: ops.Function) -> dict[int, set[int]]:
    """Per block (by id): the ids of registers and operations live at its start."""
    uses: dict[int, set[int]] = {}
    defs: dict[int, set[int]] = {}
    for block in function.blocks:
        used: set[int] = set()
        defined: set[int] = set()
        for op in block.ops:
            for value in op.args:
                key = _key(value)
                if key is not None and key not in defined:
                    used.add(key)
            if isinstance(op, ops.Read) and id(op.register) not in defined:
                used.add(id(op.register))
            defined.add(id(op))
            if isinstance(op, ops.Assign):
                defined.add(id(op.target))
        uses[id(block)], defs[id(block)] = used, defined
    params = {id(p) for p in function.params}
    live: dict[int, set[int]] = {id(b): uses[id(b)] - params for b in function.blocks}
    changed = True
    while changed:
        changed = False
        for block in reversed(function.blocks):
            out: set[int] = set()
            for successor in successors(block):
                out |= live[id(successor)]
            now = live[id(block)] | (out - defs[id(block)])
            for handler in handlers(block):
                now |= live[id(handler)]
            now -= params
            if now != live[id(block)]:
                live[id(block)] = now
                changed = True
    return live
