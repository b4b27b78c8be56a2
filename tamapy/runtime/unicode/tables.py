"""Tables of character properties, computed from the build machine's ``unicodedata``.

A character's record is found in three steps, through a block of 512 characters and one
of 16; equal blocks and equal records are shared. Nothing is computed unless a table is
used.
"""

import unicodedata
from functools import cache
from typing import NamedTuple

from tamapy.metal import const_array, i32, u8, u16, u32

#: The version of Unicode.
VERSION = unicodedata.unidata_version

#: Bits of a code point that the last and the middle step look at.
LOW_BITS = 4
MIDDLE_BITS = 5
LAST = 0x110000

ALPHA = 1 << 0
LOWER = 1 << 1
UPPER = 1 << 2
TITLE = 1 << 3
DECIMAL = 1 << 4
DIGIT = 1 << 5
NUMERIC = 1 << 6
SPACE = 1 << 7
LINE_BREAK = 1 << 8
PRINTABLE = 1 << 9
ID_START = 1 << 10
ID_CONTINUE = 1 << 11
CASED = 1 << 12
CASE_IGNORABLE = 1 << 13
#: The full mapping to upper, lower, title case or the case fold is in the table of specials.
SPECIAL = 1 << 14

CATEGORIES = (
    "Cn", "Lu", "Ll", "Lt", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf",
    "Cs", "Co", "Lm", "Lo", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So",
)

#: Characters that word-break rules, not their category, make case-ignorable.
_IGNORABLE_PUNCTUATION = frozenset(
    "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a"
)
_IGNORABLE_CATEGORIES = frozenset(("Mn", "Me", "Cf", "Lm", "Sk"))
_LINE_BREAKS = frozenset("\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")


class Record(NamedTuple):
    """What the tables say of a character; the mappings are differences of code points."""

    flags: int
    digit: int
    upper: int
    lower: int
    title: int
    fold: int


def _probes(c: str, category: str) -> tuple[tuple[int, bool], ...]:
    cased = c.islower() or c.isupper() or category == "Lt"
    ignorable = category in _IGNORABLE_CATEGORIES or c in _IGNORABLE_PUNCTUATION
    return (
        (ALPHA, c.isalpha()), (LOWER, c.islower()), (UPPER, c.isupper()),
        (TITLE, category == "Lt"), (DECIMAL, c.isdecimal()), (DIGIT, c.isdigit()),
        (NUMERIC, c.isnumeric()), (SPACE, c.isspace()), (LINE_BREAK, c in _LINE_BREAKS),
        (PRINTABLE, c.isprintable()), (ID_START, c.isidentifier()),
        (ID_CONTINUE, ("a" + c).isidentifier()), (CASED, cased), (CASE_IGNORABLE, ignorable),
    )


def _record(code: int) -> Record:
    c = chr(code)
    category = unicodedata.category(c)
    flags = sum(bit for bit, holds in _probes(c, category) if holds)
    mapped = [c.upper(), c.lower(), c.title(), c.casefold()]
    if any(len(m) > 1 for m in mapped):
        flags |= SPECIAL
    deltas = [ord(m) - code if len(m) == 1 else 0 for m in mapped]
    return Record(flags, unicodedata.digit(c, 0), *deltas)


#: Ranges in which all characters have one record, too long to look at each.
_UNIFORM = (
    (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xAC00, 0xD7A4), (0xD800, 0xE000), (0xE000, 0xF900),
    (0x17000, 0x18700), (0x20000, 0x2A6E0), (0x2A700, 0x2B739), (0x2B740, 0x2B81E),
    (0x2B820, 0x2CEA2), (0x2CEB0, 0x2EBE1), (0x30000, 0x3134B), (0x3134B, 0xE0000),
    (0xE1000, 0xF0000), (0xF0000, 0xFFFFE), (0x100000, 0x10FFFE),
)


@cache
def _characters() -> tuple[list[Record], list[int]]:
    """All distinct records and every character's index into them."""
    known: dict[Record, int] = {_record(LAST - 1): 0}
    indices = [0] * LAST
    code = 0
    starts = dict(_UNIFORM)
    while code < LAST:
        stop = starts.get(code)
        index = known.setdefault(_record(code), len(known))
        if stop is None or unicodedata.numeric(chr(code), None) is not None:
            indices[code] = index
            code += 1
        else:
            indices[code:stop] = [index] * (stop - code)
            code = stop
    for code in range(0x3400, 0xA000):  # ideographs that are numbers
        if chr(code).isnumeric():
            indices[code] = known.setdefault(_record(code), len(known))
    for code in range(0x20000, 0x30000):
        if chr(code).isnumeric():
            indices[code] = known.setdefault(_record(code), len(known))
    return list(known), indices


def _share(items: list[int], bits: int) -> tuple[list[int], list[int]]:
    """The block of every ``2**bits`` items, and the distinct blocks one after another."""
    known: dict[tuple[int, ...], int] = {}
    size = 1 << bits
    first = [
        known.setdefault(tuple(items[at : at + size]), len(known))
        for at in range(0, len(items), size)
    ]
    return first, [item for block in known for item in block]


def share_in_steps(items: list[int]) -> tuple[list[int], list[int], list[int]]:
    """Items in three steps: first and middle blocks by number, last blocks of items."""
    middle, last = _share(items, LOW_BITS)
    first, middle = _share(middle, MIDDLE_BITS)
    return first, middle, last


@cache
def _record_steps() -> tuple[list[int], list[int], list[int]]:
    return share_in_steps(_characters()[1])


@cache
def _category_steps() -> tuple[list[int], list[int], list[int]]:
    return share_in_steps([CATEGORIES.index(unicodedata.category(chr(c))) for c in range(LAST)])


def _field(name: str) -> list[int]:
    return [getattr(record, name) for record in _characters()[0]]


record_first = const_array(u8, lambda: _record_steps()[0])
record_middle = const_array(u16, lambda: _record_steps()[1])
record_last = const_array(u8, lambda: _record_steps()[2])
record_flags = const_array(u16, lambda: _field("flags"))
record_digit = const_array(u8, lambda: _field("digit"))
record_upper = const_array(i32, lambda: _field("upper"))
record_lower = const_array(i32, lambda: _field("lower"))
record_title = const_array(i32, lambda: _field("title"))
record_fold = const_array(i32, lambda: _field("fold"))

category_first = const_array(u8, lambda: _category_steps()[0])
category_middle = const_array(u16, lambda: _category_steps()[1])
category_last = const_array(u8, lambda: _category_steps()[2])


@cache
def _specials() -> list[int]:
    records, indices = _characters()
    special = {i for i, r in enumerate(records) if r.flags & SPECIAL}
    return [code for code in range(0x20000) if indices[code] in special]


def _expansions() -> list[int]:
    """Twelve code points a special character: three for each mapping, filled up with 0."""
    found = []
    for code in _specials():
        c = chr(code)
        for mapped in (c.upper(), c.lower(), c.title(), c.casefold()):
            found += [ord(m) for m in mapped] + [0] * (3 - len(mapped))
    return found


special_codes = const_array(u32, _specials)
special_expansions = const_array(u32, _expansions)
special_count = const_array(u32, lambda: [len(_specials())])
