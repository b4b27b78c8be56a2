"""format(), f-strings, str.format and % with every kind of specification."""


def show(label, function, *args, **kwargs):
    try:
        print(label, repr(function(*args, **kwargs)))
    except Exception as error:
        print(label, type(error).__name__, error)


INTS = [0, 7, -42, 1234567, -(10**20), True]
INT_SPECS = [
    "",
    "d",
    "5",
    "<8",
    ">8",
    "^8",
    "=8",
    "*^9d",
    "+d",
    "-d",
    " d",
    "x",
    "X",
    "#x",
    "#X",
    "o",
    "#o",
    "b",
    "#b",
    "08",
    "+08d",
    "08x",
    "#010x",
    ",",
    "_",
    "_x",
    "_b",
    "020,",
    "020_x",
    "<020",
    "c",
    "n",
    "e",
    ".2f",
    "%",
    "10.3e",
    "+,.1f",
    "s",
    ".3",
    ".3d",
    "+c",
    "#c",
    ",x",
    ",n",
    ",_",
    "_,",
    ",,",
    "z",
    "zd",
    "x5",
    "5x5",
    "é^9",
    "\u4e2d>6",
    "g",
    "G",
    "E",
    "F",
    "08.3f",
    "=+9d",
]
for spec in INT_SPECS:
    for value in INTS:
        show((value, spec), format, value, spec)
FLOATS = [
    0.0,
    -0.0,
    1.0,
    -1.5,
    3.14159265,
    1234567.891,
    1e100,
    1e-7,
    float("inf"),
    float("-inf"),
    float("nan"),
    0.5,
    2.5,
    99999.5,
]
FLOAT_SPECS = [
    "",
    "f",
    ".0f",
    ".1f",
    ".3f",
    "e",
    ".0e",
    ".3E",
    "g",
    ".3g",
    ".10g",
    "G",
    "%",
    ".1%",
    "n",
    "10",
    "<10",
    "^12.2f",
    "+.2f",
    " .2f",
    "010.2f",
    ",",
    ",.2f",
    "_.1f",
    "015,.2f",
    "#.0f",
    "#g",
    "#.3g",
    ".0",
    ".1",
    ".17",
    "#",
    "*>+12.3",
    "z.0f",
    "z",
    "#.0e",
    "d",
    "x",
    "s",
    "c",
    "05",
    ".50f",
    "=12",
    "020",
    ".",
    "F",
    ",g",
    ".2",
]
for spec in FLOAT_SPECS:
    for value in FLOATS:
        show((value, spec), format, value, spec)
for spec in [
    "",
    "s",
    "10",
    "<10",
    ">10",
    "^10",
    "*^10",
    ".2",
    "5.1",
    "010",
    ">010",
    "d",
    "=10",
    "+",
    " ",
    "#",
    ",",
    "é>5",
    ".",
    "z",
    "5s5",
    "{<5",
    "_",
]:
    show(spec, format, "abc", spec)
    show(spec, format, "\u4e2d\U0001f600", spec)
show("type", format, "a", 5)
show("list", format, [1], "5")
show("list", format, [1], "")
show("none", format, None, "x")
show("object", lambda: f"{object:5}")

x, name, width = 3.14159, "bob", 10
print(
    f"{x}",
    f"{x:.2f}",
    f"{x!r:>10}",
    f"{name!s:>{width}}",
    f"{name!a}",
    f"{x:{width}.{3}f}|",
    f"{{}}{x:.0f}",
    f"{name=}",
    f"{x=:.1f}",
    f"{1+1=}",
    f"{'nested ' + f'{name}'}",
    f"{name!r:^{width}}",
    f"{10:#{'x'}}",
    f"{True:>5}",
    f"{None}",
    f"{[1, 'a']}",
    f"{''}",
)


class Money:
    def __init__(self, amount):
        self.amount = amount
        self.parts = [1, {"k": "v"}]

    def __format__(self, spec):
        return f"<{spec}:{self.amount}>"

    def __repr__(self):
        return "Money!"

    def __getitem__(self, key):
        return f"item {key!r}"


m = Money(5)
print(
    f"{m}",
    f"{m:abc}",
    f"{m!r}",
    f"{m:{name}}",
    format(m, "x"),
    "{:>>}".format(m),
    "{0.amount} {0.parts[0]} {0.parts[1][k]} {0[a]} {0[0]} {0[-1]}".format(m),
)


class BadFormat:
    def __format__(self, spec):
        return 5


show("bad", format, BadFormat())
show("bad", lambda: f"{BadFormat()}")

for text in [
    "{}",
    "{} {}",
    "{1} {0}",
    "{0} {0}",
    "{a}",
    "{a} {}",
    "{:>5}|",
    "{0:{1}}",
    "{:{}}",
    "{:{a}}",
    "{!r}",
    "{!s:>4}",
    "{!a}",
    "{{}}",
    "{{{}}}",
    "{",
    "}",
    "{a",
    "{0",
    "{0[",
    "{0[a",
    "{0!",
    "{0!r",
    "{0!r:",
    "{0:",
    "{0!rx}",
    "{0!}",
    "{!r",
    "{}}",
    "{0.}",
    "{0[]}",
    "{0[a]b}",
    "{:{:{}}}",
    "{a{b}}",
    "{0:{0:{0}}}",
    "{:{{}}}",
    "{0x}",
    "{ }",
    "{0[1}",
    "{0} {}",
    "{} {0}",
    "{5}",
    "{b}",
    "{!x}",
    "{!}",
    "{0.real}",
    "{0.nope}",
    "{a[0]}",
    "{a[zz]}",
    "{:d}",
    "{:s}",
    "{99999999999999999999}",
    "{0[99999999999999999999]}",
    "{a.b.c}",
    "{[0]}",
    "{.real}",
    "a{}b{}c",
    "{:\u4e2d>5}",
    "\u4e2d{}",
    "{0[}]}",
    ":{}:",
    "{a!r:*^{0}}",
]:
    show(text, text.format, 3, 5, a="xyz")
show("args", "{} {}".format, *[1, 2], **{"a": 3})
show("map", "{a} {b}".format_map, {"a": 1, "b": 2})
show("map", "{a}".format_map, {})
show("map", "{}".format_map, {"a": 1})
show("map", "{a[0]}".format_map, {"a": [7]})


class Default(dict):
    def __missing__(self, key):
        return f"<{key}>"


show("missing", "{x} {y}".format_map, Default(x=1))

def percent(text, value):
    return text % value


CASES = [
    ("%d", 5),
    ("%d", -5),
    ("%5d|", 42),
    ("%-5d|", 42),
    ("%05d", 42),
    ("%+d", 5),
    ("% d", 5),
    ("%i %u", (1, 2)),
    ("%x %X %#x %#X", (255,) * 4),
    ("%o %#o", (8, 8)),
    ("%e %E", (1.5, 1.5)),
    ("%f %.2f %10.3f|", (1.5, 2.345, 3.14159)),
    ("%g %G %#g", (1e-10, 1e20, 1.0)),
    ("%s %r %a", ("é", "é", "é")),
    ("%c%c", (65, "b")),
    ("%%", ()),
    ("%5%|", ()),
    ("%(a)s %(b)d", {"a": 1, "b": 2}),
    ("%(a)5s|%(a)-5s|", {"a": "x"}),
    ("%*d|%-*d|", (5, 1, 5, 2)),
    ("%.*f", (2, 3.14159)),
    ("%.3s|", "abcdef"),
    ("%5.1s|", "xyz"),
    ("%d", 3.99),
    ("%d", 10**25),
    ("%x", -255),
    ("%08.3f", -3.14159),
    ("%+.1e", 12345.678),
    ("%s", (1,)),
    ("%s", [1, 2]),
    ("%s", {"a": 1}),
    ("%s %s", (1,)),
    ("%s", (1, 2)),
    ("%d", "a"),
    ("%x", 1.5),
    ("%c", "ab"),
    ("%c", -1),
    ("%c", 0x110000),
    ("%c", 1.5),
    ("%z", 1),
    ("%", 1),
    ("%(a", {"a": 1}),
    ("%(a)s", 5),
    ("%(a)s", {}),
    ("%5", 1),
    ("%.", 1),
    ("%l", 1),
    ("%ld", 5),
    ("%hd", 5),
    ("%d", None),
    ("%f", "a"),
    ("%e", None),
    ("%s", ()),
    ("abc", ()),
    ("abc", 5),
    ("abc", {}),
    ("abc", [1]),
    ("%r", ("t",)),
    ("%.0f", 0.5),
    ("%.0f", 1.5),
    ("%#.0f", 1.0),
    ("%f", float("inf")),
    ("%F", float("nan")),
    ("%05f", float("inf")),
    ("%i", True),
    ("%s", True),
    ("%.5d", 42),
    ("%+.5x", 42),
    ("%#10x|", 255),
    ("%#010x", 255),
    ("%-#10x|", 255),
    ("%*d", ("a", 1)),
    ("%.*f", ("a", 1)),
    ("\u4e2d%s", "a"),
    ("%s", "\u4e2d"),
    ("%10s|", "\u4e2d"),
    ("%o", 10**20),
    ("%d%%", 50),
    ("%(a)s%(a)s%%", {"a": 1}),
    ("%((a))s", {"(a)": 2}),
    ("%s", m),
    ("% 5d", 42),
    ("%+s", 1),
    ("%g", 100000),
    ("%g", 1000000),
    ("%.3g", 1234.5),
    ("%c", "\u4e2d"),
]
for text, value in CASES:
    show((text, value), percent, text, value)


class Percent(str):
    def __rmod__(self, other):
        return f"rmod {other}"


print("%s" % Percent("x"))
