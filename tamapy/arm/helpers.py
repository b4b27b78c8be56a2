"""The arithmetic LLVM calls by name ("Run-time ABI for the Arm Architecture", IHI 0043, 4.1-4.2).

Doubles cross these calls in core registers even where the program passes them in VFP
registers, so conversions take and give representations.
"""

from tamapy.metal import (
    clz,
    f64,
    f64_bits,
    f64_from_bits,
    i32,
    i64,
    metal,
    u32,
    u64,
)


@metal
def divide(n: u64, d: u64) -> tuple[u64, u64]:
    """Quotient and remainder (Knuth's algorithm D with digits of 16 and 32 bits)."""
    if d >> 32 == 0:
        small = u32(d)
        high = u32(n >> 32)
        if high == 0:
            low = u32(n)
            quotient = low // small
            return u64(quotient), u64(low - quotient * small)
        upper = high // small
        rest = high - upper * small
        lower, rest = divide_word(rest, u32(n), small)
        return u64(upper) << 32 | u64(lower), u64(rest)
    if n < d:
        return u64(0), n
    # The quotient fits in a word: an estimate from the leading 32 bits of the divisor is
    # at most one too large once the dividend is halved.
    shift = clz(u32(d >> 32))
    top = u32(d << u64(shift) >> 32)
    half = n >> 1
    estimate, _ = divide_word(u32(half >> 32), u32(half), top)
    guess = u64(estimate) << u64(shift) >> 31
    if guess != 0:
        guess -= 1
    rest64 = n - guess * d
    if rest64 >= d:
        guess += 1
        rest64 -= d
    return guess, rest64


@metal
def divide_word(high: u32, low: u32, divisor: u32) -> tuple[u32, u32]:
    """(high:low) over a divisor greater than ``high``, in two steps of 16 bits."""
    shift = clz(divisor)
    d = divisor << shift
    if shift != 0:
        high = high << shift | low >> (32 - shift)
        low = low << shift
    d1 = d >> 16
    d0 = d & 0xFFFF
    first, rest = _step(high, low >> 16, d, d1, d0)
    second, rest = _step(rest, low & 0xFFFF, d, d1, d0)
    return first << 16 | second, rest >> shift


@metal
def _step(high: u32, digit: u32, d: u32, d1: u32, d0: u32) -> tuple[u32, u32]:
    """One quotient digit of (high:digit) over d = (d1:d0), and what remains."""
    q = high // d1
    r = high - q * d1
    while q >= 0x10000 or q * d0 > (r << 16 | digit):
        q -= 1
        r += d1
        if r >= 0x10000:
            break
    return q, (high << 16 | digit) - q * d


@metal
def divide_signed(n: i64, d: i64) -> tuple[i64, i64]:
    """Quotient toward zero, and the remainder with the dividend's sign."""
    un = u64(n)
    ud = u64(d)
    if n < 0:
        un = u64(0) - un
    if d < 0:
        ud = u64(0) - ud
    quotient, rest = divide(un, ud)
    if (n < 0) != (d < 0):
        quotient = u64(0) - quotient
    if n < 0:
        rest = u64(0) - rest
    return i64(quotient), i64(rest)


@metal
def f64_to_u64(bits: u64) -> u64:
    """Toward zero; 0 below, all ones above the range (and for NaN 0, as VCVT does)."""
    exponent = i32(u32(bits >> 52) & 0x7FF) - 1075
    if bits >> 63 != 0 or exponent <= -53:
        return 0
    fraction = bits & 0xFFFFFFFFFFFFF | 0x10000000000000
    if exponent >= 12:
        if exponent == 972 and fraction != 0x10000000000000:
            return 0
        return ~u64(0)
    if exponent >= 0:
        return fraction << u64(exponent)
    return fraction >> u64(-exponent)


@metal
def f64_to_i64(bits: u64) -> i64:
    """Toward zero, saturating; NaN gives 0."""
    magnitude = f64_to_u64(bits & 0x7FFFFFFFFFFFFFFF)
    if bits >> 63 != 0:
        if magnitude >= 0x8000000000000000:
            return i64(u64(0x8000000000000000))
        return -i64(magnitude)
    if magnitude >= 0x8000000000000000:
        return i64(u64(0x7FFFFFFFFFFFFFFF))
    return i64(magnitude)


@metal
def u64_to_f64(value: u64) -> u64:
    """Rounded once: the upper word's product is exact."""
    return f64_bits(f64(u32(value >> 32)) * 4294967296.0 + f64(u32(value)))


@metal
def i64_to_f64(value: i64) -> u64:
    """Rounded once: the upper word's product is exact."""
    return f64_bits(f64(i32(value >> 32)) * 4294967296.0 + f64(u32(u64(value))))


@metal
def remainder(x: f64, y: f64) -> f64:
    """C's ``fmod``: exact, with the sign of ``x``."""
    a = f64_bits(x)
    b = f64_bits(y)
    sign = a & 0x8000000000000000
    a ^= sign
    b &= 0x7FFFFFFFFFFFFFFF
    if a >= 0x7FF0000000000000 or b > 0x7FF0000000000000 or b == 0:
        return (x * y) / (x * y)
    if a < b:
        return x
    exponent_a, fraction_a = _split(a)
    exponent_b, fraction_b = _split(b)
    fraction_a %= fraction_b
    while exponent_a > exponent_b:
        fraction_a <<= 1
        if fraction_a >= fraction_b:
            fraction_a -= fraction_b
        exponent_a -= 1
    return f64_from_bits(sign | _join(exponent_b, fraction_a))


@metal
def _split(bits: u64) -> tuple[i32, u64]:
    exponent = i32(u32(bits >> 52))
    if exponent == 0:
        return i32(1), bits
    return exponent, bits & 0xFFFFFFFFFFFFF | 0x10000000000000


@metal
def _join(exponent: i32, fraction: u64) -> u64:
    if fraction == 0:
        return 0
    while fraction < 0x10000000000000 and exponent > 1:
        fraction <<= 1
        exponent -= 1
    if fraction < 0x10000000000000:
        return fraction
    return u64(exponent) << 52 | fraction & 0xFFFFFFFFFFFFF


#: What the glue branches to for LLVM.
ROOTS = (divide, divide_signed, f64_to_u64, f64_to_i64, u64_to_f64, i64_to_f64, remainder)
