"""``__format__`` of text and numbers."""

from tamapy.metal import cast, f64, metal, stack_array, u32, usize
from tamapy.runtime.floats import show
from tamapy.runtime.floats.compose import sign_bit
from tamapy.runtime.ints.convert import int_to_f64
from tamapy.runtime.ints.text import int_to_str
from tamapy.runtime.ints.values import fits_isize, is_negative, isize_of
from tamapy.runtime.layout import Float, Str
from tamapy.runtime.strings.characters import character_of
from tamapy.runtime.strings.spec import (
    ABSENT,
    AFTER_SIGN,
    LEFT,
    RIGHT,
    Spec,
    format_number,
    format_text,
    parse_spec,
    sign_of,
    unknown_type,
)

LETTER_B = 98
LETTER_C = 99
LETTER_D = 100
LETTER_N = 110
LETTER_O = 111
LETTER_S = 115
LETTER_X = 120
CAPITAL_X = 88
PERCENT = 37


# -- str -------------------------------------------------------------------------------------


@metal
def format_str(value: Str, text: Str) -> object:
    """``str.__format__``."""
    spec = stack_array(Spec, 1)[0]
    parse_spec(text, spec, LETTER_S, LEFT, cast(object, value))
    if spec.type != LETTER_S:
        unknown_type(character_of(spec.type), "str")
    if spec.sign != 0:
        if spec.sign == 32:
            raise ValueError("Space not allowed in string format specifier")
        raise ValueError("Sign not allowed in string format specifier")
    if spec.no_negative_zero != 0:
        raise ValueError("Negative zero coercion (z) not allowed in string format specifier")
    if spec.alternate != 0:
        raise ValueError("Alternate form (#) not allowed in string format specifier")
    if spec.align == AFTER_SIGN:
        raise ValueError("'=' alignment not allowed in string format specifier")
    return format_text(value, spec)


# -- int -------------------------------------------------------------------------------------


@metal
def base_of(letter: u32) -> u32:
    """The base of an integer's presentation type; 0 if it is none."""
    if letter == LETTER_D or letter == LETTER_N:
        return 10
    if letter == LETTER_X or letter == CAPITAL_X:
        return 16
    if letter == LETTER_B:
        return 2
    return 8 if letter == LETTER_O else u32(0)


@metal
def is_float_type(letter: u32) -> bool:
    """Whether a presentation type is one of floats."""
    return (
        (letter >= 101 and letter <= 103) or (letter >= 69 and letter <= 71) or letter == PERCENT
    )


@metal
def format_int(value: object, text: Str) -> object:
    """``int.__format__``."""
    spec = stack_array(Spec, 1)[0]
    parse_spec(text, spec, LETTER_D, RIGHT, value)
    if is_float_type(spec.type):
        return show_float(int_to_f64(value), spec)
    if base_of(spec.type) == 0 and spec.type != LETTER_C:
        unknown_int_type(character_of(spec.type), value)
    if spec.precision != ABSENT:
        raise ValueError("Precision not allowed in integer format specifier")
    if spec.no_negative_zero != 0:
        raise ValueError("Negative zero coercion (z) not allowed in integer format specifier")
    if spec.type == LETTER_C:
        return format_character(value, spec)
    return show_int(value, spec)


def unknown_int_type(letter, value):
    """A presentation type that integers do not have."""
    unknown_type(letter, type(value).__name__)


@metal
def show_int(value: object, spec: Spec) -> object:
    """An int as a checked specification asks."""
    base = base_of(spec.type)
    digits = int_to_str(value, base)
    negative = is_negative(value)
    prefix: u32 = 0
    if spec.alternate != 0 and base != 10:
        prefix = spec.type
    first: usize = 0
    if negative:
        first = 1
    if spec.type == CAPITAL_X:
        for i in range(first, digits.length):
            if digits.data[i] >= 97:
                digits.data[i] = digits.data[i] - 32
    size: usize = 3 if base == 10 else 4
    return format_number(
        spec, sign_of(spec, negative), prefix, digits, first, digits.length - first, size
    )


@metal
def format_character(value: object, spec: Spec) -> object:
    """The character of a code point."""
    if spec.sign != 0:
        raise ValueError("Sign not allowed with integer format specifier 'c'")
    if spec.alternate != 0:
        raise ValueError("Alternate form (#) not allowed with integer format specifier 'c'")
    if not fits_isize(value):
        raise OverflowError("Python int too large to convert to C long")
    code = isize_of(value)
    if code < 0 or code > 0x10FFFF:
        raise OverflowError("%c arg not in range(0x110000)")
    text = cast(Str, character_of(u32(code)))
    return format_number(spec, 0, 0, text, 0, 0, 3)


# -- float -----------------------------------------------------------------------------------


@metal
def format_float(value: Float, text: Str) -> object:
    """``float.__format__``."""
    spec = stack_array(Spec, 1)[0]
    parse_spec(text, spec, 0, RIGHT, cast(object, value))
    if spec.type != 0 and spec.type != LETTER_N and not is_float_type(spec.type):
        unknown_int_type(character_of(spec.type), cast(object, value))
    return show_float(value.value, spec)


@metal
def show_float(x: f64, spec: Spec) -> object:
    """A float as a checked specification asks."""
    letter = spec.type
    precision = spec.precision
    percent = letter == PERCENT
    if percent:
        x = x * 100.0
        letter = 102
    if precision == ABSENT:
        precision = 6
        if letter == 0:
            letter = 114
            precision = 0
    elif letter == 0:
        letter = 103
    if letter == LETTER_N:
        letter = 103
    keep_point = spec.type == 0
    text, digits = show.show(x, letter, precision, spec.alternate != 0, keep_point, percent)
    negative = sign_bit(x) and x == x
    if spec.no_negative_zero != 0 and negative and show.is_zero_text(text):
        negative = False
    return format_number(spec, sign_of(spec, negative), 0, text, 0, digits, 3)
