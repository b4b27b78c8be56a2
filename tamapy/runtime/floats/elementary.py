"""Logarithm, exponential and trigonometric functions, computed in twice the precision.

The results are correctly rounded but for rare cases; none is off by a unit of the last
place.
"""

from fractions import Fraction
from math import factorial

from tamapy.metal import const_array, f64, f64_from_bits, f64_sqrt, i64, metal
from tamapy.runtime.floats.compose import (
    INFINITY_BITS,
    copy_sign,
    exponent_of,
    f64_abs,
    is_finite,
    is_infinite,
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
from tamapy.runtime.floats.power import (
    LN2_HIGH,
    LN2_LOW,
    LOG2E_HIGH,
    LOG2E_LOW,
    exp2_parts,
    log2_parts,
)
from tamapy.runtime.floats.quick import quick_exp, quick_log, quick_log_to
from tamapy.runtime.floats.rounding import nearest_even
from tamapy.runtime.floats.sines import quick_sine
from tamapy.runtime.floats.tables import halves, log_2, pi, split

TERMS = 15
#: Bits of the ratio of a quarter turn that the reduction of large angles takes.
RATIO_BITS = 1280
#: Angles below this are reduced by a quarter turn in four parts.
SMALL_ANGLE = 1048576.0


def _quarter_parts() -> list[float]:
    """A quarter turn as parts of 32 bits, which multiply exactly, and a rest."""
    rest = pi() / 2
    parts = []
    for i in range(3):
        unit = Fraction(1, 1 << (31 + 32 * i))
        part = rest // unit * unit
        parts.append(float(part))
        rest -= part
    return [*parts, float(rest)]


QUARTER_1, QUARTER_2, QUARTER_3, QUARTER_4 = _quarter_parts()
QUARTER_HIGH, QUARTER_LOW = halves([pi() / 2])
PI_HIGH, PI_LOW = halves([pi()])
LOG2E_UPPER, LOG2E_REST = split(1 / log_2(), 25)
QUARTERS_PER_UNIT = float(2 / pi())
RATIO = int(2 / pi() * (1 << RATIO_BITS))

#: 1/1!, 1/3!, 1/5!, … and 1/0!, 1/2!, 1/4!, …, the signs alternating.
sine_terms = const_array(
    f64, halves([Fraction((-1) ** k, factorial(2 * k + 1)) for k in range(TERMS)])
)
cosine_terms = const_array(
    f64, halves([Fraction((-1) ** k, factorial(2 * k)) for k in range(TERMS)])
)


@metal
def exponential(x: f64) -> f64:
    """``e ** x``; infinite if it is too large."""
    found = quick_exp(x)
    return found if found == found else precise_exponential(x)


@metal
def precise_exponential(x: f64) -> f64:
    """As :func:`exponential`, in twice the precision."""
    if x != x:
        return x
    if x > 720.0:
        return f64_from_bits(INFINITY_BITS)
    if x < -760.0:
        return 0.0
    t, t_low = exact_product(x, LOG2E_HIGH)
    t, t_low = quick_sum(t, t_low + x * LOG2E_LOW)
    return exp2_parts(t, t_low)


@metal
def logarithm(x: f64) -> f64:
    """The natural logarithm of ``x`` above 0."""
    found = quick_log(x)
    return found if found == found else precise_logarithm(x)


@metal
def precise_logarithm(x: f64) -> f64:
    """As :func:`logarithm`, in twice the precision."""
    if x != x or is_infinite(x):
        return x
    high, low = log2_parts(x)
    high, low = multiply(high, low, LN2_HIGH, LN2_LOW)
    return high + low


@metal
def logarithm_2(x: f64) -> f64:
    """The logarithm to base 2 of ``x`` above 0."""
    found = quick_log_to(x, LOG2E_UPPER, LOG2E_REST)
    return found if found == found else precise_logarithm_2(x)


@metal
def precise_logarithm_2(x: f64) -> f64:
    """As :func:`logarithm_2`, in twice the precision."""
    if x != x or is_infinite(x):
        return x
    high, low = log2_parts(x)
    return high + low


# -- sine and cosine -------------------------------------------------------------------------


@metal
def reduced(x: f64) -> tuple[i64, f64, f64]:
    """The nearest count of quarter turns, and what is left, for a small angle."""
    turns = nearest_even(x * QUARTERS_PER_UNIT)
    r, r_low = add(x - turns * QUARTER_1, 0.0, -(turns * QUARTER_2), 0.0)
    r, r_low = add(r, r_low, -(turns * QUARTER_3), 0.0)
    p, p_low = exact_product(turns, QUARTER_4)
    r, r_low = add(r, r_low, -p, -p_low)
    return i64(turns), r, r_low


def reduced_large(x):
    """As :func:`reduced` for any finite angle that is large, as a tuple."""
    exponent = int(exponent_number(x))
    product = int(mantissa_number(x)) * RATIO
    shift = RATIO_BITS - exponent
    turns = product >> shift
    rest = product & ((1 << shift) - 1)
    if rest >> (shift - 1):
        turns += 1
        rest -= 1 << shift
    high = scaled(rest, shift)
    low = scaled(rest - unscaled(high, shift), shift)
    return turns & 3, high, low


def scaled(number, shift):
    """``number / 2**shift`` as a float."""
    return number / (1 << shift)


def unscaled(x, shift):
    """``x * 2**shift`` as an int."""
    top, bottom = x.as_integer_ratio()
    return (top << shift) // bottom


@metal
def mantissa_number(x: f64) -> i64:
    """The mantissa with the sign."""
    found = i64(mantissa_of(x))
    return 0 - found if sign_bit(x) else found


@metal
def exponent_number(x: f64) -> i64:
    """The exponent of the mantissa's lowest bit."""
    return exponent_of(x)


@metal
def sine_parts(r: f64, r_low: f64) -> tuple[f64, f64]:
    """The sine of an angle of at most an eighth of a turn."""
    square, square_low = multiply(r, r_low, r, r_low)
    high = sine_terms[2 * (TERMS - 1)]
    low: f64 = 0.0
    for i in range(TERMS - 1):
        k = TERMS - 2 - i
        high, low = multiply(high, low, square, square_low)
        high, low = add(sine_terms[2 * k], sine_terms[2 * k + 1], high, low)
    return multiply(high, low, r, r_low)


@metal
def cosine_parts(r: f64, r_low: f64) -> tuple[f64, f64]:
    """The cosine of an angle of at most an eighth of a turn."""
    square, square_low = multiply(r, r_low, r, r_low)
    high = cosine_terms[2 * (TERMS - 1)]
    low: f64 = 0.0
    for i in range(TERMS - 1):
        k = TERMS - 2 - i
        high, low = multiply(high, low, square, square_low)
        high, low = add(cosine_terms[2 * k], cosine_terms[2 * k + 1], high, low)
    return high, low


@metal
def in_quadrant(turns: i64, r: f64, r_low: f64) -> tuple[f64, f64]:
    """The sine of a count of quarter turns and a rest."""
    if turns & 1 != 0:
        high, low = cosine_parts(r, r_low)
    else:
        high, low = sine_parts(r, r_low)
    if turns & 2 != 0:
        return -high, -low
    return high, low


@metal
def small_sine(x: f64, shift: i64) -> f64:
    """The sine of a small angle and some quarter turns more."""
    if x == 0.0 and shift == 0:
        return x
    found = quick_sine(x, shift)
    if found == found:
        return found
    turns, r, r_low = reduced(x)
    high, low = in_quadrant(turns + shift, r, r_low)
    return high + low


@metal
def large_sine(turns: i64, part: f64, part_low: f64) -> f64:
    """The sine of quarter turns and a part of one."""
    r, r_low = multiply(part, part_low, QUARTER_HIGH, QUARTER_LOW)
    high, low = in_quadrant(turns, r, r_low)
    return high + low


def sine(x: f64, quarters=0):
    """The sine of a finite angle and some quarter turns more (1: the cosine)."""
    if -SMALL_ANGLE < x < SMALL_ANGLE:
        return small_sine(x, quarters)
    turns, part, part_low = reduced_large(x)
    return large_sine(turns + quarters, part, part_low)


def cosine(x: f64):
    """The cosine of a finite angle."""
    return sine(x, 1)


# -- arc tangent -----------------------------------------------------------------------------


@metal
def arctangent_guess(t: f64) -> f64:
    """The arc tangent of ``t`` from 0 to 1, nearly to double precision."""
    t = t / (1.0 + f64_sqrt(1.0 + t * t))
    t = t / (1.0 + f64_sqrt(1.0 + t * t))
    square = t * t
    total: f64 = 0.0
    for i in range(14):
        total = 1.0 / f64(27 - 2 * i) - square * total
    return 4.0 * t * total


@metal
def arctangent_parts(t: f64, t_low: f64) -> tuple[f64, f64]:
    """The arc tangent of a number from 0 to 1: a step of refinement from a guess."""
    guess = arctangent_guess(t)
    s, s_low = sine_parts(guess, 0.0)
    c, c_low = cosine_parts(guess, 0.0)
    p, p_low = multiply(t, t_low, c, c_low)
    above, _above_low = add(p, p_low, -s, -s_low)
    return quick_sum(guess, above / (c + t * s))


@metal
def arctangent2(y: f64, x: f64) -> f64:
    """The angle of the point (x, y)."""
    if x != x or y != y:
        return x + y
    a = f64_abs(y)
    b = f64_abs(x)
    if a == 0.0:
        high: f64 = 0.0
        low: f64 = 0.0
    elif is_infinite(a) or is_infinite(b):
        high = 0.0
        low = 0.0
        if is_infinite(a):
            high = QUARTER_HIGH
            if is_infinite(b):
                high = QUARTER_HIGH / 2.0
    else:
        high, low = first_quadrant(a, b)
    if sign_bit(x):
        high, low = add(PI_HIGH, PI_LOW, -high, -low)
    return copy_sign(high + low, y)


@metal
def first_quadrant(a: f64, b: f64) -> tuple[f64, f64]:
    """The angle of the point (b, a), both finite and not below 0, ``a`` not 0."""
    swapped = a > b
    if swapped:
        held = a
        a = b
        b = held
    if a == 0.0:
        return QUARTER_HIGH, QUARTER_LOW
    t, t_low = quotient(a, b)
    if t < 1e-8:
        high = t
        low = t_low - t * t * t / 3.0
    else:
        high, low = arctangent_parts(t, t_low)
    if swapped:
        return add(QUARTER_HIGH, QUARTER_LOW, -high, -low)
    return high, low


@metal
def quotient(a: f64, b: f64) -> tuple[f64, f64]:
    """``a / b`` in two parts where that can be told, else in one."""
    first = a / b
    if first < 1e-270 or b > 1e290 or a < 1e-270:
        return first, 0.0
    return divide(a, 0.0, b, 0.0)


@metal
def arctangent(x: f64) -> f64:
    """The arc tangent."""
    return arctangent2(x, 1.0) if is_finite(x) else copy_sign(QUARTER_HIGH, x)


@metal
def sine_angle(a: f64, swapped: bool) -> tuple[f64, f64]:
    """The angle whose sine, or cosine, is a number from 0 to 1."""
    if a < 1e-9:
        high = a
        low = a * a * a / 6.0
    else:
        below, below_low = exact_sum(1.0, -a)
        above, above_low = exact_sum(1.0, a)
        c, c_low = multiply(below, below_low, above, above_low)
        c, c_low = square_root(c, c_low)
        if c < a:
            t, t_low = divide(c, c_low, a, 0.0)
            swapped = not swapped
        else:
            t, t_low = divide(a, 0.0, c, c_low)
        high = t
        low = t_low
        if t >= 1e-9:
            high, low = arctangent_parts(t, t_low)
    if swapped:
        return add(QUARTER_HIGH, QUARTER_LOW, -high, -low)
    return high, low


@metal
def arcsine(x: f64) -> f64:
    """The arc sine of a number from -1 to 1."""
    high, low = sine_angle(f64_abs(x), False)
    return copy_sign(high + low, x)


@metal
def arccosine(x: f64) -> f64:
    """The arc cosine of a number from -1 to 1."""
    high, low = sine_angle(f64_abs(x), True)
    if sign_bit(x):
        high, low = add(PI_HIGH, PI_LOW, -high, -low)
    return high + low
