"""``repr`` of floats."""

from tamapy.metal import Ptr, cast, copy_bytes, f64, i64, metal, stack_array, u8, usize
from tamapy.runtime.alloc import alloc_str
from tamapy.runtime.floats.compose import is_finite, is_nan, sign_bit
from tamapy.runtime.floats.shortest import shortest
from tamapy.runtime.ints.text import write_digits_u64
from tamapy.runtime.layout import Str

#: Room for the longest ``repr``: sign, 17 digits, point, exponent; or 16 digits and ".0".
REPR_ROOM = 40
MINUS = 45
POINT = 46
ZERO = 48


@metal
def put(out: Ptr[u8], a: u8, b: u8, c: u8) -> Ptr[u8]:
    """Write three characters."""
    out[0] = a
    out[1] = b
    out[2] = c
    return out + 3


@metal
def put_zeros(out: Ptr[u8], count: i64) -> Ptr[u8]:
    """Write zeros."""
    for _i in range(count):
        out[0] = ZERO
        out = out + 1
    return out


@metal
def put_digits(out: Ptr[u8], digits: Ptr[u8], count: i64) -> Ptr[u8]:
    """Copy digits."""
    copy_bytes(out, digits, usize(count))
    return out + count


@metal
def put_exponent(out: Ptr[u8], exponent: i64) -> Ptr[u8]:
    """Write an exponent with its sign and at least two digits."""
    out[0] = 101
    out[1] = 43
    if exponent < 0:
        out[1] = MINUS
        exponent = 0 - exponent
    out = out + 2
    if exponent >= 100:
        out[0] = u8(ZERO + exponent // 100)
        out = out + 1
        exponent = exponent % 100
    out[0] = u8(ZERO + exponent // 10)
    out[1] = u8(ZERO + exponent % 10)
    return out + 2


@metal
def write_repr(out: Ptr[u8], x: f64) -> Ptr[u8]:
    """Write ``repr(x)``; returns where it ends. Needs REPR_ROOM bytes."""
    if is_nan(x):
        return put(out, 110, 97, 110)
    if sign_bit(x):
        out[0] = MINUS
        out = out + 1
    if not is_finite(x):
        return put(out, 105, 110, 102)
    if x == 0.0:
        return put(out, ZERO, POINT, ZERO)
    mantissa, exponent = shortest(x)
    room = stack_array(u8, 20)
    digits = write_digits_u64(mantissa, 10, room + 20)
    count = i64((room + 20) - digits)
    point = count + exponent
    if point > 16 or point < -3:
        out[0] = digits[0]
        out = out + 1
        if count > 1:
            out[0] = POINT
            out = put_digits(out + 1, digits + 1, count - 1)
        return put_exponent(out, point - 1)
    if point <= 0:
        out[0] = ZERO
        out[1] = POINT
        return put_digits(put_zeros(out + 2, 0 - point), digits, count)
    if point >= count:
        out = put_zeros(put_digits(out, digits, count), point - count)
        out[0] = POINT
        out[1] = ZERO
        return out + 2
    out = put_digits(out, digits, point)
    out[0] = POINT
    return put_digits(out + 1, digits + point, count - point)


@metal
def float_repr(x: f64) -> Str:
    """``repr(x)``."""
    room = stack_array(u8, REPR_ROOM)
    length = usize(write_repr(room, x) - room)
    result = alloc_str(length, 1)
    copy_bytes(result.data, room, length)
    return result


@metal
def shortest_digits(x: f64) -> tuple[object, i64]:
    """The shortest digits of a finite ``abs(x)`` above 0, and the place of the point in them."""
    mantissa, exponent = shortest(x)
    room = stack_array(u8, 20)
    digits = write_digits_u64(mantissa, 10, room + 20)
    length = usize((room + 20) - digits)
    result = alloc_str(length, 1)
    copy_bytes(result.data, digits, length)
    return cast(object, result), i64(length) + exponent


