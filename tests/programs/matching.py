"""The match statement: every kind of pattern, guards, bindings that stay, classes of users."""

import enum
from collections import OrderedDict, namedtuple
from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Circle:
    centre: Point
    radius: float = 1.0


class Positional:
    __match_args__ = ("first", "second")

    def __init__(self, first, second):
        self.first, self.second = first, second


class Loud:
    """Tells which attributes a pattern asks for."""

    __match_args__ = ("a", "b")

    def __getattr__(self, name):
        print("    asked for", name)
        if name == "missing":
            raise AttributeError(name)
        return name.upper()


class Colour(enum.Enum):
    RED = 1
    GREEN = 2


Pair = namedtuple("Pair", "left right")


def kind(value):
    match value:
        case None:
            return "none"
        case True | False:
            return f"bool {value}"
        case 0 | 1 as small:
            return f"small {small}"
        case -1:
            return "minus one"
        case 2.5:
            return "float"
        case 1 + 2j:
            return "complex"
        case "a" "b":
            return "string"
        case b"raw":
            return "bytes"
        case Colour.RED:
            return "red"
        case Colour() as colour:
            return f"other colour {colour.name}"
        case int(number) if number > 100:
            return f"large {number}"
        case int():
            return "int"
        case str(text):
            return f"text of {len(text)}"
        case []:
            return "empty sequence"
        case [only]:
            return f"one: {only}"
        case ["go", ("north" | "south") as way, *_]:
            return f"go {way}"
        case [first, *middle, last] if first == last:
            return f"ends alike around {middle}"
        case (a, (b, c), *rest):
            return f"nested {a} {b} {c} {rest}"
        case [_, _, *_]:
            return "longer"
        case {}if not value:
            return "empty mapping"
        case {"kind": "circle", "r": r}:
            return f"circle {r}"
        case {"kind": str(name), **rest}:
            return f"{name} with {sorted(rest.items())}"
        case {1: _, 2: _}:
            return "keys one and two"
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"on the axis at {y}"
        case Circle(Point(x, y), radius=r) if r > 1:
            return f"large circle at {x} {y}"
        case Circle(centre=Point() as centre):
            return f"circle at {centre}"
        case Positional(1, second=[*items]):
            return f"positional {items}"
        case float() | complex():
            return "inexact"
        case _:
            return f"something else: {type(value).__name__}"


VALUES = [
    None, True, False, 0, 1, 1.0, -1, 2.5, 1 + 2j, 3j, "ab", "abc", b"raw", b"other", bytearray(b"raw"),
    Colour.RED, Colour.GREEN, 101, 7, [], (), [5], (5,), ["go", "north"], ["go", "south", 1, 2], ["go", "west"],
    [1, 2, 3, 1], (1, 1), [1, (2, 3)], [1, [2, 3], 4, 5], [1, 2], range(3), range(1), "x", {}, OrderedDict(),
    {"kind": "circle", "r": 2}, {"kind": "square", "side": 1, "at": 0}, {"kind": 5}, {1: 0, 2: 0, 3: 0},
    Point(0, 0), Point(0, 3), Point(1, 2), Circle(Point(1, 2), 2.0), Circle(Point(1, 2)), Circle("nowhere"),
    Positional(1, [2, 3]), Positional(1, "no"), Pair(3, 3), Pair(3, 4), {1, 2}, iter([1]), object, print,
]
for each in VALUES:
    print(each if type(each).__repr__ is not object.__repr__ and not callable(each) else type(each).__name__,
          "->", kind(each)) if not hasattr(each, "__next__") else print("iterator ->", kind(each)[:14])

match Loud():
    case Loud(a="A", missing=_):
        print("not reached")
    case Loud("A", "C"):
        print("not reached")
    case Loud(b=bound, a=other):
        print("bound", bound, other)

match (1, 2, 3):
    case (kept, _, 3) if kept > 1:
        print("not reached")
    case _:
        print("a guard sees what it bound:", kept)


def bad_patterns():
    class NoTuple:
        __match_args__ = ["a"]

    class NotText:
        __match_args__ = (1,)

    class Two:
        __match_args__ = ("a",)
        a = 1

    for make, text in (
        (lambda: _one(NoTuple, NoTuple()), "a list"), (lambda: _one(NotText, NotText()), "a number"),
        (lambda: _two(Two, Two()), "too many"), (lambda: _one(5, 5), "not a class"),
        (lambda: _twice(Two, Two()), "twice"), (lambda: _one(Colour, Colour.RED), "no arguments"),
    ):
        try:
            print(text, make())
        except TypeError as error:
            print(text, "TypeError", error)


def _one(cls, value):
    match value:
        case cls(x):
            return x


def _two(cls, value):
    match value:
        case cls(x, y):
            return x, y


def _twice(cls, value):
    match value:
        case cls(x, a=y):
            return x, y


bad_patterns()


def loop(commands):
    for command in commands:
        match command.split():
            case ["stop"]:
                break
            case ["skip", *_]:
                continue
            case [("add" | "sub") as verb, left, right]:
                yield int(left) + int(right) if verb == "add" else int(left) - int(right)
            case other:
                yield other
    else:
        yield "never stopped"


print(list(loop(["add 1 2", "skip this", "sub 5 3", "what now", "stop", "add 1 1"])), list(loop(["add 4 4"])))
