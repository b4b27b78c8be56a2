"""Places of items in sorted lists."""

from _operator import index as _index


def _end(a, lo, hi):
    if _index(lo) < 0:
        raise ValueError("lo must be non-negative")
    return len(a) if hi is None else _index(hi)


def bisect_right(a, x, lo=0, hi=None, *, key=None):
    """The place behind all items that are not greater than ``x``."""
    hi = _end(a, lo, hi)
    while lo < hi:
        middle = (lo + hi) // 2
        item = a[middle]
        if x < (item if key is None else key(item)):
            hi = middle
        else:
            lo = middle + 1
    return lo


def bisect_left(a, x, lo=0, hi=None, *, key=None):
    """The place before all items that are not less than ``x``."""
    hi = _end(a, lo, hi)
    while lo < hi:
        middle = (lo + hi) // 2
        item = a[middle]
        if (item if key is None else key(item)) < x:
            lo = middle + 1
        else:
            hi = middle
    return lo


def insort_right(a, x, lo=0, hi=None, *, key=None):
    """Insert behind items that are equal."""
    at = bisect_right(a, x if key is None else key(x), lo, hi, key=key)
    a.insert(at, x)


def insort_left(a, x, lo=0, hi=None, *, key=None):
    """Insert before items that are equal."""
    at = bisect_left(a, x if key is None else key(x), lo, hi, key=key)
    a.insert(at, x)


bisect = bisect_right
insort = insort_right
