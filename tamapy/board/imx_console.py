"""Console input of i.MX boards: the UART's receiver by interrupts, into a ring of bytes.

The handler puts bytes in, whoever reads takes them out; each moves an end of its own, so neither
has to keep the other away. While the ring is full the receiver's interrupt is off, and what
comes waits in the receiver's FIFO.
"""

from tamapy.arm import irq
from tamapy.metal import (
    Struct,
    address_of_function,
    i32,
    metal,
    static,
    static_array,
    u8,
    u32,
    usize,
    volatile_load,
    volatile_store,
)
from tamapy.soc.nxp import uart

SIZE = 8192  # 0.7 seconds at 115200 baud


class State(Struct):
    """The port, and what went wrong on the line."""

    base: usize
    overruns: u32
    breaks: u32
    broken: u32


state = static(State)
ring = static_array(u8, SIZE)
#: How many bytes were put in and how many taken out so far.
put = static_array(u32, 1)
taken = static_array(u32, 1)


@metal
def start(base: usize, number: u32) -> None:
    """Receive by interrupts from now on; ``number`` is that of the port's interrupt."""
    if state.base == 0:
        state.base = base
        irq.attach(number, address_of_function(receive))
        uart.interrupt_on_receive(base, True)


@metal
def waiting() -> u32:
    """How many bytes are in the ring."""
    return volatile_load(put) - volatile_load(taken)


@metal
def receive(number: usize, stack: usize) -> None:
    """The handler: take what the receiver has."""
    base = state.base
    if uart.take_overrun(base):
        state.overruns = state.overruns + 1
    while True:
        if waiting() == SIZE:
            uart.interrupt_on_receive(base, False)
            return
        word = uart.take(base)
        if not uart.is_valid(word):
            return
        if uart.is_break(word):
            state.breaks = state.breaks + 1
        elif uart.is_broken(word):
            state.broken = state.broken + 1
        else:
            end = volatile_load(put)
            ring[end & (SIZE - 1)] = u8(word)
            volatile_store(put, end + 1)


@metal
def take() -> i32:
    """The next byte, or -1."""
    if waiting() == 0:
        return -1
    begin = volatile_load(taken)
    byte = ring[begin & (SIZE - 1)]
    volatile_store(taken, begin + 1)
    if waiting() == SIZE - 1:
        uart.interrupt_on_receive(state.base, True)
    return i32(byte)


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
