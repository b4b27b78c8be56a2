"""int and bool: operators, construction, conversions, bytes, formatting errors."""


def show(label, function, *args, **kwargs):
    try:
        print(label, repr(function(*args, **kwargs)))
    except Exception as error:
        print(label, type(error).__name__, error)


VALUES = [
    0,
    1,
    -1,
    7,
    -7,
    255,
    2**30,
    -(2**30),
    2**31,
    2**32 + 1,
    -(2**61),
    2**62,
    2**63,
    -(2**63),
    2**64 - 1,
    10**20,
    -(10**25),
    3**200,
]
for a in VALUES:
    print(
        a,
        -a,
        ~a,
        abs(a),
        +a,
        bool(a),
        hash(a) == hash(-(-a)),
        a.bit_length(),
        a.bit_count(),
        float(a) if abs(a) < 10**30 else "",
        hex(a),
        oct(a),
        bin(a) if abs(a) < 2**40 else "",
    )
for a in VALUES:
    for b in (1, -3, 2**31, -(2**40), 10**21):
        print(
            a + b,
            a - b,
            a * b,
            a // b,
            a % b,
            divmod(a, b),
            a & b,
            a | b,
            a ^ b,
            a < b,
            a == b,
            a >= b,
        )
for a in (0, 1, -1, 12345, -(2**70), 2**62):
    for n in (0, 1, 5, 31, 32, 64, 100):
        print(a << n, a >> n, end=" ")
    print()
print(
    7 / 2, -7 / 2, 10**30 / 10**10, (2**70) / 3, 1 / 3, 0 / 5, 2**1000 / 2**990, 10**400 / 10**399
)
show("overflow", lambda: 10**400 / 3)
show("floordiv", lambda: 1 // 0)
show("mod", lambda: 1 % 0)
show("div", lambda: 1 / 0)
show("divmod", divmod, 1, 0)
show("divmod", divmod, True, False)
show("big", lambda: 10**30 // 0)
show("shift", lambda: 1 << -1)
show("shift", lambda: 1 >> -1)
show("shift float", lambda: 1 << 1.0)
show("and", lambda: 1 & 1.0)
show("order", lambda: 1 < "a")
print(2**10, (-2) ** 3, 2**-2, 0**0, 3**100, (-3) ** 51, 10**-3, True**5, 2**0.5)
show("zero power", lambda: 0**-1)
print(
    pow(3, 100, 7),
    pow(3, -1, 7),
    pow(2, 10, -7),
    pow(-5, 3, 11),
    pow(10**30, 10**5, 10**9 + 7),
    pow(5, 0, 1),
    pow(2, 300, 2**64),
    pow(7, 2**80, 10**20 + 39),
    pow(2, 5, None),
)
show("pow", pow, 2, -1, 4)
show("pow", pow, 2, 3, 0)
show("pow", pow, 2, 3, 1.5)
show("pow", pow, 2.0, 3, 5)
show("pow", pow, "a", 3)

for text in (
    "0",
    "  12 ",
    "-5",
    "+7",
    "1_000",
    "007",
    "0x1f",
    "1__0",
    "_1",
    "1_",
    "",
    " ",
    "12a",
    "- 5",
    "9" * 40,
    "\u0663\u0664",
    "1.5",
    "0b11",
    "\x001",
):
    show(repr(text), int, text)
for text, base in (
    ("ff", 16),
    ("0xff", 16),
    ("0xff", 0),
    ("0o17", 0),
    ("0b101", 0),
    ("017", 0),
    ("00", 0),
    ("z", 36),
    ("12", 2),
    ("0x", 16),
    ("0x_f", 0),
    ("-0b1", 2),
    ("1", 1),
    ("1", 37),
    ("1", -1),
    ("101", 2),
):
    show((text, base), int, text, base)
show("int", int)
show("int", int, base=10)
show("int", int, 5, 10)
show("int", int, None)
show("int", int, [])
show("int", int, 3.99)
show("int", int, -3.99)
show("int", int, 1e20)
show("int", int, float("inf"))
show("int", int, float("nan"))
show("int", int, b"12")
show("int", int, bytearray(b"-7"), 8)
show("int", int, b"\xff")
show("int", int, "1", "2")
show("long", int, "1" * 5000)
show("long", lambda: str(10**5000))


class Indexed:
    def __index__(self):
        return 42


class Numbered:
    def __int__(self):
        return 7


class Truncated:
    def __trunc__(self):
        return 9


class Wrong:
    def __int__(self):
        return "x"

    def __index__(self):
        return 1.5


print(int(Indexed()), int(Numbered()), hex(Indexed()), [10, 20][: Indexed()], Truncated.__name__)
show("wrong", int, Wrong())
show("wrong", hex, Wrong())

for value, size, order, signed in (
    (0, 1, "big", False),
    (255, 1, "big", False),
    (256, 2, "little", False),
    (-1, 2, "big", True),
    (-128, 1, "big", True),
    (-129, 1, "big", True),
    (256, 1, "big", False),
    (-1, 1, "big", False),
    (10**20, 9, "little", False),
    (-(2**71), 9, "big", True),
    (0, 0, "big", False),
    (128, 1, "little", True),
    (1, -1, "big", False),
    (1, 1, "middle", False),
):
    show((value, size, order, signed), value.to_bytes, size, order, signed=signed)
print((5).to_bytes(), (1000).to_bytes(length=4, byteorder="little"))
for data, order, signed in (
    (b"", "big", False),
    (b"\x01\x00", "big", False),
    (b"\x01\x00", "little", False),
    (b"\xff", "big", True),
    (b"\xff\xff\xff", "little", True),
    (b"\x80" + bytes(8), "big", True),
    ([1, 2], "big", False),
    ("ab", "big", False),
    (5, "big", False),
    (b"1", "x", False),
    ([300], "big", False),
):
    show((data, order, signed), int.from_bytes, data, order, signed=signed)
print(int.from_bytes(b"\x01\x02"), int.from_bytes(bytearray(b"\xff"), signed=True))

print(
    round(5),
    round(15, -1),
    round(25, -1),
    round(-25, -1),
    round(1234567, -3),
    round(5, 2),
    round(10**30 + 5, -1),
    round(7, None),
)
show("round", round, 5, 1.5)
print(
    (5).as_integer_ratio(),
    (5).conjugate(),
    (5).real,
    (5).imag,
    (5).numerator,
    (5).denominator,
    (5).__index__(),
    (5).__floor__(),
    (5).__ceil__(),
    (5).__trunc__(),
    (5).__int__(),
    (5).__float__(),
    (-5).__abs__(),
    (5).__bool__(),
    (5).__hash__(),
)
print(
    (5).__add__(3),
    (5).__radd__(3),
    (5).__add__(1.5),
    (5).__rsub__(3),
    (5).__eq__("5"),
    (5).__lt__(6),
    (5).__pow__(2, 7),
)

print(
    True,
    False,
    True + True,
    True * 5,
    -True,
    ~True,
    not True,
    True & 1,
    True & True,
    True | False,
    True ^ True,
    True ^ 1,
    True == 1,
    True is (1 == 1),
    hash(True),
    str(True),
    repr(False),
    int(True),
    bool("a"),
    bool([]),
    bool(0.0),
    bool(None),
    True < 2,
    [10, 20][True],
    f"{True}",
    f"{True:5}|",
    f"{True:d}",
    isinstance(True, int),
    type(True + 0).__name__,
    {True: "t"}[1],
)
show("bool", bool, 1, 2)
show("unbound", int.bit_length, "a")
show("unbound", int.__add__, "a", 1)


class Meters(int):
    def __repr__(self):
        return f"{int(self)}m"

    def __add__(self, other):
        return Meters(int(self) + int(other))


m = Meters(5)
m.tag = "x"
print(
    m,
    repr(m),
    m + 3,
    repr(m + 3),
    m * 2,
    m == 5,
    hash(m),
    {5: "five"}[m],
    m.tag,
    type(-m).__name__,
    int(m),
    [1, 2, 3, 4, 5, 6][m],
    f"{m}",
    f"{m:03d}",
    m.bit_length(),
    3 + m,
    Meters("12"),
    Meters(2**70) + 1,
    sum([m, m]),
    m < 6,
    max(m, 3),
    Meters(),
)
print(
    sum(range(100)),
    min(3, 1, 2),
    max([5, 9, 2]),
    sorted([3, -1, 2]),
    10 in range(20),
    chr(65),
    int("7") + 1,
)
total = 0
for i in range(1000):
    total = total * 3 + i
print(total % 10**9, total.bit_length(), len(str(total)))


class Shy(int):
    def __format__(self, spec):
        return "no"


print(hex(Shy(17)), bin(Shy(-3)), oct(Shy(9)), format(Shy(1), "x"))
# Not even the build computes these.
huge = lambda: (1 << (10**12), 9 ** (10**9))  # noqa: E731
print(callable(huge))
