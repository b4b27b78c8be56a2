"""The part of ``operator`` that other modules take from C; the rest is CPython's own twin."""

from tamapy.runtime import warned


def index(a, /):
    """``a.__index__()``."""
    if isinstance(a, int):
        return int(a)
    method = getattr(type(a), "__index__", None)
    if method is None:
        raise TypeError(f"'{type(a).__name__}' object cannot be interpreted as an integer")
    found = method(a)
    if not isinstance(found, int):
        raise TypeError(f"__index__ returned non-int (type {type(found).__name__})")
    if type(found) is not int:
        warned.strict_subclass("__index__", found, "int")
    return int(found)


def _compare_digest(a, b, /):
    """Whether two texts or byte strings are equal, in time that depends on the length alone."""
    if isinstance(a, str) and isinstance(b, str):
        if not a.isascii() or not b.isascii():
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        a, b = a.encode(), b.encode()
    try:
        left = memoryview(a).tobytes()
    except TypeError:
        kinds = type(a).__name__, type(b).__name__
        if not hasattr(type(b), "decode") and not isinstance(b, memoryview):
            raise TypeError(
                "unsupported operand types(s) or combination of types: "
                f"'{kinds[0]}' and '{kinds[1]}'"
            ) from None
        raise TypeError(f"a bytes-like object is required, not '{kinds[0]}'") from None
    try:
        right = memoryview(b).tobytes()
    except TypeError:
        raise TypeError(
            f"a bytes-like object is required, not '{type(b).__name__}'"
        ) from None
    different = len(left) ^ len(right)
    if different:
        left = right
    for x, y in zip(left, right):
        different |= x ^ y
    return different == 0
