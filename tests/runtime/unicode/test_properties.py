"""Character properties against the host's, for every character."""

import unicodedata

from tamapy.metal import stack_array, u32
from tamapy.runtime.unicode import properties, tables


def test_every_record():
    """Every character through the shared blocks, without the simulation's cost."""
    records, _ = tables._characters()
    assert len(records) <= 256
    for prefix, check in (("record", None), ("category", unicodedata.category)):
        first, middle, last = (
            getattr(tables, f"{prefix}_{step}").values for step in ("first", "middle", "last")
        )
        for code in range(tables.LAST):
            found = last[middle[first[code >> 9] * 32 + (code >> 4 & 31)] * 16 + (code & 15)]
            if check is not None:
                assert tables.CATEGORIES[found] == check(chr(code))
            elif code % 7 == 0 or code < 0x3000 or chr(code).isnumeric():
                assert records[found] == tables._record(code), hex(code)


def test_queries():
    out = stack_array(u32, 4)
    sample = [*range(0x250), 0x130, 0x1C5, 0x1F88, 0xFB03, 0x661, 0x2028, 0x10400, 0xB2, 0x3007]
    for code in sample:
        c = chr(code)
        assert properties.is_space(code) == c.isspace()
        assert properties.decimal_value(code) == unicodedata.decimal(c, 10)
        assert properties.digit_value(code) == unicodedata.digit(c, 10)
        category = tables.CATEGORIES[properties.category_of(code)]
        assert category == unicodedata.category(c)
        for mapping, text in enumerate((c.upper(), c.lower(), c.title(), c.casefold())):
            count = properties.map_case(code, mapping, out)
            assert "".join(chr(out[i]) for i in range(count)) == text


def test_case_ignorable_by_final_sigma():
    """The host shows which characters it ignores by what becomes of a sigma."""
    records, indices = tables._characters()
    for code in range(0x20000):
        flags = records[indices[code]].flags
        c = chr(code)
        final = ("A\u03a3" + c).lower()[1] == "\u03c2"
        lower = ("A" + c + "\u03a3").lower()[-1] == "\u03c2"
        if flags & tables.CASE_IGNORABLE:
            assert final and lower, hex(code)
        else:
            cased = bool(flags & tables.CASED)
            assert final is not cased and lower is cased, hex(code)
