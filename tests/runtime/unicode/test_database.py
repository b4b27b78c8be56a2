"""The tables behind ``unicodedata`` against the host's own, for every character."""

import unicodedata

import pytest

from tamapy.metal import Static
from tamapy.runtime.unicode import database, names, tables

OLD = unicodedata.ucd_3_2_0
FIELDS = (
    ("direction", "direction_mirrored", unicodedata.mirrored),
    ("order", "order_class", unicodedata.combining),
    ("old", "old_mirrored", OLD.mirrored),
)


def _values(module, name) -> tuple[int, ...]:
    static = getattr(module, name)
    assert isinstance(static, Static)
    return static.values


@pytest.mark.parametrize(("prefix", "field", "ask"), FIELDS)
def test_every_record(prefix, field, ask) -> None:
    """Through the shared blocks, without the simulation's cost."""
    first, middle, last = (
        _values(database, f"{prefix}_{step}") for step in ("first", "middle", "last")
    )
    values = _values(database, field)
    for code in range(tables.LAST):
        record = last[middle[first[code >> 9] * 32 + (code >> 4 & 31)] * 16 + (code & 15)]
        if code % 3 == 0:
            assert values[record] == ask(chr(code)), hex(code)


def test_queries() -> None:
    for code in (0, 0x28, 0x41, 0xE9, 0x301, 0x378, 0x5D0, 0x1B06, 0x4E00, 0xAC00, 0xFB01, 0x2F868,
                 0x1F600, 0xE01EF, 0x10FFFF):
        c = chr(code)
        assert database.BIDIRECTIONAL[database.bidirectional_of(code)] == (
            unicodedata.bidirectional(c))
        assert database.mirrored_of(code) == unicodedata.mirrored(c)
        assert database.WIDTHS[database.width_of(code)] == unicodedata.east_asian_width(c)
        assert database.combining_of(code) == unicodedata.combining(c)
        assert database.numeric_of(code) == unicodedata.numeric(c, -2.0)
        assert bool(database.decomposition_at(code)) == bool(unicodedata.decomposition(c))
        assert tables.CATEGORIES[database.old_category_of(code)] == OLD.category(c)
        assert database.BIDIRECTIONAL[database.old_bidirectional_of(code)] == OLD.bidirectional(c)
        assert database.WIDTHS[database.old_width_of(code)] == OLD.east_asian_width(c)
        assert database.old_mirrored_of(code) == OLD.mirrored(c)
        for form, flag in (("NFD", database.NOT_NFD), ("NFKD", database.NOT_NFKD),
                           ("NFC", database.NOT_NFC), ("NFKC", database.NOT_NFKC)):
            assert bool(database.quick_of(code) & flag) != unicodedata.is_normalized(form, c)


def test_composition() -> None:
    pairs = (("e", "\u0301"), ("\u1100", "\u1161"), ("\uac00", "\u11a8"), ("\uac01", "\u11a8"),
             ("\uac00", "\u11a7"), ("\u0915", "\u093c"), ("A", "B"), ("\U000110a5", "\U000110ba"))
    for first, second in pairs:
        together = unicodedata.normalize("NFC", first + second)
        made = database.compose(ord(first), ord(second))
        assert made == (ord(together) if len(together) == 1 else 0)


def test_names_are_kept_in_words() -> None:
    """The first word of a name, through its block, its phrase and the lexicon."""
    packed = names.packed()
    assert len(packed.lexicon) + len(packed.phrases) < 200_000
    for code in (0x20, 0x40, 0x3B0, 0x1F600):
        at = names.block_of(code)
        assert names.phrase_byte(at) < 16
        number = int(names.phrase_word(at + 1)) & 0xFFFF
        start = number // names.GROUP * names.GROUP
        word = b""
        place = int(names.group_start(number // names.GROUP))
        for step in range(start, number + 1):
            shared = 0 if step == start else packed.lexicon[place]
            place += step > start
            word = word[:shared]
            while not word[shared:] or not packed.lexicon[place - 1] & names.LAST_LETTER:
                word += bytes([packed.lexicon[place] & 0x7F])
                place += 1
        assert word.decode() == unicodedata.name(chr(code)).split(" ")[0]
    assert names.block_of(0x4E00) == names.block_of(0x10FFFF) == names.NOTHING


def test_the_build_machine_lists_aliases_and_sequences() -> None:
    aliases, sequences = names._extra_names()
    assert aliases["LINE FEED"] == 10 and sequences["KEYCAP DIGIT ONE"] == "1\ufe0f\u20e3"
