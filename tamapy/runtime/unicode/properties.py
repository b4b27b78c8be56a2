"""Questions about characters, answered from the tables."""

from tamapy.metal import Ptr, metal, u32, usize
from tamapy.runtime.unicode.tables import (
    DECIMAL,
    DIGIT,
    SPACE,
    SPECIAL,
    category_first,
    category_last,
    category_middle,
    record_digit,
    record_first,
    record_flags,
    record_fold,
    record_last,
    record_lower,
    record_middle,
    record_title,
    record_upper,
    special_codes,
    special_count,
    special_expansions,
)

UPPER_MAPPING = 0
LOWER_MAPPING = 1
TITLE_MAPPING = 2
FOLD_MAPPING = 3


@metal
def record(c: u32) -> usize:
    """The index of a character's record."""
    middle = (u32(record_first[c >> 9]) << 5) | ((c >> 4) & 31)
    return usize(record_last[(u32(record_middle[middle]) << 4) | (c & 15)])


@metal
def flags_of(c: u32) -> u32:
    """A character's flags (``tables.ALPHA`` and so on)."""
    return u32(record_flags[record(c)])


@metal
def has_flag(c: u32, flag: u32) -> bool:
    """Whether any of some flags is set."""
    return flags_of(c) & flag != 0


@metal
def category_of(c: u32) -> u32:
    """The general category as an index into ``tables.CATEGORIES``."""
    middle = (u32(category_first[c >> 9]) << 5) | ((c >> 4) & 31)
    return u32(category_last[(u32(category_middle[middle]) << 4) | (c & 15)])


@metal
def is_space(c: u32) -> bool:
    """White space as ``str.isspace`` has it."""
    if c < 128:
        return (c >= 9 and c <= 13) or (c >= 28 and c <= 32)
    return has_flag(c, SPACE)


@metal
def decimal_value(c: u32) -> u32:
    """The value of a decimal digit; 10 if it is none."""
    if c < 128:
        return c - 48 if c >= 48 and c <= 57 else u32(10)
    index = record(c)
    if u32(record_flags[index]) & DECIMAL == 0:
        return 10
    return u32(record_digit[index])


@metal
def digit_value(c: u32) -> u32:
    """The value of a digit, superscripts and the like included; 10 if it is none."""
    index = record(c)
    if u32(record_flags[index]) & DIGIT == 0:
        return 10
    return u32(record_digit[index])


@metal
def special_index(c: u32) -> usize:
    """The place of a character in the table of specials; it must be one."""
    low = usize(0)
    high = usize(special_count[0])
    while high - low > 1:
        middle = (low + high) // 2
        if special_codes[middle] <= c:
            low = middle
        else:
            high = middle
    return low


@metal
def map_case(c: u32, mapping: u32, out: Ptr[u32]) -> usize:
    """Write what a character maps to, up to three of them; returns how many."""
    index = record(c)
    if u32(record_flags[index]) & SPECIAL != 0:
        at = special_index(c) * 12 + usize(mapping) * 3
        count = usize(0)
        while count < 3 and special_expansions[at + count] != 0:
            out[count] = special_expansions[at + count]
            count += 1
        return count
    if mapping == UPPER_MAPPING:
        out[0] = c + u32(record_upper[index])
    elif mapping == LOWER_MAPPING:
        out[0] = c + u32(record_lower[index])
    elif mapping == TITLE_MAPPING:
        out[0] = c + u32(record_title[index])
    else:
        out[0] = c + u32(record_fold[index])
    return 1
