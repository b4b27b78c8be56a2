"""Complex arithmetic on pairs of doubles."""

from tamapy.metal import f64, f64_from_bits, f64_sqrt, metal
from tamapy.runtime.floats.compose import (
    INFINITY_BITS,
    exponent_of,
    f64_abs,
    is_infinite,
    scale,
)
from tamapy.runtime.floats.double import add, exact_product
from tamapy.runtime.floats.elementary import arctangent2, cosine, exponential, logarithm, sine
from tamapy.runtime.floats.power import positive_power


@metal
def multiply(a: f64, b: f64, c: f64, d: f64) -> tuple[f64, f64]:
    """``(a + bi) * (c + di)``."""
    return a * c - b * d, a * d + b * c


@metal
def divide(a: f64, b: f64, c: f64, d: f64) -> tuple[f64, f64]:
    """``(a + bi) / (c + di)``, scaled by the larger part of the divisor."""
    if f64_abs(c) >= f64_abs(d):
        if c == 0.0 and d == 0.0:
            raise ZeroDivisionError("complex division by zero")
        ratio = d / c
        below = c + d * ratio
        return (a + b * ratio) / below, (b - a * ratio) / below
    if f64_abs(d) >= f64_abs(c):
        ratio = c / d
        below = c * ratio + d
        return (a * ratio + b) / below, (b * ratio - a) / below
    nan = f64_from_bits(0x7FF8000000000000)
    return nan, nan


@metal
def hypotenuse(x: f64, y: f64) -> f64:
    """``sqrt(x*x + y*y)`` without overflow on the way, within one unit of the last place."""
    x = f64_abs(x)
    y = f64_abs(y)
    if is_infinite(x) or is_infinite(y):
        return f64_from_bits(INFINITY_BITS)
    if x < y:
        swap = x
        x = y
        y = swap
    if y == 0.0 or x != x or y != y:
        return x + y
    shift = exponent_of(x) + 52
    x = scale(x, 0 - shift)
    y = scale(y, 0 - shift)
    p, p_low = exact_product(x, x)
    q, q_low = exact_product(y, y)
    total, low = add(p, p_low, q, q_low)
    root = f64_sqrt(total)
    square, square_low = exact_product(root, root)
    rest, rest_low = add(total, low, -square, -square_low)
    return scale(root + (rest + rest_low) / (2.0 * root), shift)


def power(a, b, c, d):
    """``(a + bi) ** (c + di)`` by polar coordinates, as a tuple."""
    size = hypotenuse(a, b)
    length = positive_power(size, c)
    angle = arctangent2(b, a)
    phase = angle * c
    if d != 0.0:
        length = divided(length, exponential(angle * d))
        phase += d * logarithm(size)
    return length * cosine(phase), length * sine(phase)


@metal
def divided(x: f64, y: f64) -> f64:
    """``x / y``, with no exception for zero."""
    return x / y
