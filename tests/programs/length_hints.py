"""What ``list``, ``tuple`` and their like ask an iterable for before they go over it."""


class Items:
    def __init__(self, count=2):
        self.count = count

    def __iter__(self):
        print("iter", end=" ")
        return iter(range(self.count))


def with_methods(**methods):
    def say(name, action):
        def method(self):
            print(name, end=" ")
            return action()

        return method

    return type("Odd", (Items,), {name: say(name, action) for name, action in methods.items()})()


def fail(kind):
    def action():
        raise kind("asked")

    return action


CASES = [
    with_methods(),
    with_methods(__len__=lambda: 2),
    with_methods(__len__=lambda: 7),
    with_methods(__len__=lambda: -1),
    with_methods(__len__=lambda: 2.5, __length_hint__=lambda: 4),
    with_methods(__len__=fail(TypeError), __length_hint__=lambda: 3),
    with_methods(__len__=fail(ValueError)),
    with_methods(__len__=fail(TypeError)),
    with_methods(__length_hint__=lambda: 3),
    with_methods(__length_hint__=lambda: 0),
    with_methods(__length_hint__=lambda: -1),
    with_methods(__length_hint__=lambda: NotImplemented),
    with_methods(__length_hint__=lambda: "2"),
    with_methods(__length_hint__=lambda: True),
    with_methods(__length_hint__=lambda: 1 << 70),
    with_methods(__length_hint__=fail(TypeError)),
    with_methods(__length_hint__=fail(KeyError)),
    with_methods(__length_hint__=fail(StopIteration)),
]
WAYS = [
    list, tuple, sorted, lambda x: [*x], lambda x: (*x, 1), lambda x: [].extend(x),
    lambda x: print(*x), ",".join, set, sum, lambda x: "%d %d" % tuple(x), frozenset, any,
]
for case in CASES:
    for way in WAYS:
        try:
            print(way(case))
        except BaseException as error:
            print(type(error).__name__, error)


def generated():
    yield from (1, 2)


made = []
made += Items()
made[1:1] = with_methods(__len__=lambda: 1)
print(made, list(generated()), list(map(str, [1, 2])), list({1: 2}.items()))
