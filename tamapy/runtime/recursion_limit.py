"""What ``sys.setrecursionlimit`` was told. The stack itself is what limits recursion."""

_limit = [1000]


def get():
    """The limit."""
    return _limit[0]


def set_(limit):
    """Set it."""
    _limit[0] = limit
