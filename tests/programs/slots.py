"""``__slots__``: entries of a class and its base, and what they do with other objects."""


class Base:
    __slots__ = ("x", "y")


class Derived(Base):
    __slots__ = ("z",)


class Stranger:
    """Has the descriptor, but not the slot."""

    x = Base.x


value = Derived()
value.x = 1
value.z = [2]
print(value.x, value.z, hasattr(value, "y"))
for name, action in [
    ("unset", lambda: value.y), ("stranger", lambda: Stranger().x),
    ("set", lambda: setattr(Stranger(), "x", 1)), ("delete", lambda: delattr(Stranger(), "x")),
    ("none", lambda: Base.x.__get__(None, Base)), ("number", lambda: Base.x.__get__(5)),
    ("class", lambda: Base.x), ("more", lambda: setattr(value, "w", 1)),
]:
    try:
        print(name, action())
    except Exception as error:
        print(name, type(error).__name__, error)
try:
    del value.y
except AttributeError:
    print("not set")
del value.x
print(hasattr(value, "x"), [hasattr(value, name) for name in "xyz"])
for number in range(3):
    value.x = value.y = number
    print(value.x + value.y)


class Filled:
    """Its entries are empty where its code stores them, and its methods lie beside them."""

    __slots__ = ("first", "second", "called")

    def __init__(self, first):
        self.first = first
        self.second = [first]

    def method(self):
        return self.first, self.second


class Wrapping(Filled):
    __slots__ = ()

    def __setattr__(self, name, item):
        object.__setattr__(self, name, (item,))


def use(item):
    item.called = item.method
    return item.called, item.called(), item.method()


for number in range(3):
    print(use(Filled(number))[1:], Wrapping(number).method())
Filled.__setattr__ = lambda self, name, item: object.__setattr__(self, name, str(item))
print(Filled(1).method())
del Filled.__setattr__
Filled.method = lambda self: "another"
print(use(Filled(1))[1:])
