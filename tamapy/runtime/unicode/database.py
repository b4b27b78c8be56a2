"""What ``unicodedata`` knows of characters beyond the runtime's own tables.

Computed, like those, from the build machine's ``unicodedata``, and found in the same three
steps; a table is in an image only if what is used needs it.
"""

import unicodedata
from functools import cache
from typing import Any

from tamapy.metal import const_array, f64, metal, u8, u16, u32, usize
from tamapy.runtime.unicode.tables import CATEGORIES, LAST, share_in_steps

BIDIRECTIONAL = (
    "", "L", "LRE", "LRO", "R", "AL", "RLE", "RLO", "PDF", "EN", "ES", "ET", "AN", "CS", "NSM",
    "BN", "B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI",
)
WIDTHS = ("F", "H", "W", "Na", "A", "N")
#: What marks a compatibility decomposition; the first is that of a canonical one.
TAGS = (
    "", "<circle>", "<compat>", "<final>", "<font>", "<fraction>", "<initial>", "<isolated>",
    "<medial>", "<narrow>", "<noBreak>", "<small>", "<square>", "<sub>", "<super>", "<vertical>",
    "<wide>",
)

#: What tells without more that a text with this character is not in a form, or may not be.
NOT_NFD = 1 << 0
NOT_NFKD = 1 << 1
NOT_NFC = 1 << 2
NOT_NFKC = 1 << 3
MAY_COMPOSE = 1 << 4

# Hangul syllables and their parts (the Unicode Standard, section 3.12).
S_BASE, L_BASE, V_BASE, T_BASE = 0xAC00, 0x1100, 0x1161, 0x11A7
L_COUNT, V_COUNT, T_COUNT = 19, 21, 28
S_COUNT = L_COUNT * V_COUNT * T_COUNT

#: Below this and from the next on lies all that is not unassigned.
_UPPER_END, _SPECIAL_START = 0x40000, 0xE0000


def _numbered(records: list[Any]) -> tuple[list[int], list[Any]]:
    """Every character's index into the distinct records, and these."""
    known: dict[Any, int] = {}
    return [known.setdefault(record, len(known)) for record in records], list(known)


# -- direction and width -----------------------------------------------------------------


@cache
def _directions() -> tuple[list[int], list[Any]]:
    return _numbered([
        (BIDIRECTIONAL.index(unicodedata.bidirectional(c)), unicodedata.mirrored(c),
         WIDTHS.index(unicodedata.east_asian_width(c)))
        for c in map(chr, range(LAST))
    ])


@cache
def _direction_steps() -> tuple[list[int], list[int], list[int]]:
    return share_in_steps(_directions()[0])


def _direction_field(field: int) -> list[int]:
    return [record[field] for record in _directions()[1]]


direction_first = const_array(u8, lambda: _direction_steps()[0])
direction_middle = const_array(u16, lambda: _direction_steps()[1])
direction_last = const_array(u8, lambda: _direction_steps()[2])
direction_class = const_array(u8, lambda: _direction_field(0))
direction_mirrored = const_array(u8, lambda: _direction_field(1))
direction_width = const_array(u8, lambda: _direction_field(2))


@metal
def _direction(c: u32) -> usize:
    middle = (u32(direction_first[c >> 9]) << 5) | ((c >> 4) & 31)
    return usize(direction_last[(u32(direction_middle[middle]) << 4) | (c & 15)])


@metal
def bidirectional_of(c: u32) -> u32:
    """The bidirectional class as an index into :data:`BIDIRECTIONAL`."""
    return u32(direction_class[_direction(c)])


@metal
def mirrored_of(c: u32) -> u32:
    """1 if a character is mirrored in text from right to left, else 0."""
    return u32(direction_mirrored[_direction(c)])


@metal
def width_of(c: u32) -> u32:
    """The East Asian width as an index into :data:`WIDTHS`."""
    return u32(direction_width[_direction(c)])


# -- the same in Unicode 3.2.0, as IDNA and stringprep want it ------------------------------


@cache
def _old() -> tuple[list[int], list[Any]]:
    old = unicodedata.ucd_3_2_0

    def record(code: int) -> tuple[int, int, int, int]:
        c = chr(code)
        return (
            CATEGORIES.index(old.category(c)), BIDIRECTIONAL.index(old.bidirectional(c)),
            old.mirrored(c), WIDTHS.index(old.east_asian_width(c)),
        )

    return _numbered([
        *map(record, range(_UPPER_END)),
        *[record(_UPPER_END)] * (_SPECIAL_START - _UPPER_END),
        *map(record, range(_SPECIAL_START, LAST)),
    ])


@cache
def _old_steps() -> tuple[list[int], list[int], list[int]]:
    return share_in_steps(_old()[0])


def _old_field(field: int) -> list[int]:
    return [record[field] for record in _old()[1]]


old_first = const_array(u8, lambda: _old_steps()[0])
old_middle = const_array(u16, lambda: _old_steps()[1])
old_last = const_array(u8, lambda: _old_steps()[2])
old_category = const_array(u8, lambda: _old_field(0))
old_class = const_array(u8, lambda: _old_field(1))
old_mirrored = const_array(u8, lambda: _old_field(2))
old_width = const_array(u8, lambda: _old_field(3))


@metal
def _old_record(c: u32) -> usize:
    middle = (u32(old_first[c >> 9]) << 5) | ((c >> 4) & 31)
    return usize(old_last[(u32(old_middle[middle]) << 4) | (c & 15)])


@metal
def old_category_of(c: u32) -> u32:
    """The general category in Unicode 3.2.0."""
    return u32(old_category[_old_record(c)])


@metal
def old_bidirectional_of(c: u32) -> u32:
    """The bidirectional class in Unicode 3.2.0."""
    return u32(old_class[_old_record(c)])


@metal
def old_mirrored_of(c: u32) -> u32:
    """Whether a character was mirrored in Unicode 3.2.0."""
    return u32(old_mirrored[_old_record(c)])


@metal
def old_width_of(c: u32) -> u32:
    """The East Asian width in Unicode 3.2.0."""
    return u32(old_width[_old_record(c)])


@cache
def old_decimals() -> str:
    """The digits that are decimal in Unicode 3.2.0 only."""
    old = unicodedata.ucd_3_2_0
    digits = [c for c in map(chr, range(_UPPER_END)) if c.isdigit() and not c.isdecimal()]
    return "".join(c for c in digits if old.decimal(c, None) is not None)


def old_corrections() -> dict[str, str]:
    """The characters that Unicode 3.2.0 decomposes otherwise (corrigendum 4)."""
    old = unicodedata.ucd_3_2_0
    return {
        c: old.normalize("NFD", c) for c in map(chr, range(0x2F800, 0x2FA20))
        if old.normalize("NFD", c) != unicodedata.normalize("NFD", c)
    }


# -- numbers -----------------------------------------------------------------------------


@cache
def _numbers() -> tuple[list[int], list[Any]]:
    return _numbered([
        unicodedata.numeric(c, -2.0) if c.isnumeric() else -2.0 for c in map(chr, range(LAST))
    ])


@cache
def _number_steps() -> tuple[list[int], list[int], list[int]]:
    return share_in_steps(_numbers()[0])


number_first = const_array(u8, lambda: _number_steps()[0])
number_middle = const_array(u16, lambda: _number_steps()[1])
number_last = const_array(u8, lambda: _number_steps()[2])
number_values = const_array(f64, lambda: _numbers()[1])


@metal
def numeric_of(c: u32) -> f64:
    """The numeric value; -2 if there is none (the least that a character has is -1/2)."""
    middle = (u32(number_first[c >> 9]) << 5) | ((c >> 4) & 31)
    return number_values[usize(number_last[(u32(number_middle[middle]) << 4) | (c & 15)])]


# -- decomposition -----------------------------------------------------------------------


def _utf16(text: str) -> list[int]:
    data = text.encode("utf-16-le", "surrogatepass")
    return [data[at] | data[at + 1] << 8 for at in range(0, len(data), 2)]


@cache
def _decompositions() -> tuple[list[int], list[int]]:
    """Where every character's decomposition starts in the second list; 0 if it has none.

    There, the index of its tag with the number of units above it, then these (UTF-16).
    """
    starts: dict[str, int] = {"": 0}
    data = [0]
    places = []
    for code in range(LAST):
        found = unicodedata.decomposition(chr(code))
        if found not in starts:
            starts[found] = len(data)
            parts = found.split()
            tag = parts.pop(0) if found[0] == "<" else ""
            units = _utf16("".join(chr(int(part, 16)) for part in parts))
            data += [TAGS.index(tag) | len(units) << 8, *units]
        places.append(starts[found])
    return places, data


@cache
def _decomposition_steps() -> tuple[list[int], list[int], list[int]]:
    return share_in_steps(_decompositions()[0])


decomposition_first = const_array(u8, lambda: _decomposition_steps()[0])
decomposition_middle = const_array(u16, lambda: _decomposition_steps()[1])
decomposition_last = const_array(u16, lambda: _decomposition_steps()[2])
decomposition_data = const_array(u16, lambda: _decompositions()[1])


@metal
def decomposition_at(c: u32) -> u32:
    """Where the units of a character's decomposition start, after their head; 0: none."""
    middle = (u32(decomposition_first[c >> 9]) << 5) | ((c >> 4) & 31)
    return u32(decomposition_last[(u32(decomposition_middle[middle]) << 4) | (c & 15)])


@metal
def decomposition_unit(at: u32) -> u32:
    """A unit of a decomposition, or its head."""
    return u32(decomposition_data[at])


# -- composition and what is in which form ---------------------------------------------------


@cache
def _pairs() -> list[tuple[int, int, int]]:
    """Pairs of characters that are composed, with what they become, in order."""
    found = []
    for code in range(0x30000):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and parts[0][0] != "<":
            first, second = (int(part, 16) for part in parts)
            if unicodedata.normalize("NFC", chr(first) + chr(second)) == chr(code):
                found.append((first, second, code))
    return sorted(found)


pair_first = const_array(u32, lambda: [pair[0] for pair in _pairs()])
pair_second = const_array(u32, lambda: [pair[1] for pair in _pairs()])
pair_made = const_array(u32, lambda: [pair[2] for pair in _pairs()])
pair_count = const_array(u32, lambda: [len(_pairs())])


@metal
def compose(first: u32, second: u32) -> u32:
    """What two characters become together; 0 if they stay apart."""
    if first - L_BASE < L_COUNT and second - V_BASE < V_COUNT:
        return S_BASE + ((first - L_BASE) * V_COUNT + second - V_BASE) * T_COUNT
    if first - S_BASE < S_COUNT and (first - S_BASE) % T_COUNT == 0:
        if second > T_BASE and second < T_BASE + T_COUNT:
            return first + second - T_BASE
    low = usize(0)
    high = usize(pair_count[0])
    while high - low > 1:
        middle = (low + high) // 2
        key = pair_first[middle]
        if key < first or (key == first and pair_second[middle] <= second):
            low = middle
        else:
            high = middle
    if pair_first[low] == first and pair_second[low] == second:
        return pair_made[low]
    return 0


def _quick(code: int, seconds: set[int]) -> int:
    c = chr(code)
    found = MAY_COMPOSE if code in seconds else 0
    if S_BASE <= code < S_BASE + S_COUNT:
        return found | NOT_NFD | NOT_NFKD
    decomposition = unicodedata.decomposition(c)
    if not decomposition:
        return found
    found |= NOT_NFKD
    if decomposition[0] != "<":
        found |= NOT_NFD
    if unicodedata.normalize("NFC", c) != c:
        found |= NOT_NFC
    if unicodedata.normalize("NFKC", c) != c:
        found |= NOT_NFKC
    return found


@cache
def _orders() -> tuple[list[int], list[Any]]:
    seconds = {pair[1] for pair in _pairs()}
    seconds |= {*range(V_BASE, V_BASE + V_COUNT), *range(T_BASE + 1, T_BASE + T_COUNT)}
    return _numbered([
        (unicodedata.combining(chr(code)), _quick(code, seconds)) for code in range(LAST)
    ])


@cache
def _order_steps() -> tuple[list[int], list[int], list[int]]:
    return share_in_steps(_orders()[0])


order_first = const_array(u8, lambda: _order_steps()[0])
order_middle = const_array(u16, lambda: _order_steps()[1])
order_last = const_array(u8, lambda: _order_steps()[2])
order_class = const_array(u8, lambda: [record[0] for record in _orders()[1]])
order_quick = const_array(u8, lambda: [record[1] for record in _orders()[1]])


@metal
def _order(c: u32) -> usize:
    middle = (u32(order_first[c >> 9]) << 5) | ((c >> 4) & 31)
    return usize(order_last[(u32(order_middle[middle]) << 4) | (c & 15)])


@metal
def combining_of(c: u32) -> u32:
    """The canonical combining class; 0 if a character does not combine."""
    return u32(order_class[_order(c)])


@metal
def quick_of(c: u32) -> u32:
    """The flags ``NOT_NFD`` to ``MAY_COMPOSE``."""
    return u32(order_quick[_order(c)])
