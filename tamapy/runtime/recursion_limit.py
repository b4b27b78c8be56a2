"""What ``sys.setrecursionlimit`` was told; :mod:`tamapy.runtime.recursion_depth` heeds it."""

#: The limit that CPython starts with; from there on the stack is what limits.
USUAL = 1000
_limit = [USUAL]


def get():
    """The limit."""
    return _limit[0]


def set_(limit):
    """Set it."""
    _limit[0] = limit
