"""Loops run as if guesses held, until one does not.

A variable that holds numbers is a pair: an object, or a float without one. Of functions with loops
this makes a second version of the code, in which variables that look like floats are doubles, and
loops over ``range`` count. That version runs first. Whatever is to be assigned to such a variable
is looked at: if it is no float after all, all of them become pairs again and the first version goes
on from there, for the rest of the call. The same happens where ``range`` is another one, or has
ints that are not small. So nothing has to be proved, only guessed well.

Values that are used in another block than they are made in lie in registers of their own, which
both versions share.
"""

from __future__ import annotations

import copy

from tamapy.compiler.analyse.liveness import successors
from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Block, Register, SimpleOp, Value
from tamapy.compiler.ir.types import F64, NUMBER, OBJ
from tamapy.compiler.transform.bound import Flow

#: Begins the names of blocks of the first version.
GENERAL = "general"
#: What a pair has in place of the object (``codegen.numbers``).
UNBOXED = ops.Number(2, OBJ)
_ARITHMETIC = ("number.add", "number.sub", "number.mul")


def apply(function: ops.Function) -> None:
    """Give a function a version in which guesses hold, if it may gain by that."""
    if function.exact or function.is_generator or not _has_loop(function):
        return
    chosen = _choose(function)
    if not chosen and not any(block.name.startswith(ops.RARE) for block in function.blocks):
        return
    splits = _split(function, chosen)
    _carry(function)
    _Version(function, chosen, splits).add()


def _has_loop(function: ops.Function) -> bool:
    places = {id(block): i for i, block in enumerate(function.blocks)}
    return any(
        places[id(target)] <= i for i, block in enumerate(function.blocks)
        for target in successors(block)
    )


# -- which variables ---------------------------------------------------------------------


def _choose(function: ops.Function) -> dict[int, Register]:
    """Registers, by id, that are assigned what looks like floats, and read only after that."""
    assigned: dict[int, list[Value]] = {}
    registers: dict[int, Register] = {}
    for block in function.blocks:
        for op in block.ops:
            if isinstance(op, ops.Assign) and op.target.type is NUMBER:
                registers[id(op.target)] = op.target
                assigned.setdefault(id(op.target), []).append(op.args[0])
    likely: dict[int, Register] = {}
    possible = {
        key: register for key, register in registers.items()
        if not any(_is_other(value) for value in assigned[key])
    }
    before = -1
    while before != len(likely):
        before = len(likely)
        for key, register in possible.items():
            if any(_is_float(value, likely) for value in assigned[key]):
                likely[key] = register
    return _without_unbound(function, likely)


def _is_other(value: Value) -> bool:
    """Whether a value is surely no float."""
    if isinstance(value, ops.Primitive) and value.name == "number.wrap":
        value = value.args[0]
    return isinstance(value, ops.Constant) and type(value.value) is not float


def _is_float(value: Value, likely: dict[int, Register]) -> bool:
    """Whether a value looks like a float."""
    if value.type is F64:
        return True
    if isinstance(value, ops.Constant):
        return type(value.value) is float
    if isinstance(value, ops.Read):
        return id(value.register) in likely
    if not isinstance(value, ops.Primitive):
        return False
    if value.name in ("number.truediv", "number.pow"):
        return True
    if value.name in _ARITHMETIC or value.name in ("number.wrap", "number.negative"):
        return any(_is_float(arg, likely) for arg in value.args)
    return False


def _without_unbound(
    function: ops.Function, likely: dict[int, Register]
) -> dict[int, Register]:
    """Those of some registers that have a value wherever they are read."""
    bits = {key: 1 << i for i, key in enumerate(likely)}
    flow = Flow(function, {}, bits)
    sure = (1 << len(bits)) - 1
    for block in function.blocks:
        bound = flow.arriving[id(block)]
        for op in block.ops:
            if isinstance(op, ops.Read) and id(op.register) in bits:
                bit = bits[id(op.register)]
                if not bound & bit:
                    sure &= ~bit
            bound = flow.step(op, bound)
    return {key: register for key, register in likely.items() if sure & bits[key]}


# -- the first version -------------------------------------------------------------------


def _split(function: ops.Function, chosen: dict[int, Register]) -> dict[int, Block]:
    """End blocks behind assignments of chosen registers; the blocks that follow, by block."""
    splits: dict[int, Block] = {}
    todo = list(reversed(function.blocks))
    blocks = []
    while todo:
        block = todo.pop()
        blocks.append(block)
        for i, op in enumerate(block.ops):
            if _binds(op, chosen):
                rest = Block(block.name, block.ops[i + 1 :])
                goto = ops.Goto(rest)
                goto.position = op.position
                block.ops[i + 1 :] = [goto]
                splits[id(block)] = rest
                todo.append(rest)
                break
    function.blocks = blocks
    return splits


def _binds(op: SimpleOp, chosen: dict[int, Register]) -> bool:
    """Whether an operation gives a chosen register a value, and not only takes it away."""
    if not isinstance(op, ops.Assign) or id(op.target) not in chosen:
        return False
    (value,) = op.args
    return not (isinstance(value, ops.Number) and value.value is None)


def _carry(function: ops.Function) -> None:
    """Have values that are used in other blocks than their own in registers."""
    home = {id(op): block for block in function.blocks for op in block.ops}
    carried: dict[int, tuple[SimpleOp, Register]] = {}
    for block in function.blocks:
        reads: list[SimpleOp] = []
        for op in block.ops:
            mapping: dict[int, Value] = {}
            for arg in op.args:
                if not isinstance(arg, SimpleOp) or isinstance(arg, ops.StackArray):
                    continue
                if home[id(arg)] is block:
                    continue
                _, register = carried.setdefault(id(arg), (arg, Register("carried", arg.type)))
                read = ops.Read(register)
                read.position = op.position
                mapping[id(arg)] = read
                reads.append(read)
            if mapping:
                op.replace(mapping)
            reads.append(op)
        block.ops = reads
    for value, register in carried.values():
        block = home[id(value)]
        at = next(i for i, op in enumerate(block.ops) if op is value)
        put = ops.Assign(register, value)
        put.position = value.position
        block.ops.insert(at + 1, put)


# -- the other version -------------------------------------------------------------------


class _Version:
    """The code with machine floats."""

    def __init__(
        self, function: ops.Function, chosen: dict[int, Register], splits: dict[int, Block]
    ) -> None:
        self.function = function
        self.chosen = chosen
        self.splits = splits
        self.doubles = {key: Register(r.name, F64) for key, r in chosen.items()}
        self.blocks = {id(block): Block(block.name) for block in function.blocks}
        self.exits: list[Block] = []
        self.values: dict[int, Value] = {}

    def add(self) -> None:
        """Put it before the other one."""
        general = self.function.blocks
        for block in general:
            for op in block.ops:
                self._copy(block, op)
        for block in general:
            block.name = f"{GENERAL}.{block.name}"
        self.function.blocks = [*self.blocks.values(), *self.exits, *general]

    def _copy(self, block: Block, op: SimpleOp) -> None:
        into = self.blocks[id(block)].ops
        if _binds(op, self.chosen):
            assert isinstance(op, ops.Assign)
            self._assign(block, op)
            return
        if isinstance(op, ops.Goto) and self.splits.get(id(block)) is op.target:
            return  # the assignment before it has gone there
        if isinstance(op, ops.Read) and id(op.register) in self.doubles:
            double = self._placed(ops.Read(self.doubles[id(op.register)]), op)
            pair = self._placed(ops.Primitive("number.wrap", (double,), NUMBER), op)
            into += [double, pair]
            self.values[id(op)] = pair
            return
        made = copy.copy(op)
        made.args = tuple(self.values.get(id(arg), arg) for arg in op.args)
        if op.handler is not None:  # what cannot fail may have one that is not there any more
            made.handler = self.blocks.get(id(op.handler), op.handler)
        self._retarget(made)
        self.values[id(op)] = made
        into.append(made)

    def _retarget(self, op: SimpleOp) -> None:
        blocks = self.blocks
        if isinstance(op, ops.Goto):
            op.target = blocks[id(op.target)]
        elif isinstance(op, ops.Branch):
            op.yes = blocks[id(op.yes)]
            if op.no.name.startswith(ops.RARE):
                leave = Block("no_guess")
                self._leave(leave, op, op.no)
                op.no = leave
            else:
                op.no = blocks[id(op.no)]
        elif isinstance(op, ops.Switch):
            op.cases = {n: blocks[id(block)] for n, block in op.cases.items()}
            op.default = blocks[id(op.default)]

    @staticmethod
    def _placed(made: SimpleOp, like: SimpleOp) -> SimpleOp:
        made.position = like.position
        return made

    def _assign(self, block: Block, op: ops.Assign) -> None:
        """``op`` to a double; to the first version if the value is no float."""
        into = self.blocks[id(block)].ops
        value = self.values.get(id(op.args[0]), op.args[0])
        rest = self.splits[id(block)]
        leave, stay = Block("no_float"), self.blocks[id(rest)]
        pair = ops.Primitive("number.unbox", (value,), NUMBER)
        pointer, double = ops.Extract(pair, 0, OBJ), ops.Extract(pair, 1, F64)
        other = ops.Compare("ne", pointer, UNBOXED)
        branch = ops.Branch(other, leave, stay, unlikely=True)
        for made in (pair, pointer, double, other):
            into.append(self._placed(made, op))
        into += [
            self._placed(ops.Assign(self.doubles[id(op.target)], double), op),
            self._placed(branch, op),
        ]
        self._leave(leave, op, rest)
        leave.ops.insert(-1, self._placed(ops.Assign(op.target, pair), op))

    def _leave(self, leave: Block, op: SimpleOp, to: Block) -> None:
        """Go on in a block of the first version, from ``op`` on."""
        for key, register in self.chosen.items():
            read = self._placed(ops.Read(self.doubles[key]), op)
            whole = self._placed(ops.Primitive("number.wrap", (read,), NUMBER), op)
            leave.ops += [read, whole, self._placed(ops.Assign(register, whole), op)]
        leave.ops.append(self._placed(ops.Goto(to), op))
        self.exits.append(leave)
