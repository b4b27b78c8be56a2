"""The shortest decimal that reads back as the same double: the Schubfach algorithm."""

from tamapy.metal import f64, f64_bits, i64, metal, mulhi, u64
from tamapy.runtime.floats.compose import FRACTION_MASK, HIDDEN_BIT
from tamapy.runtime.floats.powers import (
    floor_log2_pow10,
    power_high,
    power_index,
    power_low,
)


@metal
def round_to_odd(high: u64, low: u64, factor: u64) -> u64:
    """The top of a 128 by 64 bit product, its lowest bit set if anything was cut off."""
    middle = high * factor
    top = mulhi(high, factor)
    below = mulhi(low, factor)
    middle += below
    if middle < below:
        top += 1
    if middle > 1:
        return top | 1
    return top


@metal
def strip_zeros(digits: u64, exponent: i64) -> tuple[u64, i64]:
    """A decimal without trailing zeros."""
    while digits % 10 == 0 and digits != 0:
        digits //= 10
        exponent += 1
    return digits, exponent


@metal
def shortest(x: f64) -> tuple[u64, i64]:
    """Digits and exponent of the shortest decimal for a finite ``abs(x)`` above 0."""
    bits = f64_bits(x)
    fraction = bits & FRACTION_MASK
    biased = i64((bits >> 52) & 0x7FF)
    c = fraction
    q: i64 = -1074
    if biased != 0:
        c = fraction | HIDDEN_BIT
        q = biased - 1075
        if q <= 0 and q > -53 and c & ((u64(1) << u64(0 - q)) - 1) == 0:
            return strip_zeros(c >> u64(0 - q), 0)
    return nearest(c, q, fraction == 0 and biased > 1)


@metal
def nearest(c: u64, q: i64, closer: bool) -> tuple[u64, i64]:
    """The shortest decimal for ``c * 2**q``; ``closer``: the gap below is half as wide."""
    open_ends = c & 1
    shift: i64 = 0
    left = 4 * c - 2
    if closer:
        shift = 524031
        left += 1
    k = (q * 1262611 - shift) >> 22
    h = u64(q + floor_log2_pow10(0 - k) + 1)
    index = power_index(0 - k)
    high = power_high[index]
    low = power_low[index]
    value = round_to_odd(high, low, (4 * c) << h)
    lower = round_to_odd(high, low, left << h) + open_ends
    upper = round_to_odd(high, low, (4 * c + 2) << h) - open_ends
    s = value >> 2
    if s >= 10:
        tens = s // 10
        below_inside = lower <= 40 * tens
        above_inside = 40 * tens + 40 <= upper
        if below_inside != above_inside:
            if above_inside:
                tens += 1
            return strip_zeros(tens, k + 1)
    down_inside = lower <= 4 * s
    up_inside = 4 * s + 4 <= upper
    if down_inside != up_inside:
        if up_inside:
            s += 1
        return strip_zeros(s, k)
    middle = 4 * s + 2
    if value > middle or (value == middle and s & 1 != 0):
        s += 1
    return strip_zeros(s, k)
