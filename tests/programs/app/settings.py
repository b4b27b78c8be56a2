"""Constants made when the module is imported."""

import re
import weakref
from collections import OrderedDict, namedtuple

NAME = "shop-" + "x" * 3
Limit = namedtuple("Limit", "low high")
LIMITS = [Limit(int(a), int(b)) for a, b in re.findall(r"(\d+)-(\d+)", "1-5, 10-50")]


class Office:
    """What may be called upon."""

    def __init__(self, town):
        self.town = town

    def __call__(self):
        return f"ring {self.town}"


HEAD = Office("Turin")
OFFICES = OrderedDict(head=weakref.proxy(HEAD), lost=weakref.proxy(Office("Atlantis")))
OFFICES.move_to_end("head")


class Endless:
    """Asks itself for what it does not have."""

    def __getattr__(self, name):
        return getattr(self, name)


try:
    DEPTH = Endless().depth
except RecursionError:
    DEPTH = "without end"

#: Bound when they are called: what binds methods of built-in types is kept as it is.
SET_ANYWAY = object.__setattr__.__get__
UPPER = str.upper.__get__


def _seven(holder):
    return 7


_seven.__module__ = None


class Holder:
    """Its property is computed by a function that says it is of no module."""

    value = property(_seven)
