"""Runs of text to bytes in one encoding, and of bytes to text."""

from tamapy.metal import Ptr, Struct, cast, metal, stack_array, u8, u16, u32, usize
from tamapy.runtime.alloc import alloc_bytes, alloc_str
from tamapy.runtime.layout import Str
from tamapy.runtime.strings.units import (
    View,
    bytes_of,
    kind_of,
    open_view,
    put_unit,
    text_of,
    union_of_units,
    unit,
)

ASCII = 0
LATIN_1 = 1
UTF_8 = 2
UTF_16 = 3
UTF_32 = 4


@metal
def is_surrogate(c: u32) -> bool:
    """Whether a code point is half of a pair."""
    return c >= 0xD800 and c < 0xE000


# -- to bytes --------------------------------------------------------------------------------


@metal
def can_encode(c: u32, codec: u32) -> bool:
    """Whether an encoding has a code point."""
    if codec == ASCII:
        return c < 0x80
    if codec == LATIN_1:
        return c < 0x100
    return not is_surrogate(c)


@metal
def good_until(text: Str, codec: u32, at: usize) -> usize:
    """The first place from ``at`` on that cannot be encoded."""
    if codec >= LATIN_1 and text.kind == 1:
        return text.length
    while at < text.length and can_encode(unit(text.data, text.kind, at), codec):
        at += 1
    return at


@metal
def bad_until(text: Str, codec: u32, at: usize) -> usize:
    """The end of the characters from ``at`` on that an error handler gets at once."""
    if codec == UTF_16 or codec == UTF_32:
        return at + 1
    while at < text.length and not can_encode(unit(text.data, text.kind, at), codec):
        at += 1
    return at


@metal
def encoded_size(c: u32, codec: u32) -> usize:
    """How many bytes a code point takes."""
    if codec == UTF_8:
        if c < 0x80:
            return 1
        if c < 0x800:
            return 2
        return 3 if c < 0x10000 else usize(4)
    if codec == UTF_16:
        return 2 if c < 0x10000 else usize(4)
    return 4 if codec == UTF_32 else usize(1)


@metal
def encode_run(text: Str, codec: u32, start: usize, stop: usize, big: bool) -> object:
    """The bytes of characters that can be encoded (surrogates are passed)."""
    if text.kind == 1 and codec <= UTF_8:
        if codec != UTF_8 or union_of_units(text.data + start, 1, stop - start) < 128:
            return bytes_of(text.data + start, stop - start)
    size: usize = 0
    for i in range(start, stop):
        size += encoded_size(unit(text.data, text.kind, i), codec)
    made = alloc_bytes(size)
    out = made.data
    for i in range(start, stop):
        out = out + put_encoded(out, unit(text.data, text.kind, i), codec, big)
    return cast(object, made)


@metal
def put_encoded(out: Ptr[u8], c: u32, codec: u32, big: bool) -> usize:
    """Write a code point; returns how many bytes it takes."""
    if codec == UTF_8:
        return put_utf8(out, c)
    if codec == UTF_16:
        if c < 0x10000:
            put_word(out, c, 2, big)
            return 2
        c -= 0x10000
        put_word(out, 0xD800 | (c >> 10), 2, big)
        put_word(out + 2, 0xDC00 | (c & 0x3FF), 2, big)
        return 4
    if codec == UTF_32:
        put_word(out, c, 4, big)
        return 4
    out[0] = u8(c)
    return 1


@metal
def put_utf8(out: Ptr[u8], c: u32) -> usize:
    """Write a code point in UTF-8; returns how many bytes it takes."""
    if c < 0x80:
        out[0] = u8(c)
        return 1
    if c < 0x800:
        out[0] = u8(0xC0 | (c >> 6))
        out[1] = u8(0x80 | (c & 63))
        return 2
    if c < 0x10000:
        out[0] = u8(0xE0 | (c >> 12))
        out[1] = u8(0x80 | ((c >> 6) & 63))
        out[2] = u8(0x80 | (c & 63))
        return 3
    out[0] = u8(0xF0 | (c >> 18))
    out[1] = u8(0x80 | ((c >> 12) & 63))
    out[2] = u8(0x80 | ((c >> 6) & 63))
    out[3] = u8(0x80 | (c & 63))
    return 4


@metal
def put_word(out: Ptr[u8], c: u32, size: usize, big: bool) -> None:
    """Write a number of some bytes in either order."""
    for i in range(size):
        out[size - 1 - i if big else i] = u8(c)
        c >>= 8


# -- to text ---------------------------------------------------------------------------------


class Fault(Struct):
    """Where decoding stopped, and why."""

    stop: usize  # what is before it is good
    end: usize  # the end of the bytes that are at fault
    reason: usize  # one of the reasons below


NONE = 0
INVALID_START = 1
INVALID_CONTINUATION = 2
UNEXPECTED_END = 3
TRUNCATED = 4
ILLEGAL_ENCODING = 5
ILLEGAL_SURROGATE = 6
SURROGATE_POINT = 7
BEYOND_RANGE = 8
NOT_ASCII = 9


@metal
def set_fault(fault: Fault, stop: usize, end: usize, reason: usize) -> u32:
    """Note a fault; returns the code point 0, for callers that want one."""
    fault.stop = stop
    fault.end = end
    fault.reason = reason
    return 0


@metal
def is_continuation(data: Ptr[u8], at: usize) -> bool:
    """Whether a byte goes on a sequence of UTF-8."""
    return data[at] & 0xC0 == 0x80


@metal
def second_fits(lead: u32, second: u32) -> bool:
    """Whether a second byte may follow the first of three or four."""
    if second & 0xC0 != 0x80:
        return False
    if lead == 0xE0:
        return second >= 0xA0
    if lead == 0xED:
        return second < 0xA0
    if lead == 0xF0:
        return second >= 0x90
    return second < 0x90 if lead == 0xF4 else True


@metal
def next_utf8(data: Ptr[u8], at: usize, n: usize, fault: Fault) -> tuple[u32, usize]:
    """The code point at a place, and where the next one starts; or a fault is noted."""
    lead = u32(data[at])
    if lead < 0x80:
        return lead, at + 1
    if lead < 0xC2 or lead > 0xF4:
        return set_fault(fault, at, at + 1, INVALID_START), at
    size: usize = 2
    if lead >= 0xE0:
        size = 3 if lead < 0xF0 else usize(4)
    if at + 1 >= n:
        return set_fault(fault, at, n, UNEXPECTED_END), at
    if not second_fits(lead, u32(data[at + 1])):
        return set_fault(fault, at, at + 1, INVALID_CONTINUATION), at
    c = lead & (u32(0x1F) if size == 2 else u32(0x0F))
    c = (c << 6) | (u32(data[at + 1]) & 63)
    for i in range(usize(2), size):
        if at + i >= n:
            return set_fault(fault, at, n, UNEXPECTED_END), at
        if not is_continuation(data, at + i):
            return set_fault(fault, at, at + i, INVALID_CONTINUATION), at
        c = (c << 6) | (u32(data[at + i]) & 63)
    return c, at + size


@metal
def word_at(data: Ptr[u8], at: usize, size: usize, big: bool) -> u32:
    """The number of some bytes in either order."""
    c: u32 = 0
    for i in range(size):
        c = (c << 8) | u32(data[at + i if big else at + size - 1 - i])
    return c


@metal
def next_utf16(data: Ptr[u8], at: usize, n: usize, big: bool, fault: Fault) -> tuple[u32, usize]:
    """As :func:`next_utf8`."""
    if n - at < 2:
        return set_fault(fault, at, n, TRUNCATED), at
    c = word_at(data, at, 2, big)
    if not is_surrogate(c):
        return c, at + 2
    if c >= 0xDC00:
        return set_fault(fault, at, at + 2, ILLEGAL_ENCODING), at
    if n - at < 4:
        return set_fault(fault, at, n, UNEXPECTED_END), at
    low = word_at(data, at + 2, 2, big)
    if low < 0xDC00 or low > 0xDFFF:
        return set_fault(fault, at, at + 2, ILLEGAL_SURROGATE), at
    return 0x10000 + (((c & 0x3FF) << 10) | (low & 0x3FF)), at + 4


@metal
def next_utf32(data: Ptr[u8], at: usize, n: usize, big: bool, fault: Fault) -> tuple[u32, usize]:
    """As :func:`next_utf8`."""
    if n - at < 4:
        return set_fault(fault, at, n, TRUNCATED), at
    c = word_at(data, at, 4, big)
    if is_surrogate(c):
        return set_fault(fault, at, at + 4, SURROGATE_POINT), at
    if c > 0x10FFFF:
        return set_fault(fault, at, at + 4, BEYOND_RANGE), at
    return c, at + 4


@metal
def next_point(
    data: Ptr[u8], at: usize, n: usize, codec: u32, big: bool, fault: Fault
) -> tuple[u32, usize]:
    """The next code point in any encoding."""
    if codec == UTF_8:
        c, at = next_utf8(data, at, n, fault)
    elif codec == UTF_16:
        c, at = next_utf16(data, at, n, big, fault)
    elif codec == UTF_32:
        c, at = next_utf32(data, at, n, big, fault)
    else:
        c = u32(data[at])
        if codec == ASCII and c >= 128:
            set_fault(fault, at, at + 1, NOT_ASCII)
        else:
            at += 1
    return c, at


@metal
def decode_run(value: object, start: usize, codec: u32, big: bool, fault: Fault) -> object:
    """The text of the bytes from ``start`` on, up to the first fault, which is noted."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    set_fault(fault, v.length, v.length, NONE)
    if codec <= UTF_8:
        size = v.length - start
        if codec == LATIN_1 or union_of_units(v.data + start, 1, size) < 128:
            return text_of(v.data + start, 1, size)
    length: usize = 0
    shown: u32 = 0
    at = start
    while at < v.length:
        c, following = next_point(v.data, at, v.length, codec, big, fault)
        if fault.reason != NONE:
            break
        shown |= c
        length += 1
        at = following
    made = alloc_str(length, kind_of(shown))
    write_points(v, start, codec, big, made)
    return cast(object, made)


@metal
def write_points(v: View, at: usize, codec: u32, big: bool, made: Str) -> None:
    """Write as many code points as a str has room for."""
    scratch = stack_array(Fault, 1)[0]
    for i in range(made.length):
        c, following = next_point(v.data, at, v.length, codec, big, scratch)
        put_unit(made.data, made.kind, i, c)
        at = following


@metal
def surrogates_utf8(value: object, at: usize) -> object:
    """A surrogate spelled in UTF-8 at a place, as a str; ``None`` if there is none."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    if at + 3 > v.length or v.data[at] != 0xED or v.data[at + 1] & 0xE0 != 0xA0:
        return None
    if not is_continuation(v.data, at + 2):
        return None
    room = stack_array(u16, 1)
    room[0] = u16(
        0xD000 | ((u32(v.data[at + 1]) & 63) << 6) | (u32(v.data[at + 2]) & 63)
    )
    return text_of(cast(Ptr[u8], room), 2, 1)


@metal
def surrogate_word(value: object, at: usize, size: usize, big: bool) -> object:
    """A surrogate that stands as a number at a place, as a str; ``None`` if there is none."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    if at + size > v.length:
        return None
    c = word_at(v.data, at, size, big)
    if not is_surrogate(c):
        return None
    room = stack_array(u16, 1)
    room[0] = u16(c)
    return text_of(cast(Ptr[u8], room), 2, 1)


@metal
def escaped_bytes(value: object, start: usize, stop: usize) -> object:
    """Bytes as the surrogates that ``surrogateescape`` makes of them, as far as not ASCII."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    count: usize = 0
    while count < 4 and start + count < stop and v.data[start + count] >= 128:
        count += 1
    made = alloc_str(count, 2)
    for i in range(count):
        put_unit(made.data, 2, i, 0xDC00 + u32(v.data[start + i]))
    return cast(object, made)


# -- all at once -----------------------------------------------------------------------------


@metal
def encode_simple_or_none(text: Str, codec: u32) -> object:
    """The bytes of text that can be encoded throughout; else ``None``."""
    if good_until(text, codec, 0) != text.length:
        return None
    return encode_run(text, codec, 0, text.length, False)


@metal
def decode_simple_or_none(value: object, codec: u32) -> object:
    """The text of bytes that are good throughout; else ``None``."""
    fault = stack_array(Fault, 1)[0]
    made = decode_run(value, 0, codec, False, fault)
    if fault.reason != NONE:
        return None
    return made
