"""Case mapping, predicates and encodings beyond ASCII."""

SAMPLES = [
    "",
    "abc",
    "ABC",
    "aBc",
    "Straße",
    "ŉ",
    "ﬃ",
    "ΑΣ",
    "ΑΣ.",
    "ΑΣΑ",
    "Σ",
    "ὈΔΥΣΣΕΎΣ",
    "ǆ",
    "ǅ",
    "Ǆ",
    "İ",
    "ı",
    "ß",
    "ẞ",
    "ﬀoo",
    "Ა",
    "ა",
    "\u0345",
    "ᾳ",
    "ᾼ",
    "𐐀𐐨",
    "hello wOrld",
    "they're",
    "1a 2B",
    "ªº",
    "ⅷⅧ",
    "ⓐⒶ",
    "\u4e2d",
    "x\u0301y",
    "don't STOP",
    "éÉ",
    "ÿŸ",
    "µ",
    "ſ",
]
for s in SAMPLES:
    print(
        ascii(s),
        ascii(s.upper()),
        ascii(s.lower()),
        ascii(s.title()),
        ascii(s.casefold()),
        ascii(s.swapcase()),
        ascii(s.capitalize()),
    )
    print(
        s.isupper(),
        s.islower(),
        s.istitle(),
        s.isalpha(),
        s.isalnum(),
        s.isascii(),
        s.isprintable(),
    )

for s in [
    "",
    "1",
    "²",
    "½",
    "٣",
    "四",
    "Ⅷ",
    "12a",
    "1 2",
    "０",
    "𝟘",
    "①",
    " ",
    "\t\n",
    "\u2003",
    "\x1c",
    "\x85",
    "\xa0",
    "\u200b",
    "\u3000",
    "a ",
    "\ud800",
    "\U0001f600",
    "\u0378",
    "\ue000",
    "\xad",
]:
    print(
        ascii(s),
        s.isdecimal(),
        s.isdigit(),
        s.isnumeric(),
        s.isspace(),
        s.isalnum(),
        s.isalpha(),
        s.isprintable(),
        s.isidentifier(),
    )
print(
    int("٣٤"),
    int(" \u2003١\xa0"),
    float("٣.٥"),
    "".join(chr(i) for i in range(0x250) if chr(i).isupper())[-20:],
)
totals = [0] * 8
for i in range(0, 0x110000, 7):
    c = chr(i)
    for k, v in enumerate(
        (
            c.isalpha(),
            c.isdigit(),
            c.isspace(),
            c.isupper(),
            c.islower(),
            c.isprintable(),
            c.isnumeric(),
            c.isidentifier(),
        )
    ):
        totals[k] += v
print(totals)
changed = 0
for i in range(0, 0x20000, 3):
    c = chr(i)
    changed = (
        changed * 31 + sum(map(ord, c.upper() + c.lower() + c.title() + c.casefold()))
    ) & 0xFFFFFFFF
print(changed)


def show(function, *args):
    try:
        print(ascii(function(*args)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


TEXTS = [
    "abc",
    "é",
    "\u4e2d\u20ac",
    "\U0001f600x",
    "a\ud800b",
    "\udc80\udcff",
    "x\ud83d\ude00",
    "\x00\x7f\x80\xff",
]
CODECS = [
    "ascii",
    "latin-1",
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "utf-32-be",
]
for text in TEXTS:
    for codec in CODECS:
        print(ascii(text), codec, end=" ")
        show(text.encode, codec)
for errors in [
    "ignore",
    "replace",
    "backslashreplace",
    "xmlcharrefreplace",
    "surrogateescape",
    "surrogatepass",
    "nonsense",
]:
    for codec in ["ascii", "latin-1", "utf-8", "utf-16", "utf-32"]:
        for text in ["a\u4e2d\u4e2e\xe9b", "a\ud800\udc41b", "\udc80\udcffz"]:
            print(errors, codec, end=" ")
            show(text.encode, codec, errors)
BYTES = [
    b"abc",
    b"\xc3\xa9",
    b"\xe4\xb8\xad",
    b"\xf0\x9f\x98\x80",
    b"\x80",
    b"a\xffb",
    b"\xc3",
    b"\xc3(",
    b"\xe4\xb8",
    b"\xe4(",
    b"\xe4\xb8(",
    b"\xe0\x80\x80",
    b"\xed\xa0\x80",
    b"\xed\xb3\xbf.",
    b"\xf0\x9f",
    b"\xf0\x9f\x98",
    b"\xf0\x80\x80\x80",
    b"\xf4\x90\x80\x80",
    b"\xf5\x80",
    b"\xc0\xaf",
    b"\xf0\x9f(a",
    b"\xff\xfea\x00",
    b"\xfe\xff\x00a",
    b"a\x00b",
    b"\x00\xd8",
    b"\x00\xd8a\x00",
    b"\x00\xdca\x00",
    b"\xd8\x3d\xde\x00",
    b"\x3d\xd8\x00\xde",
]
for data in BYTES:
    for codec in ["ascii", "utf-8", "utf-16", "utf-16-le", "utf-16-be"]:
        print(data, codec, end=" ")
        show(data.decode, codec)
    for errors in ["ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass"]:
        print(data, errors, end=" ")
        show(data.decode, "utf-8", errors)
for data in [
    b"a\0\0\0",
    b"a\0\0",
    b"\0\xd8\0\0",
    b"\0\0\x11\0",
    b"\0\0\0a",
    b"\xff\xfe\0\0a\0\0\0",
]:
    for codec in ["utf-32", "utf-32-le", "utf-32-be"]:
        print(data, codec, end=" ")
        show(data.decode, codec)
        show(data.decode, codec, "replace")
show("a".encode, "UTF8")
show("a".encode, "Latin_1")
show("a".encode, "nonesuch")
show(b"a".decode, "US-ASCII")
show(b"\xe9".decode, "iso-8859-1")
