"""Types of IR values.

Every value of plain Python has type :data:`OBJ`: a tagged small int or the
address of a heap object. Metal Python adds machine types.
"""

import functools
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class IRType:
    """A type; ``llvm`` is its spelling in LLVM's text."""

    name: str
    llvm: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class IntType(IRType):
    """A machine integer."""

    bits: int
    signed: bool


@dataclass(frozen=True)
class VectorType(IRType):
    """Several machine integers that one operation works on at once."""

    lane: IntType
    lanes: int


@dataclass(frozen=True)
class RefType(IRType):
    """A reference to a struct (``struct`` is the host's Struct subclass)."""

    struct: Any


@dataclass(frozen=True)
class PtrType(IRType):
    """The address of an array of ``item``."""

    item: IRType


@dataclass(frozen=True)
class TupleType(IRType):
    """Several machine values returned together."""

    items: tuple[IRType, ...]


OBJ = IRType("object", "ptr")
VOID = IRType("None", "void")
BOOL = IRType("bool", "i1")
F64 = IRType("f64", "double")
#: An object, or a float without one: ``codegen.numbers``.
NUMBER = IRType("number", "{ptr, double}")
#: The type of a literal that has not met the type it will have yet.
LITERAL = IRType("literal", "?")

_NAMES = {
    (bits, signed): f"{'i' if signed else 'u'}{bits}" for bits in (8, 16, 32, 64)
    for signed in (False, True)
}


@functools.cache
def int_type(bits: int, signed: bool) -> IntType:
    """The machine integer of that width."""
    return IntType(_NAMES[bits, signed], f"i{bits}", bits, signed)


U8, I32, U32, I64, U64 = (
    int_type(8, False), int_type(32, True), int_type(32, False), int_type(64, True),
    int_type(64, False),
)


U8X8 = VectorType("u8x8", "<8 x i8>", U8, 8)


def ref_type(struct: Any) -> RefType:
    """A reference to ``struct``."""
    return RefType(struct.__name__, "ptr", struct)


def ptr_type(item: IRType) -> PtrType:
    """A pointer to elements of ``item``."""
    return PtrType(f"Ptr[{item}]", "ptr", item)


def tuple_type(items: tuple[IRType, ...]) -> TupleType:
    """The type of several results."""
    names = ", ".join(str(i) for i in items)
    return TupleType(f"({names})", "{" + ", ".join(i.llvm for i in items) + "}", items)


def is_pointer(type_: IRType) -> bool:
    """Whether values of the type are addresses in LLVM."""
    return type_.llvm == "ptr"
