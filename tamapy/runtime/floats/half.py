"""Floats of 16 and 32 bits."""

from tamapy.metal import f64, f64_bits, f64_from_bits, i64, metal, u32, u64
from tamapy.runtime.floats.compose import (
    INFINITY_BITS,
    compose,
    exponent_of,
    is_finite,
    is_nan,
    mantissa_of,
)


@metal
def narrowed(x: f64, fraction_bits: u64, exponent_bits: u64) -> u64:
    """The bits of ``x`` in a smaller format, rounded half to even; infinite if too large."""
    sign = f64_bits(x) >> 63
    top = (u64(1) << exponent_bits) - 1
    head = sign << (fraction_bits + exponent_bits)
    if is_nan(x):
        payload = (f64_bits(x) >> (52 - fraction_bits)) & ((u64(1) << fraction_bits) - 1)
        return head | (top << fraction_bits) | payload | (u64(1) << (fraction_bits - 1))
    infinity = head | (top << fraction_bits)
    if not is_finite(x):
        return infinity
    mantissa = mantissa_of(x)
    if mantissa >> 52 == 0:
        return head
    exponent = exponent_of(x) + 52
    bias = i64(top >> 1)
    drop = 52 - fraction_bits
    biased = exponent + bias
    if biased < 1:
        if biased < 0 - i64(fraction_bits) - 1:
            return head
        drop += u64(1 - biased)
        biased = 1
    kept = mantissa >> drop
    rest = mantissa & ((u64(1) << drop) - 1)
    half = u64(1) << (drop - 1)
    if rest > half or (rest == half and kept & 1 != 0):
        kept += 1
    bits = (u64(biased - 1) << fraction_bits) + kept
    return infinity if bits >= top << fraction_bits else head | bits


@metal
def widened(bits: u64, fraction_bits: u64, exponent_bits: u64) -> f64:
    """The number that bits of a smaller format stand for."""
    top = (u64(1) << exponent_bits) - 1
    negative = bits >> (fraction_bits + exponent_bits) != 0
    biased = (bits >> fraction_bits) & top
    fraction = bits & ((u64(1) << fraction_bits) - 1)
    if biased == top:
        sign = u64(negative) << 63
        return f64_from_bits(sign | INFINITY_BITS | (fraction << (52 - fraction_bits)))
    exponent = i64(biased)
    if biased == 0:
        exponent = 1
    else:
        fraction |= u64(1) << fraction_bits
    return compose(fraction, exponent - i64(top >> 1) - i64(fraction_bits), False, negative)


@metal
def single_bits(x: f64) -> u32:
    """The bits of ``x`` as a float of 32 bits."""
    return u32(narrowed(x, 23, 8))


@metal
def single_value(bits: u32) -> f64:
    """The number in a float of 32 bits."""
    return widened(u64(bits), 23, 8)


@metal
def half_bits(x: f64) -> u32:
    """The bits of ``x`` as a float of 16 bits."""
    return u32(narrowed(x, 10, 5))


@metal
def half_value(bits: u32) -> f64:
    """The number in a float of 16 bits."""
    return widened(u64(bits), 10, 5)


@metal
def overflows(x: f64, bits: u64) -> bool:
    """Whether a finite number became infinite in a smaller format (16 or 32 bits)."""
    if not is_finite(x):
        return False
    if bits == 16:
        return half_bits(x) & 0x7FFF == 0x7C00
    return single_bits(x) & 0x7FFFFFFF == 0x7F800000
