"""Changing the case of text and bytes."""

from tamapy.metal import cast, metal, stack_array, u32, usize
from tamapy.runtime.alloc import alloc_str
from tamapy.runtime.layout import Str
from tamapy.runtime.strings.units import View, kind_of, made_like, open_view, put_unit, unit
from tamapy.runtime.unicode.properties import (
    FOLD_MAPPING,
    LOWER_MAPPING,
    TITLE_MAPPING,
    UPPER_MAPPING,
    flags_of,
    map_case,
)
from tamapy.runtime.unicode.tables import CASE_IGNORABLE, CASED, LOWER, TITLE, UPPER

TO_UPPER = UPPER_MAPPING
TO_LOWER = LOWER_MAPPING
TO_TITLE = TITLE_MAPPING
FOLD = FOLD_MAPPING
SWAP = 4
CAPITALIZE = 5
CAPITAL_SIGMA = 0x3A3
FINAL_SIGMA = 0x3C2
SMALL_SIGMA = 0x3C3


@metal
def is_final_sigma(v: View, at: usize) -> bool:
    """Whether a capital sigma ends a word: a cased letter before it and none behind."""
    i = at
    before: u32 = 0
    while i > 0:
        i -= 1
        before = flags_of(unit(v.data, v.kind, i))
        if before & CASE_IGNORABLE == 0:
            break
        before = 0
    if before & CASED == 0:
        return False
    i = at + 1
    while i < v.length:
        after = flags_of(unit(v.data, v.kind, i))
        if after & CASE_IGNORABLE == 0:
            return after & CASED == 0
        i += 1
    return True


@metal
def mapping_for(change: u32, at: usize, flags: u32, after_cased: bool) -> u32:
    """Which mapping a character goes through."""
    if change == TO_TITLE:
        return u32(LOWER_MAPPING) if after_cased else u32(TITLE_MAPPING)
    if change == SWAP:
        if flags & UPPER != 0:
            return LOWER_MAPPING
        return u32(UPPER_MAPPING) if flags & LOWER != 0 else u32(LOWER_MAPPING)
    if change == CAPITALIZE:
        return u32(TITLE_MAPPING) if at == 0 else u32(LOWER_MAPPING)
    return change


@metal
def map_text(v: View, change: u32, made: Str, write: bool) -> tuple[usize, u32]:
    """Map all characters; writes them if told to. Length and union of the result."""
    room = stack_array(u32, 3)
    length: usize = 0
    shown: u32 = 0
    after_cased = False
    for i in range(v.length):
        c = unit(v.data, v.kind, i)
        flags = flags_of(c)
        mapping = mapping_for(change, i, flags, after_cased)
        after_cased = flags & CASED != 0
        count: usize = 1
        if c == CAPITAL_SIGMA and mapping == LOWER_MAPPING:
            room[0] = FINAL_SIGMA if is_final_sigma(v, i) else u32(SMALL_SIGMA)
        elif change == SWAP and flags & (UPPER | LOWER) == 0:
            room[0] = c
        else:
            count = map_case(c, mapping, room)
        for j in range(count):
            shown |= room[j]
            if write:
                put_unit(made.data, made.kind, length, room[j])
            length += 1
    return length, shown


@metal
def change_ascii(v: View, change: u32, made: View) -> None:
    """Map units of which only those of ASCII change."""
    after_cased = False
    for i in range(v.length):
        c = u32(v.data[i])
        upper = c >= 65 and c <= 90
        lower = c >= 97 and c <= 122
        mapping = change
        if change == TO_TITLE:
            mapping = TO_LOWER if after_cased else u32(TO_UPPER)
        elif change == CAPITALIZE:
            mapping = TO_UPPER if i == 0 else u32(TO_LOWER)
        elif change == SWAP:
            mapping = TO_LOWER if upper else u32(TO_UPPER)
        elif change == FOLD:
            mapping = TO_LOWER
        after_cased = upper or lower
        if (upper and mapping == TO_LOWER) or (lower and mapping == TO_UPPER):
            c ^= 32
        put_unit(made.data, 1, i, c)


@metal
def is_ascii(v: View) -> bool:
    """Whether all units are ASCII."""
    if v.kind != 1:
        return False
    for i in range(v.length):
        if v.data[i] >= 128:
            return False
    return True


@metal
def change_case(value: Str, change: u32) -> object:
    """A str with its case changed."""
    v = stack_array(View, 1)[0]
    open_view(cast(object, value), v)
    if is_ascii(v):
        return change_bytes(cast(object, value), change)
    length, shown = map_text(v, change, value, False)
    made = alloc_str(length, kind_of(shown))
    map_text(v, change, made, True)
    return cast(object, made)


@metal
def change_bytes(value: object, change: u32) -> object:
    """Bytes (or ASCII text) with the case changed."""
    v = stack_array(View, 1)[0]
    made = stack_array(View, 1)[0]
    open_view(value, v)
    result = made_like(v, v.length, 1, made)
    change_ascii(v, change, made)
    return result


@metal
def is_upper_or_lower(value: object, text: bool, want: u32) -> bool:
    """``isupper`` or ``islower``: something cased, and all of it so."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    against = (UPPER | LOWER | TITLE) & ~want
    found = False
    for i in range(v.length):
        c = unit(v.data, v.kind, i)
        flags = flags_of(c) if text or c < 128 else u32(0)
        if flags & against != 0:
            return False
        if flags & want != 0:
            found = True
    return found


@metal
def is_title(value: object, text: bool) -> bool:
    """``istitle``: upper case starts every word, lower case goes on."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    found = False
    after_cased = False
    for i in range(v.length):
        c = unit(v.data, v.kind, i)
        flags = flags_of(c) if text or c < 128 else u32(0)
        if flags & (UPPER | TITLE) != 0:
            if after_cased:
                return False
            after_cased = True
            found = True
        elif flags & LOWER != 0:
            if not after_cased:
                return False
            found = True
        else:
            after_cased = False
    return found


@metal
def all_have(value: object, flags: u32, text: bool) -> bool:
    """Whether there are units and all have one of some flags; in bytes only ASCII counts."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    if v.length == 0:
        return False
    for i in range(v.length):
        c = unit(v.data, v.kind, i)
        if not text and (c >= 128 or (c >= 28 and c < 32)):
            return False
        if flags_of(c) & flags == 0:
            return False
    return True


@metal
def units_ascii(value: object) -> bool:
    """``isascii``."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    return is_ascii(v)
