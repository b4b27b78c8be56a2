"""Characters as patterns see them: categories, cases, sets, places."""

from tamapy.metal import Ptr, metal, stack_array, u32
from tamapy.runtime.matching.codes import (
    BIGCHARSET,
    CATEGORY,
    CHARSET,
    FAILURE,
    LITERAL,
    NEGATE,
    RANGE,
    RANGE_UNI_IGNORE,
)
from tamapy.runtime.unicode import properties
from tamapy.runtime.unicode.tables import ALPHA, DECIMAL, DIGIT, LINE_BREAK, NUMERIC

LETTER_OR_DIGIT = ALPHA | DECIMAL | DIGIT | NUMERIC


@metal
def ascii_lower(c: u32) -> u32:
    """The lower case of an ASCII letter; anything else as it is."""
    return c + 32 if c >= 65 and c <= 90 else c


@metal
def unicode_lower(c: u32) -> u32:
    """The lower case of a character, the first character of it."""
    if c < 128:
        return ascii_lower(c)
    out = stack_array(u32, 3)
    properties.map_case(c, properties.LOWER_MAPPING, out)
    return out[0]


@metal
def unicode_upper(c: u32) -> u32:
    """The upper case of a character; itself where that would be several."""
    if c < 128:
        return c - 32 if c >= 97 and c <= 122 else c
    out = stack_array(u32, 3)
    if properties.map_case(c, properties.UPPER_MAPPING, out) != 1:
        return c
    return out[0]


@metal
def ascii_is_word(c: u32) -> bool:
    """``\\w`` in ASCII."""
    lower = c | 32
    return (lower >= 97 and lower <= 122 and c < 128) or (c >= 48 and c <= 57) or c == 95


@metal
def unicode_is_word(c: u32) -> bool:
    """``\\w`` in Unicode."""
    if c < 128:
        return ascii_is_word(c)
    return properties.has_flag(c, LETTER_OR_DIGIT)


@metal
def in_category(number: u32, c: u32) -> bool:
    """Whether a character is in a category; odd numbers are the contraries of even ones."""
    kind = number >> 1
    if kind == 7:
        found = unicode_is_word(c)
    elif kind == 6:
        found = properties.is_space(c)
    elif kind == 5:
        found = c >= 48 and c <= 57 if c < 128 else properties.has_flag(c, DECIMAL)
    elif kind == 0:
        found = c >= 48 and c <= 57
    elif kind == 1:
        found = c == 32 or (c >= 9 and c <= 13)
    elif kind == 3:
        found = c == 10
    elif kind == 8:
        found = properties.has_flag(c, LINE_BREAK)
    else:
        found = ascii_is_word(c)
    return not found if number & 1 != 0 else found


@metal
def in_big_set(p: Ptr[u32], c: u32) -> bool:
    """A set of 16-bit characters: a table of 256 block numbers, four a word, then the blocks."""
    high = c >> 8
    block = p[high >> 2] >> ((high & 3) * 8) & 0xFF
    return p[64 + block * 8 + ((c & 0xFF) >> 5)] >> (c & 31) & 1 != 0


@metal
def in_set(p: Ptr[u32], c: u32) -> bool:
    """Whether a character is in the set whose program starts at a place."""
    wanted = True
    while True:
        op = p[0]
        if op == CATEGORY:
            if in_category(p[1], c):
                return wanted
            p = p + 2
        elif op == RANGE:
            if c >= p[1] and c <= p[2]:
                return wanted
            p = p + 3
        elif op == LITERAL:
            if c == p[1]:
                return wanted
            p = p + 2
        elif op == CHARSET:
            if c < 256 and p[1 + (c >> 5)] >> (c & 31) & 1 != 0:
                return wanted
            p = p + 9
        elif op == NEGATE:
            wanted = not wanted
            p = p + 1
        elif op == BIGCHARSET:
            if c < 65536 and in_big_set(p + 2, c):
                return wanted
            p = p + (2 + 64 + p[1] * 8)
        elif op == RANGE_UNI_IGNORE:
            upper = unicode_upper(c)
            if (c >= p[1] and c <= p[2]) or (upper >= p[1] and upper <= p[2]):
                return wanted
            p = p + 3
        elif op == FAILURE:
            return not wanted
        else:
            raise RuntimeError("invalid SRE code")
