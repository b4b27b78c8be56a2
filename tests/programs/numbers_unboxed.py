"""Arithmetic of floats, ints and all else in variables that may hold floats without objects."""

import math


class V:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return ("add", self.x, other)

    def __radd__(self, other):
        return ("radd", other, self.x)

    def __mul__(self, other):
        return V(self.x * other)

    def __iadd__(self, other):
        self.x += other
        return self

    def __neg__(self):
        return "negative"

    def __lt__(self, other):
        return "less" if other else ""

    def __repr__(self):
        return f"V({self.x})"


NAN, INF = float("nan"), float("inf")
VALUES = [
    0, 1, -1, 7, 2**53, 2**53 + 1, 2**61, 2**62 - 1, -(2**62), 2**62, 2**64 + 1, 10**400, True,
    0.0, -0.0, 1.5, -2.25, 1e308, 5e-324, NAN, INF, -INF, "a", (1,), None, 1j, V(3),
]


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def add(a, b):
    c = a + b
    return c


def sub(a, b):
    c = a - b
    return c


def mul(a, b):
    if isinstance(a, (str, tuple)) or isinstance(b, (str, tuple)):
        a, b = str(a)[:3], 3
    c = a * b
    return c


def div(a, b):
    c = a / b
    return c


def both(a, b):
    c = a * 1.0
    d = c + b
    d -= 2
    d *= c
    return d, c, -c, c / 3


def inplace(a, b):
    a += b
    return a


def tests(a, b):
    out = []
    c = a * 1.0 if isinstance(a, (int, float)) and abs(a) < 1e300 else a
    if a < b: out.append("<")
    if a <= b: out.append("<=")
    if c < b: out.append("c<")
    if c > b: out.append("c>")
    if c >= b: out.append("c>=")
    return out


def equal(a, b):
    c = a
    c += 0 if isinstance(a, (int, float, complex)) else c * 0 if isinstance(a, (str, list)) else 0
    return a == b, c == b, c != b, (c == b) is (a == b)


def show(name, function):
    for a in VALUES:
        print(name, a if a is not VALUES[11] else "large",
              [str(attempt(function, a, b))[:60] for b in VALUES])


for name, function in (("add", add), ("sub", sub), ("mul", mul), ("div", div), ("both", both),
                       ("inplace", inplace), ("tests", tests), ("equal", equal)):
    show(name, function)


def unbound(flag):
    if flag:
        x = 1.5
        x += 1
    return x


print(unbound(True), attempt(unbound, False))


def deleted():
    x = 1.0
    x *= 2
    del x
    return x


print(attempt(deleted))


def caught():
    e = 1.0
    e = e * 2
    try:
        1 / 0
    except ZeroDivisionError as e:
        pass
    return e


print(attempt(caught))


def swap(a, b, n):
    for _ in range(n):
        a, b = b, a + b
    return a, b


print(swap(0.5, 1, 20), swap(1, 1, 200), swap("a", "b", 4))


def names(x):
    y = x * 2.5
    z = y
    return sorted(locals().items()), y is z, y is y


print(names(3))


def closure(x):
    y = x + 0.5

    def inner():
        nonlocal y
        y += 1
        return y
    return inner(), y


print(closure(1))


def generator(n):
    total = 0.0
    for i in range(n):
        total += i * 0.5
        yield total


print(list(generator(5)))


def looped(n):
    s, i = 0.0, 0
    while i < n:
        s += math.sqrt(i) * 0.25
        if s > 3:
            break
        i += 1
    else:
        s = -s
    return s, i


print(looped(5), looped(100))


def reassigned(x, y=2.0):
    x = x * y
    args = [x, x, x]
    return args[0] is args[1], args, f"{x:.2f}", {x: 1}, x if x else "none"


print(reassigned(2), reassigned(0.0), reassigned(2, 3))


def order(x):
    return [x, x := x + 1.5, x]


print(order(1), order(1.0))


def chained(a, b, c):
    d = a * 1.0
    return 0 < d < b <= c, d if d > 1 else b, d and b, not d, d == b == c


print(chained(1, 2, 2), chained(0, 0.0, 0), chained(5, 1, 7))


def traceback():
    total = 1.0
    total += 1
    total += "x"


print(attempt(traceback))


def many(n):
    zr = zi = 0.0
    for i in range(n):
        zr, zi = zr * zr - zi * zi + 0.25, 2 * zr * zi + 0.5
        if zr * zr + zi * zi > 4.0:
            return i, zr, zi
    return n, zr, zi


print(many(50), many(3))


def default(total=0.0, step=1):
    for _ in range(3):
        total = total + step
    return total


print(default(), default(1), default(0.5, 0.25), attempt(default, "a"))


def counted(flags, scale=1.5):
    failed = 0
    for flag in flags:
        failed += not flag
    return failed * scale, scale - (not failed), (not failed) * scale, (not failed) < failed


print(counted([True, 0.0, "", 7]), counted([1.5, 1]))
