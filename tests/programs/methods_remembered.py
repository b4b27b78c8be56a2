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
