"""The containers of collections."""

import copy
from collections import (
    ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque, namedtuple,
)


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
print(d, d.maxlen, len(d), d[0], d[-1], 3 in d)
d.rotate(1)
print(d)
d.rotate(-2)
print(d, d.count(2), d.index(3))
d.extend("ab")
d.extendleft("xy")
print(d, d.copy(), d == deque(d), d.pop(), d.popleft())
attempt(lambda: d.remove("zz"))
attempt(lambda: d.index("zz"))
attempt(lambda: deque().pop())
attempt(lambda: deque().popleft())
attempt(lambda: deque([1])[5])
attempt(lambda: deque(maxlen=-1))
attempt(lambda: deque([1, 2]) + deque([3]))
attempt(lambda: deque([1, 2]) * 3)
attempt(lambda: deque([1, 2]) + [3])
attempt(lambda: deque([1, 2]) < deque([1, 3]))
d.clear()
d += [1, 2, 3]
d.insert(1, "i")
d[0] = "zero"
del d[2]
d.reverse()
print(d, list(reversed(d)), bool(deque()))
big = deque(range(1000))
for _ in range(500):
    big.popleft()
    big.append(big[-1] + 1)
print(sum(big), len(big), big[250])


def mutate():
    q = deque([1, 2, 3])
    for _ in q:
        q.append(1)


attempt(mutate)

dd = defaultdict(list)
for word in "the quick brown fox jumps over the lazy dog".split():
    dd[len(word)].append(word)
print(dd, dd[100], dd.get(7), dd.default_factory, 7 in dd)
attempt(lambda: defaultdict(None)["x"])
attempt(lambda: defaultdict(5))
print(defaultdict(int, a=1) | {"b": 2}, dd.copy() == dd)

c = Counter("mississippi")
print(c, c.most_common(2), c["z"], c.total(), sorted(c.elements()))
c.update("miss")
c.subtract({"i": 10})
print(c, +c, -c)
print(Counter(a=3, b=1) + Counter(a=1, b=2), Counter(a=3, b=1) - Counter(a=1, b=2))
print(Counter(a=3, b=1) & Counter(a=1, b=2), Counter(a=3, b=1) | Counter(a=1, b=2))
print(Counter(a=1) <= Counter(a=2), Counter(a=1) == Counter(a=1, b=0))
attempt(lambda: Counter.fromkeys("abc"))

o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a")
print(o, list(o), o.popitem(last=False))
o.move_to_end("a", last=False)
print(o, list(reversed(o)), o == {"c": 3, "a": 1}, o == OrderedDict(c=3, a=1))
attempt(lambda: o.move_to_end("q"))
attempt(lambda: OrderedDict().popitem())
print(o | {"z": 26}, o.pop("a"), o.pop("nothing", None), o)

m = ChainMap({"x": 1}, {"x": 2, "y": 3})
print(m, m["x"], m["y"], list(m), len(m), m.parents, m.new_child({"y": 9})["y"])
m["y"] = 10
print(m)
attempt(lambda: m["nope"])
attempt(lambda: m.pop("nope"))

Point = namedtuple("Point", "x y", defaults=[0])
p = Point(1)
print(p, p.x, p._asdict(), p._replace(y=5), Point._fields, Point._field_defaults, p == (1, 0))
print(Point._make([4, 5]), Point.__doc__, Point.x.__doc__)
attempt(lambda: Point())
attempt(lambda: Point(1, 2, 3))
attempt(lambda: p._replace(z=1))
attempt(lambda: Point._make([1]))
attempt(lambda: namedtuple("Bad", "a a"))
attempt(lambda: namedtuple("Bad", "_a"))
attempt(lambda: namedtuple("Bad", "class"))
attempt(lambda: setattr(p, "x", 1))
print(namedtuple("R", "a class a", rename=True)._fields)


class Point3(Point):
    __slots__ = ()

    def norm(self):
        return self.x**2 + self.y**2


print(Point3(3, 4).norm(), Point3(3, 4), hash(Point3(1, 2)) == hash((1, 2)))


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


u = Upper(a=1)
u.update(b=2)
print(u, UserList([3, 1, 2]) + [4], sorted(UserList([3, 1])), UserString("abc").upper() + "!")


class Default(dict):
    def __missing__(self, key):
        return f"<{key}>"


print(Default(a=1)["a"], Default()["b"])


class Slotted(deque):
    __slots__ = ("x", "y", "__dict__")


slotted = Slotted([1, 2])
slotted.x, slotted.z = 1, 2
print(slotted.__reduce__()[:3], hasattr(deque(), "__dict__"), hasattr(defaultdict(), "__dict__"))
again = copy.deepcopy(slotted)
print(again, again.x, again.z, deque([1]).__reduce__()[:3])

ends = deque("abc")
walk, kept = copy.deepcopy((iter(ends), ends))
print(list(walk), kept, list(copy.deepcopy(reversed(ends))))
