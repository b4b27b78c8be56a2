"""Leaving at once."""

from tamapy.metal import i32, metal
from tamapy.runtime import board


@metal
def _leave(status: i32) -> None:
    board.exit(status)


def leave(status):
    """End the program without any clean-up."""
    _leave(status)
