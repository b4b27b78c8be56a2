"""The error function and its complement, in twice the precision."""

from tamapy.metal import f64, metal
from tamapy.runtime.floats.compose import copy_sign, f64_abs
from tamapy.runtime.floats.double import add, divide, exact_product, multiply, square_root
from tamapy.runtime.floats.elementary import PI_HIGH, PI_LOW
from tamapy.runtime.floats.hyperbolic import exp_scaled
from tamapy.runtime.floats.power import assemble

#: From here on the continued fraction of the complement converges faster than the series.
MIDDLE = 4.0
SERIES_TERMS = 110
FRACTION_TERMS = 70


@metal
def series(x: f64) -> tuple[f64, f64]:
    """``erf(x)`` times half the root of pi times ``e**(x*x)``: a series of positive terms."""
    square, square_low = exact_product(x, x)
    high: f64 = 1.0
    low: f64 = 0.0
    for i in range(SERIES_TERMS):
        n = SERIES_TERMS - i
        high, low = multiply(high, low, square, square_low)
        high, low = divide(high, low, f64(n) + 0.5, 0.0)
        high, low = add(high, low, 1.0, 0.0)
    return multiply(high, low, x, 0.0)


@metal
def fraction(x: f64) -> tuple[f64, f64]:
    """``erfc(x)`` times the root of pi times ``e**(x*x)``, for a large ``x``."""
    high = x
    low: f64 = 0.0
    for i in range(FRACTION_TERMS):
        n = FRACTION_TERMS - i
        high, low = divide(0.5 * f64(n), 0.0, high, low)
        high, low = add(x, 0.0, high, low)
    return divide(1.0, 0.0, high, low)


@metal
def erf_parts(x: f64) -> tuple[f64, f64]:
    """The error function of a number from 0 to the middle."""
    high, low = series(x)
    square, square_low = exact_product(x, x)
    t, t_low, exponent = exp_scaled(-square, -square_low)
    high, low = multiply(high, low, t, t_low)
    root, root_low = square_root(PI_HIGH, PI_LOW)
    high, low = divide(high, low, root, root_low)
    scale: f64 = 2.0
    for _i in range(0 - exponent):
        scale = 0.5 * scale
    return high * scale, low * scale


@metal
def erfc_large(x: f64) -> f64:
    """The complement of the error function of a number from the middle on."""
    if x > 28.0:
        return 0.0
    high, low = fraction(x)
    square, square_low = exact_product(x, x)
    t, t_low, exponent = exp_scaled(-square, -square_low)
    high, low = multiply(high, low, t, t_low)
    root, root_low = square_root(PI_HIGH, PI_LOW)
    high, low = divide(high, low, root, root_low)
    # The product is between 0 and 1/4; two bits more keep it in the range of assemble.
    shift = exponent
    while high < 0.5:
        high = 2.0 * high
        low = 2.0 * low
        shift -= 1
    return assemble(high, low, shift)


@metal
def erf(x: f64) -> f64:
    """The error function."""
    size = f64_abs(x)
    if size == 0.0:
        return x
    if size < 1e-9:
        # 2 / sqrt(pi) in two parts: the product is rounded once.
        p, p_low = exact_product(x, 1.1283791670955126)
        return p + (p_low + x * 1.533545961316588e-17)
    if size > 6.0:
        return copy_sign(1.0, x)
    if size < MIDDLE:
        high, low = erf_parts(size)
        return copy_sign(high + low, x)
    return copy_sign(1.0 - erfc_large(size), x)


@metal
def erfc(x: f64) -> f64:
    """One less the error function."""
    size = f64_abs(x)
    if size < MIDDLE:
        if size < 1e-17:
            return 1.0
        high, low = erf_parts(size)
        if x > 0.0:
            high = -high
            low = -low
        high, low = add(1.0, 0.0, high, low)
        return high + low
    rest = erfc_large(size)
    return rest if x > 0.0 else 2.0 - rest
