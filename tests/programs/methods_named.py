"""Methods called with arguments by name, and without those that have defaults."""


class Base:
    def __init__(self, x=1):
        self.x = x

    def move(self, dx, dy=2, dz=3):
        return self.x, dx, dy, dz

    def collect(self, *args, key=None, **rest):
        return args, key, sorted(rest.items())

    @classmethod
    def of(cls, x=5, *, y=6):
        return cls.__name__, x, y

    @staticmethod
    def free(a, b=2):
        return a, b

    def __getattr__(self, name):
        if name == "dynamic":
            return lambda a=1, b=2: ("dynamic", a, b)
        raise AttributeError(name)


class Derived(Base):
    def move(self, dx, dy=20):
        return super().move(dx, dz=dy) + super(Derived, self).move(dx)


class Callable:
    def __call__(self, a, b=0):
        return "callable", a, b


def attempt(make):
    try:
        return make()
    except (TypeError, AttributeError) as error:
        return str(error)


def calls(thing):
    return [
        thing.move(1), thing.move(1, 5), thing.move(1, dy=6), thing.move(dy=7, dx=0),
        thing.collect(1, 2, key=3, more=4), thing.collect(key=1), thing.collect(),
        thing.of(), thing.of(y=1), thing.of(1, y=2), type(thing).of(x=9), thing.free(1),
        thing.free(1, b=3), thing.free(b=1, a=2), thing.dynamic(), thing.dynamic(b=3),
        attempt(lambda: thing.move()), attempt(lambda: thing.move(1, 2, 3, 4, 5)),
        attempt(lambda: thing.move(1, dx=2)), attempt(lambda: thing.move(1, no=2)),
        attempt(lambda: thing.missing(1)), attempt(lambda: thing.missing(a=1)),
        attempt(lambda: thing.of(1, 2)),
    ]


for thing in (Base(), Derived(3), Base(4), Derived(), Base()):
    for row in calls(thing):
        print(row)
base = Base()
base.move = lambda *args, **names: ("own", args, names)
print(calls(base)[:4], calls(Base())[:4])
base.move = Callable()
print(attempt(lambda: calls(base)), base.move(1), base.move(1, b=2))
Base.move.__defaults__ = (8,)
print(attempt(lambda: Base().move(1)), Base().move(1, 2), Base().move(1, dy=2))
print(Base().move(1, 2, 3))
Base.move.__defaults__ = None
print(attempt(lambda: Base().move(1, 2)), attempt(lambda: Base().move(1, dz=2)))
Base.move = lambda self, dx, *more, last="l": (dx, more, last)
print(Base().move(1), Base().move(1, 2, 3), Base().move(1, last=2), Base().move(dx=4))
order = []


def note(value):
    order.append(value)
    return value


print("a-b".replace(note("-"), note("+")), sorted([3, 1, 2], key=lambda x: -x, reverse=True))
print([1, 2].index(2), "x{y}".format(y=note(5)), "a b".split(maxsplit=1))
print(dict(a=1).get("b", note(7)))
print(Base().collect(note(1), b=note(2), a=note(3)), order)
items = [3, 1, 2]
items.sort(key=lambda x: -x)
print(items, b"\x01\x02".hex(sep=":"), int.from_bytes(bytes=b"\x01", byteorder="big"))
