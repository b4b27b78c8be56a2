"""Assignment targets, stars, calls with stars, and their error messages."""


def show(label, function):
    try:
        print(label, function())
    except Exception as error:
        print(label, type(error).__name__, error)


a, b = 1, 2
a, b = b, a
(c, d), [e, f] = (1, 2), "xy"
print(a, b, c, d, e, f)
g, *h = [1, 2, 3]
*i, j = "abc"
k, *l, m = (1, 2)
n, (o, *p), q = 1, [2, 3, 4], 5
print(g, h, i, j, k, l, m, n, o, p, q)
r = s = t = []
r.append(1)
print(s, t is r)
x = [0, 1, 2]
index = 0
index, x[index] = 2, "changed"
print(index, x)
for u, (v, w) in [(1, (2, 3)), (4, "ab")]:
    print(u, v, w)
for first, *rest in ["abc", [1], (2, 3)]:
    print(first, rest)
[y] = [5]
(z,) = {7: 8}
print(y, z)


def gen(n):
    for value in range(n):
        yield value


p1, p2, p3 = gen(3)
print(p1, p2, p3, *gen(2), [*gen(2), *"ab"], (*gen(1), 9), {*gen(2)}, {**{"a": 1}, **{"b": 2}})


def unpack(value, count):
    if count == 2:
        a, b = value
        return a, b
    if count == 3:
        a, b, c = value
        return a, b, c
    a, *b, c = value
    return a, b, c


show("few", lambda: unpack([1], 2))
show("few", lambda: unpack((), 3))
show("few", lambda: unpack(gen(2), 3))
show("many", lambda: unpack([1, 2, 3], 2))
show("many", lambda: unpack("abcd", 3))
show("many", lambda: unpack(gen(9), 2))
show("star", lambda: unpack([1], 0))
show("star", lambda: unpack("ab", 0))
show("star", lambda: unpack(gen(5), 0))
show("none", lambda: unpack(None, 2))
show("int", lambda: unpack(5, 0))
show("dict", lambda: unpack({"x": 1, "y": 2}, 2))


def call(*args, key=0, **kwargs):
    return args, key, kwargs


print(call(*[1, 2], 3, *"ab", key=4, **{"z": 5}), call(**{"key": 1}), call(*(), **{}), call(*gen(2)))
show("kw twice", lambda: call(**{"a": 1}, **{"a": 2}))
show("kw type", lambda: call(**{1: 2}))
show("star int", lambda: call(*5))
show("star none", lambda: call(1, *None))
show("kw list", lambda: call(**[1]))


def fixed(a, b=2, /, c=3, *, d=4):
    return a, b, c, d


print(fixed(1), fixed(1, 5), fixed(*[1, 2, 3], d=0), fixed(1, c=9))
show("missing", lambda: fixed())
show("many", lambda: fixed(1, 2, 3, 4))
show("posonly", lambda: fixed(a=1))
show("unexpected", lambda: fixed(1, z=1))
show("twice", lambda: (lambda a: a)(1, a=2))
print([(lambda *a, **k: (a, k))(1, b=2)], (lambda a, *b, c=1: (a, b, c))(1, 2, 3))


class Point:
    x, y = 0, 1
    [p, q] = "pq"


print(Point.x, Point.y, Point.p, Point.q)
obj = Point()
obj.x, obj.y = 5, 6
(obj.a, *obj.b), last = (1, 2, 3), 0
print(obj.x, obj.y, obj.a, obj.b, last)
d = {}
d["k"], d["l"] = 1, 2
print(d)
