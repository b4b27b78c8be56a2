"""Attributes that instances have in a ``__dict__`` of their own, read at the same place again."""


class Thing:
    kind = "thing"

    def __init__(self, **values):
        self.__dict__.update(values)


class Slotted:
    __slots__ = ("a", "b")


def read(things):
    found = []
    for thing in things:
        try:
            found.append(thing.a)
        except AttributeError as error:
            found.append(str(error))
    return found


def called(things):
    return [thing.a() for thing in things]


one, two, other = Thing(a=1, b=2), Thing(a=3, b=4), Thing(b=5, a=6)
print(read([one, two, other, one, two]))
one.a = 7
del two.a
print(read([one, two, one]))
two.a = 8
print(read([one, two, other]), list(two.__dict__))
Thing.a = "of the class"
del one.a
print(read([one, two, other]))
Thing.a = property(lambda self: "computed")
print(read([one, two]))
del Thing.a
one.__dict__ = {"x": 0, "a": 9}
print(read([one, one, two]))
two.__dict__ = {"a" + "": 10}
print(read([one, two, two]))
one.__class__ = type("Else", (Thing,), {})
print(read([one, two, one]))
for index in range(20):
    one.__dict__[f"more{index}"] = index
print(read([one, one]))
one.__dict__.clear()
print(read([one, two]))
one.a = two.a = lambda: "called"
print(called([one, two, one]))
Thing.a = lambda self: "method"
print(called([one, two, Thing()]))


def fill(count):
    made = [Slotted() for _ in range(count)]
    for i, slotted in enumerate(made):
        slotted.a = i
        slotted.a = i + 1
    return read(made)


print(fill(3))
empty = Slotted()
print(read([empty]))
empty.a = 1
del empty.a
print(read([empty]))
