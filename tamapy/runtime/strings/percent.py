"""``%`` formatting of text and bytes."""

from tamapy.metal import WORD_BITS, is_null, isize, metal, stack_array, u32, usize
from tamapy.runtime import boxing, calls, slots, texts, types
from tamapy.runtime.floats import show
from tamapy.runtime.floats.compose import sign_bit
from tamapy.runtime.ints.text import int_to_str
from tamapy.runtime.ints.values import is_negative
from tamapy.runtime.layout import Float, Str
from tamapy.runtime.numbers import is_int
from tamapy.runtime.strings import codecs, units
from tamapy.runtime.strings.fields import code_at, part
from tamapy.runtime.strings.spec import (
    ABSENT,
    AFTER_SIGN,
    LEFT,
    PLUS,
    RIGHT,
    SPACE,
    ZERO,
    Spec,
    format_number,
    format_text,
    sign_of,
)
from tamapy.runtime.strings.units import View, open_view, unit

PERCENT = 37
STAR = 42
POINT = 46
OPEN = 40
CLOSE = 41

#: The flags a specification may start with, as bits.
FLAGS = {45: 1, 43: 2, 32: 4, 35: 8, 48: 16}
LEFT_FLAG, PLUS_FLAG, SPACE_FLAG, ALTERNATE_FLAG, ZERO_FLAG = 1, 2, 4, 8, 16
INTEGER_LETTERS = "diuoxX"
FLOAT_LETTERS = "eEfFgG"


def is_mapping(value, is_text):
    """Whether keys in parentheses can be looked up."""
    if isinstance(value, tuple) or units.is_str(value):
        return False
    if not is_text and (codecs.is_bytes(value) or units.is_bytearray(value)):
        return False
    return not is_null(types.slot_or_null(value, slots.GETITEM))


@metal
def next_percent(text: object, at: usize) -> isize:
    """The place of the first percent sign from ``at`` on; the length if there is none."""
    v = stack_array(View, 1)[0]
    open_view(text, v)
    while at < v.length and unit(v.data, v.kind, at) != PERCENT:
        at += 1
    return isize(at)


@metal
def key_end(text: object, at: usize) -> isize:
    """The place of the parenthesis that closes a key, which starts at ``at``; or -1."""
    v = stack_array(View, 1)[0]
    open_view(text, v)
    depth: isize = 1
    while at < v.length:
        c = unit(v.data, v.kind, at)
        if c == OPEN:
            depth += 1
        elif c == CLOSE:
            depth -= 1
            if depth == 0:
                return isize(at)
        at += 1
    return -1


def take_number(text, at, what):
    """A number spelled in the text, and where it ends."""
    value = 0
    code = code_at(text, at)
    while 48 <= code <= 57:
        value = value * 10 + code - 48
        if value >= 1 << 31:
            raise ValueError(f"{what} too big")
        at += 1
        code = code_at(text, at)
    return value, at


#: A width or precision that is taken from the values.
STARRED = -2


def take_flags(text, at):
    """The flags, and where they end."""
    flags = 0
    while True:
        bit = FLAGS.get(code_at(text, at))
        if bit is None:
            return flags, at
        flags |= bit
        at += 1


def take_key(text, at):
    """The key in parentheses (``None``: none, FAULT: not closed), and where it ends."""
    if code_at(text, at) != OPEN:
        return None, at
    stop = key_end(text, at + 1)
    if stop < 0:
        return FAULT, at
    return part(text, at + 1, stop), stop + 1


def take_conversion(text, key, at):
    """The conversion whose key has been read.

    (key, flags, width, precision, letter, its place); -1 where there is no precision.
    """
    flags, at = take_flags(text, at)
    if code_at(text, at) == STAR:
        width = STARRED
        at += 1
    else:
        width, at = take_number(text, at, "width")
    precision = -1
    if code_at(text, at) == POINT:
        if code_at(text, at + 1) == STAR:
            precision = STARRED
            at += 2
        else:
            precision, at = take_number(text, at + 1, "precision")
    if code_at(text, at) in (104, 108, 76):  # h, l, L mean nothing
        at += 1
    if code_at(text, at) < 0:
        raise ValueError("incomplete format")
    return key, flags, width, precision, part(text, at, at + 1), at


#: What a parsed text that cannot be read to its end ends in: this, the message, and the
#: key if it was read.
FAULT = object()

#: Texts taken apart: literal parts and conversions. Emptied when it is full.
_parsed = {}
MOST_PARSED = 64


def parsed(text):
    """The parts of a text: strs, conversions, and perhaps a fault at the end."""
    found = _parsed.get(text)
    if found is None:
        found = []
        parse(text, found)
        if len(_parsed) >= MOST_PARSED:
            _parsed.clear()
        _parsed[text] = found
    return found


def parse(text, found):
    """Take a text apart."""
    at = 0
    size = len(text)
    while at < size:
        sign = next_percent(text, at)
        if sign > at:
            found.append(part(text, at, sign))
        if sign >= size:
            break
        if code_at(text, sign + 1) == PERCENT:
            found.append("%")
            at = sign + 2
            continue
        key, at = take_key(text, sign + 1)
        if key is FAULT:
            found.append((FAULT, "incomplete format key", key))
            return
        try:
            conversion = take_conversion(text, key, at)
        except ValueError as error:
            found.append((FAULT, error.args[0], key))
            return
        found.append(conversion)
        at = conversion[5] + 1


def select(value, key, is_text):
    """The value of a key on the right side."""
    if not is_mapping(value, is_text):
        raise TypeError("format requires a mapping")
    return value if key is FAULT else value[key if is_text else bytes_key(key)]


def next_argument(items, at):
    """The next value."""
    if at >= len(items):
        raise TypeError("not enough arguments for format string")
    return items[at]


#: What a precision may be at most.
LARGEST_C_INT = (1 << 31) - 1


def largest_size():
    """What a width may be at most."""
    return (1 << 31) - 1 if WORD_BITS == 32 else (1 << 63) - 1


def star(items, at, limit):
    """A width or precision given by a ``*``."""
    item = next_argument(items, at)
    if not is_int(item):
        raise TypeError("* wants int")
    if item > limit:
        kind = "int" if limit == LARGEST_C_INT else "ssize_t"
        raise OverflowError(f"Python int too large to convert to C {kind}")
    return item


def fill_in(text, value, is_text):
    """The text with its conversions filled in."""
    items = value if isinstance(value, tuple) else (value,)
    at = 0
    parts = []
    for item in parsed(text):
        if type(item) is str:
            parts.append(item)
            continue
        if item[0] is FAULT:
            if item[2] is not None:
                select(value, item[2], is_text)
            raise ValueError(item[1])
        key, flags, width, precision, letter, place = item
        if key is not None:
            items = (select(value, key, is_text),)
            at = 0
        if width == STARRED:
            width = star(items, at, largest_size())
            at += 1
            if width < 0:
                flags |= LEFT_FLAG
                width = -width
        if precision == STARRED:
            precision = max(star(items, at, LARGEST_C_INT), 0)
            at += 1
        argument = next_argument(items, at)
        at += 1
        if is_text:
            parts.append(show_text(argument, letter, flags, width, precision, place))
        else:
            parts.append(show_in_bytes(argument, letter, flags, width, precision, place))
    if at < len(items) and not is_mapping(value, is_text):
        kind = "string" if is_text else "bytes"
        raise TypeError(f"not all arguments converted during {kind} formatting")
    return "".join(parts)


# -- pieces ----------------------------------------------------------------------------------


@metal
def set_up(spec: Spec, flags: u32, width: isize, letter: u32) -> None:
    """Take over flags and width."""
    spec.fill = SPACE
    spec.align = LEFT if flags & LEFT_FLAG != 0 else u32(RIGHT)
    if flags & ZERO_FLAG != 0 and flags & LEFT_FLAG == 0:
        spec.fill = ZERO
        spec.align = AFTER_SIGN
    spec.sign = 0
    if flags & PLUS_FLAG != 0:
        spec.sign = PLUS
    elif flags & SPACE_FLAG != 0:
        spec.sign = SPACE
    spec.alternate = 1 if flags & ALTERNATE_FLAG != 0 else u32(0)
    spec.group = 0
    spec.width = width
    spec.precision = ABSENT
    spec.type = letter


@metal
def pad_text(text: Str, flags: u32, width: isize, precision: isize) -> object:
    """Text cut to the precision and padded with spaces."""
    spec = stack_array(Spec, 1)[0]
    set_up(spec, flags & LEFT_FLAG, width, 0)
    spec.precision = precision
    return format_text(text, spec)


@metal
def show_digits(
    digits: Str, negative: bool, flags: u32, width: isize, precision: isize, letter: u32
) -> object:
    """An integer's digits with sign, prefix, zeros up to the precision, and padding."""
    spec = stack_array(Spec, 1)[0]
    set_up(spec, flags, width, letter)
    prefix: u32 = 0
    if spec.alternate != 0 and letter | 32 != 100:
        prefix = letter
    first: usize = 0
    if negative:
        first = 1
    digits = at_least(digits, first, precision)
    if letter == 88:
        for i in range(first, digits.length):
            if digits.data[i] >= 97:
                digits.data[i] = digits.data[i] - 32
    return format_number(
        spec, sign_of(spec, negative), prefix, digits, first, digits.length - first, 3
    )


@metal
def at_least(digits: Str, first: usize, count: isize) -> Str:
    """Digits behind a sign of ``first`` characters with zeros before them."""
    have = isize(digits.length - first)
    if have >= count:
        return digits
    from_zeros = usize(count - have)
    made = units.zero_text(digits.length + from_zeros)
    for i in range(first, digits.length):
        made.data[i + from_zeros] = digits.data[i]
    return made


@metal
def show_real(
    value: Float, flags: u32, width: isize, precision: isize, letter: u32
) -> object:
    """A float in the notation of a letter."""
    spec = stack_array(Spec, 1)[0]
    set_up(spec, flags, width, letter)
    x = value.value
    if precision < 0:
        precision = 6
    text, digits = show.show(x, letter, precision, spec.alternate != 0, False, False)
    negative = sign_bit(x) and x == x
    return format_number(spec, sign_of(spec, negative), 0, text, 0, digits, 3)


BASES = {"d": 10, "i": 10, "u": 10, "o": 8, "x": 16, "X": 16}


def integer_of(value, letter):
    """An argument as an int."""
    if is_int(value):
        return value
    if letter in "oxX":
        if is_null(types.slot_or_null(value, slots.INDEX_)):
            raise TypeError(
                f"%{letter} format: an integer is required, not {type(value).__name__}"
            )
        return boxing.as_index(value)
    if is_null(types.slot_or_null(value, slots.INDEX_)) and (
        is_null(types.slot_or_null(value, slots.INT))
    ):
        raise TypeError(
            f"%{letter} format: a real number is required, not {type(value).__name__}"
        )
    return int(value)


def show_integer(value, letter, flags, width, precision):
    """``%d`` and its like."""
    number = integer_of(value, letter)
    code = 100 if letter in "iu" else ord(letter)
    return show_digits(
        int_to_str(number, BASES[letter]), is_negative(number), flags, width, precision, code
    )


def no_float(value):
    """Whether a value cannot become a float."""
    return is_null(types.slot_or_null(value, slots.FLOAT)) and is_null(
        types.slot_or_null(value, slots.INDEX_)
    )


def show_float(value, letter, flags, width, precision):
    """``%f`` and its like."""
    number = value
    if not isinstance(value, float):
        if no_float(value):
            raise TypeError(f"must be real number, not {type(value).__name__}")
        number = float(value)
    return show_real(number, flags, width, precision, ord(letter))


def bad_letter(letter, at):
    """A conversion that there is not."""
    code = ord(letter)
    shown = letter if 32 <= code < 127 else "?"
    return ValueError(f"unsupported format character '{shown}' (0x{code:x}) at index {at}")


# -- text ------------------------------------------------------------------------------------


def character(value):
    """``%c``."""
    if units.is_str(value):
        if len(value) != 1:
            raise TypeError("%c requires int or char")
        return value
    if is_null(types.slot_or_null(value, slots.INDEX_)):
        raise TypeError("%c requires int or char")
    code = boxing.as_index(value)
    if code < 0 or code > 0x10FFFF:
        raise OverflowError("%c arg not in range(0x110000)")
    return chr(code)


def show_text(value, letter, flags, width, precision, at):
    """One value in text."""
    if letter == "s":
        shown = texts.convert_s(value)
        if width <= 0 and precision < 0:
            return shown
        return pad_text(shown, flags, width, precision)
    if letter == "r":
        return pad_text(texts.convert_r(value), flags, width, precision)
    if letter == "a":
        return pad_text(texts.convert_a(value), flags, width, precision)
    if letter == "c":
        return pad_text(character(value), flags, width, -1)
    if letter in INTEGER_LETTERS:
        return show_integer(value, letter, flags, width, precision)
    if letter in FLOAT_LETTERS:
        return show_float(value, letter, flags, width, precision)
    raise bad_letter(letter, at)


def format_str(text, value):
    """``text % value``."""
    return fill_in(text, value, True)


# -- bytes -----------------------------------------------------------------------------------


def byte_character(value):
    """``%c`` in bytes, as Latin-1 text."""
    if codecs.is_bytes(value) or units.is_bytearray(value):
        if len(value) == 1:
            return chr(value[0])
    elif not is_null(types.slot_or_null(value, slots.INDEX_)):
        code = boxing.as_index(value)
        if code < 0 or code > 255:
            raise OverflowError("%c arg not in range(256)")
        return chr(code)
    raise TypeError(
        "%c requires an integer in range(256) or a single byte"
    )


def bytes_argument(value):
    """``%b`` and ``%s`` in bytes, as Latin-1 text."""
    if codecs.is_bytes_like(value):
        return codecs.decode(value, "latin-1", "strict")
    if is_null(types.slot_or_null(value, slots.BYTES)):
        raise TypeError(
            "%b requires a bytes-like object, or an object that implements __bytes__, "
            f"not '{type(value).__name__}'"
        )
    found = calls.slot1(slots.BYTES, value)
    if not codecs.is_bytes(found):
        raise TypeError(f"__bytes__ returned non-bytes (type {type(found).__name__})")
    return codecs.decode(found, "latin-1", "strict")


def show_in_bytes(value, letter, flags, width, precision, at):
    """One value in bytes, as Latin-1 text."""
    if letter in "sb":
        return pad_text(bytes_argument(value), flags, width, precision)
    if letter in "ra":
        return pad_text(texts.convert_a(value), flags, width, precision)
    if letter == "c":
        return pad_text(byte_character(value), flags, width, -1)
    if letter in INTEGER_LETTERS:
        letter = "d" if letter == "i" else letter
        return show_integer(value, letter, flags, width, precision)
    if letter in FLOAT_LETTERS:
        if no_float(value):
            raise TypeError(f"float argument required, not {type(value).__name__}")
        return show_float(value, letter, flags, width, precision)
    raise bad_letter(letter, at)


def bytes_key(key):
    """Keys in bytes are bytes."""
    return codecs.encode(key, "latin-1", "strict")


def format_bytes(data, value):
    """``data % value`` as a bytes object: by way of Latin-1 text."""
    text = codecs.decode(data, "latin-1", "strict")
    return codecs.encode(fill_in(text, value, False), "latin-1", "strict")
