"""``Did you mean``: what CPython's uncaught tracebacks propose for a name that is not there.

Candidates, costs and limits are those of CPython 3.11 (Python/suggestions.c): an edit distance
over UTF-8 in which a change of case costs less than any other, and which may touch no more
than a third of the characters. Only exceptions of exactly ``NameError`` and
``AttributeError`` get one.
"""

import builtins

from tamapy.metal import Ptr, metal, stack_array, u8, usize
from tamapy.runtime import image
from tamapy.runtime.layout import Bytes

MOST_CANDIDATES = 750
LONGEST = 40
MOVE = 2
CASE = 1

#: One text, for names of their own would bring what they name into the image.
BUILTIN_NAMES = " ".join(name for name in vars(builtins) if name != "_")


def suggestion(exc, code):
    """What an exception's name may have been meant to be, or ``None``.

    ``code`` is that of the innermost frame, ``None`` if there is no traceback.
    """
    kind = type(exc)
    if kind is not NameError and kind is not AttributeError:
        return None
    try:
        if type(exc.name) is not str:
            return None
        if kind is AttributeError:
            return nearest(exc.name, dir(exc.obj))
        return None if code is None else _nearest_variable(exc.name, code)
    except BaseException:
        return None  # of ``__dir__``, or no name of text: nothing to say


def _nearest_variable(name, code):
    found = nearest(name, code.co_varnames)
    if found is None:
        found = nearest(name, list(_globals_of(code)))
    if found is None:
        found = nearest(name, BUILTIN_NAMES.split())
    return found


def _globals_of(code):
    """The namespace of the module a code is from; none if it was made from a text."""
    for module in image.modules.values():
        space = module.__dict__
        if space.get("__file__") == code.co_filename:
            return space
    return {}


def nearest(name, candidates):
    """The first of those candidates that are nearest to a name, if near enough."""
    if len(candidates) >= MOST_CANDIDATES:
        return None
    wanted = name.encode()
    best = None
    least = 0
    for candidate in candidates:
        given = candidate.encode()
        if candidate == name:
            continue
        most = (len(wanted) + len(given) + 3) * MOVE // 6
        if best is not None and least - 1 < most:
            most = least - 1
        cost = distance(wanted, given, most)
        if cost <= most:
            best = candidate
            least = cost
    return best


@metal
def distance(a: Bytes, b: Bytes, most: usize) -> usize:
    """The cost of turning bytes into others; more than ``most`` if it is greater than that."""
    first = a.data
    second = b.data
    rows = a.length
    columns = b.length
    while rows > 0 and columns > 0 and first[0] == second[0]:
        first = first + 1
        second = second + 1
        rows -= 1
        columns -= 1
    while rows > 0 and columns > 0 and first[rows - 1] == second[columns - 1]:
        rows -= 1
        columns -= 1
    if rows == 0 or columns == 0:
        return (rows + columns) * MOVE
    if rows > LONGEST or columns > LONGEST:
        return most + 1
    if columns < rows:
        return _edits(second, columns, first, rows, most)
    return _edits(first, rows, second, columns, most)


@metal
def _edits(a: Ptr[u8], rows: usize, b: Ptr[u8], columns: usize, most: usize) -> usize:
    """The same of texts that differ at both ends, the shorter one first."""
    if (columns - rows) * MOVE > most:
        return most + 1
    row = stack_array(usize, LONGEST)
    for i in range(rows):
        row[i] = (i + 1) * MOVE
    cost: usize = 0
    for j in range(columns):
        diagonal: usize = j * MOVE
        cost = diagonal
        least: usize = most + 1
        for i in range(rows):
            changed = diagonal + _cost_of_change(b[j], a[i])
            diagonal = row[i]
            if diagonal < cost:
                cost = diagonal
            cost += MOVE
            if changed < cost:
                cost = changed
            row[i] = cost
            if cost < least:
                least = cost
        if least > most:
            return most + 1
    return cost


@metal
def _cost_of_change(a: u8, b: u8) -> usize:
    if a == b:
        return 0
    letter = a | 32
    if a ^ b == 32 and letter >= 97 and letter <= 122:
        return CASE
    return MOVE
