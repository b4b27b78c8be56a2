"""Instances made again and again by the same call, while classes change."""

import abc


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"{type(self).__name__}({self.x}, {self.y})"


class Moved(Point):
    pass


class Bare:
    pass


class Named:
    def __init__(self, name, *, note=None):
        self.name = name


def points(count):
    return [Point(i, -i) for i in range(count)], [Moved(i, i) for i in range(count)]


def attempt(make):
    try:
        return make()
    except (TypeError, ValueError) as error:
        return type(error).__name__, str(error)


print(points(3))
print(Bare().__dict__, Named("n").name)
for _ in range(2):
    print(attempt(lambda: Point(1)), attempt(lambda: Point(1, 2, 3)), attempt(lambda: Bare(1)))
    print(attempt(lambda: Named("a", 2)), attempt(lambda: Moved()))


def other(self, x, y):
    self.x, self.y = y, x


def returning(self, x, y):
    return x


old = Point.__init__
Point.__init__ = other
print(points(2))
Point.__init__ = returning
print(attempt(lambda: Point(None, 2).__dict__), attempt(lambda: Point(3, 2)))
Point.__init__ = lambda self, x=7, y=8, z=9: other(self, x, y + z)
print(attempt(lambda: Point(1, 2)), attempt(lambda: Moved(1, 2)))
Point.__init__ = old
print(points(1))


def new(cls, *args):
    made = object.__new__(cls)
    made.made_by = "new"
    return made


Point.__new__ = new
print([vars(p) for p in points(2)[0]])
Point.__new__ = lambda cls, *args: "no point"
print(points(1))
Point.__new__ = new


class Ended:
    def __init__(self, n):
        self.n = n


def ended(count):
    return [Ended(i).n for i in range(count)]


print(ended(2))
Ended.__del__ = lambda self: None
print(ended(2))


class Shape(abc.ABC):
    def __init__(self, size):
        self.size = size


def shapes():
    return [Shape(i).size for i in range(2)]


print(shapes())
Shape.__abstractmethods__ = frozenset({"area"})
print(attempt(shapes))
Shape.__abstractmethods__ = frozenset()
print(shapes())


class Single(type):
    def __call__(cls, *args):
        return ("single", cls.__name__, *args)


class Once(metaclass=Single):
    def __init__(self, x):
        self.x = x


print([Once(i) for i in range(2)])


def rebound():
    global Moved
    found = []
    for kind in (Moved, Bare, Moved, lambda a, b: (a, b), Point):
        Moved = kind
        found.append(attempt(lambda: Moved(1, 2)))
    return [str(one) if isinstance(one, Point) else one for one in found]


print(rebound())


class Failing:
    def __init__(self, x):
        if x > 1:
            raise ValueError(f"{x} is too much")
        self.x = x


for n in range(4):
    print(attempt(lambda: Failing(n).x))  # noqa: B023


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.a, self.b = a, b


print([(s.a, s.b) for s in [Slotted(i, str(i)) for i in range(3)]])


def local():
    """Classes of the same name made by each call."""

    class Local:
        def __init__(self, x):
            self.x = x

    return [Local(i).x for i in range(2)]


print(local(), local())
