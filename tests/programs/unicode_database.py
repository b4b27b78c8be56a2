"""unicodedata: properties, names, normal forms, and the older version."""

import encodings.idna
import stringprep
import unicodedata
from unicodedata import ucd_3_2_0 as old


def attempt(make):
    try:
        print(ascii(make()))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


SAMPLE = (
    "\0", "\n", " ", "A", "z", "5", "(", "\xa0", "\xb2", "\xbd", "\xe9", "\u01c5", "\u0301", "\u0345", "\u0378", "\u05d0", "\u0661", "\u0e33",
    "\u1100", "\u1161", "\u11a8", "\u1369", "\u1b06", "\u202e", "\u2067", "\u2160", "\u2f00", "\u304c", "\u3099", "\u3400", "\u4e00", "\u5146",
    "\u9fff", "\uac00", "\uac01", "\ud7a3", "\ud800", "\ue000", "\uf900", "\ufb01", "\ufdfa", "\uff21", "\U00010107", "\U000110ba", "\U00011131",
    "\U00012399", "\U00017000", "\U00018b00", "\U0001b170", "\U0001d15e", "\U0001f1e6", "\U0001f600", "\U00020001", "\U0002f868", "\U000e01ef",
    "\U000f0000", "\U0010ffff",
)
print(unicodedata.unidata_version.count("."), old.unidata_version)
for c in SAMPLE:
    for data in (unicodedata, old):
        print(f"{ord(c):04X}", data.name(c, None), data.category(c), data.bidirectional(c) or "-", data.combining(c), data.mirrored(c),
              data.east_asian_width(c), data.decomposition(c) or "-", data.decimal(c, None), data.digit(c, None), data.numeric(c, None))
    print(*(ascii(unicodedata.normalize(form, c)) for form in ("NFC", "NFD", "NFKC", "NFKD")), *(old.normalize(form, c) == c for form in ("NFC", "NFKD")))

for text in ("cafe\u0301", "\xe9", "A\u030a", "\u212b", "a\u0323\u0307", "a\u0307\u0323", "\u1e0b\u0323", "\u1100\u1161\u11a8", "\uac00\u11a8\u11a8",
             "\u0301a", "a\u0328\u0301\u0300", "\u0b47\u0300\u0b3e", "\u0958", "\ufb01\u2460", "plain", "\u30cf\u3099\uff8a\uff9f", "\u03d2\u0301"):
    print(ascii(text), *(f"{ascii(unicodedata.normalize(form, text))} {unicodedata.is_normalized(form, text)} {old.is_normalized(form, text)}"
                         for form in ("NFC", "NFD", "NFKC", "NFKD")))
plain = "same"
print(unicodedata.normalize("NFC", plain) is plain, unicodedata.normalize("nothing", "") == "")

for name in ("LATIN SMALL LETTER A", "latin small letter e with acute", "SNOWMAN", "HANGUL SYLLABLE GAGG", "HANGUL SYLLABLE HIH", "HANGUL SYLLABLE A",
             "CJK UNIFIED IDEOGRAPH-4E00", "CJK UNIFIED IDEOGRAPH-20001", "CJK COMPATIBILITY IDEOGRAPH-F900", "nushu character-1b170", "LINE FEED", "NUL",
             "BOM", "LATIN SMALL LETTER GHA", "KEYCAP DIGIT ONE", "LATIN SMALL LETTER R WITH TILDE", "VARIATION SELECTOR-256", "BRAILLE PATTERN DOTS-1245",
             "hangul syllable ga", "CJK UNIFIED IDEOGRAPH-4e00", "CJK UNIFIED IDEOGRAPH-FFFF", "HANGUL SYLLABLE ", "HANGUL SYLLABLE GAX", "NO SUCH", "A",
             "", "LATIN", "\xe9", "x" * 300, b"SPACE", 5):
    attempt(lambda: unicodedata.lookup(name))
for name in ("SNOWMAN", "GRINNING FACE", "NEWLINE", "KEYCAP DIGIT ONE", "CJK UNIFIED IDEOGRAPH-9FCB", "CJK COMPATIBILITY IDEOGRAPH-F900"):
    attempt(lambda: old.lookup(name))
print("\u03b1\U0001f600".encode("ascii", "namereplace"))

for function in (unicodedata.name, unicodedata.decimal, unicodedata.digit, unicodedata.numeric, old.name, old.numeric):
    attempt(lambda: function("\x01"))
    attempt(lambda: function("\x01", "default"))
for function in (unicodedata.category, unicodedata.combining, unicodedata.name, unicodedata.mirrored, old.category, old.decimal):
    attempt(lambda: function("ab"))
    attempt(lambda: function(1))
attempt(lambda: unicodedata.normalize("NFX", "a"))
attempt(lambda: unicodedata.normalize("NFC", b"a"))
attempt(lambda: unicodedata.is_normalized("NFX", "a"))
attempt(lambda: type(old)())
print(type(old).__name__, type(old).__module__, stringprep.in_table_a1("\u0221"), stringprep.in_table_d1("\u05be"), stringprep.map_table_b2("\u1e9e"))
print("b\xfccher.example".encode("idna"), b"xn--bcher-kva.example".decode("idna"), ascii("\u30cf\u3099\uff21.\xdf".encode("idna")))
