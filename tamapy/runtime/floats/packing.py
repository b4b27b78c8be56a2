"""Floats to the bits of 16, 32 and 64 bit formats and back, as ``struct`` needs them."""

from tamapy.metal import f64, f64_bits, f64_from_bits, metal, u32, u64
from tamapy.runtime.floats import half

_LETTERS = {2: "e", 4: "f"}


@metal
def bits_of(x: f64, size: u32) -> u64:
    """The bits of a float in a format of so many bytes."""
    if size == 2:
        return u64(half.half_bits(x))
    if size == 4:
        return u64(half.single_bits(x))
    return f64_bits(x)


@metal
def too_large(x: f64, size: u32) -> bool:
    """Whether a finite float becomes infinite in the format."""
    if size == 8:
        return False
    return half.overflows(x, u64(size) * 8)


@metal
def value_of(bits: u64, size: u32) -> f64:
    """The float that bits stand for."""
    if size == 2:
        return half.half_value(u32(bits))
    if size == 4:
        return half.single_value(u32(bits))
    return f64_from_bits(bits)


def pack(number, size):
    """A float as an int of its bits."""
    if too_large(number, size):
        raise OverflowError(f"float too large to pack with {_LETTERS[size]} format")
    return bits_of(number, size)


def unpack(bits, size):
    """The float of an int of bits."""
    return value_of(bits, size)
