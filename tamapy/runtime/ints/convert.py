"""Ints from and to floats, bytes and hashes."""

from tamapy.metal import (
    WORD_BITS,
    Ptr,
    f64,
    i64,
    is_small,
    isize,
    make_small,
    metal,
    small_value,
    stack_array,
    u8,
    u32,
    u64,
    usize,
)
from tamapy.runtime.alloc import alloc_bytes, alloc_int
from tamapy.runtime.floats.compose import (
    compose,
    exponent_of,
    is_finite,
    is_infinite,
    mantissa_of,
    sign_bit,
)
from tamapy.runtime.ints.arithmetic import divide_magnitudes
from tamapy.runtime.ints.bitwise import bit_length, shift_left_by, shift_right_by
from tamapy.runtime.ints.limbs import bit_length_of, trimmed
from tamapy.runtime.ints.values import (
    SMALL_LIMBS,
    finish,
    from_magnitude,
    is_negative,
    is_zero,
    limb_count,
    limbs_of,
    low_u64,
    magnitude,
)
from tamapy.runtime.layout import Bytes

# -- floats -------------------------------------------------------------------


@metal
def top_bits(p: Ptr[u32], n: usize) -> u64:
    """The highest 64 bits of a trimmed magnitude of at least two limbs."""
    high = (u64(p[n - 1]) << 32) | u64(p[n - 2])
    shift = n * 32 - usize(bit_length_of(p, n))
    if shift == 0 or n == 2:
        return high << u64(shift)
    return (high << u64(shift)) | u64(p[n - 3] >> (32 - u32(shift)))


@metal
def has_bits_below(p: Ptr[u32], n: usize) -> bool:
    """Whether a magnitude has bits set below its highest 64."""
    length = bit_length_of(p, n)
    if length <= 64:
        return False
    below = usize(length - 64)
    limbs = below >> 5
    if trimmed(p, limbs) != 0:
        return True
    return p[limbs] & ((u32(1) << (u32(below) & 31)) - 1) != 0


@metal
def rounded_f64(x: object) -> f64:
    """An int as the nearest double; infinite if it is too large."""
    if is_small(x):
        return f64(small_value(x))
    n = limb_count(x)
    if n <= 2:
        return compose(low_u64(x), 0, False, is_negative(x))
    room = stack_array(u32, SMALL_LIMBS)
    p = limbs_of(x, room)
    exponent = i64(bit_length_of(p, n)) - 64
    if exponent > 1024:
        exponent = 1024
    return compose(top_bits(p, n), exponent, has_bits_below(p, n), is_negative(x))


@metal
def int_to_f64(x: object) -> f64:
    """``float(x)``; OverflowError if it is too large."""
    result = rounded_f64(x)
    if is_infinite(result):
        raise OverflowError("int too large to convert to float")
    return result


@metal
def f64_to_int(x: f64) -> object:
    """``int(x)``: truncates; OverflowError for infinities, ValueError for NaN."""
    if not is_finite(x):
        if is_infinite(x):
            raise OverflowError("cannot convert float infinity to integer")
        raise ValueError("cannot convert float NaN to integer")
    mantissa = mantissa_of(x)
    exponent = exponent_of(x)
    negative = sign_bit(x)
    if exponent <= 0:
        if exponent <= -53:
            return make_small(0)
        return from_magnitude(mantissa >> u64(0 - exponent), negative)
    if exponent <= 11:
        return from_magnitude(mantissa << u64(exponent), negative)
    return shift_left_by(from_magnitude(mantissa, negative), usize(exponent))


@metal
def rational_f64(a: object, b: object) -> f64:
    """``a / b``, correctly rounded, infinite if it is too large; ``b`` is not zero."""
    negative = is_negative(a) != is_negative(b)
    if is_zero(a):
        return compose(0, 0, False, negative)
    n = bit_length(a)
    m = bit_length(b)
    if n <= 53 and m <= 53:
        quotient = compose(low_u64(a), 0, False, False) / compose(low_u64(b), 0, False, False)
        return -quotient if negative else quotient
    # Scale so that the quotient has 63 or 64 bits.
    shift = i64(n) - i64(m) - 64
    if shift > 1024:
        shift = 1024  # infinite in any case
    if shift < -1300:
        return compose(0, 0, False, negative)
    if shift >= 0:
        b = shift_left_by(b, usize(shift))
    else:
        a = shift_left_by(a, usize(0 - shift))
    quotient_int, rest = divide_magnitudes(a, b)
    exact = is_zero(rest)
    if bit_length(quotient_int) > 64:
        exact = exact and low_u64(quotient_int) & 1 == 0
        quotient_int = shift_right_by(quotient_int, 1)
        shift += 1
    return compose(low_u64(quotient_int), shift, not exact, negative)


@metal
def int_truediv(a: object, b: object) -> f64:
    """``a / b``, correctly rounded; ``b`` is not zero (the caller raises)."""
    result = rational_f64(a, b)
    if is_infinite(result):
        raise OverflowError("integer division result too large for a float")
    return result


# -- bytes --------------------------------------------------------------------


@metal
def bytes_to_int(data: Ptr[u8], n: usize, big: bool, signed: bool) -> object:
    """The int of ``n`` bytes; ``big``: the highest byte is the first."""
    negative = False
    if signed and n != 0:
        negative = data[usize(0) if big else n - 1] >= 0x80
    result = alloc_int((n + 3) // 4 + 1)
    carry: u32 = 1 if negative else 0
    flip: u8 = 0xFF if negative else 0
    for i in range(n):
        carry += u32(data[n - 1 - i if big else i] ^ flip)
        shift = u32(i & 3) * 8
        result.limbs[i >> 2] = result.limbs[i >> 2] | ((carry & 0xFF) << shift)
        carry >>= 8
    if carry != 0:
        result.limbs[n >> 2] = result.limbs[n >> 2] | (carry << (u32(n & 3) * 8))
    return finish(result, (n + 3) // 4 + 1, negative)


@metal
def int_from_bytes(data: Bytes, big: bool, signed: bool) -> object:
    """``int.from_bytes(data, …)``."""
    return bytes_to_int(data.data, data.length, big, signed)


@metal
def int_to_bytes(x: object, length: usize, big: bool, signed: bool) -> object:
    """``x.to_bytes(length, …)``."""
    negative = is_negative(x)
    if negative and not signed:
        raise OverflowError("can't convert negative int to unsigned")
    bits = bit_length(x)
    if not fits_bytes(x, bits, length, signed):
        raise OverflowError("int too big to convert")
    result = alloc_bytes(length)
    room = stack_array(u32, SMALL_LIMBS)
    p = limbs_of(x, room)
    n = limb_count(x)
    carry: u32 = 1 if negative else 0
    flip: u32 = 0xFF if negative else 0
    for i in range(length):
        byte: u32 = 0
        if i >> 2 < n:
            byte = (p[i >> 2] >> (u32(i & 3) * 8)) & 0xFF
        carry += byte ^ flip
        result.data[length - 1 - i if big else i] = u8(carry)
        carry >>= 8
    return result


@metal
def fits_bytes(x: object, bits: u64, length: usize, signed: bool) -> bool:
    """Whether ``length`` bytes hold an int of ``bits`` bits."""
    room = u64(length) * 8
    if not signed:
        return bits <= room
    if bits < room or bits == 0:
        return True
    if room == 0:
        return bits == 1 and is_negative(x)  # -1 is no bytes for CPython, all of which are set
    if bits > room or not is_negative(x):
        return False
    # Only -2**(room - 1) has as many bits as there is room.
    spare = shift_right_by(x, usize(room - 1))
    return low_u64(spare) == 1 and is_power_of_two(x)


@metal
def is_power_of_two(x: object) -> bool:
    """Whether just one bit of the magnitude is set."""
    room = stack_array(u32, SMALL_LIMBS)
    p = limbs_of(x, room)
    n = limb_count(x)
    if n == 0 or p[n - 1] & (p[n - 1] - 1) != 0:
        return False
    return trimmed(p, n - 1) == 0


# -- hash -----------------------------------------------------------------------


@metal
def hash_bits() -> u64:
    """The bits of the prime that numbers are hashed by, 2**bits - 1."""
    return 61 if WORD_BITS == 64 else 31


@metal
def reduce_hash(value: u64) -> u64:
    """A number modulo the prime."""
    bits = hash_bits()
    prime = (u64(1) << bits) - 1
    value = (value & prime) + (value >> bits)
    if value >= prime:
        value = value - prime
    return value - prime if value >= prime else value


@metal
def rotate_hash(value: u64, count: u64) -> u64:
    """``value * 2**count`` modulo the prime, for ``value`` below it, ``count`` below its bits."""
    if count == 0:
        return value
    bits = hash_bits()
    prime = (u64(1) << bits) - 1
    return ((value << count) & prime) | (value >> (bits - count))


@metal
def signed_hash(value: u64, negative: bool) -> isize:
    """The hash of a reduced magnitude and a sign; -1 is not used."""
    result = isize(value)
    if negative:
        result = 0 - result
    return -2 if result == -1 else result


@metal
def int_hash(x: object) -> isize:
    """``hash(x)``."""
    if is_small(x):
        value = small_value(x)
        return signed_hash(reduce_hash(u64(magnitude(value))), value < 0)
    room = stack_array(u32, SMALL_LIMBS)
    p = limbs_of(x, room)
    i = limb_count(x)
    total: u64 = 0
    while i != 0:
        i -= 1
        total = rotate_hash(total, u64(32) % hash_bits())
        total = reduce_hash(total + reduce_hash(u64(p[i])))
    return signed_hash(total, is_negative(x))
