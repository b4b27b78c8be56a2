"""functools: caches, partials, dispatch, orderings."""

import functools
from functools import cache, cached_property, lru_cache, partial, partialmethod, reduce


@lru_cache(maxsize=None)
def fib(n):
    """Fibonacci."""
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info(), fib.__name__, fib.__doc__, fib.cache_parameters())


@lru_cache(maxsize=2, typed=True)
def twice(x):
    print("computing", x)
    return x * 2


print(twice(1), twice(1.0), twice(1), twice(2), twice(1.0), twice.cache_info())
twice.cache_clear()
print(twice.cache_info(), twice.__wrapped__(4))
try:
    twice([])
except TypeError as error:
    print(error)


@cache
def area(w, h=2, *, unit="m"):
    return f"{w * h}{unit}"


print(area(2), area(2, 2), area(2, h=2), area(2, unit="cm"), area.cache_info())

basetwo = partial(int, base=2)
print(basetwo("1010"), basetwo.func, basetwo.args, basetwo.keywords)
print(repr(partial(max, 1, 2)), partial(partial(max, 1), 5)(3))
try:
    partial(3)
except TypeError as error:
    print(error)
add = partial(lambda *a, **k: (a, sorted(k.items())), 1, x=1)
print(add(2, y=2), add(x=5))


class Cell:
    alive = False

    def set_state(self, state):
        self.alive = state

    set_alive = partialmethod(set_state, True)

    @cached_property
    def slow(self):
        print("slow")
        return 42


c = Cell()
c.set_alive()
print(c.alive, c.slow, c.slow, c.__dict__)
del c.slow
print(c.slow)
print(reduce(lambda a, b: a * b, range(1, 6)), reduce(lambda a, b: a + b, [], 7))
for bad in ((), (5,)):
    try:
        reduce(lambda a, b: a, *bad or [[]])
    except TypeError as error:
        print(error)


@functools.singledispatch
def describe(value):
    return "object"


@describe.register
def _(value: int):
    return "int"


@describe.register(list)
def _(value):
    return "list of " + ", ".join(map(describe, value))


@describe.register(str)
def describe_text(value):
    return "text"


print(describe(1), describe(True), describe([1, "a", 2.0]), describe_text("x"))
print(describe.dispatch(bool) is describe.dispatch(int), sorted(t.__name__ for t in describe.registry))


@functools.total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


print(Version(1) <= Version(2), Version(3) > Version(2), Version(3) >= Version(4), Version(1) != Version(1))
try:
    functools.total_ordering(type("Empty", (), {}))
except ValueError as error:
    print(error)


def traced(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        """wrapper"""
        print("call", function.__name__, args, kwargs)
        return function(*args, **kwargs)

    return wrapper


@traced
def greet(name, greeting="hello"):
    """Greets."""
    return f"{greeting} {name}"


print(greet("Ann"), greet("Bob", greeting="hi"), greet.__name__, greet.__doc__)
print(greet.__wrapped__("Eve"), greet.__qualname__)
print(sorted(["b", "A", "c"], key=functools.cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))))


class Shape:
    @functools.singledispatchmethod
    def draw(self, arg):
        return f"draw {arg!r}"

    @draw.register
    def _(self, arg: int):
        return f"draw int {arg}"

    @draw.register
    @classmethod
    def _(cls, arg: str):
        return f"{cls.__name__} text {arg}"


print(Shape().draw(1.5), Shape().draw(3), Shape().draw("x"))


class Sorter:
    by = functools.cmp_to_key(lambda a, b: b - a)


key = functools.cmp_to_key(mycmp=lambda a, b: a - b)
print(sorted([1, 3, 2], key=Sorter.by), key(obj=3).obj, key(1) < key(2), key(2) <= key(2), key(1) == key(1), key(1) != key(2), key(2) > key(1), key(1) >= key(2))
for bad in (lambda: key(1) < 1, lambda: key(), lambda: hash(key(1))):
    try:
        print(bad())
    except TypeError as error:
        print("TypeError")

import builtins
import functools

plain = builtins.len
try:
    builtins.len = functools.lru_cache(4)(len)
    print(len("abc"), len("abc"), len.cache_info())
finally:
    builtins.len = plain


class OwnPartial(functools.partial):
    """A subclass, which is shown by its own name."""


def collect(*args, **keywords):
    """What it was called with."""
    return args, keywords


given = functools.partial(collect, 1, 2, x=3)
print(given(4, y=5), given(), given(x=9), given.func is collect, given.args, given.keywords)
print(functools.partial(given, 7, z=1).args, OwnPartial(collect, 1)(2), functools.partial(functools.partial(collect))())
given.mark = 5
print(functools.partial(given, 1).func is given, OwnPartial(given, 1).args)
for name in "func", "args", "keywords":
    try:
        setattr(given, name, 1)
    except AttributeError:
        print(name, "cannot be changed")
loop = OwnPartial(collect)
loop.__setstate__((loop, (), {}, None))
print(repr(loop), repr(functools.partial(int, 1, base=2)))
for state in (collect, (), None), [collect, (), {}, None], (None, (), {}, None), (collect, [], {}, None), (collect, (), [], None):
    try:
        functools.partial(collect).__setstate__(state)
    except TypeError as error:
        print(error)
for wrong in (), (3,):
    try:
        functools.partial(*wrong)
    except TypeError as error:
        print(error)
import pickle
import traceback
print(pickle.loads(pickle.dumps(given))(4), pickle.loads(pickle.dumps(given)).mark)
try:
    functools.partial(divmod, 1)(0)
except ZeroDivisionError as error:
    print([entry.name for entry in traceback.extract_tb(error.__traceback__)])
import copy
twin = copy.copy(given)
print(twin.keywords is given.keywords, twin.args is given.args, twin.mark, copy.deepcopy(given).keywords is given.keywords)
