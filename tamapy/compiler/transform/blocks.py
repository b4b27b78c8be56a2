"""Blocks put in order: those that control never comes to, and those that are one run."""

from __future__ import annotations

from tamapy.compiler.analyse.liveness import handlers, successors
from tamapy.compiler.ir import ops


def drop_unreachable(function: ops.Function) -> None:
    """Remove blocks that control never comes to."""
    seen: set[int] = set()
    work = [function.blocks[0]]
    while work:
        block = work.pop()
        if id(block) in seen:
            continue
        seen.add(id(block))
        work += [*handlers(block), *successors(block)]
    function.blocks = [b for b in function.blocks if id(b) in seen]


def merge_runs(function: ops.Function) -> None:
    """Join blocks that always follow one another."""
    ways: dict[int, int] = {}
    for block in function.blocks:
        for after in (*handlers(block), *successors(block)):
            ways[id(after)] = ways.get(id(after), 0) + 1
    merged: set[int] = set()
    for block in function.blocks:
        if id(block) in merged:
            continue
        while True:
            last = block.ops[-1] if block.ops else None
            if not isinstance(last, ops.Goto) or last.target is block:
                break
            if ways[id(last.target)] != 1 or last.target is function.blocks[0]:
                break
            block.ops[-1:] = last.target.ops
            merged.add(id(last.target))
    function.blocks = [b for b in function.blocks if id(b) not in merged]
