"""Enumerations of the main program."""

import enum
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


print("start")


class Color(Enum):
    """Colours."""

    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    @property
    def pretty(self):
        return self.name.title()

    @classmethod
    def default(cls):
        return cls.GREEN


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color.CRIMSON is Color.RED)
print(list(Color), len(Color), Color(2), Color["BLUE"], Color.default().pretty)
print(Color.RED in Color, Color.__members__, isinstance(Color.RED, Color), f"{Color.RED}")
attempt(lambda: Color(9))
attempt(lambda: Color["PINK"])
attempt(lambda: Color.PINK)
attempt(lambda: setattr(Color, "RED", 5))
attempt(lambda: Color.RED < Color.BLUE)
attempt(lambda: type("More", (Color,), {}))
print({Color.RED: "r"}[Color(1)], Color.RED == 1, Color.RED != Color.BLUE)


class Level(IntEnum):
    LOW = auto()
    HIGH = auto()
    TOP = 10


print(Level.LOW < Level.HIGH, Level.HIGH + 1, list(Level), repr(Level.TOP), str(Level.TOP), f"{Level.TOP:>4}")
print([10, 20, 30][Level.LOW], max(Level), Level(2), int(Level.TOP), Level.TOP == 10)


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.R | Perm.X, Perm.RW, Perm.R in Perm.RW, ~Perm.R, Perm(0), bool(Perm(0)), Perm(5), list(Perm.RW))
print(repr(Perm.R | Perm.X), Perm.R & Perm.W, Perm.RW ^ Perm.R, len(Perm.RW), list(Perm))
attempt(lambda: Perm(16))
attempt(lambda: Perm.R | 1)


class Bits(IntFlag):
    A = 1
    B = 2
    C = 4


print(Bits.A | Bits.B, Bits.A | 8, Bits(3) & 2, repr(Bits(7)), ~Bits.A, Bits.A + 1, Bits(9).value)


class Name(StrEnum):
    FIRST = auto()
    SECOND = "2nd"


print(Name.FIRST, Name.SECOND.upper(), repr(Name.FIRST), Name("2nd"), Name.FIRST == "first")


def duplicate():
    @unique
    class Twice(Enum):
        A = 1
        B = 1


attempt(duplicate)


class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return 6.67300e-11 * self.mass / self.radius**2


for planet in Planet:
    print(planet.name, round(planet.gravity, 3), planet.value)


class Ordered(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() * 2

    ONE = auto()
    TWO = auto()

    @classmethod
    def _missing_(cls, value):
        return cls.ONE if value == "uno" else None


print(list(Ordered), Ordered("uno"))
attempt(lambda: Ordered("due"))
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.CAT, Enum("Q", {"a": 5}).a, IntEnum("I", ["x", "y"]).y + 1)
attempt(lambda: Animal(1).nothing)
match Color.GREEN:
    case Color.RED:
        print("red")
    case Color.GREEN:
        print("green")


class Op(Enum):
    ADD = enum.member(lambda a, b: a + b)
    helper = enum.nonmember(5)

    def __call__(self, *args):
        return self.value(*args)


print(Op.ADD(2, 3), Op.helper, [m.name for m in Op])
