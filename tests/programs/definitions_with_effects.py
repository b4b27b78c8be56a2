"""Definitions with effects of their own in a main script, between prints."""

import sys
import time
from collections import namedtuple
from dataclasses import dataclass, field, make_dataclass

print(len(sys.argv), sys.argv[0].endswith("definitions_with_effects.py"))


def traced(f):
    print("tracing", f.__name__)
    return f


@dataclass
class A:
    x: int

    @traced
    def pay(self):
        return self.x


print(A(1))


class Base:
    def __init_subclass__(cls):
        print("init", cls.__name__)


@dataclass
class B(Base):
    y: int = 2


print(B())


class Meta(type):
    def __new__(mcs, name, bases, space):
        print("meta", name)
        return super().__new__(mcs, name, bases, space)


@dataclass
class C(metaclass=Meta):
    z: int


print(C(3))


def deco(cls):
    print("deco", cls.__name__, file=sys.stdout)
    return cls


@dataclass
@deco
class D:
    w: int
    print("body", time.time() > 0)


print(D(4))


class Field:
    def __set_name__(self, owner, name):
        print("name", name)
        sys.stdout.write("written\n")

    def __get__(self, instance, owner=None):
        return 5


@dataclass
class E2:
    f: Field = Field()  # noqa: RUF009
    g: int = 1


print(E2())


def load_schema(text):
    name, *cols = text.split()
    return namedtuple(name, cols)


User = load_schema("User id name")
print(User(1, 2))


def fields_of():
    return [("a", int), ("b", int, field(default=3))]


P = make_dataclass("P", fields_of())
print(P(1))


def later():
    made = namedtuple("made", ["p", "q"])
    return made(1, 2)


print(later())
