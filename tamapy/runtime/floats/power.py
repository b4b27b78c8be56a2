"""``x ** y`` for floats: logarithm and exponential in twice the precision.

That is for what the quick way leaves undecided. The result is correctly rounded but for
about one case in 2**40; where ``x ** y`` is exact, or halfway between two doubles, it comes
from exact multiplication.
"""

from fractions import Fraction
from math import factorial

from tamapy.metal import (
    clz,
    const_array,
    ctz,
    f64,
    f64_from_bits,
    i64,
    metal,
    u64,
)
from tamapy.runtime.floats.compose import (
    INFINITY_BITS,
    compose,
    copy_sign,
    exponent_of,
    f64_abs,
    is_infinite,
    is_nan,
    mantissa_of,
    sign_bit,
)
from tamapy.runtime.floats.double import (
    add,
    divide,
    exact_product,
    exact_sum,
    multiply,
    quick_sum,
    square_root,
)
from tamapy.runtime.floats.quick import quick_power
from tamapy.runtime.floats.rounding import fmod, nearest_even, trunc
from tamapy.runtime.floats.tables import halves, log_2

LOG_TERMS = 22
EXP_TERMS = 15


#: 1/1, 1/3, 1/5, … and 1/0!, 1/1!, 1/2!, …
odd_reciprocals = const_array(f64, halves([Fraction(1, 2 * k + 1) for k in range(LOG_TERMS)]))
factorials = const_array(f64, halves([Fraction(1, factorial(k)) for k in range(EXP_TERMS)]))


LN2_HIGH, LN2_LOW, LOG2E_HIGH, LOG2E_LOW = halves([log_2(), 1 / log_2()])


@metal
def log2_parts(x: f64) -> tuple[f64, f64]:
    """The logarithm to base 2 of a finite ``x`` above 0."""
    mantissa = mantissa_of(x)
    exponent = exponent_of(x)
    while mantissa >> 52 == 0:
        mantissa <<= 1
        exponent -= 1
    m = f64(i64(mantissa)) / 4503599627370496.0
    exponent += 52
    if m > 1.4142135623730951:
        m = m * 0.5
        exponent += 1
    s, s_low = ratio(m)
    square, square_low = multiply(s, s_low, s, s_low)
    high = odd_reciprocals[2 * (LOG_TERMS - 1)]
    low: f64 = 0.0
    for i in range(LOG_TERMS - 1):
        k = LOG_TERMS - 2 - i
        high, low = multiply(high, low, square, square_low)
        high, low = add(odd_reciprocals[2 * k], odd_reciprocals[2 * k + 1], high, low)
    high, low = multiply(high, low, 2.0 * s, 2.0 * s_low)
    high, low = multiply(high, low, LOG2E_HIGH, LOG2E_LOW)
    return add(f64(exponent), 0.0, high, low)


@metal
def ratio(m: f64) -> tuple[f64, f64]:
    """``(m - 1) / (m + 1)``."""
    below, below_low = exact_sum(m, 1.0)
    return divide(m - 1.0, 0.0, below, below_low)


@metal
def exp2_parts(t: f64, t_low: f64) -> f64:
    """2 to the power of a number in two parts, rounded; infinite if it is too large."""
    if t > 1100.0:
        return f64_from_bits(INFINITY_BITS)
    if t < -1200.0:
        return 0.0
    high, low, whole = exp2_scaled(t, t_low)
    return assemble(high, low, whole)


@metal
def exp2_scaled(t: f64, t_low: f64) -> tuple[f64, f64, i64]:
    """2 to the power of a number in two parts, as two parts and a power of 2."""
    whole = nearest_even(t)
    r, r_low = add(t - whole, 0.0, t_low, 0.0)
    r, r_low = multiply(r, r_low, LN2_HIGH, LN2_LOW)
    r = r / 8.0
    r_low = r_low / 8.0
    high = factorials[2 * (EXP_TERMS - 1)]
    low: f64 = 0.0
    for i in range(EXP_TERMS - 1):
        k = EXP_TERMS - 2 - i
        high, low = multiply(high, low, r, r_low)
        high, low = add(factorials[2 * k], factorials[2 * k + 1], high, low)
    for _i in range(3):
        high, low = multiply(high, low, high, low)
    return high, low, i64(whole)


@metal
def assemble(high: f64, low: f64, exponent: i64) -> f64:
    """``(high + low) * 2**exponent`` rounded once, for ``high`` from 0.5 to 2."""
    scale = 4611686018427387904.0  # 2**62
    part = low * scale
    fixed = u64(i64(high * scale) + i64(part))
    rest = part - trunc(part)
    if rest < 0.0:
        fixed -= 1
    return compose(fixed, exponent - 62, rest != 0.0, False)


@metal
def is_odd(y: f64) -> bool:
    """Whether ``y`` is an odd integer."""
    return fmod(f64_abs(y), 2.0) == 1.0


@metal
def exact_power(x: f64, n: i64) -> f64:
    """``x ** n`` for ``n`` above 0 and a result of at most 106 bits, rounded once."""
    mantissa = mantissa_of(x)
    zeros = ctz(mantissa)
    base = f64(i64(mantissa >> zeros))
    exponent = (exponent_of(x) + i64(zeros)) * n
    high: f64 = 1.0
    low: f64 = 0.0
    factor = base
    factor_low: f64 = 0.0
    while n != 0:
        if n & 1 != 0:
            high, low = multiply(high, low, factor, factor_low)
        n >>= 1
        if n != 0:
            factor, factor_low = multiply(factor, factor_low, factor, factor_low)
    return scaled_sum(high, low, exponent)


@metal
def scaled_sum(high: f64, low: f64, exponent: i64) -> f64:
    """``(high + low) * 2**exponent`` rounded once, for integral parts with ``high >= 1``."""
    shift = exponent_of(high) + 52
    unit = compose(1, 0 - shift, False, False)
    return assemble(high * unit, low * unit, exponent + shift)


@metal
def positive_power(x: f64, y: f64) -> f64:
    """``x ** y`` for finite ``x`` above 0 and finite ``y``; infinite if it is too large."""
    found = quick_power(x, y)
    return found if found == found else precise_power(x, y)


@metal
def half_power(x: f64, n: i64) -> f64:
    """``x ** (n / 2)`` for an ``x`` and an ``n`` that keep it far from the largest and least."""
    high: f64 = 1.0
    low: f64 = 0.0
    count = n if n > 0 else 0 - n
    if count & 1 != 0:
        high, low = square_root(x, 0.0)
    for _i in range(count >> 1):
        high, low = multiply(high, low, x, 0.0)
    if n < 0:
        high, low = divide(1.0, 0.0, high, low)
    return high


@metal
def precise_power(x: f64, y: f64) -> f64:
    """As :func:`positive_power`, in twice the precision."""
    if x == 1.0 or y == 0.0:
        return 1.0
    if y == 1.0:
        return x
    if y > 1.0 and y <= 106.0 and trunc(y) == y:
        mantissa = mantissa_of(x)
        bits = 64 - i64(clz(mantissa)) - i64(ctz(mantissa))
        if bits * i64(y) <= 106:
            return exact_power(x, i64(y))
    if f64_abs(y) <= 4.0 and trunc(2.0 * y) == 2.0 * y and x > 1e-40 and x < 1e40:
        return half_power(x, i64(2.0 * y))
    high, low = log2_parts(x)
    if f64_abs(y) > 1e300 or f64_abs(high * y) > 2000.0:
        return exp2_parts(high * y, 0.0)
    t, t_low = exact_product(high, y)
    t, t_low = quick_sum(t, t_low + low * y)
    return exp2_parts(t, t_low)


@metal
def special_power(x: f64, y: f64) -> tuple[f64, bool]:
    """The powers of and to infinities, NaNs and zeros, and whether this is one."""
    if y == 0.0 or x == 1.0:
        return 1.0, True
    if is_nan(x):
        return x, True
    if is_nan(y):
        return y, True
    if is_infinite(y):
        x = f64_abs(x)
        if x == 1.0:
            return 1.0, True
        return (f64_abs(y) if sign_bit(y) == (x < 1.0) else 0.0), True
    if is_infinite(x):
        size = f64_abs(x) if y > 0.0 else 0.0
        return (copy_sign(size, x) if is_odd(y) else size), True
    if x == 0.0:
        if y < 0.0:
            raise ZeroDivisionError("0.0 cannot be raised to a negative power")
        return (x if is_odd(y) else 0.0), True
    return 0.0, False


@metal
def real_power(x: f64, y: f64) -> f64:
    """``x ** y`` where it is real: for ``x`` below 0, ``y`` has to be integral."""
    if y == 2.0:
        return x * x
    result = quick_power(f64_abs(x), y)
    if result != result:
        found, done = special_power(x, y)
        if done:
            return found
        result = precise_power(f64_abs(x), y)
    return -result if x < 0.0 and is_odd(y) else result


@metal
def is_complex_power(x: f64, y: f64) -> bool:
    """Whether the power is not real."""
    return x < 0.0 and x - x == 0.0 and y - y == 0.0 and trunc(y) != y


def power(x, y):
    """``x ** y`` of floats: complex for broken powers of negative numbers."""
    if is_complex_power(x, y):
        return complex(x) ** y
    result = real_power(x, y)
    if overflowed(x, y, result):
        raise OverflowError(34, "Numerical result out of range")
    return result


@metal
def overflowed(x: f64, y: f64, result: f64) -> bool:
    """Whether a power of finite numbers is infinite."""
    return is_infinite(result) and x - x == 0.0 and y - y == 0.0
