"""What each line of an application leaves to be done at run time with objects of any type.

Every operation of the intermediate code that is no machine instruction belongs to a :class:`Kind`
of work, by the primitive's name or by the runtime's function that is called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.transform import guesses

RUNTIME = "tamapy.runtime."


@dataclass(frozen=True)
class Kind:
    """A kind of work: what it weighs, and what a reader is told of it."""

    weight: int
    text: str


QUICK_INT = Kind(1, "arithmetic of small ints in place; other operands by a call")
NUMBER = Kind(1, "arithmetic of floats and small ints without objects; others by a call")
OPERATOR = Kind(4, "an operator by the operands' types, whatever they are")
PLACE = Kind(2, "an attribute where the last instance had it; else looked up")
ATTRIBUTE = Kind(4, "an attribute looked up by name")
METHOD = Kind(3, "a method of the type that the last receiver had; else looked up")
ITEM = Kind(2, "an item of a list or tuple in place; of others by a call")
ITERATION = Kind(2, "the next item of a list in place; of others by a call")
ITERATOR = Kind(2, "an iterator is made")
GLOBAL = Kind(2, "a global where its namespace had it last")
LIKELY = Kind(3, "a call of the function that the name most likely means; others by the protocol")
CALL = Kind(5, "a call by the protocol of calls, whatever is called")
BUILT_IN = Kind(3, "a call of a built-in function by a way of its own")
OBJECT = Kind(2, "an object is made")
BOXED = Kind(2, "an object is made of a number")
BOUND = Kind(1, "a variable that may not be bound")
OTHER = Kind(2, "a call of the runtime")
SCHEDULE = Kind(0, "")

#: Primitives by the longest beginning of their names that is here.
PRIMITIVES: dict[str, Kind] = {
    "small.is": SCHEDULE, "small.value": SCHEDULE, "small.make": SCHEDULE, "type_of": SCHEDULE,
    "small.": QUICK_INT, "compare.": QUICK_INT, "test.": QUICK_INT, "number.box": BOXED,
    "number.wrap": SCHEDULE, "number.": NUMBER, "attribute.": PLACE, "method.known": METHOD,
    "item": ITEM, "next": ITERATION, "global.load": GLOBAL,
    "truth": Kind(1, "the truth of a bool in place; of others by a call"),
}
#: The runtime's functions by the longest beginning of their names that is here.
FUNCTIONS: dict[str, Kind] = {
    "operators.": OPERATOR, "attributes.load_near": PLACE, "attributes.store_near": PLACE,
    "attributes.load_method_near": METHOD, "attributes.load_method_at": SCHEDULE,
    "attributes.": ATTRIBUTE, "calls.": CALL, "calls.call_expected": LIKELY,
    "scopes.load_global": GLOBAL, "scopes.": BOUND,
    "scopes.store_global": GLOBAL, "shortcuts.": BUILT_IN, "quick.": BUILT_IN,
    "boxing.": BOXED, "iteration.": ITERATION, "iteration.get_iter": ITERATOR,
    "sequences.": OBJECT, "dicts.new": OBJECT, "sets.new": OBJECT, "functions.": OBJECT,
    "generators.": OBJECT, "classes.": OBJECT, "exceptions.": SCHEDULE, "attention.": SCHEDULE,
    "threads.": SCHEDULE,
}


@dataclass
class Line:
    """The work of one line: how often of which kind, and the runtime's functions behind."""

    kinds: Counter[Kind] = field(default_factory=Counter)
    functions: dict[Kind, set[str]] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """All of it."""
        return sum(kind.weight * count for kind, count in self.kinds.items())

    def reasons(self) -> list[str]:
        """What a reader is told, the heaviest first."""
        found = []
        for kind, count in sorted(
            self.kinds.items(), key=lambda item: (-item[0].weight * item[1], item[0].text)
        ):
            names = ", ".join(sorted(self.functions.get(kind, ())))
            times = f"{count} × " if count > 1 else ""
            found.append(f"{times}{kind.text}" + (f" ({names})" if names else ""))
        return found


def annotated(functions: Iterable[ops.Function], files: set[str]) -> dict[str, dict[int, Line]]:
    """By file and line, the work that the functions of those files have."""
    found: dict[str, dict[int, Line]] = {name: {} for name in files}
    for function in functions:
        if function.filename in files:
            for block in function.blocks:
                if block.name.startswith(guesses.GENERAL):
                    continue  # what is there stands in another version too
                for op in block.ops:
                    _note(found[function.filename], op)
    return found


def _note(lines: dict[int, Line], op: ops.SimpleOp) -> None:
    kind, name = _kind_of(op)
    if kind.weight and op.position.line:
        line = lines.setdefault(op.position.line, Line())
        line.kinds[kind] += 1
        if name:
            line.functions.setdefault(kind, set()).add(name)


def _kind_of(op: ops.SimpleOp) -> tuple[Kind, str]:
    if isinstance(op, ops.Primitive):
        return _longest(PRIMITIVES, op.name) or SCHEDULE, ""
    if isinstance(op, ops.Call) and op.callee.startswith(RUNTIME):
        name = op.callee.removeprefix(RUNTIME)
        return _longest(FUNCTIONS, name) or OTHER, name
    return SCHEDULE, ""


def _longest(table: dict[str, Kind], name: str) -> Kind | None:
    best: Any = max((key for key in table if name.startswith(key)), key=len, default=None)
    return None if best is None else table[best]
