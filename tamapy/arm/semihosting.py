"""Requests to a debugger or emulator ("Semihosting for AArch32 and AArch64", version 2.0).

Without one listening, :func:`call` yields -1 (the vectors answer in its place).
"""

from tamapy.metal import (
    address_of,
    cast,
    extern,
    i32,
    metal,
    stack_array,
    u8,
    u32,
    usize,
)
from tamapy.runtime.layout import Str

SYS_WRITE0 = 0x04  # section 5.2: a text that ends in a zero byte
SYS_TIME = 0x11  # section 5.13: seconds since 1970
SYS_EXIT_EXTENDED = 0x20  # section 5.8
ADP_STOPPED_APPLICATION_EXIT = 0x20026
NOBODY = 0xFFFFFFFF


@extern
def semihost(operation: usize, parameter: usize) -> usize:
    """The call itself; named as the glue names it."""


@metal
def exit(status: i32) -> None:
    """Ask the host to end the machine; returns if there is none."""
    block = stack_array(u32, 2)
    block[0] = ADP_STOPPED_APPLICATION_EXIT
    block[1] = u32(status)
    semihost(SYS_EXIT_EXTENDED, address_of(block))


@metal
def seconds() -> usize:
    """Seconds since 1970, or 0 if nobody tells."""
    found = semihost(SYS_TIME, 0)
    return 0 if found == NOBODY else found


@metal
def log(text: object) -> None:
    """A constant ASCII text to the host's log, apart from the console."""
    known = cast(Str, text)
    line = stack_array(u8, 128)
    count = known.length
    if count > 126:
        count = 126
    for i in range(count):
        line[i] = known.data[i]
    line[count] = 10
    line[count + 1] = 0
    semihost(SYS_WRITE0, address_of(line))
