"""Console input that interrupts bring: a ring of bytes, and what went wrong on the line.

The handler of a serial port puts bytes in, whoever reads takes them out; each moves an end of its
own, so neither has to keep the other away. While the ring is full the receiver's interrupt is off,
and what comes waits in the receiver's FIFO.
"""

from tamapy.metal import (
    Struct,
    i32,
    metal,
    static,
    static_array,
    u8,
    u32,
    volatile_load,
    volatile_store,
)

SIZE = 8192  # 0.7 seconds at 115200 baud


class State(Struct):
    """What went wrong."""

    overruns: u32
    breaks: u32
    broken: u32


state = static(State)
ring = static_array(u8, SIZE)
#: How many bytes were put in and how many taken out so far.
put_so_far = static_array(u32, 1)
taken_so_far = static_array(u32, 1)


@metal
def waiting() -> u32:
    """How many bytes are in the ring."""
    return volatile_load(put_so_far) - volatile_load(taken_so_far)


@metal
def is_full() -> bool:
    """Whether there is room for none."""
    return waiting() == SIZE


@metal
def has_room_again() -> bool:
    """Whether it may have been full before the last byte was taken."""
    return waiting() == SIZE - 1


@metal
def put(byte: u8) -> None:
    """Add a byte; there has to be room."""
    end = volatile_load(put_so_far)
    ring[end & (SIZE - 1)] = byte
    volatile_store(put_so_far, end + 1)


@metal
def take() -> i32:
    """The next byte, or -1."""
    if waiting() == 0:
        return -1
    begin = volatile_load(taken_so_far)
    byte = ring[begin & (SIZE - 1)]
    volatile_store(taken_so_far, begin + 1)
    return i32(byte)


@metal
def count_overrun() -> None:
    """The line was quicker than the receiver."""
    state.overruns = state.overruns + 1


@metal
def count_break() -> None:
    """The line was held low."""
    state.breaks = state.breaks + 1


@metal
def count_broken() -> None:
    """A byte came in broken."""
    state.broken = state.broken + 1


class InputState:
    """``waiting`` bytes; how often the line was quicker than the receiver (``overruns``), was
    held low (``breaks``), and brought a byte that was ``broken``.
    """

    def __init__(self, waiting, overruns, breaks, broken):
        self.waiting = waiting
        self.overruns = overruns
        self.breaks = breaks
        self.broken = broken

    def __repr__(self):
        return (
            f"InputState(waiting={self.waiting}, overruns={self.overruns}, "
            f"breaks={self.breaks}, broken={self.broken})"
        )


@metal
def _overruns() -> u32:
    return state.overruns


@metal
def _breaks() -> u32:
    return state.breaks


@metal
def _broken() -> u32:
    return state.broken


def input_state():
    """What waits, and what went wrong so far: see :class:`InputState`."""
    return InputState(waiting(), _overruns(), _breaks(), _broken())
