"""Generators as state machines: what lives across a ``yield`` moves into the generator's frame.

The body is entered with the generator and the value sent. A switch on ``state``
goes to the start or to the block after the last ``yield``. Registers and values that
are live there are kept in slots of the frame; everything else stays in registers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamapy.compiler.analyse.liveness import live_in
from tamapy.compiler.errors import CompileError
from tamapy.compiler.ir import ops
from tamapy.compiler.ir.types import BOOL, OBJ, IntType, int_type, is_pointer
from tamapy.compiler.transform.blocks import drop_unreachable

if TYPE_CHECKING:
    from tamapy.compiler.program import Program


class _Spiller:
    def __init__(self, program: Program, function: ops.Function, first_slot: int) -> None:
        self.program = program
        self.function = function
        generator = program.types.named("Generator").struct
        self.base = program.types.field(generator, "frame")[0]
        self.word = program.target.word
        self.next = first_slot
        self.slots: dict[int, tuple[int, ops.IRType]] = {}
        self.out: list[ops.SimpleOp] = []
        self.position = ops.NOWHERE
        self.replaced: dict[int, ops.Value] = {}

    def slot(self, key: int, type_: ops.IRType) -> None:
        """Give a value a slot in the frame."""
        if not is_pointer(type_) and type_ is not BOOL:
            if not isinstance(type_, IntType) or type_.bits > 32:
                raise CompileError(
                    f"a {type_} variable cannot live across a yield", self.function.filename,
                    self.function.line, hint="annotate it as an object",
                )
        self.slots[key] = (self.next, type_)
        self.next += 1

    def add(self, op: ops.SimpleOp) -> ops.SimpleOp:
        op.position = self.position
        self.out.append(op)
        return op

    def address(self, key: int) -> ops.SimpleOp:
        index, _ = self.slots[key]
        offset = ops.Number(self.base + index * self.word, _usize(self.program))
        return self.add(ops.Offset(self.function.params[0], offset, 1, OBJ))

    def load(self, key: int) -> ops.Value:
        _, type_ = self.slots[key]
        address = self.address(key)
        if is_pointer(type_):
            return self.add(ops.Load(address, type_))
        word = self.add(ops.Load(address, OBJ))
        number = self.add(ops.Primitive("small.value", (word,), _isize(self.program)))
        if type_ is BOOL:
            return self.add(ops.Compare("ne", number, ops.Number(0, number.type)))
        return self.add(ops.Convert("resize", number, type_))

    def store(self, key: int, value: ops.Value) -> None:
        _, type_ = self.slots[key]
        if not is_pointer(type_):
            opcode = "zext" if type_ is BOOL or not type_.signed else "sext"  # type: ignore[attr-defined]
            if self.program.types.size(type_) == self.word:
                opcode = "resize"
            wide = self.add(ops.Convert(opcode, value, _isize(self.program)))
            value = self.add(ops.Primitive("small.make", (wide,), OBJ))
        self.add(ops.Store(self.address(key), value))

    def rewrite(self, block: ops.Block) -> None:
        self.out = []
        for op in block.ops:
            self.position = op.position
            if any(id(a) in self.slots for a in op.args):
                op.args = tuple(
                    self.load(id(a)) if id(a) in self.slots else a for a in op.args
                )
            if isinstance(op, ops.Read) and id(op.register) in self.slots:
                replacement = self.load(id(op.register))
                self.replaced[id(op)] = replacement
                if id(op) in self.slots:
                    self.store(id(op), replacement)
                continue
            if self.replaced:
                op.replace(self.replaced)
            if isinstance(op, ops.Assign) and id(op.target) in self.slots:
                self.store(id(op.target), op.args[0])
                continue
            self.out.append(op)
            if id(op) in self.slots:
                # The null of a failing operation is stored too: harmless, and one straight line.
                self.store(id(op), op)
        block.ops = self.out


def _usize(program: Program) -> IntType:
    return int_type(program.target.bits, False)


def _isize(program: Program) -> IntType:
    return int_type(program.target.bits, True)


def lower(program: Program, function: ops.Function) -> None:
    """Make the state machine of a generator's body."""
    code, frame, first_slot = function.code
    function.code = code
    drop_unreachable(function)
    live = live_in(function)
    types = {}
    registers = {}
    for block in function.blocks:
        for op in block.ops:
            types[id(op)] = op.type
            if isinstance(op, ops.Assign):
                types[id(op.target)] = op.target.type
                registers[id(op.target)] = op.target
            elif isinstance(op, ops.Read):
                types[id(op.register)] = op.register.type
    spiller = _Spiller(program, function, first_slot)
    resumes = [
        b.ops[-1].resume for b in function.blocks
        if b.ops and isinstance(b.ops[-1], ops.Suspend)
    ]
    spilled = {
        id(op.target) for block in function.blocks for op in block.ops
        if isinstance(op, ops.Assign) and op.target.kept
    }
    for block in resumes:
        spilled |= live[id(block)]
    order = [
        key for block in function.blocks for op in block.ops
        for key in ((id(op), id(op.target)) if isinstance(op, ops.Assign)
                    else (id(op.register), id(op)) if isinstance(op, ops.Read) else (id(op),))
    ]
    for key in dict.fromkeys(order):
        if key in spilled:
            spiller.slot(key, types[key])
            if key in registers and registers[key].variable:
                index, _ = spiller.slots[key]
                offset = spiller.base + index * spiller.word
                function.framed.append((registers[key], offset))
    # Values are told apart by identity: those that are dropped must outlive the rewriting.
    originals = [op for block in function.blocks for op in block.ops]
    for block in function.blocks:
        spiller.rewrite(block)
    del originals
    frame.value = spiller.next
    _dispatch(program, function, resumes)


def _dispatch(program: Program, function: ops.Function, resumes: list[ops.Block]) -> None:
    generator = program.types.named("Generator").struct
    offset, type_ = program.types.field(generator, "state")
    line_offset, _ = program.types.field(generator, "line")
    entry = ops.Block("dispatch")
    start = function.blocks[0]
    state_of = {id(block): i + 1 for i, block in enumerate(resumes)}

    def address_at(offset: int) -> ops.SimpleOp:
        return ops.Offset(function.params[0], ops.Number(offset, type_), 1, OBJ)

    address = address_at(offset)
    state = ops.Load(address, type_)
    cases = {0: start} | {state_of[id(b)]: b for b in resumes}
    trap = ops.Block("impossible", [ops.Unreachable()])
    entry.ops = [address, state, ops.Switch(state, cases, trap)]
    function.blocks.insert(0, entry)
    function.blocks.append(trap)
    for block in function.blocks:
        last = block.ops[-1] if block.ops else None
        if isinstance(last, ops.Suspend):
            where, line = address_at(offset), address_at(line_offset)
            number = ops.Number(state_of[id(last.resume)], type_)
            where.position = last.position
            block.ops[-1:] = [
                where, ops.Store(where, number),
                line, ops.Store(line, ops.Number(last.position.line, type_)),
                ops.Return(last.args[0]),
            ]
