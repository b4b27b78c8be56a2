"""Console input of i.MX boards: the UART's receiver by interrupts, into the ring."""

from tamapy.arm import irq
from tamapy.board import input_ring
from tamapy.metal import Struct, address_of_function, i32, metal, static, u8, u32, usize
from tamapy.soc.nxp import uart


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
        uart.interrupt_on_receive(base, True)


@metal
def receive(number: usize, stack: usize) -> None:
    """The handler: take what the receiver has."""
    base = state.base
    if uart.take_overrun(base):
        input_ring.count_overrun()
    while True:
        if input_ring.is_full():
            uart.interrupt_on_receive(base, False)
            return
        word = uart.take(base)
        if not uart.is_valid(word):
            return
        if uart.is_break(word):
            input_ring.count_break()
        elif uart.is_broken(word):
            input_ring.count_broken()
        else:
            input_ring.put(u8(word))


@metal
def take() -> i32:
    """The next byte, or -1."""
    byte = input_ring.take()
    if input_ring.has_room_again():
        uart.interrupt_on_receive(state.base, True)
    return byte
