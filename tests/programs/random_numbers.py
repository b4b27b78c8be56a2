"""Operators of numbers and methods of bytes on random arguments."""

# ruff: noqa: B023

state = 999


def rnd(n):
    global state
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    return (state >> 8) % n


def big():
    k = rnd(8)
    if k == 0:
        v = rnd(10)
    elif k == 1:
        v = 1 << rnd(140)
    elif k == 2:
        v = (1 << rnd(140)) - 1
    elif k == 3:
        v = rnd(1 << 20)
    else:
        v = 0
        for _ in range(rnd(30) if rnd(4) == 0 else rnd(8)):
            v = v << 22 | rnd(1 << 22)
    return -v if rnd(2) else v


def run(label, f, *a):
    try:
        print(label, ascii(f(*a)))
    except Exception as e:
        print(label, type(e).__name__, ascii(str(e)))


for i in range(700):
    a, b = big(), big()
    k = rnd(16)
    print(i, k, end=" ")
    if k == 0:
        run("add", lambda: (a + b, a - b))
    elif k == 1:
        run("mul", lambda: a * b)
    elif k == 2:
        run("divmod", divmod, a, b)
    elif k == 3:
        run("bits", lambda: (a & b, a | b, a ^ b, ~a))
    elif k == 4:
        n = rnd(150)
        run("shift", lambda: (a << n, a >> n))
    elif k == 5:
        run("cmp", lambda: (a < b, a == b, a >= b, a == a + 0))
    elif k == 6:
        run("div", lambda: a / b)
    elif k == 7:
        run(
            "float",
            lambda: (
                float(a),
                a == float(a),
                a < float(a),
                hash(a) == hash(float(a)) if a == float(a) else 0,
            ),
        )
    elif k == 8:
        run("str", lambda: (str(a), hex(a), oct(a), int(str(a)) == a, int(hex(a), 16) == a))
    elif k == 9:
        n = rnd(20)
        run("bytes", lambda: a.to_bytes(n, ["big", "little"][n & 1], signed=True))
    elif k == 10:
        run("from", lambda: int.from_bytes(str(a).encode(), ["big", "little"][b & 1], signed=a < 0))
    elif k == 11:
        run("pow", lambda: pow(a, rnd(50)) % (10**30 + 7))
    elif k == 12:
        run("powmod", pow, a, abs(b), rnd(10**6) + 1)
    elif k == 13:
        run("round", round, a, -rnd(25))
    elif k == 14:
        run("inv", pow, a, -1, abs(b) + 2)
    else:
        run(
            "len",
            lambda: (a.bit_length(), a.bit_count(), int(float(rnd(10**9)) * 1e10), -a, abs(a)),
        )


def fl():
    k = rnd(6)
    if k == 0:
        return float(rnd(100) - 50)
    if k == 1:
        return (rnd(10**9) - 5 * 10**8) / 1000
    if k == 2:
        return float(f"{rnd(10**9)}{rnd(10**9)}e{rnd(600) - 320}")
    if k == 3:
        return rnd(1000) / (rnd(1000) + 1)
    if k == 4:
        return -float(f"{rnd(1000)}e{rnd(40) - 20}")
    return float(rnd(10**9)) * 2.0 ** (rnd(200) - 100)


for i in range(700):
    x, y = fl(), fl()
    k = rnd(10)
    print(i, k, end=" ")
    if k == 0:
        run("op", lambda: (x + y, x - y, x * y))
    elif k == 1:
        run("div", lambda: (x / y, x // y, x % y))
    elif k == 2:
        run("divmod", divmod, x, y)
    elif k == 3:
        run("round", round, x, rnd(20) - 8)
    elif k == 4:
        run("int", lambda: (int(x), round(x), x.__floor__(), x.__ceil__(), x.is_integer()))
    elif k == 5:
        run("ratio", x.as_integer_ratio)
    elif k == 6:
        run("hex", lambda: (x.hex(), float.fromhex(x.hex()) == x))
    elif k == 7:
        run("repr", lambda: (repr(x), float(repr(x)) == x, "%.17g" % x, "%.3e" % x, "%.5f" % y))
    elif k == 8:
        n = rnd(10) - 3
        run("cmp", lambda: (x < y, x == int(x), int(x) <= x, x > rnd(100)))
    else:
        run("fmt", lambda: f"{x:.{rnd(25)}e} {y:.{rnd(30)}g} {x:,.{rnd(5)}f}")


def bs(n):
    return bytes([rnd(4) + 97 if rnd(3) else rnd(256) for _ in range(rnd(n))])


for i in range(700):
    a = bytearray(bs(30))
    b = bs(5)
    st, en, sp = (
        (None if rnd(3) == 0 else rnd(40) - 20),
        (None if rnd(3) == 0 else rnd(40) - 20),
        ([None, 1, 2, -1, -3][rnd(5)]),
    )
    k = rnd(14)
    print(i, k, end=" ")
    if k == 0:
        run("set", lambda: a.__setitem__(slice(st, en, sp), b))
        print(a)
    elif k == 1:
        run("del", lambda: a.__delitem__(slice(st, en, sp)))
        print(a)
    elif k == 2:
        run("get", lambda: a[st:en:sp])
    elif k == 3:
        run("find", lambda: (a.find(b, st, en), a.rfind(b, st, en), a.count(b, st, en)))
    elif k == 4:
        run("split", lambda: (a.split(b), a.rsplit(b, 2), a.partition(b), a.split()))
    elif k == 5:
        run("repl", lambda: a.replace(b, bs(3), rnd(4) - 1))
    elif k == 6:
        run("strip", lambda: (a.strip(b), a.lstrip(), a.rstrip(b)))
    elif k == 7:
        run(
            "case",
            lambda: (a.upper(), a.title(), a.swapcase(), a.capitalize(), a.isalpha(), a.istitle()),
        )
    elif k == 8:
        run("hex", lambda: (a.hex("-", rnd(7) - 3), bytes.fromhex(a.hex())))
    elif k == 9:
        run(
            "dec",
            lambda: bytes(a).decode(
                ["utf-8", "utf-16-le", "ascii", "utf-8"][rnd(4)],
                ["strict", "replace", "ignore", "backslashreplace", "surrogateescape"][rnd(5)],
            ),
        )
    elif k == 10:
        run("insert", lambda: (a.insert(rnd(40) - 20, rnd(256)), a.pop(rnd(20) - 10), a))
    elif k == 11:
        run("cmp", lambda: (a < b, a == b, a + b, a * rnd(3), b in a, 97 in a))
    elif k == 12:
        run("mv", lambda: (memoryview(a)[st:en:sp].tolist(), memoryview(a)[st:en:sp].tobytes()))
    else:
        run("tr", lambda: a.translate(bytes(range(255, -1, -1)), b))
