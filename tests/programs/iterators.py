"""The iterator types and the functions that make them."""

import operator


def show(label, function, *args):
    try:
        print(label, function(*args))
    except Exception as error:
        print(label, type(error).__name__, error)


class Old:
    """Iterable by index only."""

    def __init__(self, n):
        self.n = n

    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError
        return i * i

    def __len__(self):
        return self.n


class Count:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __iter__(self):
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration("done")
        self.i += 1
        return self.i


for value in ([1, 2], (1, 2), "ab", b"ab", bytearray(b"ab"), {"a": 1}, {1}, range(2), Old(2), "a€"):
    it = iter(value)
    print(type(it).__name__, operator.length_hint(it), iter(it) is it, next(it), list(it), list(it))
for value in ([1, 2, 3], (1, 2, 3), "abc", range(3), Old(3), b"abc", {"a": 1, "b": 2}):
    it = reversed(value)
    print(type(it).__name__, operator.length_hint(it), next(it), list(it), list(it))
print(list(Count(3)), sum(Count(4)), 3 in Count(5), 9 in Count(5), list(Old(4)), 4 in Old(4))
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("ab", start=10**20)))
print(list(zip()), list(zip("ab")), list(zip("abc", [1, 2])), list(zip([1], [2], [3])), dict(zip("ab", Count(2))))
print(list(zip("ab", "cd", strict=True)))
show("strict", lambda: list(zip("ab", "c", strict=True)))
show("strict", lambda: list(zip("a", "cd", strict=True)))
show("strict", lambda: list(zip("ab", "cd", "e", strict=True)))
show("strict", lambda: list(zip("a", "b", "cd", strict=True)))
print(list(map(str, [1, 2])), list(map(operator.add, [1, 2], [3, 4, 5])), list(map(lambda *a: a, "a", "b", "c", "d", "e")))
print(list(filter(None, [0, 1, "", "a"])), list(filter(lambda n: n % 2, range(5))), list(filter(bool, [0, 2])))
values = iter([1, 2, 3, 0, 4])
print(list(iter(lambda: next(values), 0)), list(values))
show("map", map, str)
show("iter", iter, 5)
show("iter", iter, 5, 6)
show("next", next, [])
show("next", next, iter([]))
show("reversed", reversed, {1})
show("reversed", reversed, iter([]))
show("zip", zip, 1)
show("enumerate", enumerate, 5)
show("enumerate", lambda: enumerate([], "x"))
show("filter", filter, None, 5)
show("unpack", lambda: [*5])
print(next(iter([]), "default"), next(iter("x")))
it = iter([1, 2, 3])
next(it)
print(it.__reduce__()[1:], list(it), it.__reduce__()[1:])
items = [1, 2, 3]
it = iter(items)
list(it)
items.append(4)
print(list(it))


class Bad:
    def __iter__(self):
        return 5


class NoIter:
    __iter__ = None


show("bad", iter, Bad())
show("bad", lambda: list(Bad()))
show("none", iter, NoIter())
show("in", lambda: 1 in NoIter())
show("in", lambda: 1 in 5)


class Rev:
    def __reversed__(self):
        return iter("rev")


class NoRev(list):
    __reversed__ = None


print(list(reversed(Rev())))
show("norev", reversed, NoRev())


def failing():
    yield 1
    raise KeyError("inside")


show("fail", list, failing())
show("fail", lambda: list(map(lambda x: 1 // x, [1, 0])))
show("fail", lambda: [x for x in failing()])
show("stop", lambda: list(map(next, [iter([1]), iter([])])))
pairs = zip(*[iter(range(6))] * 2)
print(list(pairs), list(zip(*[(1, 2), (3, 4)])))
a = iter("abcdef")
for x, y in zip(a, a):
    print(x + y, end=" ")
print()
print([i for i, c in enumerate("hello") if c == "l"], any(map(lambda c: c == "e", "hello")))


class MyMap(map):
    pass


class Counter(enumerate):
    pass


print(list(MyMap(len, ["a", "bc"])), list(Counter("ab", 1)), type(iter(MyMap(len, []))).__name__)
print(isinstance(map(len, []), map), isinstance(enumerate([]), enumerate))
nested = [[1, [2]], [3]]
print([y for x in nested for y in x], sum([[1], [2]], []), min(Count(3)), max(Count(3), key=lambda n: -n))
print(sorted(Count(3), reverse=True), tuple(Count(2)), set(Count(2)), dict.fromkeys(Count(2)), "-".join(map(str, Count(3))))
first, *rest = Count(4)
print(first, rest)
