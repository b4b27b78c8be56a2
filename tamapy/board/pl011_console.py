"""The port of the Raspberry Pis' consoles, for :mod:`tamapy.board.serial_console`: a PL011."""

from tamapy.board import input_ring
from tamapy.board.serial_console import BREAK, BROKEN, NOTHING
from tamapy.metal import Struct, metal, static, u32, usize
from tamapy.soc.arm import pl011


class State(Struct):
    """The port."""

    base: usize


state = static(State)


@metal
def port_receive() -> u32:
    """What the receiver has next."""
    if not pl011.is_ready(state.base):
        return NOTHING
    word = pl011.take(state.base)
    if pl011.is_overrun(word):
        input_ring.count_overrun()
    if pl011.is_break(word):
        return BREAK
    return BROKEN if pl011.is_broken(word) else word & 0xFF


@metal
def port_send(byte: u32) -> bool:
    """Send a byte if there is room."""
    return pl011.send(state.base, byte)


@metal
def port_interrupts(receiving: bool, sending: bool) -> None:
    """Both directions' interrupts."""
    pl011.interrupt_on_receive(state.base, receiving)
    pl011.interrupt_on_transmit(state.base, sending)
