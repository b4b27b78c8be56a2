"""The part of ``operator`` that other modules take from C; the rest is CPython's own twin."""

from tamapy.runtime import boxing


def index(a, /):
    """``a.__index__()``."""
    return boxing.as_index(a)


def _compare_digest(a, b, /):
    """Whether two texts or byte strings are equal, in time that depends on the length alone."""
    if isinstance(a, str) and isinstance(b, str):
        if not a.isascii() or not b.isascii():
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        a, b = a.encode(), b.encode()
    for value in (a, b):
        if isinstance(value, str):
            raise TypeError(
                "unsupported operand types(s) or combination of types: "
                f"'{type(a).__name__}' and '{type(b).__name__}'"
            )
    left, right = bytes(a), bytes(b)
    different = len(left) ^ len(right)
    if different:
        left = right
    for x, y in zip(left, right):
        different |= x ^ y
    return different == 0
