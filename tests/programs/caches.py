"""functools' caches: what they keep, drop and tell."""

from functools import cache, cached_property, lru_cache

calls = []


@lru_cache(maxsize=2)
def square(x):
    """The square."""
    calls.append(x)
    return x * x


print(square(2), square(3), square(2), square(4), square(3), square(2))
print(calls, square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info(), square.__name__, square.__doc__, square.__wrapped__(5))


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


@lru_cache(typed=True)
def kind(x, *, flag=False):
    return (type(x).__name__, flag)


print(kind(1), kind(1.0), kind(True), kind(1, flag=True), kind(1, flag=1))
print(kind.cache_info())


@lru_cache
def same(*args, **kwargs):
    return (args, kwargs)


print(same(1), same((1,)), same(1, a=2), same(a=2), same("a", 2), same())
print(same.cache_info())
try:
    same([])
except TypeError as error:
    print(error)


@lru_cache(maxsize=0)
def never(x):
    return x


print(never(1), never(1), never.cache_info())


@lru_cache(maxsize=-5)
def negative(x):
    return x


print(negative(1), negative.cache_parameters())


class Shape:
    def __init__(self, side):
        self.side = side

    @lru_cache(maxsize=None)
    def area(self, factor):
        print("computing", self.side, factor)
        return self.side * self.side * factor

    @cached_property
    def corners(self):
        print("counting")
        return 4


shape = Shape(3)
print(shape.area(2), shape.area(2), Shape.area.cache_info(), shape.corners, shape.corners)


@lru_cache
def fails(x):
    calls.append("fails")
    raise ValueError(x)


for _ in range(2):
    try:
        fails(1)
    except ValueError as error:
        print("failed", error, calls.count("fails"))
print(type(square).__name__, callable(square), repr(square).split(" at ")[0])
try:
    lru_cache(maxsize="many")
except TypeError as error:
    print(error)
