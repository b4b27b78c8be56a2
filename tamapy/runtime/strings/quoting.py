"""``repr`` of text and bytes."""

from tamapy.metal import Ptr, cast, const_array, metal, stack_array, u8, u32, usize
from tamapy.runtime.alloc import alloc_str
from tamapy.runtime.layout import Str
from tamapy.runtime.strings.search import find_unit
from tamapy.runtime.strings.units import View, is_bytes, kind_of, open_view, put_unit, unit
from tamapy.runtime.unicode import properties
from tamapy.runtime.unicode.tables import PRINTABLE

DIGITS = const_array(u8, b"0123456789abcdef")
SINGLE = 39
DOUBLE = 34
BACKSLASH = 92


@metal
def quote_for(v: View) -> u32:
    """The quote to put around: double ones only if that saves escapes."""
    if find_unit(v.data, v.kind, 0, v.length, SINGLE) < 0:
        return SINGLE
    return DOUBLE if find_unit(v.data, v.kind, 0, v.length, DOUBLE) < 0 else u32(SINGLE)


@metal
def is_printable(c: u32) -> bool:
    """Whether ``repr`` shows a character as it is."""
    if c < 127:
        return c >= 32
    return properties.has_flag(c, PRINTABLE)


@metal
def short_escape(c: u32) -> u32:
    """The letter of a two-character escape, or 0."""
    if c == 10:
        return 110
    if c == 13:
        return 114
    return 116 if c == 9 else u32(0)


@metal
def escape_size(c: u32) -> usize:
    """How many characters a numeric escape has."""
    if c < 0x100:
        return 4
    return 6 if c < 0x10000 else usize(10)


@metal
def write_escape(out: Ptr[u8], kind: usize, at: usize, c: u32) -> usize:
    """Write ``\\xHH``, ``\\uHHHH`` or ``\\UHHHHHHHH``; returns where it ends."""
    size = escape_size(c)
    put_unit(out, kind, at, BACKSLASH)
    letter: u32 = 120
    if size == 6:
        letter = 117
    elif size == 10:
        letter = 85
    put_unit(out, kind, at + 1, letter)
    for i in range(size - 2):
        put_unit(out, kind, at + size - 1 - i, u32(DIGITS[(c >> (u32(i) * 4)) & 15]))
    return at + size


@metal
def size_in_quotes(c: u32, escaped: u32, text: bool) -> usize:
    """How many characters show a unit between quotes, of which one kind is escaped."""
    if c == escaped or c == BACKSLASH or short_escape(c) != 0:
        return 2
    if is_printable(c) and (text or c < 127):
        return 1
    return escape_size(c)


@metal
def write_quoted(
    v: View, made: Str, at: usize, quote: u32, escaped: u32, text: bool
) -> None:
    """Write the units of a view between quotes, from a place on."""
    put_unit(made.data, made.kind, at, quote)
    at += 1
    for i in range(v.length):
        c = unit(v.data, v.kind, i)
        size = size_in_quotes(c, escaped, text)
        if size == 1:
            put_unit(made.data, made.kind, at, c)
            at += 1
        elif size == 2:
            put_unit(made.data, made.kind, at, BACKSLASH)
            short = short_escape(c)
            put_unit(made.data, made.kind, at + 1, c if short == 0 else short)
            at += 2
        else:
            at = write_escape(made.data, made.kind, at, c)
    put_unit(made.data, made.kind, at, quote)


@metal
def repr_text(value: Str) -> object:
    """``repr`` of a str."""
    v = stack_array(View, 1)[0]
    open_view(cast(object, value), v)
    quote = quote_for(v)
    length: usize = 2
    shown: u32 = 0
    for i in range(v.length):
        c = unit(v.data, v.kind, i)
        size = size_in_quotes(c, quote, True)
        length += size
        if size == 1:
            shown |= c
    made = alloc_str(length, kind_of(shown))
    write_quoted(v, made, 0, quote, quote, True)
    return cast(object, made)


@metal
def repr_bytes(value: object) -> object:
    """``b'…'`` for bytes or a bytearray."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    quote = quote_for(v)
    escaped = quote
    if not is_bytes(value):  # a bytearray escapes single quotes between double ones too
        escaped = SINGLE
    length: usize = 3
    for i in range(v.length):
        length += size_in_quotes(u32(v.data[i]), escaped, False)
    made = alloc_str(length, 1)
    made.data[0] = 98
    write_quoted(v, made, 1, quote, escaped, False)
    return cast(object, made)


@metal
def ascii_text(value: Str) -> object:
    """A str with everything but ASCII escaped."""
    v = stack_array(View, 1)[0]
    open_view(cast(object, value), v)
    length: usize = 0
    for i in range(v.length):
        c = unit(v.data, v.kind, i)
        length += usize(1) if c < 128 else escape_size(c)
    if length == v.length:
        return cast(object, value)
    made = alloc_str(length, 1)
    at: usize = 0
    for i in range(v.length):
        c = unit(v.data, v.kind, i)
        if c < 128:
            made.data[at] = u8(c)
            at += 1
        else:
            at = write_escape(made.data, 1, at, c)
    return cast(object, made)
