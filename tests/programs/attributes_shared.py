"""Attributes of classes and modules, asked for at one place while they change."""

import math
import string
import types


class Base:
    limit = 10
    names = ["a"]

    def method(self):
        return self.limit

    @classmethod
    def made(cls):
        return cls.limit

    @staticmethod
    def plain():
        return "plain"

    @property
    def twice(self):
        return self.limit * 2


class Derived(Base):
    def __init__(self, own=None):
        if own is not None:
            self.limit = own


class Slotted:
    __slots__ = ("value",)
    kind = "slotted"


class Meta(type):
    @property
    def limit(cls):
        return "by the metaclass"

    other = "of the metaclass"


class Made(metaclass=Meta):
    limit = 5


class Asking(type):
    def __getattribute__(cls, name):
        return "asked " + name


class Asked(metaclass=Asking):
    limit = 1


def limit(owner):
    return owner.limit


def ask(owner, name):
    """Other names at one place each."""
    if name == "kind":
        return owner.kind
    if name == "names":
        return owner.names
    if name == "other":
        return owner.other
    return owner.method


def show(*owners):
    for owner in owners:
        for _ in range(3):
            try:
                print(limit(owner), end=" ")
            except AttributeError as error:
                print(error, end=" ")
    print()


one, two = Derived(), Derived(7)
show(Base, Derived, one, two, one, Made, Asked, Derived)
Base.limit = 11
show(Base, Derived, one, two)
Derived.limit = 12
show(Base, Derived, one, two)
one.limit = 13
show(one, two, Derived)
del one.limit
show(one)
one.__dict__["limit"] = 14
show(one, Derived())
del Derived.limit, Base.limit
show(one, Derived, two, Base)
Base.limit = property(lambda self: "computed")
show(Derived(), two)
Base.limit = 3
show(Derived(), two, one)
Base.__getattribute__ = lambda self, name: "by the class"
show(one)
del Base.__getattribute__
show(one, Derived())
Meta.limit = 9
show(Made)
Meta.other = property(lambda cls: "computed")
for owner in Base, Slotted, Slotted(), Derived(), Made, Base:
    for name in "kind", "names", "other", "method":
        try:
            print(name, ask(owner, name) if name != "method" else callable(ask(owner, name)))
        except AttributeError as error:
            print(error)


def calls():
    return Base.plain(), Base.made(), Base.method(two), math.sqrt(4.0), string.digits


print([calls() for _ in range(3)])
Base.plain = lambda: "changed"
Base.made = classmethod(lambda cls: "also")
Base.method = lambda self: "so"
math.sqrt, saved = lambda x: "replaced", math.sqrt
print([calls() for _ in range(3)])
math.sqrt = saved
string.digits = "none"
print(calls())

module = types.ModuleType("module")
for number in range(3):
    module.limit = number
    show(module)
for number in range(100):
    setattr(module, f"name{number}", number)
show(module)
del module.limit
show(module)
module.__getattr__ = lambda name: "got " + name
show(module)
module.limit = 1
show(module)


class Chosen(types.ModuleType):
    @property
    def limit(self):
        return "chosen"


module.__class__ = Chosen
show(module)


def counted(count):
    for _ in range(count):
        Base.limit += 1
    return Base.limit


print(counted(10), limit(Base), limit(two), limit(Derived()))


class OtherMeta(type):
    @property
    def size(cls):
        return "by the other metaclass"


class Plain(metaclass=type("Empty", (type,), {})):
    size = 1


def size(owner):
    return owner.size


print([size(Plain) for _ in range(3)])
Plain.__class__ = OtherMeta
print([size(Plain) for _ in range(3)])
