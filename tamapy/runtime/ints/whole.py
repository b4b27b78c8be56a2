"""Functions of whole numbers for ``math``."""

from tamapy.runtime.effect import hosted
from tamapy.runtime.ints import theory


def gcd(a, b):
    """The greatest common divisor of two ints."""
    if hosted():
        while b:
            a, b = b, a % b
        return abs(a)
    return theory.int_gcd(a, b)


def isqrt(n):
    """The whole part of the square root."""
    if hosted():
        x = 1 << (n.bit_length() + 1) // 2
        while x and (y := (x + n // x) >> 1) < x:
            x = y
        return x if n else 0
    return theory.int_isqrt(n)
