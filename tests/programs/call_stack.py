"""Who is running: what ``sys._getframe`` tells of callers."""

import sys
import warnings
from collections import namedtuple


def names():
    found = []
    frame = sys._getframe(1)
    while frame is not None:
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found


def outer():
    return inner(3)


def inner(n):
    return names() if n == 0 else inner(n - 1)


class Box:
    made_in = sys._getframe().f_code.co_name
    module = sys._getframe().f_globals["__name__"]

    def method(self):
        return names()

    @property
    def shown(self):
        return names()


def generator():
    yield names()
    yield names()


def key(value):
    calls.append(sys._getframe(1).f_code.co_name)
    return value


def through():
    return sorted([3, 1, 2], key=key)


calls = []
print(outer())
print(Box.made_in, Box.module, Box().method(), Box().shown)
print(list(generator()))
print((lambda: names())())
print(through(), calls)
print(sys._getframe().f_code.co_name, sys._getframe().f_locals is globals())
print(namedtuple("Point", "x y").__module__)
space = {}
exec("def f(g):\n    return g()\n", space)
print(space["f"](names))
try:
    sys._getframe(1000)
except ValueError as error:
    print(error)


def careful():
    registry = sys._getframe(1).f_globals.setdefault("__warningregistry__", {})
    registry.clear()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.warn("careful", UserWarning, 2)
    return [(str(w.message), w.category.__name__) for w in caught]


print(careful())


def catching():
    try:
        yield names()
    except ValueError:
        yield names()
    except GeneratorExit:
        print("closed", names())


def delegating():
    try:
        yield from catching()
    except GeneratorExit:
        print("closed", names())


delegated = delegating()
print(next(delegated), delegated.throw(ValueError))
delegated.close()
delegated = delegating()
next(delegated)
delegated.close()


class Awaited:
    def __await__(self):
        return delegating()


async def waiting():
    await Awaited()


coroutine = waiting()
print(coroutine.send(None), coroutine.throw(ValueError), coroutine.cr_await is not None)
coroutine.close()
