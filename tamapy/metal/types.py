"""Machine numbers under CPython: integers that wrap, and the IEEE double.

An operand that is a plain Python number is a literal: it adapts to the other operand's
type. Two different machine types never mix.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, ClassVar

from tamapy.metal.memory import memory


class WordBits:
    """The type of ``WORD_BITS``: acts as the number 32 or 64, as memory is configured."""

    def __index__(self) -> int:
        return memory.bits

    __int__ = __index__

    def __repr__(self) -> str:
        return str(memory.bits)

    def __hash__(self) -> int:
        return hash("WORD_BITS")


def _word_operator(name: str) -> Callable[[WordBits, Any], Any]:
    function = getattr(operator, name)

    def method(self: WordBits, other: Any) -> Any:
        return function(memory.bits, other)

    return method


def _word_reflected(name: str) -> Callable[[WordBits, Any], Any]:
    function = getattr(operator, name)

    def method(self: WordBits, other: Any) -> Any:
        return function(other, memory.bits)

    return method


for _name in ("add", "sub", "mul", "floordiv", "mod", "lshift", "rshift", "and_", "or_", "xor"):
    _plain = _name.rstrip("_")
    setattr(WordBits, f"__{_plain}__", _word_operator(_name))
    setattr(WordBits, f"__r{_plain}__", _word_reflected(_name))
for _name in ("lt", "le", "gt", "ge", "eq", "ne"):
    setattr(WordBits, f"__{_name}__", _word_operator(_name))

WORD_BITS = WordBits()


class MachineInt(int):
    """Base of the fixed-width integers. ``width`` is in bits."""

    width: ClassVar[int] = 64
    signed: ClassVar[bool] = False
    aligned: ClassVar[bool] = True  # whether it lies only at multiples of its size

    def __new__(cls, value: Any = 0) -> MachineInt:
        if isinstance(value, float):
            value = int(value)
        elif not isinstance(value, int) and not isinstance(value, WordBits):
            raise TypeError(f"{cls.__name__}() takes a number, not {type(value).__name__}")
        return cls.wrap(int(value))

    @classmethod
    def wrap(cls, value: int) -> Any:
        """``value`` modulo 2**width, as this type."""
        value &= (1 << cls.width) - 1
        if cls.signed and value >> (cls.width - 1):
            value -= 1 << cls.width
        return int.__new__(cls, value)

    @classmethod
    def adapt(cls, value: Any) -> Any:
        """A value of this very type, or a literal that fits it."""
        kind = type(value)
        if kind is cls:
            return value
        if kind is WordBits:
            value = memory.bits
        elif kind is not int:
            raise TypeError(f"{cls.__name__} and {kind.__name__} do not mix: convert one of them")
        if not -(1 << (cls.width - 1)) <= value < 1 << cls.width:
            raise OverflowError(f"{value} does not fit {cls.__name__}")
        return cls.wrap(value)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({int(self)})"

    def __str__(self) -> str:
        return str(int(self))

    def __format__(self, spec: str) -> str:
        return format(int(self), spec)

    def __hash__(self) -> int:
        return int.__hash__(self)

    def __neg__(self) -> Any:
        return self.wrap(-int(self))

    def __pos__(self) -> Any:
        return self

    def __invert__(self) -> Any:
        return self.wrap(~int(self))


def _shift_count(left: MachineInt, right: int) -> int:
    if not 0 <= right < left.width:
        raise OverflowError(f"shift of {type(left).__name__} by {right}")
    return right


def _shl(a: Any, b: Any) -> int:
    return int(a) << _shift_count(a, int(b))


def _shr(a: Any, b: Any) -> int:
    return int(a) >> _shift_count(a, int(b))


_BINARY: dict[str, Callable[[Any, Any], int]] = {
    "add": lambda a, b: int(a) + int(b),
    "sub": lambda a, b: int(a) - int(b),
    "mul": lambda a, b: int(a) * int(b),
    "floordiv": lambda a, b: int(a) // int(b),
    "mod": lambda a, b: int(a) % int(b),
    "and": lambda a, b: int(a) & int(b),
    "or": lambda a, b: int(a) | int(b),
    "xor": lambda a, b: int(a) ^ int(b),
    "lshift": _shl,
    "rshift": _shr,
}


def _foreign(other: Any) -> bool:
    """Whether an operator should be left to the other operand (pointers, objects)."""
    return not isinstance(other, (int, float, WordBits))


def _binary(function: Callable[[Any, Any], int]) -> tuple[Any, Any]:
    def method(self: MachineInt, other: Any) -> Any:
        if _foreign(other):
            return NotImplemented
        return self.wrap(function(self, self.adapt(other)))

    def reflected(self: MachineInt, other: Any) -> Any:
        if _foreign(other):
            return NotImplemented
        return self.wrap(function(self.adapt(other), self))

    return method, reflected


def _comparison(function: Callable[[int, int], bool]) -> Any:
    def method(self: MachineInt, other: Any) -> Any:
        if _foreign(other):
            return NotImplemented
        return function(int(self), int(self.adapt(other)))

    return method


for _name, _function in _BINARY.items():
    _method, _reflected = _binary(_function)
    setattr(MachineInt, f"__{_name}__", _method)
    setattr(MachineInt, f"__r{_name}__", _reflected)
for _name in ("lt", "le", "gt", "ge", "eq", "ne"):
    setattr(MachineInt, f"__{_name}__", _comparison(getattr(operator, _name)))


class u8(MachineInt):
    """8 bits, unsigned."""

    width = 8


class u16(MachineInt):
    """16 bits, unsigned."""

    width = 16


class u32(MachineInt):
    """32 bits, unsigned."""

    width = 32


class u64(MachineInt):
    """64 bits, unsigned."""

    width = 64


class i8(MachineInt):
    """8 bits, signed."""

    width = 8
    signed = True


class i16(MachineInt):
    """16 bits, signed."""

    width = 16
    signed = True


class i32(MachineInt):
    """32 bits, signed."""

    width = 32
    signed = True


class i64(MachineInt):
    """64 bits, signed."""

    width = 64
    signed = True


class usize(MachineInt):
    """As wide as a pointer, unsigned."""


class isize(MachineInt):
    """As wide as a pointer, signed."""

    signed = True


def _set_word(bits: int) -> None:
    usize.width = bits
    isize.width = bits


memory.listeners.append(_set_word)


class f64(float):
    """An IEEE 754 double; division by zero gives an infinity or a NaN."""

    width: ClassVar[int] = 64

    def __new__(cls, value: Any = 0.0) -> f64:
        if not isinstance(value, (int, float)):
            raise TypeError(f"f64() takes a number, not {type(value).__name__}")
        return float.__new__(cls, value)

    @classmethod
    def adapt(cls, value: Any) -> f64:
        """An f64, or a literal."""
        if type(value) is f64:
            return value
        if type(value) in (int, float):
            return float.__new__(cls, value)
        raise TypeError(f"f64 and {type(value).__name__} do not mix: convert one of them")

    def __repr__(self) -> str:
        return f"f64({float(self)!r})"

    def __str__(self) -> str:
        return str(float(self))

    def __format__(self, spec: str) -> str:
        return format(float(self), spec)

    def __hash__(self) -> int:
        return float.__hash__(self)

    def __neg__(self) -> Any:
        return f64(-float(self))

    def __pos__(self) -> Any:
        return self


def ieee_divide(a: float, b: float) -> float:
    """``a / b`` as the processor does it."""
    if b != 0.0:
        return a / b
    if a == 0.0 or a != a or b != b:
        return float("nan")
    negative = (str(a)[0] == "-") != (str(b)[0] == "-")
    return float("-inf") if negative else float("inf")


_FLOAT_BINARY: dict[str, Callable[[float, float], float]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "truediv": ieee_divide,
}


def _float_binary(function: Callable[[float, float], float]) -> tuple[Any, Any]:
    def method(self: f64, other: Any) -> Any:
        return f64(function(float(self), float(self.adapt(other))))

    def reflected(self: f64, other: Any) -> Any:
        return f64(function(float(self.adapt(other)), float(self)))

    return method, reflected


def _float_comparison(function: Callable[[float, float], bool]) -> Any:
    def method(self: f64, other: Any) -> Any:
        return function(float(self), float(self.adapt(other)))

    return method


for _name, _float_function in _FLOAT_BINARY.items():
    _method, _reflected = _float_binary(_float_function)
    setattr(f64, f"__{_name}__", _method)
    setattr(f64, f"__r{_name}__", _reflected)
for _name in ("lt", "le", "gt", "ge", "eq", "ne"):
    setattr(f64, f"__{_name}__", _float_comparison(getattr(operator, _name)))

#: Every integer type of the dialect.
INT_TYPES: tuple[type[MachineInt], ...] = (u8, u16, u32, u64, i8, i16, i32, i64, usize, isize)
