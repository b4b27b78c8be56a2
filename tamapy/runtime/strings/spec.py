"""The mini-language of format specifications, and the padding and grouping it asks for.

``[[fill]align][sign][z][#][0][width][grouping][.precision][type]``, by PEP 3101.
"""

from tamapy.metal import Struct, cast, isize, metal, u32, usize
from tamapy.runtime.alloc import alloc_str
from tamapy.runtime.layout import Str
from tamapy.runtime.strings.characters import character_of
from tamapy.runtime.strings.units import copy_units, kind_of, put_unit, union_of_units, unit
from tamapy.runtime.unicode import properties

LEFT = 60
RIGHT = 62
MIDDLE = 94
AFTER_SIGN = 61
PLUS = 43
MINUS = 45
SPACE = 32
COMMA = 44
UNDERSCORE = 95
POINT = 46
HASH = 35
ZERO = 48
NEGATIVE_ZERO = 122
LOCALE = 110
ABSENT = -1


class Spec(Struct):
    """A format specification taken apart; letters by their codes, 0 where there is none."""

    fill: u32
    align: u32
    sign: u32
    no_negative_zero: u32
    alternate: u32
    group: u32
    type: u32
    width: isize  # ABSENT: none
    precision: isize  # ABSENT: none
    zero_padded: u32  # a 0 stood before the width


@metal
def is_align(c: u32) -> bool:
    """Whether a character aligns."""
    return c == LEFT or c == RIGHT or c == MIDDLE or c == AFTER_SIGN


@metal
def at_or_zero(text: Str, i: usize) -> u32:
    """A character, 0 beyond the end."""
    return unit(text.data, text.kind, i) if i < text.length else u32(0)


@metal
def parse_number(text: Str, i: usize) -> tuple[isize, usize]:
    """A decimal number (ABSENT if there is none) and where it ends."""
    start = i
    value: isize = 0
    while i < text.length:
        digit = properties.decimal_value(unit(text.data, text.kind, i))
        if digit > 9:
            break
        if value > isize((~usize(0) >> 1) - 9) // 10:
            raise ValueError("Too many decimal digits in format string")
        value = value * 10 + isize(digit)
        i += 1
    return (isize(ABSENT) if i == start else value), i


@metal
def parse_fill(text: Str, spec: Spec, align: u32) -> usize:
    """Fill and alignment; returns where they end."""
    spec.fill = SPACE
    spec.align = align
    if is_align(at_or_zero(text, 1)):
        spec.fill = at_or_zero(text, 0)
        spec.align = at_or_zero(text, 1)
        return 2
    if is_align(at_or_zero(text, 0)):
        spec.align = at_or_zero(text, 0)
        return 1
    return 0


@metal
def parse_grouping(text: Str, spec: Spec, i: usize) -> usize:
    """The thousands separator; returns where it ends."""
    spec.group = 0
    if at_or_zero(text, i) == COMMA:
        spec.group = COMMA
        i += 1
    if at_or_zero(text, i) == UNDERSCORE:
        if spec.group != 0:
            raise ValueError("Cannot specify both ',' and '_'.")
        spec.group = UNDERSCORE
        i += 1
    if at_or_zero(text, i) == COMMA:
        if spec.group == UNDERSCORE:
            raise ValueError("Cannot specify both ',' and '_'.")
        if spec.group == COMMA and i + 1 == text.length:
            raise ValueError("Cannot specify ',' with ','.")
    return i


@metal
def parse_spec(text: Str, spec: Spec, type_: u32, align: u32, value: object) -> None:
    """Take a format specification apart; ``type_`` and ``align`` are the defaults."""
    i = parse_fill(text, spec, align)
    aligned = i != 0
    filled = i == 2
    spec.sign = 0
    c = at_or_zero(text, i)
    if c == PLUS or c == MINUS or c == SPACE:
        spec.sign = c
        i += 1
    spec.no_negative_zero = 0
    if at_or_zero(text, i) == NEGATIVE_ZERO:
        spec.no_negative_zero = 1
        i += 1
    spec.alternate = 0
    if at_or_zero(text, i) == HASH:
        spec.alternate = 1
        i += 1
    spec.zero_padded = 0
    if not filled and at_or_zero(text, i) == ZERO:
        spec.fill = ZERO
        if not aligned and align == RIGHT:
            spec.align = AFTER_SIGN
        i += 1
    width, i = parse_number(text, i)
    spec.width = width
    i = parse_grouping(text, spec, i)
    spec.precision = ABSENT
    if at_or_zero(text, i) == POINT:
        precision, stop = parse_number(text, i + 1)
        if precision == ABSENT:
            raise ValueError("Format specifier missing precision")
        spec.precision = precision
        i = stop
    if text.length > i + 1:
        invalid_spec(cast(object, text), value)
    spec.type = type_
    if i < text.length:
        spec.type = unit(text.data, text.kind, i)
    check_grouping(spec)


@metal
def check_grouping(spec: Spec) -> None:
    """Raise ``ValueError`` if the type takes no thousands separator."""
    if spec.group == 0:
        return
    c = spec.type
    if c == 100 or c == 0 or c == 37 or (c >= 101 and c <= 103) or (c >= 69 and c <= 71):
        return
    if spec.group == UNDERSCORE and (c == 98 or c == 111 or c == 120 or c == 88):
        return
    bad_grouping(character_of(spec.group), character_of(c))


def invalid_spec(spec, value):
    """A specification has something left over."""
    raise ValueError(
        f"Invalid format specifier '{spec}' for object of type '{type(value).__name__}'"
    )


def bad_grouping(group, letter):
    """The presentation type takes no separator."""
    if 32 < ord(letter) < 128:
        raise ValueError(f"Cannot specify '{group}' with '{letter}'.")
    raise ValueError(f"Cannot specify '{group}' with '\\x{ord(letter):x}'.")


def unknown_type(letter, kind):
    """A presentation type that the value does not have."""
    if 32 < ord(letter) < 128:
        raise ValueError(f"Unknown format code '{letter}' for object of type '{kind}'")
    raise ValueError(
        f"Unknown format code '\\x{ord(letter):x}' for object of type '{kind}'"
    )


# -- output --------------------------------------------------------------------------------


@metal
def left_padding(spec: Spec, length: usize) -> usize:
    """How much to fill before a text of some length."""
    total = total_padding(spec, length)
    if spec.align == RIGHT:
        return total
    return total // 2 if spec.align == MIDDLE else usize(0)


@metal
def total_padding(spec: Spec, length: usize) -> usize:
    """How much to fill in all."""
    if spec.width <= isize(length):
        return 0
    return usize(spec.width) - length


@metal
def fill_text(made: Str, at: usize, count: usize, c: u32) -> usize:
    """Store a character several times; returns where that ends."""
    for i in range(count):
        put_unit(made.data, made.kind, at + i, c)
    return at + count


@metal
def format_text(text: Str, spec: Spec) -> object:
    """A str cut to the precision and padded."""
    length = text.length
    if spec.precision >= 0 and usize(spec.precision) < length:
        length = usize(spec.precision)
    padding = total_padding(spec, length)
    kind = text.kind
    if length < text.length and kind != 1:
        kind = kind_of(union_of_units(text.data, kind, length))
    if padding != 0 and kind_of(spec.fill) > kind:
        kind = kind_of(spec.fill)
    made = alloc_str(length + padding, kind)
    before = left_padding(spec, length)
    fill_text(made, 0, before, spec.fill)
    copy_units(made.data + before * kind, kind, text.data, text.kind, length)
    fill_text(made, before + length, padding - before, spec.fill)
    return cast(object, made)


@metal
def grouped_length(digits: usize, group: u32, size: usize) -> usize:
    """The length of digits with separators after every ``size``."""
    if group == 0 or digits == 0:
        return digits
    return digits + (digits - 1) // size


@metal
def zeros_for(spec: Spec, digits: usize, others: usize, size: usize) -> usize:
    """How many digits there have to be so that zeros fill up the width."""
    if spec.fill != ZERO or spec.align != AFTER_SIGN or digits == 0:
        return digits
    while isize(grouped_length(digits, spec.group, size) + others) < spec.width:
        digits += 1
    return digits


@metal
def put_grouped(
    made: Str, at: usize, text: Str, first: usize, digits: usize, wanted: usize, group: u32,
    size: usize,
) -> usize:
    """Write digits of a text, zeros before them up to ``wanted``, in groups."""
    for i in range(wanted):
        left = wanted - i
        if group != 0 and i != 0 and left % size == 0:
            put_unit(made.data, made.kind, at, group)
            at += 1
        c: u32 = ZERO
        if left <= digits:
            c = unit(text.data, text.kind, first + digits - left)
        put_unit(made.data, made.kind, at, c)
        at += 1
    return at


@metal
def format_number(
    spec: Spec, sign: u32, prefix: u32, text: Str, first: usize, digits: usize, size: usize
) -> object:
    """A number: a sign, ``0`` and a prefix letter, digits from ``first`` on, and what follows.

    ``size`` is that of the groups; the rest of ``text`` behind the digits is kept as it is.
    """
    before: usize = 0
    if sign != 0:
        before = 1
    if prefix != 0:
        before += 2
    rest = text.length - first - digits
    wanted = zeros_for(spec, digits, before + rest, size)
    length = before + grouped_length(wanted, spec.group, size) + rest
    padding = total_padding(spec, length)
    kind: usize = 1
    if text.kind > kind:
        kind = text.kind
    if padding != 0 and kind_of(spec.fill) > kind:
        kind = kind_of(spec.fill)
    made = alloc_str(length + padding, kind)
    at = fill_text(made, 0, left_padding(spec, length), spec.fill)
    if sign != 0:
        at = fill_text(made, at, 1, sign)
    if prefix != 0:
        at = fill_text(made, at, 1, ZERO)
        at = fill_text(made, at, 1, prefix)
    if spec.align == AFTER_SIGN:
        at = fill_text(made, at, padding, spec.fill)
    at = put_grouped(made, at, text, first, digits, wanted, spec.group, size)
    source = text.data + (first + digits) * text.kind
    copy_units(made.data + at * kind, kind, source, text.kind, rest)
    fill_text(made, at + rest, made.length - at - rest, spec.fill)
    return cast(object, made)


@metal
def sign_of(spec: Spec, negative: bool) -> u32:
    """The sign to show, 0 for none."""
    if negative:
        return MINUS
    if spec.sign == PLUS or spec.sign == SPACE:
        return spec.sign
    return 0
