"""complex: operators, printing, reading, formatting, error messages."""


def show(label, function, *args, **kwargs):
    try:
        print(label, repr(function(*args, **kwargs)))
    except Exception as error:
        print(label, type(error).__name__, error)


inf, nan = float("inf"), float("nan")
VALUES = [
    0j,
    1j,
    -1j,
    1 + 2j,
    -1.5 - 0.5j,
    3 + 0j,
    complex(0, -0.0),
    complex(-0.0, 1),
    1e20 + 1e-7j,
]
VALUES += [complex(inf, nan), complex(nan, -inf), complex(1, inf), 0.1 + 1e16j]
for z in VALUES:
    print(z, str(z), -z, +z, bool(z), z.real, z.imag, z.conjugate(), z == z)
finite = VALUES[:9]
for a in finite:
    for b in (1, 2.5, 1j, 1 + 1j, True):
        print(a + b, a - b, a * b, a / b, b + a, b - a, b * a, a == b, a != b)
print(abs(3 + 4j), abs(1e200 + 1e200j), abs(complex(inf, nan)), abs(5e-324j), abs(0j), abs(-1 - 1j))
show("abs", abs, complex(1.7e308, 1.7e308))
show("div", lambda: 1j / 0)
show("div", lambda: 1 / 0j)
show("order", lambda: 1j < 2j)
show("floordiv", lambda: 1j // 2)
show("mod", lambda: 1j % 2)
show("divmod", divmod, 1j, 2)
show("int", int, 1j)
show("float", float, 1j)
show("add", lambda: 1j + "a")
print((1 + 2j) ** 2, (1 + 2j) ** -1, (1 + 2j) ** 0, 1j**2, 1j**3, (2 + 0j) ** 10, 0j**0, 0j**2)
print(2 ** (1 + 0j), (1 + 1j) ** 3.0, (0.5 - 0.5j) ** 5)
for base, power in ((2, 1j), (1 + 1j, 0.5), (1 + 1j, 1 - 1j), (-8, 1 / 3), (-1, 0.5)):
    z = base**power
    print(round(z.real, 12), round(z.imag, 12))
show("zero", lambda: 0j**-1)
show("zero", lambda: 0j**1j)
show("pow", pow, 1j, 2, 3)
show("overflow", lambda: (1e200 + 0j) ** 3)
print(
    1j == 1j,
    1 + 0j == 1,
    1 + 0j == 1.0,
    1 + 1j == 1,
    1j == "a",
    2 == 2 + 0j,
    complex(nan, 0) == complex(nan, 0),
)
print(
    10**20 + 0j == 10**20,
    hash(1 + 0j) == hash(1),
    hash(0.5 + 0j) == hash(0.5),
    {1: "a"}[1 + 0j],
    hash(1j) == hash(complex(0, 1)),
    hash(1 + 2j) != hash(2 + 1j),
)

ARGUMENTS = [
    (),
    (1,),
    (1.5, 2),
    (1j,),
    (1j, 1j),
    (1, 1j),
    (True,),
    ("1+2j",),
    ("j",),
    ("-j",),
    ("+1j",),
    ("1",),
    ("1.5e3-2E-2j",),
]
ARGUMENTS += [
    (" (1+2j) ",),
    ("( 1-1j )",),
    ("inf+nanj",),
    ("-infinityj",),
    ("1_0+2_0j",),
    ("nan",),
    ("1+j",),
    ("1-j",),
]
ARGUMENTS += [
    ("",),
    ("1 + 2j",),
    ("1+2",),
    ("(1+2j",),
    ("1+2jj",),
    ("a",),
    ("1__0j",),
    ("1j+2",),
    ("1", 2),
    (1, "2"),
    ([],),
    (None,),
    (1, []),
]
ARGUMENTS += [("\u0661+2j",), ("1e400j",), ("(",), ("()",), ("+",), ("1+-2j",), ("1e5",), ("J",)]
for arguments in ARGUMENTS:
    show(arguments, complex, *arguments)
show("kw", complex, real=1, imag=2)
show("kw", complex, imag=2)


class Number:
    def __complex__(self):
        return 2 + 3j


class Real:
    def __float__(self):
        return 1.5


class Wrong:
    def __complex__(self):
        return 5


print(complex(Number()), complex(Real()), complex(Real(), Real()))
show("wrong", complex, Wrong())
SPECS = [
    "",
    ".2f",
    "e",
    ".3g",
    "10",
    "<20",
    "^20.1f",
    "+",
    " ",
    "+.1f",
    ",.2f",
    "#",
    ".3",
    "n",
    "*>15",
    "F",
    "G",
    "05",
    "=10",
    "d",
    "%",
    "s",
    ".0f",
]
for spec in SPECS:
    for z in (1 + 2j, -1.5 - 0.25j, 0j, 1234567.5 + 1j, complex(nan, inf)):
        show((z, spec), format, z, spec)
print(f"{1j}", f"{1 + 1j!r:>10}", "%s" % (1j,), [1j, 2 + 0j])


class Phasor(complex):
    def __repr__(self):
        return f"Phasor({self.real}, {self.imag})"


p = Phasor(1, 2)
p.tag = "t"
print(
    p,
    repr(p),
    p + 1,
    type(p + 1).__name__,
    p == 1 + 2j,
    p.tag,
    Phasor("3j"),
    complex(p),
    type(complex(p)).__name__,
)
print(
    sum([1j, 2, 3.5]),
    (1 + 2j).__add__(1),
    (1j).__eq__(1),
    (1j).__lt__(2j) is NotImplemented,
    (1j).__complex__(),
)
