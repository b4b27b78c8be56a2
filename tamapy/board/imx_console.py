"""The port of i.MX boards' consoles, for :mod:`tamapy.board.serial_console`: a UART."""

from tamapy.board import input_ring
from tamapy.board.serial_console import BREAK, BROKEN, NOTHING
from tamapy.metal import Struct, metal, static, u32, usize
from tamapy.soc.nxp import uart


class State(Struct):
    """The port."""

    base: usize


state = static(State)


@metal
def port_receive() -> u32:
    """What the receiver has next."""
    word = uart.take(state.base)
    if not uart.is_valid(word):
        if uart.take_overrun(state.base):  # once for all that was taken before
            input_ring.count_overrun()
        return NOTHING
    if uart.is_break(word):
        return BREAK
    return BROKEN if uart.is_broken(word) else word & 0xFF


@metal
def port_send(byte: u32) -> bool:
    """Send a byte if there is room."""
    return uart.send(state.base, byte)


@metal
def port_interrupts(receiving: bool, sending: bool) -> None:
    """Both directions' interrupts."""
    uart.interrupt_on_receive(state.base, receiving)
    uart.interrupt_on_transmit(state.base, sending)
