"""Console input of the Raspberry Pis: the PL011's receiver by interrupts, into the ring."""

from tamapy.arm import irq
from tamapy.board import input_ring
from tamapy.metal import Struct, address_of_function, i32, metal, static, u8, u32, usize
from tamapy.soc.arm import pl011


class State(Struct):
    """The port."""

    base: usize


state = static(State)


@metal
def start(base: usize, number: u32) -> None:
    """Receive by interrupts from now on; ``number`` is that of the port's interrupt."""
    if state.base == 0:
        state.base = base
        irq.attach(number, address_of_function(receive))
        pl011.interrupt_on_receive(base, True)


@metal
def receive(number: usize, stack: usize) -> None:
    """The handler: take what the receiver has."""
    base = state.base
    while pl011.is_ready(base):
        if input_ring.is_full():
            pl011.interrupt_on_receive(base, False)
            return
        word = pl011.take(base)
        if pl011.is_overrun(word):
            input_ring.count_overrun()
        if pl011.is_break(word):
            input_ring.count_break()
        elif pl011.is_broken(word):
            input_ring.count_broken()
        else:
            input_ring.put(u8(word))


@metal
def take() -> i32:
    """The next byte, or -1."""
    byte = input_ring.take()
    if input_ring.has_room_again():
        pl011.interrupt_on_receive(state.base, True)
    return byte
