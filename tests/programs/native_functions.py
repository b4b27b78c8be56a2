"""Functions of modules that CPython has in C: they do not bind, and have messages of their own."""

import copy
import functools
import inspect
import itertools
import math
import operator
import pickle
import time
import types
import weakref


class Formatter:
    """Holds functions, as ``logging`` does."""

    converter = time.gmtime
    root = math.sqrt
    fold = functools.reduce

    def date(self, seconds):
        """What the function makes of a number alone."""
        return self.converter(seconds)[:3]


formatter = Formatter()
print(formatter.date(86400), formatter.root(4), Formatter.root(9), formatter.fold(operator.add, [1, 2]))
print(formatter.root is math.sqrt, Formatter.__dict__["root"] is math.sqrt)
Formatter.late = math.floor
print(formatter.late(2.5))

print(math.sqrt, type(math.sqrt), isinstance(time.time, types.BuiltinFunctionType))
print(math.sqrt.__name__, math.sqrt.__qualname__, math.sqrt.__module__, math.sqrt.__self__ is math)
print(inspect.isbuiltin(math.sqrt), inspect.isfunction(math.sqrt), inspect.isroutine(math.sqrt))
print(hasattr(math.sqrt, "__code__"), hasattr(math.sqrt, "__get__"), callable(math.sqrt))
print(bool(math.sqrt.__doc__), math.sqrt == math.sqrt, hash(math.sqrt) == hash(math.sqrt))
print(pickle.loads(pickle.dumps(math.sqrt)) is math.sqrt, copy.deepcopy([math.sqrt])[0] is math.sqrt)
print(weakref.ref(math.sqrt)() is math.sqrt, {math.sqrt: "root"}[math.sqrt])
print(inspect.signature(math.isclose), inspect.signature(len), inspect.signature("".join))
print(inspect.signature(functools.partial(math.isclose, 1)))
try:
    math.sqrt.note = "mine"
except AttributeError as error:
    print(error)


def attempt(function, *args, **kwargs):
    """What a call raises."""
    try:
        print(function(*args, **kwargs))
    except TypeError as error:
        print(error)


attempt(math.sqrt)
attempt(math.sqrt, 1, 2)
attempt(math.sqrt, x=2)
attempt(math.atan2, 1)
attempt(math.isclose, 1)
attempt(math.isclose, 1, 1, rel_tol=0.5)
attempt(math.hypot, a=1)
attempt(time.time, 1)
attempt(time.sleep)
attempt(functools.reduce)
attempt(list, map(math.sqrt, [1, 4]))
attempt(sorted, [3, -2, 1], key=math.fabs)
attempt(list, itertools.starmap(math.pow, [(2, 3), (3, 2)]))


@functools.wraps(math.sqrt)
def wrapped(x):
    """A function around one."""
    return math.sqrt(x)


print(wrapped.__name__, wrapped.__wrapped__ is math.sqrt, wrapped(16))
