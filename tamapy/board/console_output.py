"""Which way the console's output goes: to the port at once, or by the ring.

Images that do not ask for the ring have none of its code: it is called by its address. Errors, such
as tracebacks and what a fault reports, never wait in it. What was printed before them leaves first.
"""

from tamapy.arm.hooks import call_with_registers
from tamapy.metal import Struct, metal, static, u32, usize
from tamapy.runtime.console import ERRORS

DRAIN = 0x100  # in place of a byte: have all leave


class State(Struct):
    """The way."""

    ring: usize  # the address of ``serial_console.transfer``, or 0 without the ring
    byte: u32  # what it is called for
    errors: bool  # what follows does not go by the ring


state = static(State)


@metal
def is_buffered() -> bool:
    """Whether what follows goes by the ring."""
    return state.ring != 0 and not state.errors


@metal
def put(byte: u32) -> None:
    """A byte to the ring, or ``DRAIN``."""
    state.byte = byte
    call_with_registers(state.ring, 0)


@metal
def drain() -> None:
    """Have all that is in the ring leave it, if there is one."""
    if state.ring != 0:
        put(DRAIN)


@metal
def direct(stream: u32) -> None:
    """The board's hook: errors go past the ring, once it is empty."""
    state.errors = stream == ERRORS
    if state.errors:
        drain()
