"""Calls of classes and bound methods with all kinds of makers and initialisers."""

from abc import ABC, abstractmethod


class Plain:
    pass


class Init:
    def __init__(self, a, b=2, *rest, **named):
        self.all = (a, b, rest, named)


class Wrong:
    def __init__(self):
        return 5


class Raises:
    def __init__(self, x):
        raise ValueError(x)


class New:
    def __new__(cls, *args):
        made = super().__new__(cls)
        made.args = args
        return made


class Both(New):
    def __init__(self, *args):
        self.initialised = args


class Other:
    def __new__(cls, value):
        return value


class Abstract(ABC):
    @abstractmethod
    def method(self):
        """Missing."""


class Concrete(Abstract):
    def __init__(self, x):
        self.x = x

    def method(self):
        return self.x


class Meta(type):
    def __call__(cls, *args):
        return ("meta", super().__call__(*args))


class Made(metaclass=Meta):
    def __init__(self, x):
        self.x = x


class Listed(list):
    def __init__(self, n):
        super().__init__(range(n))


class Static:
    @staticmethod
    def __init__(*args):
        pass


class Callable:
    def __init__(self, n):
        self.n = n

    def __call__(self, *args):
        return (self.n, args)

    def bound(self, *args):
        return (self.n, args)


class Dropped:
    count = 0

    def __init__(self, n):
        self.n = n

    def __del__(self):
        Dropped.count += self.n


def show(make, *args):
    try:
        made = make(*args)
    except Exception as error:
        print(type(error).__name__, error)
        return
    print(type(made).__name__, getattr(made, "__dict__", made) if made is not None else made)


def direct():
    for attempt in (
        lambda: Plain(), lambda: Plain(1), lambda: Init(), lambda: Init(1), lambda: Init(1, 2, 3),
        lambda: Init(1, c=3), lambda: Wrong(), lambda: Raises(3), lambda: New(1, 2),
        lambda: Both(1), lambda: Other(5), lambda: Abstract(), lambda: Concrete(4),
        lambda: Made(3)[1], lambda: Listed(3), lambda: Static(1), lambda: Callable(1)(2, 3),
        lambda: Callable(1).bound(4), lambda: type("N", (Plain,), {})(),
        lambda: object(1), lambda: ValueError(1), lambda: Callable(),
    ):
        show(attempt)


def bound_methods(things):
    return [method(1, 2) for method in things]


def changed():
    made = Plain()
    Plain.__init__ = lambda self, x: setattr(self, "x", x)
    show(Plain, 5)
    show(lambda: Plain(6))
    del Plain.__init__
    show(lambda: Plain())
    return made


direct()
print(bound_methods([Callable(3).bound, Callable(4), [].append.__class__ and Callable(5).bound]))
changed()
for i in range(100):
    Dropped(i)


def nested(n):
    return Init(n, nested(n - 1) if n else None)


depth, item = 0, nested(50)
while item is not None:
    item, depth = item.all[1], depth + 1
print(depth)


class Endless:
    def __init__(self):
        self.other = Endless()


try:
    Endless()
except RecursionError:
    print("RecursionError")
