"""unicodedata: properties, names, normalization, the old database."""

import unicodedata as u


def attempt(make):
    try:
        print(ascii(make()))
    except Exception as error:
        print(type(error).__name__, error)


SOME = "\0A z5\u00bd\u00e9\u0130\u02b0\u0300\u0345\u05d0\u0661\u0f33\u2160\u2126\u2028\u2474\u3042\u4e00\uac01\ud800\ue000\uf900\ufb01\uff21\ufffd\U0001d7d8\U0001f600\U0002f868\U000e0041\U00100000\u0378"
print(u.unidata_version, u.ucd_3_2_0.unidata_version)
for c in SOME:
    print(f"{ord(c):04X}", u.category(c), u.bidirectional(c), u.combining(c), u.east_asian_width(c), u.mirrored(c), u.decomposition(c), u.decimal(c, None), u.digit(c, None), u.numeric(c, None), u.name(c, None))
    old = u.ucd_3_2_0
    print("  ", old.category(c), old.bidirectional(c), old.east_asian_width(c), old.decomposition(c), old.numeric(c, None), old.name(c, None))
print([u.mirrored(c) for c in "(<a\u2208"], u.numeric("\u4e8c"), u.numeric("\u0f33"))

for name in ("LATIN SMALL LETTER E WITH ACUTE", "latin small letter e with acute", "SNOWMAN", "HANGUL SYLLABLE GGWIBS", "HANGUL SYLLABLE A", "CJK UNIFIED IDEOGRAPH-4E00", "NUSHU CHARACTER-1B170", "LATIN CAPITAL LETTER GHA", "NULL", "LATIN SMALL LETTER I WITH MACRON AND GRAVE", "ZERO WIDTH NO-BREAK SPACE", "BOM"):
    attempt(lambda: u.lookup(name))
for name in ("", "NOTHING", "HANGUL SYLLABLE X", "CJK UNIFIED IDEOGRAPH-4e00", "CJK UNIFIED IDEOGRAPH-10", "A" * 300):
    attempt(lambda: u.lookup(name)[:3])
print(ascii([u.lookup(u.name(chr(c), "SPACE")) == chr(c) for c in range(0x0, 0x3000, 89)].count(False)), ascii("\N{GREEK SMALL LETTER PI}"))

TEXTS = ("plain", "\u00e9", "e\u0301", "\u1e9b\u0323", "a\u0328\u0301\u0300", "a\u0301\u0328", "\u1100\u1161\u11a8", "\uac00\u11a8", "\ufb01\u2460\u00bd", "\u2126\u212b", "\u0958", "\u0344", "\ufdfa", "\u03d3\u0301", "\u1112\u1161\u11ab\u1100\u1173\u11af", "\u0041\u030a\u0045")
for text in TEXTS:
    print(ascii(text), *[(form, ascii(u.normalize(form, text)), u.is_normalized(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")])
print(ascii(u.ucd_3_2_0.normalize("NFD", "\U0002f868\u00e9")), ascii(u.normalize("NFD", "\U0002f868\u00e9")))
attempt(lambda: u.normalize("NFX", "a"))
attempt(lambda: u.normalize("NFC", 5))
attempt(lambda: u.category("ab"))
attempt(lambda: u.name(5))
attempt(lambda: u.name("\0"))
attempt(lambda: u.decimal("x"))
attempt(lambda: u.digit("x"))
attempt(lambda: u.numeric("x"))
attempt(lambda: u.UCD())
