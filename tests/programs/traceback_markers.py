"""Tracebacks through the ``traceback`` module: the operator is marked, as in those of the end."""

import functools
import heapq
import sys
import traceback
from collections import OrderedDict


def attempt(function, *args):
    """The traceback of a call."""
    try:
        function(*args)
    except Exception:
        traceback.print_exc(file=sys.stdout)


def ratio(a, b):
    return 1 + a / b


def nested(table, key):
    return [table[key][0] + 1, 2]


def power(a):
    return a ** -2 % 3


def called(text):
    value = int(text) if text else 0
    return value + len(text, text)


def compared(a, b):
    return a < b


attempt(ratio, 1, 0)
attempt(nested, {"a": 0}, "a")
attempt(nested, {}, "a")
attempt(power, "x")
attempt(called, "x")
attempt(called, "1")
attempt(compared, 1, "a")
attempt(lambda s: s.upper() + s.lower() - s, "Ab")


def chained(text):
    return (text
            .upper()
            .missing(
                1
            ))


def keyword(text):
    return ("a"
            .split(1,
                   text=text))


def stored(value):
    (value
        .first
    ).second = 1


attempt(functools.partial(ratio, 1), 0)
attempt(sorted, [1, "a"], functools.cmp_to_key(ratio))
attempt(OrderedDict(a=1).move_to_end, "b")
attempt(heapq.heappush, [1], "a")
attempt(chained, "a")
attempt(keyword, "a")
attempt(stored, None)
try:
    try:
        ratio(2, 0)
    except ZeroDivisionError as error:
        raise KeyError("none") from error
except KeyError as error:
    print("".join(traceback.format_exception(error)), end="")
    print(traceback.format_exception_only(error))
nested([[[]]], 0)
