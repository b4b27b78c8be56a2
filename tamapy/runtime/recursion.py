"""Containers whose ``repr`` is being made, so that one inside itself ends."""

from tamapy.runtime import recursion_limit

_active: list = []


def enter_repr(value):
    """Begin the ``repr`` of a container; false if it is being made already."""
    for item in _active:
        if item is value:
            return False
    if len(_active) > recursion_limit.get():
        raise RecursionError(
            "maximum recursion depth exceeded while getting the repr of an object"
        )
    _active.append(value)
    return True


def leave_repr(value):
    """The ``repr`` is made."""
    for i in range(len(_active)):
        if _active[i] is value:
            del _active[i]
            return
