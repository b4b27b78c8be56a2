"""One IR function as LLVM text, with the checks that its failing operations need."""

from __future__ import annotations

import itertools
import struct
from collections.abc import Callable, Iterable
from typing import Any

from tamapy.compiler.codegen import numbers
from tamapy.compiler.codegen.debuginfo import DebugInfo
from tamapy.compiler.codegen.primitives import TEMPLATES
from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Fails
from tamapy.compiler.ir.types import (
    BOOL,
    F64,
    NUMBER,
    VOID,
    IntType,
    IRType,
    VectorType,
    is_pointer,
)

#: Metal functions that only reports of faults and of lines call.
REPORTS = ("tamapy.arm.faults.", "tamapy.arm.symbols.", "tamapy.runtime.lines.")


class Names:
    """What the emitter must know of the program around the function."""

    def __init__(
        self,
        word_bits: int,
        constant: Callable[[Any], str],
        native: Callable[[Any], str],
        state: str,
        add_traceback: str,
        small_limit: int,
        native_types: dict[str, str],
    ) -> None:
        self.word_bits = word_bits
        self.word = f"i{word_bits}"
        self.constant = constant  # host object -> symbol of its frozen twin
        self.native = native  # host function -> symbol of its native code
        self.state = state  # the thread state: pending exception first, stack limit second
        self.add_traceback = add_traceback
        self.small_limit = small_limit
        self.native_types = native_types  # declarations of the slow paths' functions
        self._symbols: dict[int, tuple[Any, str]] = {}

    def symbol_of(self, value: Any) -> str:
        """The symbol of a host object's frozen twin."""
        found = self._symbols.get(id(value))
        if found is None:
            found = self._symbols[id(value)] = (value, self.constant(value))
        return found[1]


class Emitter:
    """Writes one function."""

    def __init__(self, function: ops.Function, names: Names, debug: DebugInfo) -> None:
        self.function = function
        self.names = names
        self.debug = debug
        self.lines: list[str] = []
        self.values: dict[int, str] = {}
        self.registers: dict[int, str] = {}
        #: Slots that nothing reads but the collector, for registers that are kept.
        self.keepers: dict[int, str] = {}
        self.labels: dict[int, str] = {}
        self.externals: set[str] = set()
        self.declared: dict[str, str] = {}
        self.counter = 0
        self.label = "entry"
        self.ended = False  # the block already, by what always raises
        self.arrays: dict[int, str] = {}
        self.error_edges: dict[int | None, list[tuple[str, int]]] = {}
        self.plain_edges: dict[int | None, bool] = {}
        self.handler_blocks: dict[int | None, ops.Block | None] = {}
        self.positions = {p: i for i, p in enumerate(traced_positions(function))}
        self.subprogram = debug.subprogram(function)
        self.position: ops.Position | None = None
        self.done: ops.SimpleOp | None = None
        self.suffix = ""
        self._locate(function.line, 0)

    # -- names -----------------------------------------------------------------

    def fresh(self) -> str:
        """A new local name's stem."""
        self.counter += 1
        return f"%v{self.counter}"

    def line(self, text: str) -> None:
        """Append an instruction with the current place."""
        self.lines.append("  " + text + self.suffix)

    def start(self, label: str) -> None:
        """Begin a basic block."""
        self.lines.append(f"{label}:")
        self.label = label
        self.ended = False

    def block_label(self, block: ops.Block) -> str:
        """The label of an IR block."""
        label = self.labels.get(id(block))
        if label is None:
            label = self.labels[id(block)] = f"b{len(self.labels)}.{block.name.split('.')[0]}"
        return label

    def symbol(self, name: str) -> str:
        """A global's name, noted as used."""
        self.externals.add(name)
        return f'@"{name}"'

    def value(self, value: ops.Value) -> str:
        """How an operand is written."""
        found = self.values.get(id(value))
        if found is not None:
            return found
        if isinstance(value, ops.Constant):
            return self.constant(value.value)
        if isinstance(value, ops.Number):
            return self.number(value)
        if isinstance(value, ops.Literal):
            return self.constant(value.value)
        if isinstance(value, ops.Symbol):
            return self.symbol(value.name)
        raise AssertionError(f"{self.function.symbol}: value {value!r} used before it is made")

    def constant(self, value: Any) -> str:
        """A frozen object's address, or a small int as its tagged word."""
        if type(value) is int and -self.names.small_limit <= value < self.names.small_limit:
            word = (value << 1 | 1) & ((1 << self.names.word_bits) - 1)
            return f"inttoptr ({self.names.word} {word} to ptr)"
        return self.symbol(self.names.symbol_of(value))

    def number(self, number: ops.Number) -> str:
        """A machine constant."""
        value, type_ = number.value, number.type
        if value is None:
            return "null" if type_ is not NUMBER else "zeroinitializer"
        if type_ is BOOL:
            return "true" if value else "false"
        if type_ is F64:
            return f"0x{struct.unpack('<Q', struct.pack('<d', value))[0]:016X}"
        if is_pointer(type_):
            return f"inttoptr ({self.names.word} {value} to ptr)"
        if isinstance(type_, VectorType):
            return "<" + ", ".join([f"{type_.lane.llvm} {value}"] * type_.lanes) + ">"
        return str(int(value))

    # -- the function --------------------------------------------------------------

    def emit(self) -> str:
        """The whole definition."""
        function = self.function
        for param in function.params:
            self.values[id(param)] = "%p." + _clean(param.name)
        self.start("entry")
        self._allocas()
        first = function.blocks[0]
        if self.debug.variables and not _is_returned_to(first, function):
            # gdb takes the line of a block's start for a statement's.
            self.labels[id(first)] = "entry"
        else:
            self.line(f"br label %{self.block_label(first)}")
        for block in function.blocks:
            if self.labels.get(id(block)) != "entry":
                self.start(self.block_label(block))
            for op, following in itertools.zip_longest(block.ops, block.ops[1:]):
                if op.position is not self.position:
                    self.position = op.position
                    self._locate(op.position.line or function.line, op.position.column + 1)
                self._op(op, following)
        self._error_blocks()
        params = ", ".join(f"{p.type.llvm} %p.{_clean(p.name)}" for p in function.params)
        # The runtime's plain functions are its cold side: the hot one is metal, but for reports.
        plain = not function.traced and ":" in function.symbol
        attributes = "#2" if plain or function.symbol.startswith(REPORTS) else "#0"
        if function.inline:
            attributes += " alwaysinline"
        head = (
            f'define dso_local {function.result.llvm} @"{function.symbol}"({params}) {attributes} '
            f"!dbg !{self.subprogram} {{"
        )
        return "\n".join([head, *self.lines, "}", ""])

    def _allocas(self) -> None:
        """Stack slots of registers and arrays, all in the entry block."""
        seen: dict[int, ops.Register] = {}
        arrays: list[ops.StackArray] = []
        for block in self.function.blocks:
            for op in block.ops:
                if isinstance(op, ops.Assign):
                    seen.setdefault(id(op.target), op.target)
                elif isinstance(op, ops.Read) and id(op.register) not in self.values:
                    seen.setdefault(id(op.register), op.register)
                elif isinstance(op, ops.StackArray):
                    arrays.append(op)
        for key, register in seen.items():
            name = f"%r{len(self.registers)}.{_clean(register.name)}"
            self.registers[key] = name
            self.lines.append(f"  {name} = alloca {register.type.llvm}")
            if register.exact:
                self.lines.append(f"  store volatile ptr null, ptr {name}")
            elif register.kept:
                self.keepers[key] = f"{name}.kept"
                self.lines.append(f"  {name}.kept = alloca ptr")
        self._array_slots(arrays)
        if self.debug.variables:
            self._tell_variables(seen.values())

    def _tell_variables(self, registers: Iterable[ops.Register]) -> None:
        """Tell debuggers where variables lie; each of Python's by the first that stands for it."""
        told: set[str] = set()
        places = [(r, self.registers[id(r)], None) for r in registers if r.variable]
        framed = self.function.framed
        if framed:
            self.lines.append("  %debug.generator = alloca ptr")
            self.lines.append("  store ptr %p.generator, ptr %debug.generator")
        places += [(r, "%debug.generator", offset) for r, offset in framed]  # type: ignore[misc]
        for register, place, offset in places:
            if register.variable not in told and not register.variable.startswith("."):
                told.add(register.variable)
                self.lines.append("  " + self.debug.declare(
                    register, self.function, self.subprogram, place, offset
                ))

    def _array_slots(self, arrays: list[ops.StackArray]) -> None:
        # Argument arrays are filled and used at once, so those of one size share a slot;
        # arrays of metal code live as long as the function.
        shared: dict[int, str] = {}
        for op in arrays:
            size = op.count * op.item_size
            if self.function.traced and size in shared:
                self.arrays[id(op)] = shared[size]
                continue
            name = f"%array{len(self.arrays)}"
            self.arrays[id(op)] = name
            shared[size] = name
            self.lines.append(f"  {name} = alloca [{max(size, 1)} x i8], align 8")
            if self.function.exact:
                self.clear_words(name, op.count, "volatile ")

    def clear_words(self, array: str, count: int, how: str = "") -> None:
        """Store nothing in each word of an array of references."""
        if not how and count > 1:
            size = count * self.names.word_bits // 8
            word = self.names.word
            self.line(f"call void @llvm.memset.p0.{word}(ptr {array}, i8 0, {word} {size}, i1 0)")
            return
        for i in range(count):
            word = array
            if i:
                word = self.fresh()
                self.line(f"{word} = getelementptr ptr, ptr {array}, i32 {i}")
            self.line(f"store {how}ptr null, ptr {word}")

    def _locate(self, line: int, column: int) -> None:
        """Have the instructions that follow carry this place."""
        self.suffix = f", !dbg !{self.debug.location(line, column, self.subprogram)}"

    def _op(self, op: ops.SimpleOp, following: ops.SimpleOp | None) -> None:
        if op is not self.done:
            _EMIT[type(op)](self, op)
        if isinstance(following, ops.Assign) and following.args[0] is op:
            # Put away before the check: a later block would need it in a place of its own.
            if following.target.exact:
                _EMIT[type(following)](self, following)
                self.done = following
        if op.fails is not Fails.NEVER and not isinstance(op, ops.Terminator):
            if not (isinstance(op, ops.Primitive) and _goes_to_failure(op.name)):
                self._check(op)

    # -- failures --------------------------------------------------------------------

    def edge(self, op: ops.SimpleOp) -> str:
        """The label a failure of ``op`` goes to, from the current block."""
        key = id(op.handler) if op.handler is not None else None
        self.handler_blocks[key] = op.handler
        if not self.function.traced or self.function.silent:
            self.plain_edges[key] = True
            return f"%fail.{self._edge_name(key)}"
        self.error_edges.setdefault(key, []).append((self.label, self.positions[op.position]))
        return f"%error.{self._edge_name(key)}"

    def _edge_name(self, key: int | None) -> str:
        block = self.handler_blocks[key]
        return "out" if block is None else self.block_label(block)

    def _check(self, op: ops.SimpleOp) -> None:
        if op.fails is Fails.ALWAYS:
            self.line(f"br label {self.edge(op)}")
            self.ended = True
            return
        stem = self.fresh()
        good = f"{stem[1:]}.ok"
        if op.fails is Fails.NULL:
            self.line(f"{stem} = icmp eq ptr {self.values[id(op)]}, null")
        elif op.fails is Fails.MAYBE_NULL:
            self.line(f"{stem}n = icmp eq ptr {self.values[id(op)]}, null")
            cold = f"{stem[1:]}.null"
            self.line(f"br i1 {stem}n, label %{cold}, label %{good}")
            self.start(cold)
            self._load_pending(stem)
        else:
            self._load_pending(stem)
        self.line(f"br i1 {stem}, label {self.edge(op)}, label %{good}, !prof !0")
        self.start(good)

    def _load_pending(self, stem: str) -> None:
        self.line(f"{stem}p = load ptr, ptr {self.symbol(self.names.state)}")
        self.line(f"{stem} = icmp ne ptr {stem}p, null")

    def _error_blocks(self) -> None:
        self._locate(self.function.line, 0)
        for key, edges in self.error_edges.items():
            name = self._edge_name(key)
            self.start(f"error.{name}")
            phi = ", ".join(f"[ {position}, %{label} ]" for label, position in edges)
            where = self.fresh()
            self.line(f"{where} = phi i32 {phi}")
            code = self.constant(self.function.code)
            add = self.symbol(self.names.add_traceback)
            self.line(f"call void {add}(ptr {code}, i32 {where})")
            self.line(f"br label %fail.{name}")
            self.plain_edges[key] = True
        for key in self.plain_edges:
            block = self.handler_blocks[key]
            self.start(f"fail.{self._edge_name(key)}")
            if block is not None:
                self.line(f"br label %{self.block_label(block)}")
            else:
                self.line(self._zero_return())

    def _zero_return(self) -> str:
        result = self.function.result
        if result is VOID:
            return "ret void"
        return f"ret {result.llvm} zeroinitializer"


def _is_returned_to(first: ops.Block, function: ops.Function) -> bool:
    """Whether some way leads back to a function's first block."""
    ends = [block.ops[-1] for block in function.blocks if block.ops]
    return any(
        first in end.targets() for end in ends if isinstance(end, ops.Terminator)
    ) or any(op.handler is first for block in function.blocks for op in block.ops)


def traced_positions(function: ops.Function) -> list[ops.Position]:
    """The places whose numbers the function notes when something fails there."""
    if not function.traced or function.silent:
        return []
    return list(dict.fromkeys(
        op.position for block in function.blocks for op in block.ops
        if op.fails is not Fails.NEVER and not isinstance(op, ops.Terminator)
    ))


def _clean(name: str) -> str:
    return "".join(c if c.isalnum() and c.isascii() else "_" for c in name)


# -- operations -------------------------------------------------------------------------


def _define(e: Emitter, op: ops.SimpleOp, text: str) -> None:
    name = e.fresh()
    e.values[id(op)] = name
    e.line(f"{name} = {text}")


def _assign(e: Emitter, op: ops.Assign) -> None:
    key, value = id(op.target), e.value(op.args[0])
    volatile = "volatile " if op.target.exact else ""
    e.line(f"store {volatile}{op.target.type.llvm} {value}, ptr {e.registers[key]}")
    if key in e.keepers:
        if op.target.type is NUMBER:
            pair, value = value, e.fresh()
            e.line(f"{value} = extractvalue {{ptr, double}} {pair}, 0")
        e.line(f"store volatile ptr {value}, ptr {e.keepers[key]}")


def _read(e: Emitter, op: ops.Read) -> None:
    if id(op.register) in e.registers:
        volatile = "volatile " if op.register.exact else ""
        _define(e, op, f"load {volatile}{op.type.llvm}, ptr {e.registers[id(op.register)]}")
    else:
        e.values[id(op)] = e.values[id(op.register)]


def _call(e: Emitter, op: ops.Call) -> None:
    args = ", ".join(f"{a.type.llvm} {e.value(a)}" for a in op.args)
    callee = e.symbol(op.callee)
    signature = ", ".join(a.type.llvm for a in op.args)
    e.declared[op.callee] = f'declare dso_local {op.type.llvm} @"{op.callee}"({signature})'
    # Code that is inlined leaves references behind, which an exact function may not.
    how = " noinline" if e.function.exact else ""
    if op.type is VOID:
        e.line(f"call void {callee}({args}){how}")
    else:
        _define(e, op, f"call {op.type.llvm} {callee}({args}){how}")
    _forget_arguments(e, op)


def _forget_arguments(e: Emitter, op: ops.SimpleOp) -> None:
    """Clear the arguments a call was given in an array: the frame would keep them alive."""
    if not e.function.traced or e.function.silent or op.fails is Fails.ALWAYS:
        return
    for array in op.args:
        if isinstance(array, ops.Offset):
            array = array.args[0]
        if isinstance(array, ops.StackArray) and array.given:
            e.clear_words(e.values[id(array)], array.count)


def _call_pointer(e: Emitter, op: ops.CallPointer) -> None:
    args = ", ".join(f"{a.type.llvm} {e.value(a)}" for a in op.args[1:])
    target = e.value(op.args[0])
    if op.type is VOID:
        e.line(f"call void {target}({args})")
    else:
        _define(e, op, f"call {op.type.llvm} {target}({args})")
    _forget_arguments(e, op)


#: Words of the running thread's state that primitives read, by their place in it.
STATE_FIELDS = {"pending": 0, "stack_limit": 1, "polls": 2}
_TEXTS = {name: "\n".join(template) for name, template in TEMPLATES.items()}


def _goes_to_failure(name: str) -> bool:
    """Whether a primitive's text has its own way to where failures go."""
    return name.startswith("number.") or "{fail}" in _TEXTS.get(name, "")


def _primitive(e: Emitter, op: ops.Primitive) -> None:
    if op.name.startswith("number."):
        numbers.write(e, op)
        return
    stem = e.fresh()
    if op.type is not VOID:
        e.values[id(op)] = stem + "r"
    if op.name == "sent":
        e.values[id(op)] = "%p.sent"
        return
    if op.name == "invoke":
        passed = ", ".join(f"ptr {e.value(a)}" for a in op.args[1:])
        e.line(f"{stem}c = inttoptr {e.names.word} {e.value(op.args[0])} to ptr")
        e.line(f"{stem}r = call ptr {stem}c({passed})")
        return
    type_ = op.args[0].type if op.args else op.type
    bits = type_.bits if isinstance(type_, IntType) else 0
    fields = {
        "t": stem, "r": stem + "r", "W": e.names.word, "bits": e.names.word_bits - 1,
        "T": type_.llvm, "TT": f"i{bits * 2}", "tbits": bits,
        "likely": 1, "unlikely": 0, "pred": "%" + e.label,
    }
    for i, target in enumerate(op.targets):
        symbol = e.names.native(target)
        fields[f"s{i}"] = f'"{symbol}"'
        e.externals.add(symbol)
    text = _TEXTS[op.name]
    for key, value in (("true", True), ("false", False), ("int", int)):
        if "{" + key + "}" in text:
            symbol = e.names.symbol_of(value)
            e.externals.add(symbol)
            fields[key] = f'"{symbol}"'
    for key, index in STATE_FIELDS.items():
        if "{" + key + "}" in text:
            e.externals.add(e.names.state)
            offset = index * e.names.word_bits // 8
            text = text.replace(
                "@{" + key + "}", f'getelementptr (i8, ptr @"{e.names.state}", i32 {offset})'
            )
    args = [e.value(a) for a in op.args]
    for line in text.split("\n"):
        if "{fail}" in line:
            fields["fail"] = e.edge(op)
        filled = line.format(*args, **fields)
        if filled.endswith(":"):
            e.start(filled[1:-1])
        else:
            e.line(filled)
    _forget_arguments(e, op)


def _arithmetic(e: Emitter, op: ops.Arithmetic) -> None:
    left, right = (e.value(a) for a in op.args)
    if op.opcode == "fneg":
        _define(e, op, f"fneg double {left}")
    else:
        _define(e, op, f"{op.opcode} {op.type.llvm} {left}, {right}")


def _compare(e: Emitter, op: ops.Compare) -> None:
    kind = "fcmp" if op.args[0].type is F64 else "icmp"
    left, right = (e.value(a) for a in op.args)
    _define(e, op, f"{kind} {op.predicate} {op.args[0].type.llvm} {left}, {right}")


def _convert(e: Emitter, op: ops.Convert) -> None:
    (value,) = op.args
    opcode = op.opcode
    if opcode == "resize":
        have, want = value.type, op.type
        bits = have.bits if isinstance(have, IntType) else 1
        goal = want.bits if isinstance(want, IntType) else 1
        opcode = "same" if bits == goal else "trunc" if bits > goal else "sext"
    if opcode == "same" or value.type.llvm == op.type.llvm:
        e.values[id(op)] = e.value(value)
        return
    _define(e, op, f"{opcode} {value.type.llvm} {e.value(value)} to {op.type.llvm}")


def _select(e: Emitter, op: ops.Select) -> None:
    condition, a, b = op.args
    _define(
        e, op,
        f"select i1 {e.value(condition)}, {a.type.llvm} {e.value(a)}, {b.type.llvm} {e.value(b)}",
    )


def _extract(e: Emitter, op: ops.Extract) -> None:
    (value,) = op.args
    _define(e, op, f"extractvalue {value.type.llvm} {e.value(value)}, {op.index}")


def _pack(e: Emitter, op: ops.Pack) -> None:
    current = "undef"
    for i, arg in enumerate(op.args):
        name = e.fresh()
        part = f"{arg.type.llvm} {e.value(arg)}"
        e.line(f"{name} = insertvalue {op.type.llvm} {current}, {part}, {i}")
        current = name
    e.values[id(op)] = current


def _memory_type(type_: IRType) -> str:
    return "i8" if type_ is BOOL else type_.llvm


def _alignment(type_: IRType) -> str:
    """That of what may lie anywhere: vectors are read from bytes."""
    return ", align 1" if isinstance(type_, VectorType) else ""


def _load(e: Emitter, op: ops.Load) -> None:
    volatile = "volatile " if op.volatile else ""
    if op.type is BOOL:
        byte = e.fresh()
        e.line(f"{byte} = load {volatile}i8, ptr {e.value(op.args[0])}")
        _define(e, op, f"icmp ne i8 {byte}, 0")
        return
    align = _alignment(op.type)
    _define(e, op, f"load {volatile}{op.type.llvm}, ptr {e.value(op.args[0])}{align}")


def _store(e: Emitter, op: ops.Store) -> None:
    address, value = op.args
    volatile = "volatile " if op.volatile else ""
    text = e.value(value)
    if value.type is BOOL:
        byte = e.fresh()
        e.line(f"{byte} = zext i1 {text} to i8")
        text = byte
    align = _alignment(value.type)
    e.line(f"store {volatile}{_memory_type(value.type)} {text}, ptr {e.value(address)}{align}")


def _offset(e: Emitter, op: ops.Offset) -> None:
    base, index = op.args
    element = f"[{op.scale} x i8]" if op.scale != 1 else "i8"
    _define(
        e, op,
        f"getelementptr {element}, ptr {e.value(base)}, {index.type.llvm} {e.value(index)}",
    )


def _stack_array(e: Emitter, op: ops.StackArray) -> None:
    e.values[id(op)] = e.arrays[id(op)]


def _goto(e: Emitter, op: ops.Goto) -> None:
    e.line(f"br label %{e.block_label(op.target)}")


def _branch(e: Emitter, op: ops.Branch) -> None:
    profile = ", !prof !0" if op.unlikely else ""
    e.line(
        f"br i1 {e.value(op.args[0])}, label %{e.block_label(op.yes)}, "
        f"label %{e.block_label(op.no)}{profile}"
    )


def _switch(e: Emitter, op: ops.Switch) -> None:
    (value,) = op.args
    cases = " ".join(
        f"{value.type.llvm} {n}, label %{e.block_label(block)}" for n, block in op.cases.items()
    )
    e.line(
        f"switch {value.type.llvm} {e.value(value)}, label %{e.block_label(op.default)} "
        f"[ {cases} ]"
    )


def _return(e: Emitter, op: ops.Return) -> None:
    if not op.args:
        e.line("ret void")
    else:
        (value,) = op.args
        e.line(f"ret {e.function.result.llvm} {e.value(value)}")


def _unreachable(e: Emitter, op: ops.Unreachable) -> None:
    if not e.ended:
        e.line("unreachable")


def _fail(e: Emitter, op: ops.Fail) -> None:
    key = id(op.handler) if op.handler is not None else None
    e.handler_blocks[key] = op.handler
    e.plain_edges[key] = True
    e.line(f"br label %fail.{e._edge_name(key)}")


_EMIT: dict[type, Callable[[Emitter, Any], None]] = {
    ops.Assign: _assign, ops.Read: _read, ops.Call: _call, ops.CallPointer: _call_pointer,
    ops.Primitive: _primitive, ops.Arithmetic: _arithmetic, ops.Compare: _compare,
    ops.Convert: _convert, ops.Select: _select, ops.Extract: _extract, ops.Pack: _pack,
    ops.Load: _load, ops.Store: _store, ops.Offset: _offset, ops.StackArray: _stack_array,
    ops.Goto: _goto, ops.Branch: _branch, ops.Switch: _switch, ops.Return: _return,
    ops.Unreachable: _unreachable, ops.Fail: _fail,
}
