"""Ints from and to digits in any base from 2 to 36."""

from tamapy.metal import (
    Ptr,
    Struct,
    cast,
    const_array,
    copy_bytes,
    isize,
    metal,
    null,
    stack_array,
    static,
    u8,
    u32,
    u64,
    usize,
)
from tamapy.runtime.alloc import alloc_int, alloc_str
from tamapy.runtime.ints.bitwise import bit_length
from tamapy.runtime.ints.limbs import copy_limbs, div_limb, mul_add_limb, trimmed
from tamapy.runtime.ints.values import (
    SMALL_LIMBS,
    finish,
    from_magnitude,
    int_from_u64,
    is_negative,
    limb_count,
    limbs_of,
    low_u64,
)
from tamapy.runtime.layout import Str

DIGITS = const_array(u8, b"0123456789abcdefghijklmnopqrstuvwxyz")

#: Digits of each base that fit a limb, and the base to that power.
CHUNK_DIGITS = const_array(
    u32, [0, 0] + [next(n for n in range(40) if b ** (n + 1) >= 1 << 32) for b in range(2, 37)]
)
CHUNK_VALUES = const_array(
    u32,
    [0, 0]
    + [b ** next(n for n in range(40) if b ** (n + 1) >= 1 << 32) for b in range(2, 37)],
)

DEFAULT_MAX_DIGITS = 4300
#: Below this many digits no limit applies.
LIMIT_THRESHOLD = 640


class DigitLimit(Struct):
    """How many decimal digits are converted: 0 stands for the default, -1 for no limit."""

    setting: isize


digit_limit = static(DigitLimit)


@metal
def max_digits() -> usize:
    """The limit on decimal digits; 0 if there is none."""
    if digit_limit.setting == 0:
        return DEFAULT_MAX_DIGITS
    if digit_limit.setting < 0:
        return 0
    return usize(digit_limit.setting)


@metal
def set_max_digits(limit: usize) -> None:
    """Set the limit on decimal digits; 0 lifts it."""
    digit_limit.setting = isize(limit) if limit != 0 else -1


@metal
def digit_room(x: object, base: u32) -> usize:
    """An upper bound of the digits of an int."""
    if base == 10:  # a bit is 0.30103 digits
        return usize(bit_length(x) * 30103 // 100000) + 2
    bits: u64 = 1
    while (u64(2) << bits) <= u64(base):
        bits += 1
    return usize(bit_length(x) // bits) + 2


@metal
def write_digits_u64(value: u64, base: u32, end: Ptr[u8]) -> Ptr[u8]:
    """Write digits of ``value`` before ``end``; returns where they start. Zero writes one."""
    b = u64(base)
    while value >> 32 != 0:
        wide = value // b
        end = end - 1
        end[0] = DIGITS[value - wide * b]
        value = wide
    low = u32(value)
    while low >= base:
        quotient = low // base
        end = end - 1
        end[0] = DIGITS[low - quotient * base]
        low = quotient
    end = end - 1
    end[0] = DIGITS[low]
    return end


@metal
def write_digits(p: Ptr[u32], n: usize, base: u32, end: Ptr[u8]) -> Ptr[u8]:
    """Write the digits of a trimmed magnitude above zero, which is destroyed."""
    chunk = CHUNK_VALUES[base]
    width = CHUNK_DIGITS[base]
    while n > 1:
        rest = div_limb(p, p, n, chunk)
        n = trimmed(p, n)
        stop = end - width
        end = write_digits_u64(u64(rest), base, end)
        while end > stop:
            end = end - 1
            end[0] = 48
    return write_digits_u64(u64(p[0]), base, end)


@metal
def int_to_str(x: object, base: u32) -> Str:
    """The digits of an int with its sign, without a prefix."""
    room = digit_room(x, base) + 1
    count = limb_count(x)
    limit = max_digits()
    if base == 10 and limit != 0 and room > limit and room > LIMIT_THRESHOLD + 2:
        return limited_str(x, room, limit)
    return digits_of(x, base, room, count)


@metal
def digits_of(x: object, base: u32, room: usize, count: usize) -> Str:
    """The digits of an int of ``count`` limbs, at most ``room`` characters."""
    digits = alloc_int(room // 4 + 1)
    copy = alloc_int(count)
    start = cast(Ptr[u8], digits.limbs)
    end = start + room
    if count <= 2:
        first = write_digits_u64(low_u64(x), base, end)
    else:
        scratch = stack_array(u32, SMALL_LIMBS)
        copy_limbs(copy.limbs, limbs_of(x, scratch), count)
        first = write_digits(copy.limbs, count, base, end)
    if is_negative(x):
        first = first - 1
        first[0] = 45
    length = usize(end - first)
    result = alloc_str(length, 1)
    copy_bytes(result.data, first, length)
    return result


@metal
def limited_str(x: object, room: usize, limit: usize) -> Str:
    """The decimal digits of an int that may be longer than the limit."""
    # The room is at most two digits too large; do not convert what is surely too long.
    if room <= limit + 8:
        result = digits_of(x, 10, room, limb_count(x))
        if result.length - usize(is_negative(x)) <= limit:
            return result
    raise_limit_exceeded(int_from_u64(u64(limit)))
    return alloc_str(0, 1)


@metal
def digit_value(c: u32) -> u32:
    """The value of a digit or letter; 99 if it is neither."""
    if c >= 48 and c <= 57:
        return c - 48
    c |= 32
    if c >= 97 and c <= 122:
        return c - 87
    return 99


@metal
def digits_to_int(text: Ptr[u8], n: usize, base: u32, negative: bool) -> object:
    """The int of ``n`` valid digits; underscores are skipped."""
    width = usize(CHUNK_DIGITS[base])
    if n <= width:
        value: u32 = 0
        for i in range(n):
            if text[i] != 95:
                value = value * base + digit_value(u32(text[i]))
        return from_magnitude(u64(value), negative)
    result = alloc_int(n // width + 2)
    count = usize(0)
    chunk: u32 = 0
    scale: u32 = 1
    filled = usize(0)
    for j in range(n):
        if text[j] != 95:
            chunk = chunk * base + digit_value(u32(text[j]))
            scale *= base
            filled += 1
        if filled == width or j + 1 == n:
            carry = mul_add_limb(result.limbs, result.limbs, count, scale, chunk)
            if carry != 0:
                result.limbs[count] = carry
                count += 1
            chunk = 0
            scale = 1
            filled = 0
    return finish(result, count, negative)


@metal
def is_space(c: u32) -> bool:
    """White space in Latin-1, as ``str.isspace`` has it."""
    return (c >= 9 and c <= 13) or (c >= 28 and c <= 32) or c == 0x85 or c == 0xA0


@metal
def prefix_base(letter: u32) -> u32:
    """The base a prefix like ``0x`` announces; 0 if it is none."""
    letter |= 32
    if letter == 120:
        return 16
    if letter == 111:
        return 8
    return 2 if letter == 98 else 0


@metal
def significant_digits(text: Ptr[u8], start: usize, stop: usize) -> usize:
    """Digits between two places, without the underscores."""
    count = usize(0)
    for i in range(start, stop):
        if text[i] != 95:
            count += 1
    return count


@metal
def all_zeros(text: Ptr[u8], start: usize, stop: usize) -> bool:
    """Whether there are only zeros and underscores."""
    for i in range(start, stop):
        if text[i] != 48 and text[i] != 95:
            return False
    return True


@metal
def valid_digits(text: Ptr[u8], start: usize, stop: usize, base: u32) -> bool:
    """Whether there are digits of the base with single underscores only between them."""
    if start >= stop or text[start] == 95 or text[stop - 1] == 95:
        return False
    for i in range(start, stop):
        if text[i] == 95:
            if text[i + 1] == 95:
                return False
        elif digit_value(u32(text[i])) >= base:
            return False
    return True


@metal
def parse_int_or_null(text: Ptr[u8], n: usize, base: u32) -> object:
    """The int that ASCII text spells in a base (0: by its prefix), or null.

    White space around it, a sign, a prefix and single underscores are allowed. Raises
    ValueError for more decimal digits than the limit.
    """
    start = usize(0)
    stop = n
    while start < stop and is_space(u32(text[start])):
        start += 1
    while start < stop and is_space(u32(text[stop - 1])):
        stop -= 1
    negative = False
    if start < stop and (text[start] == 43 or text[start] == 45):
        negative = text[start] == 45
        start += 1
    found: u32 = 0
    if stop - start > 1 and text[start] == 48:
        found = prefix_base(u32(text[start + 1]))
    if found != 0 and (base == 0 or base == found):
        base = found
        start += 2
        if start < stop and text[start] == 95:
            start += 1
    elif base == 0:
        base = 10
        if start < stop and text[start] == 48 and not all_zeros(text, start, stop):
            return null(object)
    if not valid_digits(text, start, stop, base):
        return null(object)
    limit = max_digits()
    if limit != 0 and base & (base - 1) != 0 and stop - start > LIMIT_THRESHOLD:
        count = significant_digits(text, start, stop)
        if count > limit:
            raise_too_many_digits(int_from_u64(u64(limit)), int_from_u64(u64(count)))
    return digits_to_int(text + start, stop - start, base, negative)


def raise_too_many_digits(limit: object, count: object) -> object:
    """Text has more digits than the limit."""
    raise ValueError(
        f"Exceeds the limit ({limit} digits) for integer string conversion: value has {count} "
        "digits; use sys.set_int_max_str_digits() to increase the limit"
    )


def raise_limit_exceeded(limit: object) -> object:
    """An int has more digits than the limit."""
    raise ValueError(
        f"Exceeds the limit ({limit} digits) for integer string conversion; "
        "use sys.set_int_max_str_digits() to increase the limit"
    )
