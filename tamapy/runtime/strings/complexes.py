"""Complex numbers as text: printing, formatting, reading."""

from tamapy.metal import cast, f64, isize, metal, stack_array, u32
from tamapy.runtime.alloc import new_complex
from tamapy.runtime.floats import show as notation
from tamapy.runtime.floats.compose import sign_bit
from tamapy.runtime.layout import Complex, Str
from tamapy.runtime.strings.characters import character_of
from tamapy.runtime.strings.formatting import LETTER_N, PERCENT, is_float_type, unknown_int_type
from tamapy.runtime.strings.spec import (
    ABSENT,
    AFTER_SIGN,
    PLUS,
    RIGHT,
    SPACE,
    ZERO,
    Spec,
    format_number,
    format_text,
    parse_spec,
    sign_of,
)
from tamapy.runtime.strings.text import concat


@metal
def plain_spec(spec: Spec, sign: u32) -> None:
    """A specification without padding."""
    spec.fill = SPACE
    spec.align = RIGHT
    spec.sign = sign
    spec.group = 0
    spec.width = ABSENT


@metal
def part(x: f64, spec: Spec, letter: u32, precision: isize) -> object:
    """One part in the notation of a letter."""
    text, digits = notation.show(x, letter, precision, spec.alternate != 0, False, False)
    negative = sign_bit(x) and x == x
    if spec.no_negative_zero != 0 and negative and notation.is_zero_text(text):
        negative = False
    return format_number(spec, sign_of(spec, negative), 0, text, 0, digits, 3)


@metal
def joined(value: Complex, spec: Spec, letter: u32, precision: isize, brackets: bool) -> object:
    """Both parts, or just the imaginary one if the real one is zero and ``brackets`` are asked."""
    imag_only = brackets and value.real == 0.0 and not sign_bit(value.real)
    if imag_only:
        return with_unit(part(value.imag, spec, letter, precision))
    real = part(value.real, spec, letter, precision)
    spec.sign = PLUS
    found = concat(cast(Str, real), cast(Str, with_unit(part(value.imag, spec, letter, precision))))
    if brackets:
        found = concat(cast(Str, "("), cast(Str, found))
        return concat(cast(Str, found), cast(Str, ")"))
    return found


@metal
def with_unit(text: object) -> object:
    """A number's text with the ``j`` behind it."""
    return concat(cast(Str, text), cast(Str, "j"))


@metal
def show(value: Complex) -> object:
    """``repr``."""
    spec = stack_array(Spec, 1)[0]
    plain_spec(spec, 0)
    spec.alternate = 0
    spec.no_negative_zero = 0
    return joined(value, spec, notation.SHORTEST, 0, True)


@metal
def format_complex(value: Complex, text: Str) -> object:
    """``complex.__format__``."""
    spec = stack_array(Spec, 1)[0]
    whole = stack_array(Spec, 1)[0]
    parse_spec(text, spec, 0, RIGHT, cast(object, value))
    letter = spec.type
    if letter != 0 and letter != LETTER_N and (not is_float_type(letter) or letter == PERCENT):
        unknown_int_type(character_of(letter), cast(object, value))
    if spec.fill == ZERO:
        raise ValueError("Zero padding is not allowed in complex format specifier")
    if spec.align == AFTER_SIGN:
        raise ValueError("'=' alignment flag is not allowed in complex format specifier")
    whole.fill = spec.fill
    whole.align = spec.align
    whole.width = spec.width
    whole.precision = ABSENT
    whole.alternate = 0
    whole.no_negative_zero = 0
    precision = spec.precision
    group = spec.group
    plain_spec(spec, spec.sign)
    spec.group = group
    brackets = letter == 0
    if brackets:
        letter = notation.SHORTEST if precision == ABSENT else u32(notation.GENERAL)
    elif letter == LETTER_N:
        letter = notation.GENERAL
    if precision == ABSENT:
        precision = 6
    return format_text(cast(Str, joined(value, spec, letter, precision, brackets)), whole)


# -- reading ---------------------------------------------------------------------------------


@metal
def made(real: f64, imag: f64) -> object:
    """A complex number."""
    return cast(object, new_complex(real, imag))


def malformed():
    """The text spells no complex number."""
    return ValueError("complex() arg is a malformed string")


def digits_end(text, at):
    """Where digits that start at a place end."""
    while at < len(text) and text[at].isdecimal():
        at += 1
    return at


def number_end(text, at):
    """Where the float that starts at a place ends; the place itself if there is none."""
    start = at
    if text[at : at + 1] in ("+", "-"):
        at += 1
    for word in ("infinity", "inf", "nan"):
        if text[at : at + len(word)].lower() == word:
            return at + len(word)
    whole = digits_end(text, at)
    end = whole
    count = whole - at
    if text[whole : whole + 1] == ".":
        end = digits_end(text, whole + 1)
        count += end - whole - 1
    if count == 0:
        return start
    if text[end : end + 1] in ("e", "E"):
        first = end + 1
        if text[first : first + 1] in ("+", "-"):
            first += 1
        last = digits_end(text, first)
        if last > first:
            end = last
    return end


def without_underscores(text):
    """Text without the underscores between its digits."""
    for i in range(len(text)):
        if text[i] == "_":
            if not text[i - 1 : i].isdecimal() or not text[i + 1 : i + 2].isdecimal():
                raise ValueError(f"could not convert string to complex: {text!r}")
    return text.replace("_", "")


def parse(text):
    """``complex(text)``."""
    body = without_underscores(text.strip())
    if body.startswith("("):
        if not body.endswith(")"):
            raise malformed()
        body = body[1:-1].strip()
    end = number_end(body, 0)
    real, imag = 0.0, 0.0
    if end:
        first = float(body[:end])
        rest = body[end : end + 1]
        if rest == "":
            return made(first, 0.0)
        if rest in ("+", "-"):
            real = first
            stop = number_end(body, end)
            if stop > end:
                imag = float(body[end:stop])
            else:
                imag = 1.0 if rest == "+" else -1.0
                stop = end + 1
        else:
            imag, stop = first, end
    else:
        sign = body[:1]
        imag = -1.0 if sign == "-" else 1.0
        stop = 1 if sign in ("+", "-") and sign else 0
    if body[stop:] not in ("j", "J"):
        raise malformed()
    return made(real, imag)
