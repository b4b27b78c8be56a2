"""Floats in the notations of ``e``, ``f``, ``g`` and ``repr`` with a given precision."""

from tamapy.metal import Ptr, cast, copy_bytes, f64, i64, isize, metal, u8, u32, usize
from tamapy.runtime.alloc import alloc_bytes, alloc_str
from tamapy.runtime.floats.compose import f64_abs, is_finite, is_nan
from tamapy.runtime.floats.digits import fixed_digits, significant_digits
from tamapy.runtime.floats.text import (
    POINT,
    ZERO,
    put,
    put_digits,
    put_exponent,
    put_zeros,
    shortest_digits,
)
from tamapy.runtime.layout import Str

EXPONENT = 101
FIXED = 102
GENERAL = 103
SHORTEST = 114
PERCENT = 37


@metal
def show(
    x: f64, letter: u32, precision: isize, alternate: bool, keep_point: bool, percent: bool
) -> tuple[Str, usize]:
    """The text of ``abs(x)``, and how many digits stand before its point.

    ``letter`` is one of ``e``, ``f``, ``g`` (capitals too) or ``r`` for the shortest;
    ``keep_point`` asks for ``.0`` behind whole numbers, ``alternate`` for a point always.
    """
    lower = letter | 32
    if not is_finite(x):
        return special(x, letter != lower, percent), 0
    if lower == FIXED:
        return fixed(x, precision, alternate, percent)
    if lower == EXPONENT:
        found, point = significant_digits(x, i64(precision) + 1)
        digits = cast(Str, found)
        return scientific(
            digits, i64(precision) + 1, i64(point) - 1, alternate, letter != lower, percent
        )
    if lower == SHORTEST:
        return shortest(x, alternate, keep_point, percent)
    count = i64(precision)
    if count == 0:
        count = 1
    found, point = significant_digits(x, count)
    digits = cast(Str, found)
    last = count
    if not alternate:
        last = without_zeros(digits)
    if point <= -4 or point > count - i64(keep_point):
        return scientific(digits, last, i64(point) - 1, alternate, letter != lower, percent)
    return positional(digits, last, i64(point), alternate, keep_point, percent)


@metal
def without_zeros(digits: Str) -> i64:
    """How many digits there are without the zeros at the end, at least one."""
    count = i64(digits.length)
    while count > 1 and digits.data[count - 1] == ZERO:
        count -= 1
    return count


@metal
def finish(room: Ptr[u8], end: Ptr[u8], percent: bool) -> Str:
    """A str of what was written."""
    if percent:
        end[0] = PERCENT
        end = end + 1
    length = usize(end - room)
    made = alloc_str(length, 1)
    copy_bytes(made.data, room, length)
    return made


@metal
def special(x: f64, capital: bool, percent: bool) -> Str:
    """Infinity or NaN."""
    room = alloc_bytes(4).data
    if is_nan(x):
        end = put(room, 110, 97, 110)
    else:
        end = put(room, 105, 110, 102)
    if capital:
        for i in range(usize(3)):
            room[i] = room[i] - 32
    return finish(room, end, percent)


@metal
def fixed(x: f64, precision: isize, alternate: bool, percent: bool) -> tuple[Str, usize]:
    """Digits before the point and ``precision`` of them behind it."""
    places = i64(precision)
    digits = cast(Str, fixed_digits(x, places))
    count = i64(digits.length)
    missing: i64 = 0
    if count <= places:
        missing = places + 1 - count
    whole = count + missing - places
    room = alloc_bytes(usize(count + missing) + 4).data
    out = put_zeros(room, missing)
    out = put_digits(out, digits.data, count)
    if places != 0 or alternate:
        copy_bytes(room + whole + 1, room + whole, usize(places))
        room[whole] = POINT
        out = out + 1
    return finish(room, out, percent), usize(whole)


@metal
def scientific(
    digits: Str, count: i64, exponent: i64, alternate: bool, capital: bool, percent: bool
) -> tuple[Str, usize]:
    """One digit, the point, ``count - 1`` more, and the exponent."""
    room = alloc_bytes(usize(count) + 12).data
    room[0] = digits.data[0]
    out = room + 1
    if count > 1 or alternate:
        out[0] = POINT
        out = put_digits(out + 1, digits.data + 1, count - 1)
    end = put_exponent(out, exponent)
    if capital:
        out[0] = out[0] - 32
    return finish(room, end, percent), 1


@metal
def positional(
    digits: Str, count: i64, point: i64, alternate: bool, keep_point: bool, percent: bool
) -> tuple[Str, usize]:
    """The first ``count`` digits with the point where it belongs."""
    size = count + (point if point > 0 else 0 - point)
    room = alloc_bytes(usize(size) + 8).data
    if point <= 0:
        room[0] = ZERO
        room[1] = POINT
        out = put_digits(put_zeros(room + 2, 0 - point), digits.data, count)
        return finish(room, out, percent), 1
    if point >= count:
        out = put_zeros(put_digits(room, digits.data, count), point - count)
        if keep_point or alternate:
            out[0] = POINT
            out = out + 1
        if keep_point:
            out[0] = ZERO
            out = out + 1
        return finish(room, out, percent), usize(point)
    out = put_digits(room, digits.data, point)
    out[0] = POINT
    out = put_digits(out + 1, digits.data + point, count - point)
    return finish(room, out, percent), usize(point)


@metal
def shortest(x: f64, alternate: bool, keep_point: bool, percent: bool) -> tuple[Str, usize]:
    """The shortest digits that read back as ``x``."""
    digits = alloc_str(1, 1)
    digits.data[0] = ZERO
    point: i64 = 1
    if x != 0.0:
        found, place = shortest_digits(f64_abs(x))
        digits = cast(Str, found)
        point = place
    count = i64(digits.length)
    if point <= -4 or point > 16:
        return scientific(digits, count, point - 1, alternate, False, percent)
    return positional(digits, count, point, alternate, keep_point, percent)


@metal
def is_zero_text(text: Str) -> bool:
    """Whether the digits of a number's text, but for an exponent, are all zero."""
    found = False
    for i in range(text.length):
        c = text.data[i]
        if c > ZERO and c <= ZERO + 9:
            return False
        if c | 32 == EXPONENT:
            break
        if c == ZERO:
            found = True
    return found
