"""Hyperbolic functions, their inverses, and the exponentials and logarithms near 0 and 1.

All of them compute in twice the precision, so that the one rounding at the end is the only
one that shows.
"""

from fractions import Fraction
from math import factorial

from tamapy.metal import const_array, f64, i64, metal
from tamapy.runtime.floats.compose import compose, copy_sign, f64_abs
from tamapy.runtime.floats.double import (
    add,
    divide,
    exact_product,
    exact_sum,
    multiply,
    square_root,
)
from tamapy.runtime.floats.power import (
    LN2_HIGH,
    LN2_LOW,
    LOG2E_HIGH,
    LOG2E_LOW,
    assemble,
    exp2_scaled,
    log2_parts,
    real_power,
)
from tamapy.runtime.floats.quick import quick_expm1, quick_log1p, quick_log_to
from tamapy.runtime.floats.tables import halves, log, log_2, split

TERMS = 20
#: Below this ``e**x - 1`` is summed as a series.
SMALL = 0.35
#: From here on what is added to a logarithm or an exponential is below its precision.
LARGE = 268435456.0


#: The logarithm of 2 to base 10, of 10 = 2**3 * 5/4.
LOG10_2 = log_2() / (3 * log_2() + log(Fraction(5, 4)))
LOG10_2_HIGH, LOG10_2_LOW = halves([LOG10_2])
LOG10E_UPPER, LOG10E_REST = split(LOG10_2 / log_2(), 26)
#: 1/1!, 1/2!, 1/3!, …
reciprocals = const_array(f64, halves([Fraction(1, factorial(k + 1)) for k in range(TERMS)]))


@metal
def exp_scaled(x: f64, x_low: f64) -> tuple[f64, f64, i64]:
    """``e**x`` as two parts and a power of 2, for ``x`` of at most some thousands."""
    t, t_low = multiply(x, x_low, LOG2E_HIGH, LOG2E_LOW)
    return exp2_scaled(t, t_low)


@metal
def exp_parts(x: f64, x_low: f64) -> tuple[f64, f64]:
    """``e**x`` where neither part leaves the range of doubles."""
    high, low, exponent = exp_scaled(x, x_low)
    scale = compose(1, exponent, False, False)
    return high * scale, low * scale


@metal
def expm1_parts(x: f64, x_low: f64) -> tuple[f64, f64]:
    """``e**x - 1`` of a number that is not large."""
    if f64_abs(x) >= SMALL:
        high, low = exp_parts(x, x_low)
        return add(high, low, -1.0, 0.0)
    high = reciprocals[2 * (TERMS - 1)]
    low = 0.0
    for i in range(TERMS - 1):
        k = TERMS - 2 - i
        high, low = multiply(high, low, x, x_low)
        high, low = add(reciprocals[2 * k], reciprocals[2 * k + 1], high, low)
    return multiply(high, low, x, x_low)


@metal
def expm1(x: f64) -> f64:
    """``e**x - 1`` of a finite number; infinite if it is too large."""
    found = quick_expm1(x)
    return found if found == found else precise_expm1(x)


@metal
def precise_expm1(x: f64) -> f64:
    """As :func:`expm1`, in twice the precision."""
    if f64_abs(x) < 1e-17:
        return x
    if x < -40.0:
        return -1.0
    if x > 40.0:
        return half_exponential(x, 0)
    high, low = expm1_parts(x, 0.0)
    return high + low


@metal
def half_exponential(x: f64, halvings: i64) -> f64:
    """``e**x / 2**halvings``; infinite if it is too large."""
    if x > 1000.0:
        x = 1000.0
    high, low, exponent = exp_scaled(x, 0.0)
    return assemble(high, low, exponent - halvings)


@metal
def sinh(x: f64) -> f64:
    """The hyperbolic sine of a finite number; infinite if it is too large."""
    size = f64_abs(x)
    if size < 1e-9:
        return x + x * x * x / 6.0
    if size > 40.0:
        return copy_sign(half_exponential(size, 1), x)
    t, t_low = expm1_parts(size, 0.0)
    below, below_low = add(t, t_low, 1.0, 0.0)
    p, p_low = divide(t, t_low, below, below_low)
    high, low = add(t, t_low, p, p_low)
    return copy_sign(0.5 * (high + low), x)


@metal
def cosh(x: f64) -> f64:
    """The hyperbolic cosine of a finite number; infinite if it is too large."""
    size = f64_abs(x)
    if size > 40.0:
        return half_exponential(size, 1)
    t, t_low = exp_parts(size, 0.0)
    p, p_low = divide(1.0, 0.0, t, t_low)
    high, low = add(t, t_low, p, p_low)
    return 0.5 * (high + low)


@metal
def tanh(x: f64) -> f64:
    """The hyperbolic tangent."""
    size = f64_abs(x)
    if size < 1e-9:
        return x - x * x * x / 3.0
    if size > 22.0:
        return copy_sign(1.0, x)
    t, t_low = expm1_parts(2.0 * size, 0.0)
    below, below_low = add(t, t_low, 2.0, 0.0)
    high, low = divide(t, t_low, below, below_low)
    return copy_sign(high + low, x)


@metal
def log10(x: f64) -> f64:
    """The logarithm to base 10 of a finite ``x`` above 0."""
    found = quick_log_to(x, LOG10E_UPPER, LOG10E_REST)
    return found if found == found else precise_log10(x)


@metal
def precise_log10(x: f64) -> f64:
    """As :func:`log10`, in twice the precision."""
    high, low = log2_parts(x)
    high, low = multiply(high, low, LOG10_2_HIGH, LOG10_2_LOW)
    return high + low


@metal
def log1p_parts(x: f64, x_low: f64) -> tuple[f64, f64]:
    """``log(1 + x)`` of a finite ``x`` above -1, whose size is not minute."""
    s, rest = exact_sum(1.0, x)
    rest, rest_low = exact_sum(rest, x_low)
    high, low = log2_parts(s)
    high, low = multiply(high, low, LN2_HIGH, LN2_LOW)
    c, c_low = divide(rest, rest_low, s, 0.0)
    c, c_low = add(c, c_low, -0.5 * c * c, 0.0)
    return add(high, low, c, c_low)


@metal
def log1p(x: f64) -> f64:
    """``log(1 + x)`` of a finite ``x`` above -1."""
    found = quick_log1p(x)
    return found if found == found else precise_log1p(x)


@metal
def precise_log1p(x: f64) -> f64:
    """As :func:`log1p`, in twice the precision."""
    if f64_abs(x) < 1e-17:
        return x
    if x > 1e17:
        high, low = log2_parts(x)
        high, low = multiply(high, low, LN2_HIGH, LN2_LOW)
    else:
        high, low = log1p_parts(x, 0.0)
    return high + low


@metal
def log_twice(x: f64) -> f64:
    """``log(2 * x)``."""
    high, low = log2_parts(x)
    high, low = add(high, low, 1.0, 0.0)
    high, low = multiply(high, low, LN2_HIGH, LN2_LOW)
    return high + low


@metal
def asinh(x: f64) -> f64:
    """The area of a hyperbolic sine that is finite."""
    size = f64_abs(x)
    if size < 1e-9:
        return x - x * x * x / 6.0
    if size > LARGE:
        return copy_sign(log_twice(size), x)
    square, square_low = exact_product(size, size)
    root, root_low = add(square, square_low, 1.0, 0.0)
    root, root_low = square_root(root, root_low)
    root, root_low = add(root, root_low, 1.0, 0.0)
    t, t_low = divide(square, square_low, root, root_low)
    t, t_low = add(size, 0.0, t, t_low)
    high, low = log1p_parts(t, t_low)
    return copy_sign(high + low, x)


@metal
def acosh(x: f64) -> f64:
    """The area of a hyperbolic cosine from 1 to the largest double."""
    if x > LARGE:
        return log_twice(x)
    if x == 1.0:
        return 0.0
    t, t_low = exact_sum(x, -1.0)
    square, square_low = multiply(t, t_low, t, t_low)
    square, square_low = add(square, square_low, 2.0 * t, 2.0 * t_low)
    root, root_low = square_root(square, square_low)
    t, t_low = add(t, t_low, root, root_low)
    high, low = log1p_parts(t, t_low)
    return high + low


@metal
def atanh(x: f64) -> f64:
    """The area of a hyperbolic tangent between -1 and 1."""
    size = f64_abs(x)
    if size < 1e-9:
        return x + x * x * x / 3.0
    below, below_low = exact_sum(1.0, -size)
    t, t_low = divide(2.0 * size, 0.0, below, below_low)
    high, low = log1p_parts(t, t_low)
    return copy_sign(0.5 * (high + low), x)


@metal
def cube_root(x: f64) -> f64:
    """The cube root of a number from 1/8 to 8."""
    root = real_power(x, 0.3333333333333333)
    square, square_low = exact_product(root, root)
    p, p_low = multiply(square, square_low, root, 0.0)
    rest, _rest_low = add(x, 0.0, -p, -p_low)
    return root + rest / (3.0 * square)
