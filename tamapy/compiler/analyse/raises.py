"""Which native functions can raise: calls of the others need no check."""

from __future__ import annotations

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Fails

#: Setting this slot is what raising comes down to.
_RAISERS = ("tamapy.runtime.exceptions.set_pending", "tamapy.runtime.exceptions.throw")


def settle_failures(functions: dict[str, ops.Function]) -> list[tuple[ops.Call, Fails]]:
    """Mark calls of functions that cannot raise as never failing; the calls, and how they did."""
    raising: set[str] = set(_RAISERS)
    callers: dict[str, set[str]] = {}
    for symbol, function in functions.items():
        for block in function.blocks:
            for op in block.ops:
                if isinstance(op, ops.Call):
                    if op.fails is Fails.NEVER:
                        continue
                    if op.callee in functions:
                        callers.setdefault(op.callee, set()).add(symbol)
                    continue
                if op.fails is not Fails.NEVER:
                    raising.add(symbol)
        if symbol.endswith("reraise_handled"):
            raising.add(symbol)
    work = list(raising)
    while work:
        for caller in callers.get(work.pop(), ()):
            if caller not in raising:
                raising.add(caller)
                work.append(caller)
    silenced = []
    for function in functions.values():
        for block in function.blocks:
            for op in block.ops:
                if isinstance(op, ops.Call) and op.callee not in raising:
                    silenced.append((op, op.fails))
                    op.fails = Fails.NEVER
    return silenced
