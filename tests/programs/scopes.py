"""Names: globals, closures, nonlocal, class bodies, comprehensions, del, walrus, unbound names."""

import builtins


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


x = "global"


def counter():
    n = 0

    def step(by=1):
        nonlocal n
        n += by
        return n

    def reset():
        nonlocal n
        n = 0

    return step, reset


step, reset = counter()
print(step(), step(5), reset(), step(), step.__closure__[0].cell_contents, step.__code__.co_freevars)
again, _ = counter()
print(again(), step())


def deep():
    x = "deep"

    def middle():
        def innermost():
            nonlocal x
            x += "er"
            return x
        return innermost
    return middle()(), x


print(deep(), x)


def sets_global():
    global x, fresh
    x = "changed"
    fresh = "made in a function"


sets_global()
print(x, fresh)


def shadows():
    print = builtins.print
    len = lambda value: "my len"
    print(len([1]), x)


shadows()


def unbound_local():
    if False:
        y = 1
    return y


def deleted():
    z = 1
    del z
    return z


def free_unbound():
    def use():
        return w
    if True:
        del_me = use
    result = del_me()
    w = 1
    return result


def no_such_name():
    return undefined_name


for each in (unbound_local, deleted, free_unbound, no_such_name):
    attempt(each)


class Body:
    x = "class"
    same = x
    items = [x for _ in range(2)]
    squares = [n * n for n in range(3)]

    def method(self):
        return x, self.x, __class__.__name__

    for i in range(3):
        last = i
    del i
    if squares:
        chosen = "yes"

    class Inner:
        x = "inner"

        def get(self):
            return x


print(Body().method(), Body.same, Body.items, Body.squares, Body.last, hasattr(Body, "i"), Body.chosen, Body.Inner().get())
print(Body.Inner.__qualname__, Body.method.__qualname__, [k for k in vars(Body) if not k.startswith("__")])


def local_class(x):
    class Local:
        y = x

        def get(self):
            return x
    return Local


print(local_class(5).y, local_class(6)().get(), local_class(1).__qualname__)


def comprehensions(n):
    x = "outer"
    squares = [x * x for x in range(n)]
    pairs = {(a, b): a * b for a in range(2) for b in range(a, 3) if b}
    nested = [[y * x for y in range(2)] for x in range(2)]
    if any((hit := value) > 2 for value in squares):
        return x, squares, pairs, nested, hit
    return x, squares, pairs, nested


print(comprehensions(3), comprehensions(1))
print([last := v for v in range(4)], last, (m := 5) + m)
while chunk := [1, 2][:0 if x == "done" else 1]:
    x = "done"
    print("chunk", chunk)
functions = []
for i in range(3):
    def capture(i=i):
        return i, globals()["i"]
    functions.append(capture)
print([f() for f in functions])
del functions, i
attempt(lambda: i)
attempt(lambda: functions)


def unpack_targets():
    a = b = [0, 0]
    a[0], (b[1], *rest), a2 = 1, (2, 3, 4), 5
    (c), [d], = 6, [7]
    i = 0
    i, a[i] = 1, 9
    return a, b, rest, a2, c, d


print(unpack_targets())


def augmented():
    box = {"n": 1, "l": [1]}
    box["n"] += 1
    box["l"] += [2]
    alias = box["l"]
    alias *= 2
    box["n"] **= 3
    box["n"] <<= 2
    box["n"] ^= 1
    return box, alias is box["l"]


print(augmented(), eval("x"), sorted(k for k in locals() if k.startswith("ste")))


def chained(a, b, c):
    calls = []

    def seen(v):
        calls.append(v)
        return v
    return seen(a) < seen(b) <= seen(c) != 0, calls


print(chained(1, 2, 2), chained(3, 2, 1), 1 < 2 > 1 == 1 != None, not 1 in [1])


def locals_seen(a, b=2):
    c = 3
    inner = [c for _ in "x"]
    return sorted(locals().items(), key=str)


print(locals_seen(1))


def lazily(flag):
    from math import floor as down
    import os.path as p
    if flag:
        import collections.abc
        return isinstance({}, collections.abc.Mapping), down(2.7), p.join("a", "b")
    return collections


attempt(lambda: lazily(True))
attempt(lambda: lazily(False))
try:
    from math import no_such_function
except ImportError as error:
    print(type(error).__name__, error.name)
try:
    import no_such_module.at_all
except ModuleNotFoundError as error:
    print(error, error.name)
print(__name__, __doc__[:6], [] or {} or "last", 0 and 1, (lambda: (yield))().__class__.__name__)
assert x, "not raised"
try:
    assert not x, f"x is {x}"
except AssertionError as error:
    print("AssertionError", error)


def shadowed(y):
    class Own:
        try:
            y = y
        except NameError as error:
            print(error)
        y = "own"

        def method(self):
            return y

    class Sometimes:
        if y > 1:
            y = "bound"

        def method(self):
            return y

    return Own.y, Own().method(), Sometimes.y, Sometimes().method()


attempt(lambda: shadowed(2))
y = 5
attempt(lambda: shadowed(2))


def ways(items, n):
    """Variables that some ways bind and others do not."""
    if n:
        first = 1
    for i in range(n):
        last = i
    try:
        print(first, last)
    except UnboundLocalError as problem:
        print(problem)
    try:
        found = items[n]
        how = "found"
    except IndexError:
        how = "missing"
    print(how)
    try:
        print(found)
    except NameError as problem:
        print(problem)
    del how
    try:
        print(how)
    except NameError as problem:
        print(problem)
    return locals().get("first")


def resumed(n):
    while True:
        if n:
            value = n
        sent = yield
        if sent:
            try:
                yield value
            except NameError as problem:
                yield str(problem)
            finally:
                n = 5


def leaving(stop):
    while True:
        try:
            if stop:
                break
            bound = 1
        finally:
            stop = True
    else:
        bound = 2
    try:
        return bound
    except UnboundLocalError as problem:
        return problem


print(ways("a", 0), ways("abcd", 3))
machine = resumed(0)
next(machine)
print(machine.send(1))
next(machine)
print(machine.send(2))
print(leaving(True), leaving(False))
