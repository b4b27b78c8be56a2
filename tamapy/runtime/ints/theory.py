"""Powers, modular inverses, greatest common divisors, integer square roots."""

from tamapy.metal import ctz, is_small, make_small, metal, small_value, u64, usize
from tamapy.runtime.ints.arithmetic import (
    int_abs,
    int_add,
    int_compare,
    int_divmod,
    int_floordiv,
    int_mod,
    int_mul,
    int_neg,
    int_sub,
)
from tamapy.runtime.ints.bitwise import bit_length, int_is_odd, shift_left_by, shift_right_by
from tamapy.runtime.ints.montgomery import pow_odd
from tamapy.runtime.ints.values import (
    from_magnitude,
    int_of,
    is_negative,
    is_zero,
    limb_count,
    low_u64,
)


@metal
def bit_at(x: object, index: u64) -> bool:
    """Whether a bit of the magnitude is set."""
    if index < 64:
        return (low_u64(x) >> index) & 1 != 0
    return int_is_odd(shift_right_by(int_abs(x), usize(index)))


@metal
def int_pow(base: object, exponent: object) -> object:
    """``base ** exponent`` for an exponent that is not negative."""
    if is_zero(exponent):
        return make_small(1)
    if is_small(base):
        value = small_value(base)
        if value == 0 or value == 1:
            return base
        if value == -1:
            return base if int_is_odd(exponent) else make_small(1)
        if value == 2 and is_small(exponent):
            return shift_left_by(make_small(1), usize(small_value(exponent)))
    if limb_count(exponent) > 1:
        raise MemoryError
    steps = low_u64(exponent)
    result = int_of(base)
    bit = bit_length(exponent) - 1
    while bit != 0:
        bit -= 1
        result = int_mul(result, result)
        if (steps >> bit) & 1 != 0:
            result = int_mul(result, base)
    return result


@metal
def pow_even(base: object, exponent: object, modulus: object) -> object:
    """``base ** exponent % modulus`` for any modulus above 1, an exponent above 0."""
    factor = int_mod(base, modulus)
    result = factor
    bit = bit_length(exponent) - 1
    while bit != 0:
        bit -= 1
        result = int_mod(int_mul(result, result), modulus)
        if bit_at(exponent, bit):
            result = int_mod(int_mul(result, factor), modulus)
    return result


@metal
def int_inverse(a: object, modulus: object) -> object:
    """The inverse of ``a`` modulo a modulus above 0; ValueError if there is none."""
    if int_compare(modulus, make_small(1)) == 0:
        return make_small(0)
    x = make_small(0)
    y = make_small(1)
    high = int_of(modulus)
    low = int_mod(a, modulus)
    while not is_zero(low):
        quotient, rest = int_divmod(high, low)
        high = low
        low = rest
        following = int_sub(x, int_mul(quotient, y))
        x = y
        y = following
    if int_compare(high, make_small(1)) != 0:
        raise ValueError("base is not invertible for the given modulus")
    return int_add(x, modulus) if is_negative(x) else x


@metal
def int_pow_mod(base: object, exponent: object, modulus: object) -> object:
    """``pow(base, exponent, modulus)``."""
    if is_zero(modulus):
        raise ValueError("pow() 3rd argument cannot be 0")
    negative = is_negative(modulus)
    size = int_abs(modulus)
    if is_negative(exponent):
        base = int_inverse(base, size)
        exponent = int_neg(exponent)
    result = int_mod(make_small(1), size)
    if int_compare(size, make_small(1)) != 0 and not is_zero(exponent):
        if int_is_odd(size):
            result = pow_odd(base, exponent, size)
        else:
            result = pow_even(base, exponent, size)
    if negative and not is_zero(result):
        result = int_sub(result, size)
    return result


@metal
def gcd_u64(a: u64, b: u64) -> u64:
    """The greatest common divisor of two machine numbers."""
    if a == 0 or b == 0:
        return a | b
    shift = ctz(a | b)
    a >>= ctz(a)
    while b != 0:
        b >>= ctz(b)
        if a > b:
            swap = a
            a = b
            b = swap
        b -= a
    return a << shift


@metal
def int_gcd(a: object, b: object) -> object:
    """``math.gcd(a, b)``."""
    high = int_abs(a)
    low = int_abs(b)
    while limb_count(low) > 2:
        rest = int_mod(high, low)
        high = low
        low = rest
    if is_zero(low):
        return high
    if limb_count(high) > 2:
        high = int_mod(high, low)
    return from_magnitude(gcd_u64(low_u64(high), low_u64(low)), False)


@metal
def int_isqrt(n: object) -> object:
    """``math.isqrt(n)`` for ``n`` that is not negative.

    The approximation to the root of the top bits doubles its precision with each
    division; the last one is at most 1 too large.
    """
    if is_zero(n):
        return make_small(0)
    half = (bit_length(n) - 1) // 2
    root = make_small(1)
    done: u64 = 0
    step = bit_length(from_magnitude(half, False))
    while step != 0:
        step -= 1
        before = done
        done = half >> step
        top = shift_right_by(n, usize(2 * half - before - done + 1))
        root = int_add(shift_left_by(root, usize(done - before - 1)), int_floordiv(top, root))
    if int_compare(int_mul(root, root), n) > 0:
        return int_sub(root, make_small(1))
    return root


