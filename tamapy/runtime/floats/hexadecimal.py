"""Floats in hexadecimal notation: ``float.hex`` and ``float.fromhex``."""

from tamapy.metal import f64, f64_from_bits, i64, metal, u64
from tamapy.runtime.floats.compose import (
    compose,
    exponent_of,
    mantissa_of,
    sign_bit,
)

LOWEST_NORMAL = 1 << 52


@metal
def mantissa_number(x: f64) -> u64:
    """The mantissa of a finite number."""
    return mantissa_of(x)


@metal
def exponent_number(x: f64) -> i64:
    """The exponent that goes with the leading digit."""
    return exponent_of(x) + 52


@metal
def is_negative(x: f64) -> bool:
    """Whether the sign is minus."""
    return sign_bit(x)


def text_of(x):
    """``float.hex``."""
    if x != x or x - x != 0.0:
        return repr(x)
    sign = "-" if is_negative(x) else ""
    mantissa = mantissa_number(x)
    if mantissa == 0:
        return sign + "0x0.0p+0"
    lead, fraction = divmod(mantissa, LOWEST_NORMAL)
    return f"{sign}0x{lead}.{fraction:013x}p{exponent_number(x):+d}"


def is_digits(text):
    """Whether text consists of hexadecimal digits (or is empty)."""
    for c in text:
        if c not in "0123456789abcdef":
            return False
    return True


def invalid():
    """The text spells no float."""
    return ValueError("invalid hexadecimal floating-point string")


def parse(text):
    """``float.fromhex``."""
    body = text.strip(" \t\n\r\v\f").lower()
    negative = body.startswith("-")
    if negative or body.startswith("+"):
        body = body[1:]
    if body in ("inf", "infinity"):
        return -1e999 if negative else 1e999
    if body == "nan":
        return not_a_number(1 if negative else 0)
    if body.startswith("0x"):
        body = body[2:]
    body, mark, exponent_text = body.partition("p")
    exponent = parse_exponent(exponent_text) if mark else 0
    whole, _, fraction = body.partition(".")
    if not is_digits(whole) or not is_digits(fraction) or not whole + fraction:
        raise invalid()
    digits = whole + fraction
    exponent -= 4 * len(fraction)
    value = rounded(int(digits, 16), exponent)
    if value - value != 0.0:
        raise OverflowError("hexadecimal value too large to represent as a float")
    return -value if negative else value


def parse_exponent(text):
    """The digits behind the ``p``."""
    body = text[1:] if text[:1] in ("+", "-") else text
    if not body or not body.isascii() or not body.isdigit():
        raise invalid()
    size = min(int(body), 1 << 28)
    return -size if text[0] == "-" else size


def rounded(number, exponent):
    """``number * 2**exponent`` as a float, rounded once."""
    excess = number.bit_length() - 60
    if excess <= 0:
        return composed(number, exponent, 0)
    rest = number & ((1 << excess) - 1)
    return composed(number >> excess, exponent + excess, 1 if rest else 0)


@metal
def composed(mantissa: u64, exponent: i64, sticky: u64) -> f64:
    """A float of its parts."""
    return compose(mantissa, exponent, sticky != 0, False)


@metal
def not_a_number(negative: u64) -> f64:
    """NaN with a sign."""
    return f64_from_bits((negative << 63) | 0x7FF8000000000000)
