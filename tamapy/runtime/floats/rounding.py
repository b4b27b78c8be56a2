"""Rounding to integral values, and remainders."""

from tamapy.metal import clz, f64, f64_bits, f64_from_bits, i64, metal, u64
from tamapy.runtime.floats.compose import (
    MAGNITUDE_MASK,
    SIGN_BIT,
    compose,
    copy_sign,
    exponent_of,
    is_finite,
    mantissa_of,
    sign_bit,
)


@metal
def trunc(x: f64) -> f64:
    """``x`` without its fraction."""
    bits = f64_bits(x)
    exponent = i64((bits >> 52) & 0x7FF) - 1023
    if exponent < 0:
        return f64_from_bits(bits & SIGN_BIT)
    if exponent >= 52:
        return x
    return f64_from_bits(bits & ~(~u64(0) >> u64(12 + exponent)))


@metal
def floor(x: f64) -> f64:
    """The greatest integral value not above ``x``."""
    whole = trunc(x)
    if whole > x:
        return whole - 1.0
    return whole


@metal
def ceil(x: f64) -> f64:
    """The least integral value not below ``x``."""
    whole = trunc(x)
    if whole < x:
        return copy_sign(whole + 1.0, x)
    return whole


@metal
def nearest_even(x: f64) -> f64:
    """The integral value nearest to ``x``, halves to the even one."""
    if f64_bits(x) & MAGNITUDE_MASK >= 0x4330000000000000:
        return x
    big = copy_sign(4503599627370496.0, x)
    return copy_sign((x + big) - big, x)


@metal
def is_integral(x: f64) -> bool:
    """Whether ``x`` is finite and has no fraction."""
    return is_finite(x) and trunc(x) == x


@metal
def fmod(x: f64, y: f64) -> f64:
    """The exact remainder of ``x / y`` with the sign of ``x``; NaN where there is none."""
    if y == 0.0 or not is_finite(x) or y != y:
        return f64_from_bits(0x7FF8000000000000)
    if not is_finite(y) or x == 0.0:
        return x
    m = mantissa_of(x)
    n = mantissa_of(y)
    e = exponent_of(x)
    f = exponent_of(y)
    if e < f:
        gap = f - e
        if gap > 63 or (n << u64(gap)) >> u64(gap) != n:
            return x  # y is larger than x by far
        return compose(m % (n << u64(gap)), e, False, sign_bit(x))
    m = m % n
    steps = e - f
    while steps > 0 and m != 0:
        chunk = i64(clz(n)) if i64(clz(n)) < steps else steps
        m = (m << u64(chunk)) % n
        steps -= chunk
    return compose(m, f, False, sign_bit(x))
