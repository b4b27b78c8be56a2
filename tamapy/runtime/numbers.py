"""The int operations that operators use directly."""

from tamapy.runtime.ints.arithmetic import (
    int_add,
    int_compare,
    int_floordiv,
    int_mod,
    int_mul,
    int_neg,
    int_sub,
)
from tamapy.runtime.ints.bitwise import int_and, int_lshift, int_or, int_rshift, int_xor

__all__ = [
    "int_add", "int_and", "int_compare", "int_floordiv", "int_lshift", "int_mod", "int_mul",
    "int_neg", "int_or", "int_rshift", "int_sub", "int_xor",
]
