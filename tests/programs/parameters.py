"""Parameters of every kind, how arguments meet them, and what is said when they don't."""

import functools
import inspect


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except TypeError as error:
        print("TypeError:", error)


def everything(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs


attempt(everything, 1, d=4)
attempt(everything, 1, 2, 3, 4, 5, d=6, e=7, f=8)
attempt(everything, 1, d=4, a="allowed", b="too")
attempt(everything)
attempt(everything, 1)
attempt(everything, d=4)
attempt(everything, 1, 2, 3, c=4, d=5)
attempt(everything, *[1, 2], *(3,), *"xy", **{"d": 4}, **{"g": 7})
print(inspect.signature(everything), everything.__defaults__, everything.__kwdefaults__)


def plain(a, b, c=0):
    return a, b, c


attempt(plain)
attempt(plain, 1)
attempt(plain, 1, 2, 3, 4)
attempt(plain, 1, 2, b=3)
attempt(plain, 1, 2, z=3)
attempt(plain, b=1, a=2)
attempt(plain, *range(3))
attempt(plain, **{"a": 1, "b": 2, "c": 3})


def positional(a, b, /):
    return a, b


def keyword(*, a, b=1):
    return a, b


def three(*, x, y, z):
    return x, y, z


attempt(positional, 1, b=2)
attempt(positional, a=1, b=2)
attempt(positional, 1)
attempt(keyword, 1)
attempt(keyword)
attempt(keyword, 1, 2, a=3)
attempt(keyword, a=1, c=2)
attempt(three)
attempt(three, x=1)
attempt(three, x=1, y=2)
attempt(lambda: 1, 2)
attempt(lambda x, *y, **z: (x, y, z), 1, 2, k=3)


class Callable:
    def __call__(self, a, *rest, key="k"):
        return a, rest, key

    def method(self, a):
        return a

    @classmethod
    def of_class(cls, a):
        return a

    @staticmethod
    def static(a):
        return a


one = Callable()
attempt(one, 1, 2, key=3)
attempt(one)
attempt(one.method)
attempt(one.method, 1, 2)
attempt(Callable.method)
attempt(Callable.method, 1)
attempt(Callable.of_class)
attempt(Callable.static)
attempt(Callable, 1)
attempt(5)
attempt(lambda: plain(*5))
attempt(lambda: plain(**5))
attempt(lambda: plain(**{1: 2}))
attempt(lambda: plain(1, **{"a": 2}, **{"a": 3}))
attempt(lambda: print(*None))
attempt(lambda: len())
attempt(lambda: len(1, 2))
attempt(lambda: len(obj=[]))
attempt(lambda: [].append())
attempt(lambda: "".join(1, 2))
attempt(lambda: int("1", bass=2))
attempt(lambda: sorted([1], 2))
attempt(lambda: {}.get())
attempt(lambda: divmod(1))
attempt(lambda: isinstance(1))


def shared(item, box=[]):
    box.append(item)
    return box


print(shared(1), shared(2), shared(3, []), shared.__defaults__)
print([f() for f in [lambda i=i: i for i in range(3)]], [f() for f in [lambda: i for i in range(3)]])

order = []


def note(x):
    order.append(x)
    return x


plain(note(1), *[note(2)], **{"c": note(3)})
everything(note("p"), *[note("q")], d=note("r"), **{"e": note("s")})
print(order)


def default_at_definition(x=order[0], *, y=len(order)):
    return x, y


order.clear()
print(default_at_definition())
default_at_definition.__defaults__ = (10,)
default_at_definition.__kwdefaults__ = {"y": 20}
print(default_at_definition())
default_at_definition.__defaults__ = None
attempt(default_at_definition)


def annotated(a: int, b: "later" = 1, *c: str, d: list[int] | None = None, **e: dict) -> tuple[int, ...]:
    return a, b, c, d, e


print(annotated.__annotations__)
print(inspect.signature(annotated), [str(p.kind) for p in inspect.signature(annotated).parameters.values()])
bound = inspect.signature(annotated).bind(1, 2, 3, d=[4], z=5)
bound.apply_defaults()
print(bound.arguments)
half = functools.partial(everything, 1, d=9)
print(half(2), half(2, 3, d=0, z=1), half.args, half.keywords, inspect.signature(half))


def decorated(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        """The wrapper's."""
        return "wrapped", function(*args, **kwargs)
    return wrapper


def times(n, /, *, label=""):
    def decorate(function):
        return lambda *a: [label + str(function(*a)) for _ in range(n)]
    return decorate


@decorated
@times(2, label="#")
def add(a, b):
    """Adds."""
    return a + b


@(lambda f: lambda: f() * 2)
def doubled():
    return 21


print(add(1, 2), doubled(), decorated(plain).__name__, decorated(plain).__wrapped__ is plain, decorated(len).__name__)


def recursive(n, *, depth=0, **seen):
    return (depth, sorted(seen)) if not n else recursive(n - 1, depth=depth + 1, **seen, **{f"k{n}": n})


print(recursive(5))


def many(a, b, c, d, e, f, g, h, i, j, k=11, *rest):
    return a + b + c + d + e + f + g + h + i + j + k + sum(rest)


print(many(*range(10)), many(*range(20)), many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, k=0))
attempt(many, 1)
attempt(many, *range(9), k=3)
plain(1)
