"""Operators of ``float`` beyond the processor's, comparison with ints, and hashes."""

from tamapy.metal import (
    ctz,
    f64,
    i32,
    i64,
    is_small,
    isize,
    make_small,
    metal,
    small_value,
    u64,
    usize,
)
from tamapy.runtime.floats.compose import (
    copy_sign,
    exponent_of,
    is_finite,
    is_nan,
    mantissa_of,
    sign_bit,
)
from tamapy.runtime.floats.rounding import floor, fmod, trunc
from tamapy.runtime.ints.arithmetic import int_compare
from tamapy.runtime.ints.bitwise import shift_left_by
from tamapy.runtime.ints.convert import (
    f64_to_int,
    hash_bits,
    reduce_hash,
    rotate_hash,
    signed_hash,
)
from tamapy.runtime.ints.values import from_magnitude

HASH_INFINITY = 314159


@metal
def float_mod(x: f64, y: f64) -> f64:
    """``x % y`` with the sign of ``y``; ``y`` is not zero (the caller raises)."""
    rest = fmod(x, y)
    if rest == 0.0:
        return copy_sign(0.0, y)
    if sign_bit(y) != sign_bit(rest) and not is_nan(rest):
        rest += y
    return rest


@metal
def float_floordiv(x: f64, y: f64) -> f64:
    """``x // y``; ``y`` is not zero (the caller raises)."""
    rest = fmod(x, y)
    quotient = (x - rest) / y
    if rest != 0.0 and sign_bit(y) != sign_bit(rest):
        quotient -= 1.0
    if quotient == 0.0:
        return copy_sign(0.0, x / y)
    whole = floor(quotient)
    if quotient - whole > 0.5:
        whole += 1.0
    return whole


@metal
def compare_with_int(x: f64, n: object) -> i32:
    """-1, 0 or 1 as ``x``, not NaN, is below, equal to or above an int, compared exactly."""
    if not is_finite(x):
        return -1 if sign_bit(x) else 1
    if is_small(n):
        value = small_value(n)
        limit = i64(1) << 53
        if i64(value) <= limit and i64(value) >= 0 - limit:
            other = f64(value)
            if x == other:
                return 0
            return -1 if x < other else 1
    whole = trunc(x)
    order = int_compare(f64_to_int(whole), n)
    if order != 0 or whole == x:
        return order
    return -1 if x < whole else 1


@metal
def float_hash(x: f64) -> isize:
    """``hash(x)`` for ``x`` that is not NaN: that of the equal int, if there is one."""
    if not is_finite(x):
        return -HASH_INFINITY if sign_bit(x) else HASH_INFINITY
    mantissa = mantissa_of(x)
    if mantissa == 0:
        return 0
    bits = i64(hash_bits())
    rotation = exponent_of(x) % bits
    value = rotate_hash(reduce_hash(mantissa), u64(rotation))
    return signed_hash(value, sign_bit(x))


@metal
def integer_ratio(x: f64) -> tuple[object, object]:
    """Numerator and denominator in lowest terms of finite ``x``."""
    mantissa = mantissa_of(x)
    exponent = exponent_of(x)
    if mantissa == 0:
        return make_small(0), make_small(1)
    zeros = ctz(mantissa)
    mantissa >>= zeros
    exponent += i64(zeros)
    number = from_magnitude(mantissa, sign_bit(x))
    if exponent >= 0:
        return shift_left_by(number, usize(exponent)), make_small(1)
    return number, shift_left_by(make_small(1), usize(0 - exponent))


