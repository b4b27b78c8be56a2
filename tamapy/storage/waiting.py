"""Times that have to pass."""

from tamapy.runtime import board


def pause(nanoseconds):
    """Do nothing for so long."""
    deadline = board.nanotime() + nanoseconds
    while board.nanotime() < deadline:
        pass
