"""float: printing, reading, operators, rounding, conversions."""


def show(label, function, *args, **kwargs):
    try:
        print(label, repr(function(*args, **kwargs)))
    except Exception as error:
        print(label, type(error).__name__, error)


inf, nan = float("inf"), float("nan")
VALUES = [
    0.0,
    -0.0,
    1.0,
    -1.5,
    0.1,
    1e16,
    1e15,
    123456789012345678.0,
    1e-4,
    1e-5,
    1.7976931348623157e308,
    5e-324,
    2.5,
    1 / 3,
    2.2250738585072014e-308,
    1e22,
    1e23,
    9007199254740993.0,
    4.35,
    inf,
    -inf,
    nan,
    3.14159,
]
for x in VALUES:
    print(
        x,
        repr(x),
        -x,
        abs(x),
        bool(x),
        x.is_integer(),
        x.hex(),
        x == x,
        x != x or hash(x) == hash(-(-x)),
        x + 0.0,
    )
for x in (7.5, -7.5, 1e300, 0.0, 5e-324, inf):
    for y in (2, -2.0, 0.5, 1e300, -1e-300, inf):
        print(
            x + y,
            x - y,
            x * y,
            x / y if y else "",
            x // y,
            x % y,
            divmod(x, y),
            x < y,
            x == y,
            x >= y,
        )
show("div", lambda: 1.0 / 0)
show("floordiv", lambda: 1.0 // 0.0)
show("mod", lambda: 1.0 % 0)
show("divmod", divmod, 1.0, 0)
show("add", lambda: 1.0 + "a")
show("order", lambda: 1.0 < "a")
print(
    nan == nan,
    nan != nan,
    nan < 1,
    nan > 1,
    nan <= nan,
    1 < nan,
    inf > 10**400,
    -inf < -(10**400),
    inf == 10**400,
)
print(
    1 == 1.0,
    2**53 + 1 == float(2**53),
    2**53 + 1 > float(2**53),
    10**22 == 1e22,
    10**23 == 1e23,
    0.5 < 1,
    1 < 1.5,
    2**1000 > 1.5,
    -(2**1000) < -1e300,
    3 >= 2.9999999999999996,
    True == 1.0,
    {1: "a"}[1.0],
    {2.0: "b"}[2],
    hash(2.0**80) == hash(2**80),
    hash(0.5) == hash(complex(0.5)),
    hash(inf),
    hash(-inf),
    hash(1e300) == hash(int(1e300)),
    hash(-1.5) == hash(-3 / 2),
)
print(
    2.0**10,
    2.0**-1,
    0.0**0,
    (-8.0) ** 3,
    9**0.5,
    2**0.5,
    1.1**10,
    10.0**-5,
    1.5**2.5,
    inf**0,
    0.0**2,
    (-0.0) ** 3,
    inf**-1,
    (-inf) ** 3,
    0.9**1000,
    1.0001**100000,
    7.3**-4.2,
    1e-200**1.5,
    1.0**nan,
    nan**0,
)
show("power", lambda: 10.0**400)
show("power", lambda: 0.0**-1)
show("power", lambda: (-0.0) ** -3.0)
show("power", pow, 2.0, 2, 3)

for text in (
    "1.5",
    " 1e3 ",
    "-.5",
    "5.",
    "1_000.5",
    "inf",
    "-Infinity",
    "nan",
    "+NaN",
    "1e400",
    "1e-400",
    "0x10",
    "",
    ".",
    "1e",
    "e5",
    "1__0",
    "_1",
    "1.5.5",
    "4.9e-324",
    "2.4703282292062327e-324",
    "2.4703282292062328e-324",
    "1.7976931348623159e308",
    "123456789" * 20,
    "0." + "1" * 60,
    "9007199254740992.5",
    "9007199254740993",
    "\u0661.\u0665",
    "1 2",
    "1\x00",
    "infinit",
    "8.41e+21",
    "1e0000000000000000000005",
    "100000000000000016777215",
    "100000000000000016777216",
    "0e999999999999",
):
    show(repr(text), float, text)
show("float", float)
show("float", float, 5)
show("float", float, 10**400)
show("float", float, b"2.5")
show("float", float, b"x")
show("float", float, [])
show("float", float, None)
show("float", float, "1", "2")


class Real:
    def __float__(self):
        return 2.5


class Index:
    def __index__(self):
        return 3


class Wrong:
    def __float__(self):
        return 3


print(float(Real()), float(Index()))
show("wrong", float, Wrong())

print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4999999999999996, 1e20, -3.7)])
print([round(x, 1) for x in (0.05, 0.15, 0.25, 0.35, 2.675, -0.05, 1e300, 12345.678)])
print(
    round(2.675, 2),
    round(1234.5, -2),
    round(-1250.0, -2),
    round(1e-10, 5),
    round(5.015, 2),
    round(1.0, 400),
    round(123.456, -400),
    round(inf, 2),
    round(nan, 1),
    round(0.1 + 0.2, 16),
    round(1.5, None),
    round(2.5, 0),
    round(-0.4),
)
show("round", round, inf)
show("round", round, nan)
show("round", round, 1.5, "a")
show("round", round, 1.7976931348623157e308, -308)
show("int", int, inf)
print(
    int(1e30),
    int(-2.9),
    (2.7).__trunc__(),
    (2.7).__floor__(),
    (-2.7).__floor__(),
    (2.2).__ceil__(),
    (-2.2).__ceil__(),
)
print(
    (0.75).as_integer_ratio(),
    (-2.5).as_integer_ratio(),
    (0.0).as_integer_ratio(),
    (1e20).as_integer_ratio(),
    (0.1).as_integer_ratio(),
)
show("ratio", inf.as_integer_ratio)
show("ratio", nan.as_integer_ratio)
for text in (
    "0x1.8p1",
    "-0x1p-3",
    "1.8",
    "0x.8",
    "inf",
    "-nan",
    "0x1p1024",
    "0x1p-1080",
    "0x1.fffffffffffff8p0",
    "0x1.00000000000008p0",
    "0x1.000000000000080000001p0",
    "xyz",
    "0x",
    "0x1p",
    "  0X1P+2  ",
    "0x1.8.8",
    "1e5",
):
    show(text, float.fromhex, text)
print(
    (1.5).conjugate(),
    (1.5).real,
    (1.5).imag,
    (1.5).__add__(1),
    (1.5).__radd__(2),
    (1.5).__eq__(1.5),
    (1.5).__eq__("a"),
    (1.5).__int__(),
    float.__getformat__("double"),
)
print(
    sum([0.1] * 10),
    max(1.5, 2),
    min(0.5, 0),
    sorted([2.5, -1, 1e3, 0.0]),
    sum([1, 2.5]),
    abs(-2.5),
    divmod(7.5, 2),
    1.5 in [1, 1.5],
)


class Temperature(float):
    def __repr__(self):
        return f"{float(self)}C"


t = Temperature(21.5)
t.place = "here"
print(
    t,
    repr(t),
    t + 1,
    type(t + 1).__name__,
    t == 21.5,
    hash(t) == hash(21.5),
    f"{t:.2f}",
    f"{t}",
    t.place,
    Temperature("3.25"),
    Temperature(),
)
x = 0.0
for i in range(1, 1000):
    x += 1.0 / i * (-1) ** i
print(x)
for e in range(-320, 309, 37):
    print(float(f"1.2345678901234567e{e}"), end=" ")
print()
show("unbound", float.hex, 5)
for operation in (lambda: ~1.5, lambda: ~1j, lambda: -"a", lambda: 1.5 | 2, lambda: 1j < 2j, lambda: 1j % 2):
    show("operands", operation)
