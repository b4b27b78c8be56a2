"""Calls of functions and classes by name and with defaults, which change while the program runs."""


def plain(a, b=2, c=3):
    return a, b, c


def only(a, /, b, *, c=5):
    return a, b, c


def positional(a, b=1, /, c=2):
    return a, b, c


def spread(a, *rest, b=1, **more):
    return a, rest, b, more


def numbers(a=1, b=2):
    yield a
    yield b


async def waiting(a, b=3):
    return a, b


class Box:
    def __init__(self, width, height=1, name="box"):
        self.values = width, height, name


class Small(Box):
    pass


def attempt(make):
    try:
        return make()
    except TypeError as error:
        return str(error)


def note(order, value):
    order.append(value)
    return value


def calls():
    order = []
    found = [
        plain(1), plain(1, 5), plain(1, c=7), plain(c=1, a=2), plain(1, c=4, b=3),
        plain(b=note(order, 1), a=note(order, 2), c=note(order, 3)),
        positional(1), positional(1, c=9), spread(1, 2, b=3, d=4), only(1, b=2), only(1, 2, c=3),
        list(numbers()), list(numbers(b=5)), list(numbers(4)),
        Box(1).values, Box(1, name="n").values, Box(height=3, width=2).values, Small(7).values,
        Small(name="s", width=note(order, 9)).values,
    ]
    try:
        waiting(1, b=2).send(None)
    except StopIteration as stop:
        found.append(stop.value)
    return found, order


def wrong():
    return [
        attempt(lambda: plain()), attempt(lambda: plain(1, 2, 3, 4)), attempt(lambda: plain(1, a=2)),
        attempt(lambda: plain(1, d=2)), attempt(lambda: plain(b=1)), attempt(lambda: positional(a=1)),
        attempt(lambda: positional(1, b=1)), attempt(lambda: Box()), attempt(lambda: Box(1, width=2)),
        attempt(lambda: Box(1, depth=2)), attempt(lambda: Small(height=2)),
    ]


for _ in range(2):
    print(*calls(), sep="\n")
    print(*wrong(), sep="\n")
plain.__defaults__ = (20, 30)
Box.__init__.__defaults__ = (10, "changed")
print(*calls(), sep="\n")
plain.__defaults__ = (30,)
Box.__init__.__defaults__ = (5, 6, 7)
print(attempt(lambda: plain(1)), attempt(lambda: plain(1, 2)), attempt(lambda: plain(1, c=2)))
print(attempt(lambda: Box().values), attempt(lambda: Box(name=1).values))
plain.__defaults__ = None
Box.__init__.__defaults__ = None
print(*wrong(), sep="\n")
print(attempt(lambda: plain(1, 2)), attempt(lambda: plain(1, 2, c=3)))
print(attempt(lambda: Box(1)), attempt(lambda: Box(1, name=2, height=3).values))


def replaced(a, b=0, c=0, d=0):
    return "replaced", a, b, c, d


def again():
    return plain(1, 2, 3), plain(1, c=2, b=4)


print(again())
plain.__code__ = replaced.__code__
plain.__defaults__ = (7,)
print(again(), again())
plain = replaced
print(again(), again())
plain = Box
print(attempt(again), plain(4, 6, name=5).values)
