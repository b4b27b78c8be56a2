"""Floats to a given number of digits, rounded half to even from their exact value."""

from tamapy.metal import cast, clz, f64, i64, isize, make_small, metal, mulhi, u64, usize
from tamapy.runtime.alloc import alloc_str
from tamapy.runtime.floats.compose import exponent_of, is_infinite, mantissa_of, sign_bit
from tamapy.runtime.floats.powers import floor_log10_pow2, small_powers
from tamapy.runtime.ints.arithmetic import (
    divide_magnitudes,
    int_add,
    int_compare,
    int_mul,
    int_neg,
)
from tamapy.runtime.ints.bitwise import int_is_odd, shift_left_by
from tamapy.runtime.ints.convert import rational_f64, rounded_f64
from tamapy.runtime.ints.text import digit_room, digits_of
from tamapy.runtime.ints.theory import int_pow
from tamapy.runtime.ints.values import from_magnitude, limb_count
from tamapy.runtime.layout import Str


@metal
def power_of_ten(n: i64) -> object:
    """``10**n`` for ``n`` that is not negative."""
    if n < 20:
        return from_magnitude(small_powers[n], False)
    return int_pow(make_small(10), make_small(isize(n)))


@metal
def divide_rounded(a: object, b: object) -> object:
    """``a / b`` of positive ints, rounded half to even."""
    quotient, rest = divide_magnitudes(a, b)
    order = int_compare(shift_left_by(rest, 1), b)
    if order > 0 or (order == 0 and int_is_odd(quotient)):
        quotient = int_add(quotient, make_small(1))
    return quotient


@metal
def scaled_quick(mantissa: u64, shift: u64, places: i64) -> tuple[u64, bool]:
    """``mantissa * 10**places / 2**shift`` rounded, and whether 128 bits were enough for it.

    ``places`` is from 0 to 19, ``shift`` from 1 to 127.
    """
    power = small_powers[places]
    high = mulhi(mantissa, power)
    low = mantissa * power
    if shift >= 64:
        whole = high >> (shift - 64) if shift != 64 else high
        top = u64(0)
        if shift != 64:
            top = high & ((u64(1) << (shift - 64)) - 1)
        half_high = u64(0)
        half_low = u64(0)
        if shift == 64:
            half_low = u64(1) << 63
        else:
            half_high = u64(1) << (shift - 65)
        above = top > half_high or (top == half_high and low > half_low)
        tie = top == half_high and low == half_low
        if above or (tie and whole & 1 != 0):
            whole += 1
        return whole, True
    if high >> shift != 0:
        return 0, False
    value = (low >> shift) | (high << (64 - shift) if high != 0 else u64(0))
    rest = low & ((u64(1) << shift) - 1)
    half = u64(1) << (shift - 1)
    if rest > half or (rest == half and value & 1 != 0):
        value += 1
    return value, True


@metal
def scaled(x: f64, places: i64) -> object:
    """``abs(x) * 10**places`` rounded to an int, for finite ``x``."""
    mantissa = mantissa_of(x)
    exponent = exponent_of(x)
    if exponent < 0 and exponent > -128 and places >= 0 and places <= 19:
        value, fits = scaled_quick(mantissa, u64(0 - exponent), places)
        if fits:
            return from_magnitude(value, False)
    number = from_magnitude(mantissa, False)
    if exponent > 0:
        number = shift_left_by(number, usize(exponent))
    if places >= 0:
        number = int_mul(number, power_of_ten(places))
        if exponent >= 0:
            return number
        return divide_rounded(number, shift_left_by(make_small(1), usize(0 - exponent)))
    divisor = power_of_ten(0 - places)
    if exponent < 0:
        divisor = shift_left_by(divisor, usize(0 - exponent))
    return divide_rounded(number, divisor)


@metal
def significant(x: f64, count: i64) -> tuple[object, i64]:
    """``count`` (at least 1) digits of finite ``abs(x)`` above 0, and where the point is.

    The value is ``0.DIGITS * 10**point``, rounded.
    """
    mantissa = mantissa_of(x)
    top = exponent_of(x) + 63 - i64(clz(mantissa))
    power = floor_log10_pow2(top)
    limit = power_of_ten(count)
    digits = scaled(x, count - 1 - power)
    while int_compare(digits, limit) >= 0:
        power += 1
        digits = scaled(x, count - 1 - power)
    return digits, power + 1


@metal
def decimal_text(number: object) -> Str:
    """The digits of a positive int; no limit applies."""
    return digits_of(number, 10, digit_room(number, 10) + 1, limb_count(number))


@metal
def fixed_digits(x: f64, places: i64) -> object:
    """The digits of finite ``abs(x)`` times ``10**places``, rounded, as a str."""
    return cast(object, decimal_text(scaled(x, places)))


@metal
def significant_digits(x: f64, count: i64) -> tuple[object, i64]:
    """:func:`significant` with the digits as a str; for 0 as many zeros."""
    if x == 0.0:
        zeros = alloc_str(usize(count), 1)
        for i in range(usize(count)):
            zeros.data[i] = 48
        return cast(object, zeros), 1
    digits, point = significant(x, count)
    return cast(object, decimal_text(digits)), point


@metal
def round_to_int(x: f64) -> object:
    """The int nearest to finite ``x``, halves to the even one."""
    result = scaled(x, 0)
    return int_neg(result) if sign_bit(x) else result


@metal
def round_to(x: f64, places: i64) -> f64:
    """Finite ``x`` rounded to decimal places, negative ones too: ``round(x, places)``."""
    if places > 323 or x == 0.0:
        return x
    if places < -308:
        return 0.0 * x
    number = scaled(x, places)
    if places > 0:
        result = rational_f64(number, power_of_ten(places))
    else:
        result = rounded_f64(int_mul(number, power_of_ten(0 - places)))
    if is_infinite(result):
        raise OverflowError("rounded value too large to represent")
    return -result if sign_bit(x) else result


