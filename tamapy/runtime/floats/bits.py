"""Parts and neighbours of floats, as ``math`` needs them."""

from tamapy.metal import f64, f64_bits, f64_floor, f64_from_bits, f64_sqrt, i64, metal
from tamapy.runtime.floats import compose, double


@metal
def is_negative(x: f64) -> bool:
    """Whether the sign is minus."""
    return compose.sign_bit(x)


@metal
def floor(x: f64) -> f64:
    """The largest whole number not above."""
    return f64_floor(x)


@metal
def root(x: f64) -> f64:
    """The square root."""
    return f64_sqrt(x)


@metal
def exponent(x: f64) -> i64:
    """``n`` such that ``abs(x) / 2**n`` is in [0.5, 1)."""
    mantissa = compose.mantissa_of(x)
    found = compose.exponent_of(x)
    while mantissa != 0:
        mantissa = mantissa >> 1
        found += 1
    return found


@metal
def scaled(x: f64, n: i64) -> f64:
    """``x * 2**n``, correctly rounded."""
    return compose.scale(x, n)


@metal
def neighbour(x: f64, outward: bool) -> f64:
    """The next float away from 0, or towards it."""
    bits = f64_bits(x)
    if outward:
        return f64_from_bits(bits + 1)
    return f64_from_bits(bits - 1)


@metal
def square_low(x: f64) -> f64:
    """What rounding takes off the square."""
    _, low = double.exact_product(x, x)
    return low


def square(x):
    """The square as a sum of two floats."""
    return x * x, square_low(x)
