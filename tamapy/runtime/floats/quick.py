"""Powers, exponentials and logarithms: quick ways that know how far off they may be.

Each function moves what it finds up and down by the bound of its error. Where both round to
the same double, that is the correctly rounded result; where they differ, and for arguments
that are rare (subnormal numbers, results near the ends of the range), it returns NaN, and
the caller goes the way in twice the precision. One call in some thousands does.

With ``x = 2**e * m`` and a number ``c`` of 8 bits near ``1 / m`` from a table,
``log(x) = e * log(2) - log(c) + log(1 + z)``: ``z = m * c - 1`` is below 1/128 and fits a
double. With ``t = k * log(2) / 128 + r``, ``exp(t) = 2**(k / 128) * exp(r)``. Leading terms
are sums and products of short numbers, exact without fused operations; only the rest, some
2**-16 of the whole, is rounded.
"""

from fractions import Fraction
from math import factorial

from tamapy.metal import (
    const_array,
    f64,
    f64_bits,
    f64_from_bits,
    f64_sqrt,
    i32,
    i64,
    metal,
    u64,
    usize,
)
from tamapy.runtime.floats.compose import HIDDEN_BIT, INFINITY_BITS, f64_abs
from tamapy.runtime.floats.double import exact_sum, quick_sum
from tamapy.runtime.floats.tables import (
    INTERVALS,
    LEAST_BITS,
    fractional_powers,
    log_2,
    logarithms,
    split,
)

EXPONENT_MASK = 0xFFF0000000000000
#: What keeps 26 and 45 bits of a mantissa.
UPPER_MASK = 0xFFFFFFFFF8000000
LONG_MASK = 0xFFFFFFFFFFFFFF00
#: Added and taken off again, they leave a multiple of 2**-33, and an integer.
ROUND_33 = 1.5 * 2.0**19
ROUND_WHOLE = 1.5 * 2.0**52
ROUND_WHOLE_BITS = 0x4338000000000000
ONE_BITS = 0x3FF0000000000000
NAN_BITS = 0x7FF8000000000000

#: How far the exponential of an exact number is off, at most, as part of a power of 2.
EXP_ERROR = 2.0**-66
#: How far a logarithm is off: this times the cube of ``z``, and this times itself.
CUBE_ERROR = 1.5 * 2.0**-52
LOG_ERROR = 2.0**-80
#: How far the product of two numbers in two parts is off, as part of it.
PRODUCT_ERROR = 2.0**-74
#: Exponentials of larger numbers, or of their negatives, may not be normal numbers.
LARGEST = 707.0

LN2_HIGH, LN2_LOW = split(log_2(), 42)
STEP_HIGH, STEP_LOW = split(log_2() / INTERVALS, 43)
STEPS = float(INTERVALS / log_2())

LOG_3, LOG_4, LOG_5, LOG_6, LOG_7, LOG_8, LOG_9 = [(1 if k % 2 else -1) / k for k in range(3, 10)]
EXP_3, EXP_4, EXP_5, EXP_6 = [float(Fraction(1, factorial(k))) for k in range(3, 7)]

log_table = const_array(f64, logarithms)
exp_table = const_array(f64, fractional_powers)


@metal
def upper(x: f64) -> f64:
    """``x`` with the upper half of its mantissa; products of such numbers are exact."""
    return f64_from_bits(f64_bits(x) & UPPER_MASK)


@metal
def is_ordinary(x: f64) -> bool:
    """Whether ``x`` is above 0, finite and not subnormal."""
    return f64_bits(x) - HIDDEN_BIT < INFINITY_BITS - HIDDEN_BIT


@metal
def settled(high: f64, low: f64, error: f64) -> f64:
    """``high + low`` rounded; NaN if it depends on an error of that size."""
    up = high + (low + error)
    if up == high + (low - error):
        return up
    return f64_from_bits(NAN_BITS)


@metal
def log_parts(x: f64) -> tuple[f64, f64, f64]:
    """The natural logarithm of an ordinary number in two parts, and how far it may be off."""
    bits = f64_bits(x)
    offset = bits - LEAST_BITS
    e = f64(i32(i64(offset) >> 52))
    bits -= offset & EXPONENT_MASK
    i = usize((offset >> 45) & (INTERVALS - 1)) * 3
    long = f64_from_bits(bits & LONG_MASK)
    near = log_table[i]
    z = (long * near - 1.0) + (f64_from_bits(bits) - long) * near
    # log(1 + z) = z - z**2 / 2 + z**3 * series; the square of z in two parts
    za = (z + ROUND_33) - ROUND_33
    half = -0.5 * za * za
    half_low = -0.5 * (z - za) * (z + za)
    zz = z * z
    far = (LOG_7 + z * LOG_8) + zz * LOG_9
    series = (LOG_3 + z * LOG_4) + zz * ((LOG_5 + z * LOG_6) + zz * far)
    cube = zz * z
    start = e * LN2_HIGH + log_table[i + 1]
    more = start + z
    high = more + half
    lost = (z - (more - start)) + (half - (high - more))
    low = (((e * LN2_LOW + log_table[i + 2]) + half_low) + lost) + cube * series
    high, low = quick_sum(high, low)
    return high, low, f64_abs(cube) * CUBE_ERROR + f64_abs(high) * LOG_ERROR


@metal
def exp_parts(t: f64, t_low: f64) -> tuple[f64, f64, i64]:
    """``e**t`` as two parts and a power of 2, for ``t`` up to LARGEST in two parts."""
    shifted = t * STEPS + ROUND_WHOLE
    k = shifted - ROUND_WHOLE
    whole = i64(f64_bits(shifted) - ROUND_WHOLE_BITS)
    high = t - k * STEP_HIGH
    low = t_low - k * STEP_LOW
    r = high + low
    ra = (r + ROUND_33) - ROUND_33
    rr = r * r
    series = rr * ((0.5 + r * EXP_3) + rr * ((EXP_4 + r * EXP_5) + rr * EXP_6))
    rest = ((high - ra) + low) + series
    i = usize(whole & (INTERVALS - 1)) * 2
    power = exp_table[i]
    part = power * ra
    found = power + part
    lost = part - (found - power)
    return found, lost + (exp_table[i + 1] * (1.0 + (ra + rest)) + power * rest), whole >> 7


@metal
def rounded_exp(t: f64, t_low: f64, error: f64) -> f64:
    """``e**t`` rounded, for ``t`` up to LARGEST that may be off by ``error``."""
    high, low, exponent = exp_parts(t, t_low)
    found = settled(high, low, 2.0 * error + EXP_ERROR)
    return f64_from_bits(f64_bits(found) + (u64(exponent) << 52)) if found == found else found


@metal
def quick_power(x: f64, y: f64) -> f64:
    """``x ** y`` for ``x`` above 0."""
    if not is_ordinary(x):
        return f64_from_bits(NAN_BITS)
    if y == 0.5:
        return f64_sqrt(x)
    high, low, error = log_parts(x)
    a = upper(high)
    b = (high - a) + low
    y_upper = upper(y)
    t = a * y_upper
    if f64_abs(t) < LARGEST:
        t_low = b * y_upper + (a + b) * (y - y_upper)
        return rounded_exp(t, t_low, error * f64_abs(y) + f64_abs(t) * PRODUCT_ERROR)
    return f64_from_bits(NAN_BITS)


@metal
def quick_exp(x: f64) -> f64:
    """``e ** x``."""
    if f64_abs(x) < LARGEST:
        return rounded_exp(x, 0.0, 0.0)
    return f64_from_bits(NAN_BITS)


@metal
def quick_expm1(x: f64) -> f64:
    """``e ** x - 1``."""
    if f64_abs(x) < 0.03125 or f64_abs(x) > 40.0:
        return f64_from_bits(NAN_BITS)
    high, low, exponent = exp_parts(x, 0.0)
    scale = f64_from_bits(ONE_BITS + (u64(exponent) << 52))
    high, more = exact_sum(high * scale, -1.0)
    low = low * scale + more
    return settled(high, low, EXP_ERROR * scale)


@metal
def quick_log(x: f64) -> f64:
    """The natural logarithm of ``x`` above 0."""
    if not is_ordinary(x):
        return f64_from_bits(NAN_BITS)
    high, low, error = log_parts(x)
    return settled(high, low, error)


@metal
def quick_log_to(x: f64, factor: f64, factor_low: f64) -> f64:
    """The logarithm of ``x`` above 0 times a number: its upper half and its rest."""
    if not is_ordinary(x):
        return f64_from_bits(NAN_BITS)
    high, low, error = log_parts(x)
    a = upper(high)
    b = (high - a) + low
    product = a * factor
    low = a * factor_low + b * (factor + factor_low)
    return settled(product, low, error * factor + f64_abs(product) * PRODUCT_ERROR)


@metal
def quick_log1p(x: f64) -> f64:
    """``log(1 + x)`` of a finite ``x`` above -1."""
    if f64_abs(x) < 9.313225746154785e-10:
        return f64_from_bits(NAN_BITS)
    s, rest = exact_sum(1.0, x)
    high, low, error = log_parts(s)
    correction = rest / s
    return settled(high, low + correction, error + f64_abs(correction) * CUBE_ERROR)
