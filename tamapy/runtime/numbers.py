"""The int operations that operators use directly."""

from tamapy.metal import f64, metal, type_of
from tamapy.runtime.flags import INT_TYPE
from tamapy.runtime.ints import arithmetic, convert
from tamapy.runtime.ints.arithmetic import (
    int_add,
    int_compare,
    int_divmod,
    int_mul,
    int_neg,
    int_sub,
)
from tamapy.runtime.ints.bitwise import int_and, int_lshift, int_or, int_rshift, int_xor
from tamapy.runtime.ints.values import is_zero


@metal
def is_int(value: object) -> bool:
    """Whether a value is an int (or of a subclass)."""
    return type_of(value).flags & INT_TYPE != 0


@metal
def int_floordiv(a: object, b: object) -> object:
    """``a // b``."""
    if is_zero(b):
        raise ZeroDivisionError("integer division or modulo by zero")
    return arithmetic.int_floordiv(a, b)


@metal
def int_truediv(a: object, b: object) -> f64:
    """``a / b``."""
    if is_zero(b):
        raise ZeroDivisionError("division by zero")
    return convert.int_truediv(a, b)


@metal
def int_mod(a: object, b: object) -> object:
    """``a % b``."""
    if is_zero(b):
        raise ZeroDivisionError("integer modulo by zero")
    return arithmetic.int_mod(a, b)


__all__ = [
    "int_add", "int_and", "int_compare", "int_divmod", "int_floordiv", "int_lshift", "int_mod",
    "int_mul", "int_neg", "int_or", "int_rshift", "int_sub", "int_truediv", "int_xor", "is_int",
]
