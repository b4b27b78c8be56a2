"""The places of a function that tracebacks show, as ``tamapy.compiler.places`` packs them."""

from tamapy.metal import cast, is_null, isize, metal, usize
from tamapy.runtime.layout import Bytes
from tamapy.runtime.objects import Code

#: Bytes of a place. From their start: its line, and where its line's text is (32 bits each);
#: how long that text is, and how many blanks, ``~``, ``^`` and ``~`` stand under it (16 bits).
SIZE = 18
#: The table of a code without places.
EMPTY = ("", b"")


@metal
def table(code: Code) -> object:
    """A code's packed places: (text, numbers)."""
    if is_null(code.lines):
        return EMPTY
    return code.lines


@metal
def count(numbers: object) -> usize:
    """How many places there are."""
    return cast(Bytes, numbers).length // SIZE


@metal
def short(numbers: object, place: usize, at: usize) -> isize:
    """A 16-bit number of a place."""
    data = cast(Bytes, numbers).data
    at += place * SIZE
    return isize(data[at]) | (isize(data[at + 1]) << 8)


@metal
def long(numbers: object, place: usize, at: usize) -> isize:
    """A 32-bit number of a place."""
    return short(numbers, place, at) | (short(numbers, place, at + 2) << 16)


def line_at(code, place):
    """The line of a place."""
    return long(table(code)[1], place, 0)


def row_at(code, place):
    """A place as (line, source text, markers)."""
    text, numbers = table(code)
    start = long(numbers, place, 4)
    markers = " " * short(numbers, place, 10) + "~" * short(numbers, place, 12)
    markers += "^" * short(numbers, place, 14) + "~" * short(numbers, place, 16)
    source = text[start:start + short(numbers, place, 8)]
    return long(numbers, place, 0), source, markers


def rows(code):
    """All places of a code."""
    return [row_at(code, place) for place in range(count(table(code)[1]))]


def find_line(code, line):
    """The place of a line as (line, source text, markers), or ``None``."""
    numbers = table(code)[1]
    for place in range(count(numbers)):
        if long(numbers, place, 0) == line:
            return row_at(code, place)
    return None
