"""Doubles as mantissa and exponent, and correctly rounded back."""

from tamapy.metal import clz, f64, f64_bits, f64_from_bits, i64, metal, u64

INFINITY_BITS = 0x7FF0000000000000
SIGN_BIT = 0x8000000000000000
FRACTION_MASK = 0x000FFFFFFFFFFFFF
HIDDEN_BIT = 0x0010000000000000
MAGNITUDE_MASK = 0x7FFFFFFFFFFFFFFF


@metal
def compose(mantissa: u64, exponent: i64, sticky: bool, negative: bool) -> f64:
    """``mantissa * 2**exponent`` rounded half to even; infinite if it is too large.

    ``sticky`` says that the exact value is a little above, by less than one unit of a
    mantissa that then has to have at least 55 bits.
    """
    sign = u64(0)
    if negative:
        sign = SIGN_BIT
    if mantissa == 0:
        return f64_from_bits(sign)
    lead = clz(mantissa)
    mantissa <<= lead
    top = exponent - i64(lead) + 63
    if top > 1023:
        return f64_from_bits(sign | INFINITY_BITS)
    drop = u64(11)
    biased = u64(1)
    if top < -1022:
        below = -1022 - top
        if below > 53:
            return f64_from_bits(sign)
        drop += u64(below)
    else:
        biased = u64(top + 1023)
    kept: u64 = 0
    rest = mantissa
    if drop < 64:
        kept = mantissa >> drop
        rest = mantissa & ((u64(1) << drop) - 1)
    half = u64(1) << (drop - 1)
    if rest > half or (rest == half and (sticky or kept & 1 != 0)):
        kept += 1
    return f64_from_bits(sign | (((biased - 1) << 52) + kept))


@metal
def exponent_of(x: f64) -> i64:
    """The exponent of the lowest mantissa bit of a finite number."""
    biased = i64((f64_bits(x) >> 52) & 0x7FF)
    return -1074 if biased == 0 else biased - 1075


@metal
def mantissa_of(x: f64) -> u64:
    """The mantissa, so that ``abs(x) == mantissa * 2**exponent``."""
    bits = f64_bits(x)
    fraction = bits & FRACTION_MASK
    return fraction if (bits >> 52) & 0x7FF == 0 else fraction | HIDDEN_BIT


@metal
def is_nan(x: f64) -> bool:
    """Whether ``x`` is not a number."""
    return x != x


@metal
def is_infinite(x: f64) -> bool:
    """Whether ``x`` is an infinity."""
    return f64_bits(x) & MAGNITUDE_MASK == INFINITY_BITS


@metal
def is_finite(x: f64) -> bool:
    """Whether ``x`` is a number and no infinity."""
    return f64_bits(x) & INFINITY_BITS != INFINITY_BITS


@metal
def sign_bit(x: f64) -> bool:
    """Whether the sign is minus, that of zeros and NaNs included."""
    return f64_bits(x) >> 63 != 0


@metal
def f64_abs(x: f64) -> f64:
    """``abs(x)``."""
    return f64_from_bits(f64_bits(x) & MAGNITUDE_MASK)


@metal
def copy_sign(x: f64, y: f64) -> f64:
    """``x`` with the sign of ``y``."""
    return f64_from_bits((f64_bits(x) & MAGNITUDE_MASK) | (f64_bits(y) & SIGN_BIT))


@metal
def scale(x: f64, n: i64) -> f64:
    """``x * 2**n``, correctly rounded."""
    if not is_finite(x) or x == 0.0:
        return x
    if n > 5000:
        n = 5000
    if n < -5000:
        n = -5000
    return compose(mantissa_of(x), exponent_of(x) + n, False, sign_bit(x))
