"""A console on a serial port whose both directions are served by its interrupt, with a ring each.

What the port is, a board says by the functions ``port_receive``, ``port_send`` and
``port_interrupts``. The handler allocates nothing.
"""

from tamapy.arm import irq
from tamapy.board import console_output, input_ring, output_ring
from tamapy.metal import (
    Struct,
    address_of_function,
    hook,
    i32,
    metal,
    static,
    u8,
    u32,
    usize,
)
from tamapy.runtime import board

#: What ``port_receive`` gives beside a byte.
NOTHING, BREAK, BROKEN = 0x100, 0x101, 0x102
PATIENCE = 1000000000  # ns without room in the transmitter, after which output gets lost


@hook
def port_receive() -> u32:
    """What the receiver has next: a byte, ``BREAK``, ``BROKEN`` or ``NOTHING``.

    Overruns are counted by ``input_ring.count_overrun``.
    """


@hook
def port_send(byte: u32) -> bool:
    """Send a byte if there is room for it now; whether there was."""


@hook
def port_interrupts(receiving: bool, sending: bool) -> None:
    """Interrupt if something has come in, and if there is room for output; each, or not."""


class State(Struct):
    """What the port may interrupt for."""

    receiving: bool
    sending: bool


state = static(State)


@metal
def start(number: u32) -> None:
    """Receive by interrupts from now on; ``number`` is that of the port's interrupt."""
    if not irq.is_attached(number):
        state.receiving = True
        irq.attach(number, address_of_function(serve))
        allow()


@metal
def allow() -> None:
    """Have the port interrupt for what is wanted."""
    port_interrupts(state.receiving, state.sending)


@metal
def serve(number: usize, stack: usize) -> None:
    """The handler."""
    receive()
    pump()


@metal
def receive() -> None:
    """Take what the receiver has."""
    while True:
        if input_ring.is_full():
            state.receiving = False
            allow()
            return
        word = port_receive()
        if word == NOTHING:
            return
        if word == BREAK:
            input_ring.count_break()
        elif word == BROKEN:
            input_ring.count_broken()
        else:
            input_ring.put(u8(word))


@metal
def take() -> i32:
    """The next byte of input, or -1."""
    byte = input_ring.take()
    if input_ring.has_room_again():
        before = irq.hold()
        state.receiving = True
        allow()
        irq.release(before)
    return byte


@metal
def pump() -> None:
    """Move output on to the transmitter; interrupts are held back."""
    while output_ring.waiting() != 0 and port_send(output_ring.oldest()):
        output_ring.drop()
    sending = output_ring.waiting() != 0
    if sending != state.sending:
        state.sending = sending
        allow()


@metal
def leave(most: u32) -> None:
    """Wait until no more than so many bytes are in the ring; interrupts may be held back.

    If there is no room for long, what is in the ring is given up.
    """
    last = output_ring.waiting()
    until = board.nanotime() + PATIENCE
    while output_ring.waiting() > most:
        before = irq.hold()
        pump()
        irq.release(before)
        left = output_ring.waiting()
        if left < last:
            last = left
            until = board.nanotime() + PATIENCE
        elif board.nanotime() >= until:
            output_ring.clear()


@metal
def transfer(argument: usize, stack: usize) -> None:
    """A byte of output, or all of it: see :mod:`tamapy.board.console_output`."""
    byte = console_output.state.byte
    if byte == console_output.DRAIN:
        leave(0)
        return
    if output_ring.is_full():
        leave(output_ring.SIZE - 1)
    before = irq.hold()
    output_ring.put(byte)
    pump()
    irq.release(before)


@metal
def buffer_output() -> None:
    """Output goes by the ring from now on; errors do not."""
    console_output.state.ring = address_of_function(transfer)
