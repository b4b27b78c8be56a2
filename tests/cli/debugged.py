"""What test_debug.py looks into: values of all kinds, calls, loops, generators, threads."""

import threading


class Point:
    """Attributes in the instance itself."""

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Slotted:
    """Attributes in slots."""

    __slots__ = ("left", "right")


class Table(dict):
    """A dict with attributes."""


class Trouble(ValueError):
    """An exception of the program's."""


def fib(n, label="f"):
    if n < 2:
        return n
    before = fib(n - 1)
    return before + fib(n - 2)


def doubled(count):
    for i in range(count):
        yield i * 2


def scaled(values):
    total = 0.5
    for value in values:
        total = total + value * 1.5
    return total


def counter(start):
    def add(step):
        nonlocal start
        start += step
        return start

    return add


def work(gate, number):
    gate.wait()
    return number


point = Point(1, "two")
slotted = Slotted()
slotted.left = "é€😀"
table = Table(a=1)
table.extra = [1, 2]
loop = {"self": None}
loop["self"] = loop
deep = [[[[[[1]]]]]]
many = list(range(100))
trouble = Trouble("no", 3)
atoms = (1, -2, 1 << 70, -(1 << 90), 2.5, 1e300, 3j, None, True, False, ...)
texts = ("x", "ä", "€", "😀", b"\x00y", bytearray(b"ab"), "a'b\n")
groups = ([1, "a"], (2,), {"k": [1], 3: None}, {4}, frozenset({5}), set(), [], (), {})
others = (fib, Point, len, threading, point.__init__, fib.__code__, range(3), doubled(1))


def last(gate):
    total = scaled([1.0, 2.0])
    evens = [item for item in doubled(3)]
    add = counter(5)
    done = add(2)
    number = fib(3, "g")
    return total, evens, done, number, gate


gate = threading.Event()
threads = [threading.Thread(target=work, args=(gate, i)) for i in range(2)]
for thread in threads:
    thread.start()
print(last(gate)[:4])
gate.set()
for thread in threads:
    thread.join()
