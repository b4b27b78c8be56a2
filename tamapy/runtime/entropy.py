"""Random bytes from the board."""

from tamapy.metal import cast, metal, usize
from tamapy.runtime import board
from tamapy.runtime.alloc import alloc_bytes
from tamapy.runtime.effect import effect, hosted


@metal
def _fill(size: usize) -> object:
    made = alloc_bytes(size)
    board.get_random_data(made.data, size)
    return cast(object, made)


def random_bytes(size):
    """So many bytes from the board's source of entropy."""
    effect("entropy")
    if hosted():
        return bytes(size)
    return _fill(size)
