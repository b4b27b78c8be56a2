"""Where threads may be switched: at the start of functions and whenever a loop begins anew.

Programs that start no thread have nothing of this. What CPython has in C is not
interrupted by other threads there, so neither is it here: the runtime, the stand-ins, and
those modules of CPython's that are its C modules in Python.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tamapy.compiler.analyse.liveness import successors
from tamapy.compiler.ir import ops
from tamapy.compiler.ir.types import VOID

#: Modules whose classes and functions CPython has in C as well.
WHOLE = frozenset((
    "_pydecimal", "_pyio", "_weakrefset", "bisect", "collections", "datetime", "decimal",
    "functools", "heapq", "operator", "pickle",
))


def insert(functions: Iterable[ops.Function], turn: Any, begin: Any) -> None:
    """Have functions call ``turn`` now and then; ``begin`` where they start."""
    for function in functions:
        if function.traced and not function.silent and _module(function) not in WHOLE:
            _insert(function, turn, begin)


def _module(function: ops.Function) -> str:
    return function.symbol.partition(":")[0]


def _insert(function: ops.Function, turn: Any, begin: Any) -> None:
    places = {id(block): i for i, block in enumerate(function.blocks)}
    for i, block in enumerate(function.blocks):
        # Every cycle has an edge to a block that does not stand later.
        if any(places[id(target)] <= i for target in successors(block)):
            block.ops.insert(len(block.ops) - 1, _poll(turn))
    for op in function.blocks[0].ops:
        if isinstance(op, ops.Primitive) and op.name == "enter":
            op.name, op.targets = "enter.poll", (begin,)


def _poll(turn: Any) -> ops.Primitive:
    return ops.Primitive("poll", (), VOID, ops.Fails.NEVER, (turn,))
