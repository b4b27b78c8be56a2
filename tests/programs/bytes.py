"""bytes: every method, construction, formatting, error messages."""


def show(label, function, *args, **kwargs):
    try:
        print(label, repr(function(*args, **kwargs)))
    except Exception as error:
        print(label, type(error).__name__, error)


b = b"Hello, world\x00\xff\n"
print(
    b,
    len(b),
    b[0],
    b[-1],
    b[1:4],
    b[::-1],
    b[::3],
    b'"',
    b"'",
    b"'\"",
    b"\\\t\r\x7f",
    bytes(range(8)),
)
show("index", lambda: b[50])
show("index type", lambda: b["a"])
show("assign", lambda: b.__setitem__(0, 1))
for source in (
    (),
    (5,),
    (b"ab",),
    ([1, 2, 255],),
    ((1,),),
    (bytearray(b"x"),),
    (range(3),),
    ("a", "ascii"),
    ("\xe9", "utf-8"),
    ("\xe9", "ascii", "replace"),
    ("a",),
    (-1,),
    ([256],),
    ([-1],),
    (["a"],),
    (1.5,),
    (None,),
    (5, "ascii"),
    (10**30,),
    (object,),
):
    show(source, bytes, *source)
show("kw", bytes, source="a", encoding="ascii")
show("errors", bytes, b"a", errors="x")


class WithBytes:
    def __bytes__(self):
        return b"from bytes"


class BadBytes:
    def __bytes__(self):
        return "x"


class Index:
    def __index__(self):
        return 3


print(bytes(WithBytes()), bytes(Index()), bytes([Index()]))
show("bad", bytes, BadBytes())
print(
    b"a" + b"b",
    b"a" + bytearray(b"b"),
    type(b"a" + bytearray(b"b")).__name__,
    b"ab" * 3,
    2 * b"xy",
    b"a" * 0,
    b"" * 5,
    b"a" + memoryview(b"q"),
)
show("add", lambda: b"a" + "b")
show("add", lambda: b"a" + 1)
show("mul", lambda: b"a" * "b")
print(
    b"a" < b"b",
    b"a" == b"a",
    b"a" == bytearray(b"a"),
    b"a" == memoryview(b"a"),
    b"a" == "a",
    b"a" != "a",
    b"ab" > b"a",
    b"" < b"\x00",
    b"\xff" > b"\x00",
    b"a" >= b"b",
)
show("order", lambda: b"a" < "a")
print(
    b"ell" in b,
    72 in b,
    0 in b,
    b"xyz" in b,
    b"" in b,
    hash(b"abc") == hash(bytes([97, 98, 99])),
    {b"k": 1}[b"k"],
)
show("in", lambda: "a" in b)
show("in", lambda: 256 in b)
for sub in (b"o", b"wor", 111, b"", b"zz", bytearray(b"ll"), memoryview(b"l"), 0):
    print(
        sub if not isinstance(sub, memoryview) else "mv",
        b.find(sub),
        b.rfind(sub),
        b.count(sub),
        b.find(sub, 5),
        b.rfind(sub, 0, 8),
        b.count(sub, -5),
    )
show("find", b.find, "a")
show("find", b.find, 300)
show("index", b.index, b"zz")
show("rindex", b.rindex, b"zz")
print(b.index(b"l"), b.rindex(b"l"))
print(
    b" a b\tc\n".split(),
    b"a,b,,c".split(b","),
    b"a,b,c".split(b",", 1),
    b"a,b,c".rsplit(b",", 1),
    b" a b ".rsplit(None, 1),
    b"a\x1cb".split(),
    b"".split(b","),
    b"a b".split(sep=None, maxsplit=0),
)
print(
    b"a\nb\r\nc\x0bd\x85".splitlines(),
    b"a\n\nb\r".splitlines(True),
    b"a.b.c".partition(b"."),
    b"a.b.c".rpartition(b"."),
    b"abc".partition(b"x"),
    b"abc".rpartition(b"x"),
)
show("split", b"a".split, b"")
show("split", b"a".split, "a")
show("partition", b"a".partition, b"")
print(
    b"  x \t".strip(),
    b"xxaxx".strip(b"x"),
    b"xyaxy".lstrip(b"yx"),
    b"  a ".rstrip(),
    b"banana".replace(b"a", b"oo"),
    b"banana".replace(b"an", b"", 1),
    b"abc".replace(b"", b"-"),
)
show("strip", b"a".strip, "a")
show("replace", b"a".replace, "a", b"b")
print(
    b"abc".startswith(b"ab"),
    b"abc".startswith((b"x", b"a")),
    b"abc".endswith(b"c", 1),
    b"abc".endswith((b"b",)),
    b"abc".startswith(bytearray(b"a")),
)
show("startswith", b"a".startswith, "a")
show("startswith", b"a".startswith, ("a",))
print(b",".join([b"a", bytearray(b"b"), memoryview(b"c")]), b"".join([]), b"-".join((b"x",)))
show("join", b",".join, [b"a", "b"])
show("join", b",".join, 5)
show("join", b",".join, [1])
print(
    b"abc".center(9, b"*"),
    b"ab".ljust(4),
    b"ab".rjust(4, b"0"),
    b"-5".zfill(5),
    b"a\tb".expandtabs(4),
    b"prefix-x".removeprefix(b"prefix-"),
    b"x.py".removesuffix(b".py"),
)
show("center", b"a".center, 5, "x")
show("center", b"a".center, 5, b"xx")
print(
    b"aBc dE".upper(),
    b"aBc".lower(),
    b"aBc".swapcase(),
    b"hello world 1st they're".title(),
    b"hELLO".capitalize(),
    b"\xe9A".lower(),
)
for value in (
    b"",
    b"abc",
    b"ABC",
    b"Abc Def",
    b"123",
    b"a1",
    b" \t\n\x0b",
    b"\x1c",
    b"\xe9",
    b"a b",
):
    print(
        value,
        value.isalpha(),
        value.isalnum(),
        value.isdigit(),
        value.isspace(),
        value.isupper(),
        value.islower(),
        value.istitle(),
        value.isascii(),
    )
print(
    b"\x00\xab\xff".hex(),
    b"abcdef".hex(":"),
    b"abcdef".hex("-", 2),
    b"abcde".hex("-", 2),
    b"abcde".hex("-", -2),
    b"".hex(),
    b"a".hex(b"."),
)
show("hex", b"a".hex, "::")
show("hex", b"a".hex, "\xe9")
show("hex", b"a".hex, 5)
for text in ("", "00ff", "00 FF\n aB", "0", "0 0", "gg", "0g", "00 f", "\u0660\u0661", 5, b"00"):
    show(repr(text), bytes.fromhex, text)
print(
    b"hello".translate(bytes.maketrans(b"el", b"ip")),
    b"hello".translate(None, b"l"),
    b"hello".translate(None, delete=b"eo"),
    bytes.maketrans(b"a", b"b")[95:99],
)
show("maketrans", bytes.maketrans, b"a", b"bc")
show("translate", b"a".translate, b"x")
show("translate", b"a".translate, "x")
print(
    b"\xc3\xa9".decode(),
    b"abc".decode("ascii"),
    b"\xe9".decode("latin-1"),
    b"\xff".decode("utf-8", "replace"),
    b"\xff".decode(errors="ignore"),
    b"a".decode(encoding="ascii"),
)
show("decode", b"a".decode, 5)
def percent(text, value):
    return text % value


CASES = [
    (b"%d", 5),
    (b"%s", b"x"),
    (b"%b|%5b|", (b"a", bytearray(b"b"))),
    (b"%a %r", ("\xe9", 1)),
    (b"%c%c", (65, b"B")),
    (b"%x %#o %X", (255, 8, 255)),
    (b"%5.2f|%-8d|", (3.14159, 42)),
    (b"%%", ()),
    (b"%(a)s", {b"a": b"v"}),
    (b"%s", "x"),
    (b"%s", 5),
    (b"%c", 256),
    (b"%c", b"ab"),
    (b"%c", "a"),
    (b"%d", "a"),
    (b"%s %s", (b"a",)),
    (b"%s", (b"a", b"b")),
    (b"%z", 1),
    (b"%s", WithBytes()),
    (b"%.2s|", b"xyz"),
    (b"%*d", (5, 1)),
    (b"\xff%d", 1),
]
for text, value in CASES:
    show(text, percent, text, value)


class Blob(bytes):
    def __repr__(self):
        return f"Blob({bytes(self)!r})"


x = Blob(b"data")
x.tag = 1
print(
    x,
    x[0],
    x[1:3],
    x == b"data",
    hash(x) == hash(b"data"),
    {b"data": 2}[x],
    x.tag,
    type(x + b"!").__name__,
    x.upper(),
    type(bytes(x)).__name__,
    Blob.fromhex("00ff"),
    Blob([1]),
    Blob(),
)
print(
    list(b"abc"),
    [c for c in b"\x00\xff"],
    sum(b"abc"),
    max(b"abc"),
    sorted(b"cab"),
    tuple(b"ab"),
    bytes(reversed(b"abc")),
    dict(zip(b"ab", "xy", strict=True)),
)
