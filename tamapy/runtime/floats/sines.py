"""Sines and cosines: a quick way that knows how far off it may be.

An angle is a count of steps of 1/256 turn and a rest ``r`` of at most half a step. With ``b``
and ``o`` the sine and the cosine of the steps, from a table, the sine of the whole is
``b * cos(r) + o * sin(r)``. The table's first parts have 26 bits, so that the product with the
upper half of ``r`` is exact; what is added to ``b`` and that product is less than 2**-13 of
the whole, and only that is rounded.
"""

from fractions import Fraction
from math import factorial

from tamapy.metal import const_array, f64, f64_from_bits, i64, metal, usize
from tamapy.runtime.floats.compose import f64_abs
from tamapy.runtime.floats.double import exact_sum, quick_sum
from tamapy.runtime.floats.quick import NAN_BITS, settled, upper
from tamapy.runtime.floats.rounding import nearest_even
from tamapy.runtime.floats.tables import pi, sine, split

#: Bits of a count of steps that tell where in a quarter turn it is.
QUARTER_BITS = 6
QUARTER = 1 << QUARTER_BITS
#: Larger angles have counts of steps whose products with the step's parts are not exact.
LARGEST = 1048576.0
#: Below this, a rest may be off by too much of itself: it is 2**-85 off at most.
LEAST_REST = 2.0**-19
#: How far the result may be off, as part of it.
ERROR = 2.0**-64


def _step_parts() -> list[float]:
    """A step as three parts of 26 bits and a rest."""
    rest = pi() / (2 * QUARTER)
    parts = []
    for i in range(3):
        unit = Fraction(1, 1 << (31 + 26 * i))
        part = rest // unit * unit
        parts.append(float(part))
        rest -= part
    return [*parts, float(rest)]


def _sines() -> list[float]:
    """The sines of the steps of a quarter turn, in two parts each."""
    found: list[float] = []
    for i in range(QUARTER):
        found += split(sine(pi() * i / (2 * QUARTER)), 26)
    return [*found, 1.0, 0.0]


STEP_1, STEP_2, STEP_3, STEP_4 = _step_parts()
STEPS_PER_UNIT = float(2 * QUARTER / pi())
SINE_2, SINE_3, SINE_4, SINE_5, SINE_6, SINE_7 = [
    float(Fraction((-1) ** (k // 2), factorial(k))) for k in range(2, 8)
]

sine_table = const_array(f64, _sines())


@metal
def quick_sine(x: f64, quarters: i64) -> f64:
    """The sine of an angle and some quarter turns more, or NaN if that leaves it in doubt."""
    if not f64_abs(x) < LARGEST:
        return f64_from_bits(NAN_BITS)
    steps = nearest_even(x * STEPS_PER_UNIT)
    r, r_low = exact_sum(x - steps * STEP_1, -(steps * STEP_2))
    r, r_low = quick_sum(r, (r_low - steps * STEP_3) - steps * STEP_4)
    n = i64(steps) + (quarters << QUARTER_BITS)
    i = usize(n & (QUARTER - 1)) << 1
    j = (QUARTER << 1) - i
    if n & QUARTER == 0:
        found = turned(sine_table[i], sine_table[i + 1], sine_table[j], sine_table[j + 1], r, r_low)
    else:
        found = turned(
            sine_table[j], sine_table[j + 1], -sine_table[i], -sine_table[i + 1], r, r_low
        )
    if i == 0 and steps != 0.0 and f64_abs(r) < LEAST_REST:
        return f64_from_bits(NAN_BITS)
    return -found if n & (QUARTER << 1) != 0 else found


@metal
def turned(b: f64, b_low: f64, o: f64, o_low: f64, r: f64, r_low: f64) -> f64:
    """``b * cos(r) + o * sin(r)`` rounded, if that is certain."""
    r_upper = upper(r)
    product = o * r_upper
    high = b + product
    lost = product - (high - b)
    square = r * r
    even = (b + b_low) * (square * (SINE_2 + square * (SINE_4 + square * SINE_6)))
    odd = (o + o_low) * (r * square) * (SINE_3 + square * (SINE_5 + square * SINE_7))
    rest = o * ((r - r_upper) + r_low) + (o_low * r + b_low)
    high, low = quick_sum(high, lost + (rest + (even + odd)))
    return settled(high, low, f64_abs(high) * ERROR)
