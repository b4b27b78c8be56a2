"""Loops over ranges and lists, items of lists."""

def f(n):
    s = 0
    for i in range(n):
        for j in range(1, 10, 3):
            s += i * j
        for j in range(5, 0, -1):
            if j == 2: continue
            s += j
        else:
            s += 1
    return s
print(f(10), f(0))
def g(a):
    a[-1] += 5
    a[0] = a[1] + a[-2]
    r = []
    for x in a:
        r.append(x)
        if len(a) < 8: a.append(x + 1)
    return r
print(g([1,2,3]))
def h(*args):
    return [x for x in range(*args)], [i for i in range(10**20, 10**20 + 3)]
print(h(3), h(1, 4))
def k(a, b):
    r = []
    for i in range(a, b):
        r.append(i)
        b += 1
    return r
print(k(1, 5), k(2**62 - 2, 2**62+1), k(True, 3))
for bad in ("x", 1.5, None):
    try: k(0, bad)
    except TypeError as e: print(e)
def e(x, i):
    try: return x[i]
    except (IndexError, TypeError, KeyError) as err: return type(err).__name__, str(err)
for x in ([1, 2], (1, 2), "ab", {1: 2}, 5, None):
    print([e(x, i) for i in (0, 1, -1, -2, 2, -3, "a", True)])
def r2():
    range = lambda n: "xyz"
    out = []
    for c in range(3): out.append(c)
    return out
print(r2())
def brk():
    for i in range(10):
        if i == 3: break
    return i
print(brk())


class Same:
    def __eq__(self, other):
        return other == 3


def membership(value, container):
    try:
        return value in container
    except TypeError as error:
        return str(error)


for container in ((1, 2, Same()), [1, "a"], {1, "a"}, frozenset({2, frozenset({1})}), {1: 2}, "abc",
                  b"abc", (), ""):
    print([membership(v, container) for v in (1, 3, "a", "", {1}, [1], 2.0, None, float("nan"))])


def parts(a, b):
    a[:2] = b
    a[1:3] = [7, 8]
    a[-2:] = a
    a[::2] = [0] * len(a[::2])
    a[5:] = [1, 2]
    a[2:2] = b
    return a, a[:3], a[2:], a[-1:], a[::-1]


print(parts([1, 2, 3, 4], [9, 9]))
NAN = float("nan")
print([a == b for a in (NAN, 1.0, 0.0, 1, "1") for b in (NAN, 1, 1.0, -0.0)],
      [a != b for a in (NAN, 1.0) for b in (NAN, 1, 1.0)], NAN in [NAN], NAN in (1.0,))


def stepping(a, b, c):
    out = []
    try:
        for i in range(a, b, c):
            out.append(i)
            if len(out) > 5:
                break
            c = 7
    except (ValueError, TypeError) as error:
        return str(error)
    return out, c


for step in (1, 2, -1, -3, 0, True, 1.5, 2**62, -2**70, 2**61):
    print(step, stepping(0, 10, step), stepping(10, 0, step), stepping(2**61, 2**62 + 3, step))
