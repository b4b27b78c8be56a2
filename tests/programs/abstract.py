"""Abstract classes that know built-in ones by registration."""

import numbers
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

print(isinstance([], Sequence), isinstance((), Sequence), isinstance("", Sequence), isinstance({}, Mapping))
print(isinstance(set(), Set), isinstance(frozenset(), Set), isinstance(3, numbers.Number), isinstance(3, numbers.Real))
print(issubclass(bytearray, Sequence), issubclass(dict, Sequence), isinstance({}.keys(), Set))


class Pair(NamedTuple):
    """Two."""

    left: int
    right: int = 0


class A:
    def who(self):
        return "A"


class B:
    def who(self):
        return "B"


class C(A):
    pass


class D(C):
    def __len__(self):
        return 4


d = D()
print(Pair(1), isinstance(Pair(1), Sequence), d.who())
C.__bases__ = (B,)
print(d.who(), [k.__name__ for k in D.__mro__], A.__subclasses__(), [k.__name__ for k in B.__subclasses__()])
for bad in ((), 3, (int,), (D,), (3,)):
    try:
        C.__bases__ = bad
    except TypeError as error:
        print(error)
try:
    int.__bases__ = (A,)
except TypeError as error:
    print(error)
