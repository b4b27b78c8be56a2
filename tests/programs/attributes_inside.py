"""Instances that keep their attributes in themselves, and what makes them change to a dict."""

import copy
import gc
from dataclasses import dataclass


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def move(self, dx):
        self.x += dx
        self.moved = dx
        return self


def frozen_point():
    made = Point(3, 4)
    made.move(2)
    return made


class Lazy:
    def late(self):
        self.b = 1
        self.a = 2

    def early(self):
        self.a = 3


class Sub(Point):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z

    def __repr__(self):
        return f"Sub({self.x}, {self.y}, {self.z})"


class Other:
    def __init__(self):
        self.first = 1


class Bigger:
    def fill(self):
        self.a0, self.a1, self.a2, self.a3, self.a4, self.a5, self.a6, self.a7 = range(8)
        return self


class Guarded:
    def __init__(self, value):
        self.value = value
        self.plain = 1

    @property
    def value(self):
        return self._value + 1

    @value.setter
    def value(self, value):
        self._value = value


class Watched:
    def __init__(self):
        self.seen = 0

    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)


class Reader:
    def __init__(self):
        self.inner = 1

    def __getattribute__(self, name):
        if name == "inner":
            return "asked"
        return super().__getattribute__(name)


class Missing:
    def __init__(self):
        self.known = 1

    def forget(self):
        self.unknown = 2

    def __getattr__(self, name):
        return "missing " + name


class Slotted(Point):
    __slots__ = ("extra",)

    def more(self):
        self.extra = 5
        self.further = 6
        return self


class Mixed(Lazy, Other, Point):
    pass


@dataclass
class Record:
    name: str
    number: int = 3


@dataclass(frozen=True)
class Fixed:
    name: str


def order():
    p = Point(1, 2)
    print(vars(p), list(vars(p)), p.x, p.y)
    p.move(3)
    print(vars(p), p.__dict__ is p.__dict__)
    p.__dict__["new"] = 5
    p.x = 7
    print(p.new, p.x, vars(p))
    q = Lazy()
    q.late()
    print(vars(q))
    q = Lazy()
    q.early()
    q.late()
    print(vars(q))
    r = Lazy()
    r.c = 1
    r.a = 2
    print(vars(r), r.c)


def removal():
    p = Point(1, 2)
    del p.x
    print(hasattr(p, "x"), vars(p))
    try:
        p.x
    except AttributeError as error:
        print(error)
    p.x = 5
    print(list(vars(p)))
    q = Point(1, 2)
    try:
        del q.moved
    except AttributeError as error:
        print(error)
    del q.__dict__
    print(vars(q), hasattr(q, "y"))
    q.y = 3
    print(vars(q))
    q.__dict__ = {"x": 10}
    print(q.x, vars(q))
    shared = {}
    a, b = Point(1, 1), Point(2, 2)
    a.__dict__ = b.__dict__ = shared
    a.x = 9
    print(b.x, shared)


def classes():
    s = Sub(1, 2, 3)
    print(s, vars(s))
    s.__class__ = Point
    print(s.x, s.z, type(s).__name__, vars(s))
    o = Other()
    o.__class__ = Bigger
    o.fill()
    gc.collect()
    print(vars(o), o.a7, o.first)
    e = Lazy()
    e.__class__ = Bigger
    print(hasattr(e, "a7"), vars(e.fill()))
    del e.__dict__
    print(hasattr(e, "a7"))
    e.a7 = 1
    print(vars(e))
    print(vars(Mixed()), vars(Slotted(1, 2).more()), Slotted(1, 2).more().extra)
    m = Mixed(1, 2) if Mixed.__init__ is Point.__init__ else Mixed()
    m.late()
    print(vars(m))


def special():
    g = Guarded(5)
    print(g.value, vars(g))
    print(vars(Watched()))
    r = Reader()
    print(r.inner, r.__dict__)
    m = Missing()
    print(m.known, m.unknown, m.other)
    m.forget()
    print(m.unknown)
    print(Record("a"), Record("b", 4) == Record("b", 4), vars(Record("c")))
    f = Fixed("f")
    try:
        f.name = "g"
    except Exception as error:
        print(type(error).__name__, error)
    print(f, vars(f), hash(f) == hash(Fixed("f")))


def changes():
    class Changing:
        def __init__(self):
            self.value = 1
            self.other = 2

    c = Changing()
    print(c.value)
    Changing.value = property(lambda self: "computed")
    print(c.value, vars(c))
    try:
        Changing()
    except AttributeError as error:
        print(error)
    del Changing.value
    print(c.value, Changing().value)
    Changing.__setattr__ = lambda self, name, value: print("store", name, value)
    c.value = 5
    del Changing.__setattr__
    c.value = 6
    print(c.value)
    Changing.__getattribute__ = lambda self, name: "all"
    print(c.value, c.anything)
    del Changing.__getattribute__
    print(c.value)
    Changing.value = "class"
    print(c.value, Changing().value)

    class Heir(Changing):
        pass

    h = Heir()
    Changing.other = property(lambda self: "from above")
    print(h.other, h.value)


def copies():
    p = Point([1], 2)
    q, d = copy.copy(p), copy.deepcopy(p)
    print(vars(q), q.x is p.x, vars(d), d.x is p.x)
    print(p.__reduce_ex__(2)[2], p.__getstate__())
    print(Other().__getstate__(), Lazy().__getstate__())
    s = Sub(1, 2, 3)
    print(copy.copy(s), sorted(n for n in dir(s) if not n.startswith("_")))


def dynamic():
    p = Point(1, 2)
    for i in range(3):
        setattr(p, "x", i)
        setattr(p, "".join(["mo", "ved"]), i)
    print(getattr(p, "".join(["mov", "ed"])), vars(p))

    class Text(str):
        pass

    setattr(p, Text("y"), 8)
    print(p.y, getattr(p, Text("y")), vars(p))
    Made = type("Made", (Point,), {"extra": 1})
    made = Made(5, 6)
    made.loose = 7
    print(made.x, made.extra, made.loose, vars(made))
    many = [Point(i, i) for i in range(1000)]
    gc.collect()
    print(sum(p.x + p.y for p in many))


KEPT = frozen_point()
SHARED = Point(1, 2)
SPACE = SHARED.__dict__
print(vars(KEPT), KEPT.x)
SPACE["x"] = 100
print(SHARED.x)
for test in (order, removal, classes, special, changes, copies, dynamic):
    print(test.__name__)
    test()


class Early(Point):
    def __init__(self, flag):
        self.last = 1
        if flag:
            self.y = 2
            self.x = 3
        else:
            self.x = 3
            self.y = 2
        self.end = 4


def orders():
    for flag in (True, False, True):
        print(vars(Early(flag)))
    letters = "abcdef"

    class Many:
        def __init__(self, permutation):
            for name in permutation:
                setattr(self, name, ord(name))

        def expected(self):
            self.a = self.b = self.c = self.d = self.e = self.f = 0

    from itertools import permutations
    made = [Many(p) for n in (6, 5, 4) for p in permutations(letters, n)]
    made += [Many(p) for p in permutations(letters)]
    print(len(made))
    total = 0
    for many in made:
        total += sum(i * ord(n) for i, n in enumerate(vars(many)))
    print(total, made[5].c, made[-1].f, vars(made[1700]))


orders()


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None

    def last(self):
        return self if self.next is None else self.next.last()


def mark(node):
    node.seen = node.value + 1
    node.value += 1
    return node.last().seen


def outside():
    node = Node(1)
    print(mark(node), vars(node))
    node.next = Node(2)
    node.next.seen = 5
    print(mark(node), vars(node.next))


outside()


class Pair:
    __slots__ = ("a", "b", "__weakref__")

    def __init__(self, a, b):
        self.a = a
        self.b = b

    def total(self):
        return self.a + self.b

    def clear(self):
        del self.a


class Third(Pair):
    __slots__ = ("c",)

    def __init__(self, a, b, c):
        super().__init__(a, b)
        self.c = c


class Open(Pair):
    pass


def slots():
    def attempt(function):
        try:
            return function()
        except AttributeError as error:
            return str(error)

    for p in (Pair(1, 2), Third(1, 2, 3), Open(4, 5), Pair(6, 7)):
        print(p.total(), attempt(lambda: p.c))
        p.a = 10
        print(p.total())
        p.clear()
        print(attempt(p.total), attempt(p.clear))
        p.a = 11
        print(p.total())
    p = Pair(1, 2)
    print(attempt(lambda: setattr(p, "d", 1)))
    old = Pair.a
    Pair.a = 99
    print(p.total(), attempt(lambda: Pair(1, 2)))
    Pair.a = old
    print(p.total())
    Pair.__getattribute__ = lambda self, name: 7
    print(p.a)
    del Pair.__getattribute__
    print(p.a)


slots()
