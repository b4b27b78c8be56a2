"""Generators: send, throw, close, delegation, results, clean-up, their state and their misuse."""

import itertools


def attempt(make):
    try:
        print("  ->", make())
    except BaseException as error:
        cause = type(error.__cause__).__name__ if error.__cause__ else None
        print("  ->", type(error).__name__, error, cause)


def echo():
    """Tells all that happens to it."""
    received = None
    try:
        while True:
            try:
                received = yield ("got", received)
            except ValueError as error:
                print("  caught", error)
                received = "after error"
    finally:
        print("  closing")


generator = echo()
attempt(lambda: generator.send(1))
attempt(lambda: next(generator))
attempt(lambda: generator.send("x"))
attempt(lambda: generator.throw(ValueError("thrown")))
attempt(lambda: generator.throw(ValueError, "typed"))
attempt(lambda: generator.throw(ValueError))
attempt(lambda: generator.throw(KeyError("leaves")))
attempt(lambda: next(generator))
attempt(lambda: generator.send(2))
attempt(lambda: generator.throw(OSError("finished")))
attempt(lambda: echo().throw(KeyError("not started")))
attempt(lambda: echo().throw(5))
attempt(lambda: echo().close())


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


started = stubborn()
next(started)
attempt(started.close)


def raises_stop():
    yield 1
    raise StopIteration("inside")


attempt(lambda: list(raises_stop()))
attempt(lambda: list(next(iter([])) for _ in range(3)))


def inner():
    try:
        x = yield "a"
        print("  inner got", x)
        y = yield "b"
        print("  inner got", y)
        return x, y
    except KeyError as error:
        print("  inner caught", error)
        return "rescued"
    finally:
        print("  inner ends")


def outer():
    result = yield from inner()
    print("  outer has", result)
    result = yield from (n * n for n in range(2))
    print("  outer has", result)
    yield from [10, 11]
    yield from "xy"
    return "end"


print("delegation")
g = outer()
print(next(g), g.gi_yieldfrom.__name__, g.send(1), g.send(2), next(g), next(g), next(g), list(g))
g = outer()
next(g)
print(g.throw(KeyError("k")))
g.close()
g = outer()
next(g)
attempt(lambda: g.throw(ZeroDivisionError("through")))
g = outer()
next(g)
g.close()


class Source:
    """An iterator that isn't a generator, with its own throw."""

    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("source's value")
        return self.n

    def throw(self, kind, value=None, traceback=None):
        print("  source was thrown something", value, traceback)
        return "thrown"


def through():
    return (yield from Source())


g = through()
print(next(g), g.throw(ValueError("v")), next(g))
attempt(lambda: g.send(5))
attempt(lambda: (next(g), next(g)))


def value_of(generator):
    """What a generator returns."""
    while True:
        try:
            next(generator)
        except StopIteration as stop:
            return stop.value, stop.args


print(value_of(through()), value_of(outer()), value_of(echo() if False else iter(())))


def reentrant():
    try:
        next(me)
    except ValueError as error:
        yield str(error)


me = reentrant()
print(list(me))


def nested(n):
    if n:
        yield n
        yield from nested(n - 1)
        yield -n


print(list(nested(4)), sum(1 for _ in nested(100)))


def tree(items):
    for item in items:
        if isinstance(item, list):
            yield from tree(item)
        else:
            yield item


print(list(tree([1, [2, [3, [4, []]]], [[5]]])))


def with_finally(log):
    for i in range(5):
        try:
            yield i
        finally:
            log.append(i)


log = []
for value in with_finally(log):
    if value == 2:
        break
print(list(itertools.islice(with_finally(log), 2)))


def swap():
    """An exception handled outside does not leak into the generator and back."""
    import sys
    try:
        raise KeyError("within")
    except KeyError:
        yield sys.exc_info()[0].__name__
        yield sys.exc_info()[0].__name__


g = swap()
try:
    raise OSError("without")
except OSError:
    import sys
    print(next(g), sys.exc_info()[0].__name__, next(g), sys.exc_info()[0].__name__)

squares = (x * x for x in range(10) if x % 2)
print(next(squares), list(squares), squares.__name__, type(squares).__name__, squares.__qualname__)
print([list(x + y for y in "ab") for x in "cd"])
attempt(lambda: (x for x in 5))
numbers = [1, 2, 3]
lazy = (n for n in numbers)
numbers.append(4)
print(list(lazy), list(map(lambda n: (yield n), "ab"))[0].__name__)


def counter(limit, *, step=1):
    n = 0
    while n < limit:
        jump = yield n
        n = jump if jump is not None else n + step


c = counter(10, step=3)
print([next(c), next(c), c.send(8), next(c, "over")], [*counter(3)], {*counter(2)}, dict(zip(counter(3), "abc")))
a, *b = counter(4)
print(a, b, max(counter(5)), sorted(counter(4), reverse=True), 2 in counter(5), 9 in counter(5))


def failing():
    yield 1
    raise LookupError("at the end of it all")


for value in failing():
    print("value", value)
