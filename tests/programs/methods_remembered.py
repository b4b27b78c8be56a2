"""Methods that code calls again and again, and what changes under it."""

import gc


class A:
    def __init__(self):
        self.n = 1

    def name(self):
        return "A.name"

    def two(self, x, y=5):
        return (self.n, x, y)


class B(A):
    def name(self):
        return "B.name"


class C(A):
    pass


class Empty:
    def name(self):
        return "Empty"


class Hidden:
    def __init__(self, hide):
        self.n = 2
        if hide:
            self.name = lambda: "own"

    def name(self):
        return "Hidden.name"


class Slots:
    __slots__ = ("n",)

    def name(self):
        return "Slots"


class Special:
    def __getattribute__(self, name):
        if name == "name":
            return lambda: "got"
        return super().__getattribute__(name)

    def name(self):
        return "never"


def ask(x):
    return x.name()


def ask_all(values):
    return [ask(v) for v in values]


def other(self):
    return "other"


def third(self):
    return "third"


values = [A(), B(), C(), A(), Empty(), Hidden(False), Hidden(True), Slots(), Special(), A()]
for _ in range(3):
    print(ask_all(values))

a, c = A(), C()
print(ask(a), ask(a))
A.name = other
print(ask(a), ask(c), ask(B()))
C.name = third
print(ask(c), ask(c))
del C.name
print(ask(c))
a.name = lambda: "instance"
print(ask(a), ask(A()))
A.name.__code__ = third.__code__
print(ask(c), ask(c), other(1))
A.name = 5
try:
    ask(c)
except TypeError as error:
    print(error)
A.name = property(lambda self: lambda: "computed")
print(ask(c), ask(c))
A.name = staticmethod(lambda: "static")
print(ask(c), ask(c))
A.name = other
C.__getattribute__ = lambda self, name: lambda: "all " + name
print(ask(c), ask(A()))
del C.__getattribute__
print(ask(c))


class D:
    def name(self):
        return "D"


class E:
    def name(self):
        return "E"


class F(D):
    pass


f = F()
print(ask(f), ask(f))
F.__bases__ = (E,)
print(ask(f), ask(f))
f.__class__ = D
print(ask(f))


def evaluation_order(x):
    """The method is looked up before the arguments are evaluated."""
    def change():
        A.two = lambda self, x, y=0: "changed"
        return 1
    return x.two(change(), 2)


print(evaluation_order(A()), A().two(1, 2))


def keywords(x):
    return x.two(1), x.two(1, 2)


A.two = lambda self, x, y=7: (x, y)
for _ in range(2):
    print(keywords(A()))


def temporary(i):
    class T:
        def name(self):
            return i
    return T()


found = []
for i in range(50):
    t = temporary(i)
    found.append(ask(t))
    del t
    if i % 10 == 0:
        gc.collect()
print(found == list(range(50)))


def texts(x, y):
    return x.find(y), x.startswith(y), x.upper(), x.split(y)


for text in ("one two", "two", "three"):
    print(texts(text, "o"))
for raw in (b"one two", bytearray(b"two")):
    print(texts(raw, b"o"))
for container in ([3, 1, 2], [1]):
    container.sort()
    container.insert(0, 9)
    print(container, container.index(9), container.count(1))


class Tree:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def depth(self):
        return 1 + max(self.left.depth() if self.left else 0,
                       self.right.depth() if self.right else 0)

    def fail(self, n):
        if n == 0:
            return self.missing.name()
        return self.fail(n - 1)


print(Tree(Tree(Tree(None, None), None), Tree(None, None)).depth())
for n in (0, 3):
    try:
        Tree(None, None).fail(n)
    except AttributeError as error:
        entries = []
        entry = error.__traceback__
        while entry:
            entries.append(entry.tb_lineno)
            entry = entry.tb_next
        print(error, entries)


def endless(self):
    return self.name()


A.name = endless
try:
    ask(A())
except RecursionError as error:
    print(type(error).__name__)


class Top:
    def __init__(self, *args):
        self.args = args

    def who(self, x):
        return ("Top", x)

    @classmethod
    def made(cls, x):
        return (cls.__name__, x)

    @property
    def kind(self):
        return lambda x: ("kind", x)


class Left(Top):
    def __init__(self, *args):
        super().__init__("left", *args)

    def who(self, x):
        return ("Left", *super().who(x))

    def made_above(self, x):
        return super().made(x), super().kind(x)

    @classmethod
    def made(cls, x):
        return ("Left.made", *super().made(x))


class Right(Top):
    def who(self, x):
        return ("Right", *super().who(x))


class Diamond(Left, Right):
    def who(self, x):
        return ("Diamond", *super().who(x))

    def lacks(self):
        return super().nothing(1)

    def deleted(self):
        del self
        return super().who(1)

    def changed(self, x):
        self = Right()
        return super().who(x)

    def outer(self):
        def inner(other):
            return super().who(other)
        return inner

    def comprehension(self):
        return [f() for f in [lambda: super(Diamond, self).who(i) for i in range(2)]]


for _ in range(3):
    for cls in (Top, Left, Right, Diamond, Left):
        print(cls(1, 2).who(3), cls().args)
d = Diamond()
print(d.made_above(1), Diamond.made(2))
for call in (d.lacks, d.deleted, lambda: d.changed(1), lambda: d.outer()(1), d.comprehension,
             lambda: Left.who(5, 1), lambda: Left.who(d, 1)):
    try:
        print(call())
    except (AttributeError, RuntimeError, TypeError) as error:
        print(type(error).__name__, error)
Top.who = lambda self, x: ("new", x)
print(d.who(1))
del Right.who
print(d.who(1))
