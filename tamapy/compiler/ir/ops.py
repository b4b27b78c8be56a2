"""Values and operations of the IR.

A :class:`Block` is a list of operations ended by a terminator. Operations
produce values that are used by their identity; a :class:`Register` is a
variable that may be assigned many times. Each operation that can fail says how
in ``fails`` and where control goes then in ``handler`` (``None``: out of the
function); the late pass ``transform.checks`` makes the tests out of that.
"""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple

from tamapy.compiler.ir.types import BOOL, OBJ, VOID, IRType, PtrType, ptr_type


class Fails(Enum):
    """How an operation announces an exception."""

    NEVER = "never"
    NULL = "null"  # the result is null exactly when an exception is pending
    PENDING = "pending"  # the pending slot tells
    MAYBE_NULL = "maybe-null"  # null may be a plain result: then the pending slot tells
    ALWAYS = "always"


class Position(NamedTuple):
    """A place in the source: lines from 1, columns in characters from 0."""

    line: int
    end_line: int
    column: int
    end_column: int


NOWHERE = Position(0, 0, 0, 0)


def position_of(node: ast.AST) -> Position:
    """A node's place; as CPython has it, that of an attribute on a later line is its name's."""
    line = getattr(node, "lineno", 0)
    end_line = getattr(node, "end_lineno", None) or line
    column = getattr(node, "col_offset", 0)
    if end_line != line:
        named = _attribute_of(node)
        if named is not None and named.end_lineno is not None and named.end_lineno != line:
            line = named.end_lineno
            column = max((named.end_col_offset or 0) - len(named.attr), 0)
    return Position(line, end_line, column, getattr(node, "end_col_offset", None) or 0)


def _attribute_of(node: ast.AST) -> ast.Attribute | None:
    """An attribute, or that which a plain call of a method is of."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        unpacks = any(isinstance(a, ast.Starred) for a in node.args)
        return None if unpacks or any(k.arg is None for k in node.keywords) else node.func
    return node if isinstance(node, ast.Attribute) else None


class Value:
    """Anything an operation can use."""

    type: IRType
    __slots__ = ("type",)


class Register(Value):
    """A variable.

    ``kept``: what it refers to stays alive until the function ends or the variable is bound
    anew, even if nothing reads it any more: an object may do something when it is dropped.
    ``exact``: it lives in memory only, and so keeps nothing alive but what it refers to now.
    ``variable``: the name of Python's variable that it is, if it is one; ``shared``: it refers to
    the cell of that.
    """

    __slots__ = ("exact", "kept", "name", "shared", "variable")

    def __init__(self, name: str, type_: IRType) -> None:
        self.name = name
        self.type = type_
        self.kept = False
        self.exact = False
        self.variable = ""
        self.shared = False


class Constant(Value):
    """A host object that the freezer will put in the image (or a small int).

    ``quiet``: a text that names a variable or parameter, and so mentions no attribute.
    """

    __slots__ = ("quiet", "value")

    def __init__(self, value: Any, quiet: bool = False) -> None:
        self.value = value
        self.quiet = quiet
        self.type = OBJ


class Number(Value):
    """A machine constant: an int, a float, a bool or null (``None``)."""

    __slots__ = ("value",)

    def __init__(self, value: int | float | bool | None, type_: IRType) -> None:
        self.value = value
        self.type = type_


class Literal(Value):
    """A Python number in the source that adapts to the type it meets."""

    __slots__ = ("value",)

    def __init__(self, value: Any, type_: IRType) -> None:
        self.value = value
        self.type = type_


class Symbol(Value):
    """The address of a function, a static or a symbol of the linker."""

    __slots__ = ("name", "target")

    def __init__(self, name: str, type_: IRType = OBJ, target: Any = None) -> None:
        self.name = name
        self.type = type_
        self.target = target


class Op(Value):
    """An operation."""

    __slots__ = ("fails", "handler", "position")
    fails: Fails
    handler: "Block | None"
    position: Position

    def sources(self) -> Iterable[Value]:
        """The values it uses."""
        return ()

    def replace(self, mapping: "dict[int, Value]") -> None:
        """Replace used values by identity."""


def _swap(value: Value, mapping: "dict[int, Value]") -> Value:
    return mapping.get(id(value), value)


class SimpleOp(Op):
    """An operation over a tuple of arguments."""

    __slots__ = ("args",)

    def __init__(self, args: tuple[Value, ...], type_: IRType, fails: Fails = Fails.NEVER) -> None:
        self.args = args
        self.type = type_
        self.fails = fails
        self.handler = None
        self.position = NOWHERE

    def sources(self) -> Iterable[Value]:
        return self.args

    def replace(self, mapping: dict[int, Value]) -> None:
        self.args = tuple(_swap(a, mapping) for a in self.args)


class Assign(SimpleOp):
    """``register = value``."""

    __slots__ = ("target",)

    def __init__(self, target: Register, value: Value) -> None:
        super().__init__((value,), VOID)
        self.target = target


class Read(SimpleOp):
    """The register's value now (a register itself is not a value that stays put)."""

    __slots__ = ("register",)

    def __init__(self, register: Register) -> None:
        super().__init__((), register.type)
        self.register = register


class Call(SimpleOp):
    """A call of a native function by symbol; ``target`` names what has to be compiled."""

    __slots__ = ("callee", "target")

    def __init__(
        self, callee: str, args: tuple[Value, ...], type_: IRType, fails: Fails, target: Any = None
    ) -> None:
        super().__init__(args, type_, fails)
        self.callee = callee
        self.target = target


class CallPointer(SimpleOp):
    """A call through an address (first argument)."""

    __slots__ = ()


class Primitive(SimpleOp):
    """An inline operation declared in ``codegen.primitives``."""

    __slots__ = ("name", "targets")

    def __init__(
        self,
        name: str,
        args: tuple[Value, ...],
        type_: IRType,
        fails: Fails = Fails.NEVER,
        targets: tuple[Any, ...] = (),
    ) -> None:
        super().__init__(args, type_, fails)
        self.name = name
        self.targets = targets  # native functions its slow path calls


class Arithmetic(SimpleOp):
    """A machine operation on two values of one type (LLVM's opcode)."""

    __slots__ = ("opcode",)

    def __init__(self, opcode: str, left: Value, right: Value) -> None:
        super().__init__((left, right), left.type)
        self.opcode = opcode


class Compare(SimpleOp):
    """A machine comparison (``icmp``/``fcmp`` with its predicate)."""

    __slots__ = ("predicate",)

    def __init__(self, predicate: str, left: Value, right: Value) -> None:
        super().__init__((left, right), BOOL)
        self.predicate = predicate


class Convert(SimpleOp):
    """A conversion (LLVM's opcode: trunc, zext, sext, ptrtoint, …)."""

    __slots__ = ("opcode",)

    def __init__(self, opcode: str, value: Value, type_: IRType) -> None:
        super().__init__((value,), type_)
        self.opcode = opcode


class Select(SimpleOp):
    """``a if condition else b`` without a branch."""

    __slots__ = ()

    def __init__(self, condition: Value, a: Value, b: Value) -> None:
        super().__init__((condition, a, b), a.type)


class Extract(SimpleOp):
    """One value of several results."""

    __slots__ = ("index",)

    def __init__(self, value: Value, index: int, type_: IRType) -> None:
        super().__init__((value,), type_)
        self.index = index


class Pack(SimpleOp):
    """Several values made one result."""

    __slots__ = ()


class Load(SimpleOp):
    """A load; ``volatile`` for device registers."""

    __slots__ = ("volatile",)

    def __init__(self, address: Value, type_: IRType, volatile: bool = False) -> None:
        super().__init__((address,), type_)
        self.volatile = volatile


class Store(SimpleOp):
    """A store of the second argument at the first."""

    __slots__ = ("volatile",)

    def __init__(self, address: Value, value: Value, volatile: bool = False) -> None:
        super().__init__((address, value), VOID)
        self.volatile = volatile


class Offset(SimpleOp):
    """Address arithmetic: first argument plus second (elements) times ``scale`` bytes."""

    __slots__ = ("scale",)

    def __init__(self, address: Value, index: Value, scale: int, type_: IRType) -> None:
        super().__init__((address, index), type_)
        self.scale = scale


class StackArray(SimpleOp):
    """An array in the frame, allocated once at entry.

    ``given``: it holds the arguments of one call and nothing after that.
    """

    __slots__ = ("count", "given", "item_size")

    def __init__(self, item: IRType, item_size: int, count: int) -> None:
        super().__init__((), ptr_type(item))
        self.count = count
        self.item_size = item_size
        self.given = False


class Terminator(SimpleOp):
    """Ends a block."""

    __slots__ = ()

    def targets(self) -> list["Block"]:
        """The blocks it may go to."""
        return []


class Goto(Terminator):
    """Go on there."""

    __slots__ = ("target",)

    def __init__(self, target: "Block") -> None:
        super().__init__((), VOID)
        self.target = target

    def targets(self) -> list["Block"]:
        return [self.target]


class Branch(Terminator):
    """Go one way or the other; ``unlikely`` marks the first way as cold."""

    __slots__ = ("no", "unlikely", "yes")

    def __init__(self, condition: Value, yes: "Block", no: "Block", unlikely: bool = False) -> None:
        super().__init__((condition,), VOID)
        self.yes = yes
        self.no = no
        self.unlikely = unlikely

    def targets(self) -> list["Block"]:
        return [self.yes, self.no]


class Switch(Terminator):
    """Go where the machine integer says."""

    __slots__ = ("cases", "default")

    def __init__(self, value: Value, cases: "dict[int, Block]", default: "Block") -> None:
        super().__init__((value,), VOID)
        self.cases = cases
        self.default = default

    def targets(self) -> list["Block"]:
        return [*self.cases.values(), self.default]


class Return(Terminator):
    """Leave the function."""

    __slots__ = ()

    def __init__(self, value: Value | None) -> None:
        super().__init__((value,) if value is not None else (), VOID)


class Suspend(Terminator):
    """Leave a generator with a value; control comes back at ``resume``."""

    __slots__ = ("resume",)

    def __init__(self, value: Value, resume: "Block") -> None:
        super().__init__((value,), VOID)
        self.resume = resume

    def targets(self) -> list["Block"]:
        return [self.resume]


class Unreachable(Terminator):
    """Control never comes here."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__((), VOID)


class Fail(Terminator):
    """An exception is pending: go to the handler."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__((), VOID, Fails.ALWAYS)


#: Begins the names of blocks that control comes to only where a guess was wrong.
RARE = "rare"


@dataclass(eq=False)
class Block:
    """A straight run of operations."""

    name: str
    ops: list[SimpleOp] = field(default_factory=list)

    @property
    def terminated(self) -> bool:
        """Whether the last operation ends the block."""
        return bool(self.ops) and isinstance(self.ops[-1], Terminator)


@dataclass(eq=False)
class Function:
    """A native function."""

    symbol: str
    params: list[Register]
    result: IRType
    blocks: list[Block] = field(default_factory=list)
    filename: str = ""
    line: int = 0
    name: str = ""
    traced: bool = False  # failures add traceback entries,
    silent: bool = False  # unless it stands for C code
    computes: bool = False  # with machine values: it gains by all that LLVM can do
    exact: bool = False  # its frame keeps nothing alive that it no longer uses
    code: Any = None  # the Code object that traceback entries name
    is_generator: bool = False
    lowered: bool = False  # transformed already
    inline: bool = False
    cold: bool = False
    origin: str = ""
    #: Variables in the frame of a generator, and where: bytes from the generator's start.
    framed: "list[tuple[Register, int]]" = field(default_factory=list)

    @property
    def length(self) -> int:
        """How many operations it has."""
        return sum(len(block.ops) for block in self.blocks)

    @property
    def result_pointer(self) -> bool:
        """Whether it returns an address."""
        return isinstance(self.result, PtrType) or self.result.llvm == "ptr"
