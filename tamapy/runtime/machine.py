"""Helpers that machine code calls for what the processor lacks."""

from tamapy.metal import f64, f64_bits, f64_from_bits, metal, u64


@metal
def floor(value: f64) -> f64:
    """The largest integer not above ``value``."""
    bits = f64_bits(value)
    exponent = (bits >> 52) & 0x7FF
    if exponent >= 1023 + 52:
        return value
    if exponent < 1023:
        if bits >> 63 == 0:
            return f64_from_bits(u64(0))
        if bits << 1 == 0:
            return value
        return -1.0
    fraction = (u64(1) << (u64(1075) - exponent)) - 1
    if bits & fraction == 0:
        return value
    if bits >> 63 != 0:
        bits = bits + fraction
    return f64_from_bits(bits & ~fraction)
