"""Dataclasses defined by the main program, between prints."""

import collections
import dataclasses
import inspect
from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, replace
from typing import ClassVar


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


print("start")


@dataclass
class Point:
    x: int
    y: int = 0


print(Point(1), Point(1, 2) == Point(1, 2), Point(1) != Point(2), Point.__match_args__)
attempt(lambda: Point())
attempt(lambda: Point(1, 2, 3))
attempt(lambda: hash(Point(1)))
attempt(lambda: Point(1) < Point(2))


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = field(default=0)
    tags: tuple = field(default=(), compare=False, repr=False)

    def bump(self):
        return replace(self, minor=self.minor + 1)


v = Version(1, 2)
print(v, v.bump(), v < v.bump(), sorted([Version(2), Version(1, 5), v]), hash(v) == hash(Version(1, 2, ("a",))))
attempt(lambda: setattr(v, "major", 3))
attempt(lambda: delattr(v, "major"))
attempt(lambda: v < 3)


@dataclass
class Basket:
    name: str
    items: list = field(default_factory=list)
    total: int = field(init=False)
    scale: InitVar[int] = 1
    count: ClassVar[int] = 0

    def __post_init__(self, scale):
        self.total = len(self.items) * scale
        Basket.count += 1


b = Basket("b", [1, 2, 3], 10)
print(b, b.total, Basket.count, Basket("c").items is Basket("d").items)
print([f.name for f in fields(Basket)], asdict(b), astuple(b))


@dataclass(slots=True)
class Slotted:
    a: int
    b: str = "b"


s = Slotted(1)
print(s, Slotted.__slots__)
attempt(lambda: setattr(s, "c", 1))


@dataclass(kw_only=True)
class Options:
    verbose: bool = False
    level: int


print(Options(level=3))
attempt(lambda: Options(3))


@dataclass
class Base:
    a: int
    _: KW_ONLY
    z: int = 9


@dataclass
class Derived(Base):
    b: list[int] = field(default_factory=lambda: [7])
    nested: Point | None = None


print(Derived(1), Derived(1, [2], Point(3), z=4), asdict(Derived(1, nested=Point(5, 6))))
print(dataclasses.is_dataclass(Derived), dataclasses.is_dataclass(3))
attempt(lambda: dataclass(type("Bad", (), {"__annotations__": {"x": list}, "x": []})))
attempt(lambda: replace(b, total=3))
attempt(lambda: fields(3))
attempt(lambda: asdict(3))


@dataclass(repr=False, eq=False)
class Bare:
    x: int = 1

    def __repr__(self):
        return f"<bare {self.x}>"


print(Bare(), Bare() == Bare())


@dataclass(unsafe_hash=True)
class Hashed:
    x: int
    y: int = field(hash=False, default=5)


print(hash(Hashed(1)) == hash(Hashed(1, 6)), {Hashed(1): 2}[Hashed(1)])
match Point(3, 4):
    case Point(x=3, y=why):
        print("three", why)
match Point(3, 4):
    case Point(a, 4):
        print("four", a)


def local():
    @dataclass
    class Inner:
        n: int
        label: str = "in"

    return Inner(5)


print(local(), local() == local())
Made = dataclasses.make_dataclass("Made", [("x", int), "y", ("z", int, field(default=3))])
print(Made(1, 2))


@dataclass
class Node:
    value: int
    next: "Node" = None


n = Node(1)
n.next = n
print(n)
print(sum(Point(i, i).x for i in range(1000)))
for n in range(3):
    @dataclass
    class Looped:
        a: int
        b: int = n
        c: list = field(default_factory=list)

    print(Looped(1), Looped(1) == Looped(1, n), Looped(1, 5))
for n in range(3):
    Growing = collections.namedtuple("Growing", [f"f{k}" for k in range(n + 1)], defaults=[n])
    print(Growing(*range(n + 1)), Growing._fields)


def defaulted(value):
    @dataclass(frozen=True, order=True)
    class Inner:
        a: int = value

    return Inner


print(defaulted(3)(), defaulted("4")(), defaulted(3)() == defaulted(3)())


def documented(default):
    @dataclasses.dataclass
    class Point:
        x: int
        y: "float" = default

    return Point


class Made:
    def __new__(cls, a, *rest, b=1):
        return super().__new__(cls)


class Calling(type):
    def __call__(cls, p, q=2):
        return super().__call__()


class Called(metaclass=Calling):
    pass


print(documented(2.5).__doc__, inspect.signature(documented(1)))
print(inspect.signature(Made), inspect.signature(Called), Called(1).__class__.__name__)
