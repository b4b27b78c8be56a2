"""The core of building one native function: blocks, operations, conversions, exits."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from tamapy.compiler.errors import CompileError
from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Block, Fails, Register, Value
from tamapy.compiler.ir.types import (
    BOOL,
    F64,
    LITERAL,
    NUMBER,
    OBJ,
    VOID,
    IntType,
    IRType,
    PtrType,
    RefType,
    VectorType,
    int_type,
    is_pointer,
)

if TYPE_CHECKING:
    from tamapy.compiler.program import Program, Source


@dataclass
class Scope:
    """Something that has to be left in order when control jumps out of it.

    ``leave`` emits what that takes (a ``finally`` body, an ``__exit__`` call, the
    restoring of the handled exception); a loop has nothing to do but may be the goal.
    """

    leave: Callable[[], None] | None = None
    break_to: Block | None = None
    continue_to: Block | None = None
    handler: Block | None = None  # the handler outside this scope


class Builder:
    """Emits the operations of one native function."""

    def __init__(self, program: Program, source: Source, function: ops.Function) -> None:
        self.program = program
        self.source = source
        self.function = function
        self.metal = source.metal
        self.position = ops.NOWHERE
        self.handler: Block | None = None
        self.scopes: list[Scope] = []
        self.block = Block("entry")
        function.blocks.append(self.block)
        self._counter = 0
        self.usize: IntType = int_type(program.target.bits, False)
        self.isize: IntType = int_type(program.target.bits, True)

    # -- errors ------------------------------------------------------------

    def error(self, message: str, node: ast.AST | None = None, hint: str | None = None) -> NoReturn:
        """Stop with a message that points at ``node``."""
        line = getattr(node, "lineno", self.position.line)
        column = getattr(node, "col_offset", self.position.column)
        raise CompileError(message, self.source.filename, line, column, hint)

    @contextmanager
    def at(self, node: ast.AST) -> Iterator[None]:
        """Operations emitted inside carry ``node``'s position."""
        saved = self.position
        self.position = ops.position_of(node)
        try:
            yield
        finally:
            self.position = saved

    # -- blocks ------------------------------------------------------------

    def new_block(self, name: str) -> Block:
        """A block not yet placed."""
        self._counter += 1
        return Block(f"{name}.{self._counter}")

    def start(self, block: Block) -> None:
        """Place ``block`` here; falls into it from the current one if that is open."""
        if not self.block.terminated:
            self.emit(ops.Goto(block))
        self.function.blocks.append(block)
        self.block = block

    def emit(self, op: Any) -> Any:
        """Append an operation to the current block; dead code after a terminator is dropped."""
        if self.block.terminated:
            dead = self.new_block("dead")
            self.function.blocks.append(dead)
            self.block = dead
        op.position = self.position
        op.handler = self.handler
        self.block.ops.append(op)
        return op

    def goto(self, block: Block) -> None:
        """End the current block."""
        if not self.block.terminated:
            self.emit(ops.Goto(block))

    def branch(self, condition: Value, yes: Block, no: Block, unlikely: bool = False) -> None:
        """End the current block by a condition (``bool``)."""
        self.emit(ops.Branch(condition, yes, no, unlikely))

    @property
    def reachable(self) -> bool:
        """Whether control can come to the current point."""
        return not self.block.terminated

    def fail(self) -> None:
        """Go to the handler: an exception is already pending and needs no traceback entry."""
        self.emit(ops.Fail())

    # -- values ------------------------------------------------------------

    def register(self, name: str, type_: IRType = OBJ) -> Register:
        """A new variable."""
        self._counter += 1
        return Register(f"{name}.{self._counter}", type_)

    def keep(self, register: Register) -> None:
        """Have what a register refers to live as long as CPython would have it live."""
        if self.function.traced and not self.function.silent and register.type in (OBJ, NUMBER):
            register.kept = True

    def assign(self, register: Register, value: Value) -> None:
        """``register = value``, converted."""
        self.emit(ops.Assign(register, self.coerce(value, register.type)))

    def read(self, register: Register) -> Value:
        """The register's present value."""
        return self.emit(ops.Read(register))

    def constant(self, value: Any) -> Value:
        """A frozen host object."""
        return ops.Constant(value)

    def label(self, name: Any) -> Value:
        """The name of a variable, or names of parameters."""
        return ops.Constant(name, quiet=True)

    def none(self) -> Value:
        """``None``."""
        return ops.Constant(None)

    def number(self, value: int, type_: IRType | None = None) -> Value:
        """A machine integer; ``usize`` unless told."""
        return ops.Number(value, type_ or self.usize)

    def null(self, type_: IRType = OBJ) -> Value:
        """The null address."""
        return ops.Number(None, type_)

    def is_null(self, value: Value) -> Value:
        """Whether an address is null."""
        return self.emit(ops.Compare("eq", value, self.null(value.type)))

    # -- memory --------------------------------------------------------------

    def field_address(self, base: Value, struct: Any, name: str) -> tuple[Value, IRType]:
        """The address and type of a struct's field."""
        offset, type_ = self.program.types.field(struct, name)
        address = base
        if offset:
            address = self.emit(ops.Offset(base, self.number(offset), 1, OBJ))
        return address, type_

    def load_field(self, base: Value, struct: Any, name: str) -> Value:
        """``base.name`` for a reference to ``struct``; a flexible tail gives its address."""
        address, type_ = self.field_address(base, struct, name)
        if isinstance(type_, PtrType) and self.program.types.is_tail(struct, name):
            return self.emit(ops.Offset(address, self.number(0), 1, type_))
        return self.emit(ops.Load(address, type_))

    def store_field(self, base: Value, struct: Any, name: str, value: Value) -> None:
        """``base.name = value``."""
        address, type_ = self.field_address(base, struct, name)
        self.emit(ops.Store(address, self.coerce(value, type_)))

    def size_of(self, type_: IRType) -> int:
        """Bytes one element of the type takes in an array."""
        return self.program.types.size(type_)

    def element(self, pointer: Value, index: Value) -> Value:
        """The address of an element."""
        assert isinstance(pointer.type, PtrType)
        item = pointer.type.item
        size = self.program.types.element_size(item)
        return self.emit(ops.Offset(pointer, index, size, pointer.type))

    # -- calls ---------------------------------------------------------------

    def call_native(self, target: Any, *args: Value) -> Value:
        """Call a metal function with machine values, or a plain one with objects."""
        signature = self.program.signature(target)
        if signature.entry:
            return self.call_entry(target, [self.coerce(a, OBJ) for a in args])
        converted = tuple(
            self.coerce(a, t) for a, t in zip(args, signature.params, strict=True)
        )
        fails = Fails.MAYBE_NULL if is_pointer(signature.result) else Fails.PENDING
        return self.emit(
            ops.Call(signature.symbol, converted, signature.result, fails, target=target)
        )

    def rt(self, path: str, *args: Value) -> Value:
        """Call a function of the runtime named ``module.function``.

        A runtime function that returns an object fails exactly when that is null,
        unless its name ends in ``_or_null``.
        """
        result = self.call_native(self.program.runtime(path), *args)
        if isinstance(result, ops.Call) and result.type is OBJ:
            result.fails = Fails.MAYBE_NULL if path.endswith("_or_null") else Fails.NULL
        return result

    def raise_by(self, path: str, *args: Value) -> None:
        """End the block by a function of the runtime that always raises."""
        self.rt(path, *args)
        self.block.ops[-1].fails = Fails.ALWAYS
        self.emit(ops.Unreachable())

    def argument_vector(self, args: list[Value]) -> Value:
        """The arguments in the frame's argument array."""
        vector = self.emit(ops.StackArray(OBJ, self.program.target.word, max(len(args), 1)))
        vector.given = bool(args)
        for i, arg in enumerate(args):
            address = vector
            if i:
                address = self.emit(
                    ops.Offset(vector, self.number(i), self.program.target.word, vector.type)
                )
            self.emit(ops.Store(address, arg))
        return vector

    def roomy_vector(self, args: list[Value]) -> Value:
        """The same with a word before the arguments, which the callee may use."""
        vector = self.argument_vector([self.null(), *args])
        word = self.program.target.word
        return self.emit(ops.Offset(vector, self.number(1), word, vector.type))

    def call_roomy(self, callee: Value, args: list[Value]) -> Value:
        """Call any object with positional arguments."""
        return self.rt(
            "calls.call_roomy", callee, self.roomy_vector(args), self.number(len(args))
        )

    def call_entry(self, function: Any, args: list[Value]) -> Value:
        """Call the compiled body of a known plain function, its parameters all given."""
        symbol = self.program.entry_symbol(function)
        vector = self.argument_vector(args)
        return self.emit(
            ops.Call(symbol, (self.constant(function), vector), OBJ, Fails.NULL, target=function)
        )

    # -- conversions -----------------------------------------------------------

    def coerce(self, value: Value, type_: IRType) -> Value:
        """The value as ``type_``, by the dialect's implicit conversions."""
        have = value.type
        if have == type_ or type_ is VOID:
            return value
        if isinstance(value, ops.Literal):
            return self._literal(value, type_)
        if type_ is NUMBER:
            return self.number_of(value)
        if have is NUMBER:
            return self.coerce(self.boxed_number(value), type_)
        if is_pointer(have) and is_pointer(type_):
            return self._pointer(value, type_)
        if type_ is OBJ:
            return self.box(value)
        if type_ is BOOL:
            return self.truth(value)
        if have is OBJ and not self.metal:
            return self.unbox(value, type_)
        if not self.metal and isinstance(have, IntType) and isinstance(type_, IntType):
            return self.unbox(self.box(value), type_)
        self.error(f"{have} where {type_} is wanted", hint=f"convert with {type_}(…)")

    def number_of(self, value: Value) -> Value:
        """A value as a number."""
        if value.type is not F64:
            value = self.coerce(value, OBJ)
        return self.emit(ops.Primitive("number.wrap", (value,), NUMBER))

    def boxed_number(self, value: Value) -> Value:
        """A number as an object."""
        box = self.program.runtime("boxing.box_f64")
        return self.emit(ops.Primitive("number.box", (value,), OBJ, Fails.NULL, (box,)))

    def _literal(self, value: ops.Literal, type_: IRType) -> Value:
        number = value.value
        if type_ is NUMBER:
            literal = self.coerce(value, F64 if isinstance(number, float) else OBJ)
            return self.number_of(literal)
        if type_ is OBJ:
            return ops.Constant(number)
        if type_ is BOOL:
            return ops.Number(bool(number), BOOL)
        if isinstance(type_, IntType) and isinstance(number, int):
            low, high = -(1 << (type_.bits - 1)), 1 << type_.bits
            if not self.metal:
                # Plain Python is not rejected for a value: the conversion raises at run time.
                low, high = (low, high >> 1) if type_.signed else (0, high)
            if low <= number < high:
                return ops.Number(int(number), type_)
            if self.metal:
                self.error(f"{number} does not fit {type_}")
        if isinstance(type_, VectorType) and isinstance(number, int):
            if not -1 << type_.lane.bits - 1 <= number < 1 << type_.lane.bits:
                self.error(f"{number} does not fit a lane of {type_}")
            return ops.Number(number, type_)
        if not self.metal and not (type_ is F64 and isinstance(number, (int, float))):
            return self.unbox(ops.Constant(number), type_)
        if type_ is F64:
            return ops.Number(float(number), F64)
        self.error(f"literal {number!r} where {type_} is wanted")

    def _pointer(self, value: Value, type_: IRType) -> Value:
        have = value.type
        if isinstance(value, ops.Constant) and value.value is None and type_ is not OBJ:
            return self.null(type_)
        if type_ is OBJ:
            if isinstance(have, PtrType):
                self.error(f"{have} is not an object")
            return value
        if isinstance(have, RefType) and isinstance(type_, RefType):
            if issubclass(have.struct, type_.struct):
                return value
        if have is OBJ and isinstance(type_, RefType) and not self.metal:
            return self.checked_reference(value, type_)
        self.error(f"{have} where {type_} is wanted", hint="use cast(…) if you know better")

    def checked_receiver(self, value: Value, type_: RefType, name: str) -> Value:
        """A method's receiver as a reference to its type's struct, or ``TypeError``."""
        hosts = self.program.types.host_types(type_.struct)
        if len(hosts) != 1 or object in hosts:
            return self.checked_reference(value, type_)
        checked = self.rt(
            "types.check_receiver", value, self.constant(hosts[0]), self.constant(name)
        )
        return self.reinterpret(checked, type_)

    def checked_reference(self, value: Value, type_: RefType) -> Value:
        """An object as a reference to a struct, or ``TypeError``."""
        hosts = self.program.types.host_types(type_.struct)
        if not hosts or object in hosts:
            return self.reinterpret(value, type_)
        if len(hosts) == 1:
            checked = self.rt("types.check_instance", value, self.constant(hosts[0]))
        else:
            checked = self.rt("types.check_one_of", value, self.constant(tuple(hosts)))
        return self.reinterpret(checked, type_)

    def reinterpret(self, value: Value, type_: IRType) -> Value:
        """The same address with another type."""
        if value.type == type_:
            return value
        return self.emit(ops.Convert("same", value, type_))

    def box(self, value: Value) -> Value:
        """A machine value as an object."""
        type_ = value.type
        if type_ is BOOL:
            return self.emit(ops.Select(value, self.constant(True), self.constant(False)))
        if type_ is VOID:
            return self.none()
        if self.metal:
            self.error(f"{type_} where an object is wanted", hint="box it explicitly")
        if type_ is F64:
            return self.rt("boxing.box_f64", value)
        if isinstance(type_, IntType):
            if type_.bits < self.program.target.bits - 1:
                wide = self.emit(
                    ops.Convert("sext" if type_.signed else "zext", value, self.isize)
                )
                return self.emit(ops.Primitive("small.make", (wide,), OBJ))
            wide = self.convert_int(value, int_type(64, type_.signed))
            return self.rt("boxing.box_i64" if type_.signed else "boxing.box_u64", wide)
        self.error(f"{type_} cannot become an object")

    def unbox(self, value: Value, type_: IRType) -> Value:
        """An object as a machine value; ``OverflowError`` or ``TypeError`` if it is not one."""
        if type_ is F64:
            return self.rt("boxing.unbox_f64", value)
        if isinstance(type_, IntType):
            if type_.signed:
                limit = 1 << (type_.bits - 1)
                low, high = -limit, limit - 1
                wide = self.rt(
                    "boxing.unbox_i64", value,
                    ops.Number(low, int_type(64, True)), ops.Number(high, int_type(64, True)),
                )
            else:
                top = ops.Number((1 << type_.bits) - 1, int_type(64, False))
                wide = self.rt("boxing.unbox_u64", value, top)
            return self.convert_int(wide, type_)
        self.error(f"an object cannot become {type_}")

    def convert_int(self, value: Value, type_: IntType) -> Value:
        """An integer in another width: truncated, or extended by its own sign."""
        have = value.type
        assert isinstance(have, IntType)
        if have.bits == type_.bits:
            return value if have == type_ else self.reinterpret(value, type_)
        if have.bits > type_.bits:
            return self.emit(ops.Convert("trunc", value, type_))
        return self.emit(ops.Convert("sext" if have.signed else "zext", value, type_))

    def truth(self, value: Value) -> Value:
        """``bool(value)`` as a machine truth value."""
        type_ = value.type
        if type_ is BOOL:
            return value
        if isinstance(value, ops.Literal):
            return ops.Number(bool(value.value), BOOL)
        if isinstance(type_, IntType):
            return self.emit(ops.Compare("ne", value, ops.Number(0, type_)))
        if type_ is F64:
            return self.emit(ops.Compare("une", value, ops.Number(0.0, F64)))
        if type_ is NUMBER:
            return self.truth(self.boxed_number(value))
        if type_ is OBJ and not self.metal:
            if isinstance(value, ops.Constant) and isinstance(value.value, (bool, int, str)):
                return ops.Number(bool(value.value), BOOL)
            target = self.program.runtime("operators.is_true")
            return self.emit(
                ops.Primitive("truth", (value,), BOOL, Fails.PENDING, targets=(target,))
            )
        self.error(f"{type_} is no condition", hint="compare it explicitly")

    def settle(self, value: Value, want: IRType | None = None) -> Value:
        """A literal made a value of its natural type; anything else as it is."""
        if not isinstance(value, ops.Literal):
            return value
        if want is not None and want is not LITERAL:
            return self.coerce(value, want)
        if not self.metal:
            return self.coerce(value, OBJ)
        if isinstance(value.value, bool):
            return self.coerce(value, BOOL)
        return self.coerce(value, F64 if isinstance(value.value, float) else self.isize)

    # -- leaving scopes ----------------------------------------------------------

    def unwind(self, depth: int) -> None:
        """Emit what leaving the scopes above ``depth`` takes, innermost first."""
        saved_scopes, saved_handler = list(self.scopes), self.handler
        while len(self.scopes) > depth:
            scope = self.scopes.pop()
            if scope.leave is not None:
                self.handler = scope.handler
                scope.leave()
        self.scopes, self.handler = saved_scopes, saved_handler

    @contextmanager
    def scope(self, scope: Scope, handler: Block | None = None) -> Iterator[None]:
        """Code inside is left through ``scope``; its failures go to ``handler`` if given."""
        saved = self.handler
        scope.handler = saved
        if handler is not None:
            self.handler = handler
        self.scopes.append(scope)
        try:
            yield
        finally:
            self.scopes.pop()
            self.handler = saved
