"""Requests to a debugger or emulator ("Semihosting for AArch32 and AArch64", version 2.0).

Without one listening, :func:`call` yields -1 (the vectors answer in its place).
"""

from tamapy.arm import settings
from tamapy.metal import (
    address_of,
    cast,
    extern,
    i32,
    metal,
    stack_array,
    u8,
    u32,
    u64,
    usize,
)
from tamapy.runtime import board
from tamapy.runtime.layout import Str

SYS_WRITE0 = 0x04  # section 5.2: a text that ends in a zero byte
SYS_TIME = 0x11  # section 5.13: seconds since 1970
SYS_EXIT_EXTENDED = 0x20  # section 5.8
ADP_STOPPED_APPLICATION_EXIT = 0x20026
NOBODY = 0xFFFFFFFF
ELAPSED = "elapsed "


@extern
def semihost(operation: usize, parameter: usize) -> usize:
    """The call itself; named as the glue names it."""


@metal
def exit(status: i32) -> None:
    """Ask the host to end the machine; returns if there is none."""
    if settings.is_counting():
        log_elapsed(u64(board.nanotime()))
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


@metal
def log_elapsed(value: u64) -> None:
    """The nanoseconds since reset to the host's log: ``elapsed`` and 16 hexadecimal digits."""
    line = stack_array(u8, 32)
    name = cast(Str, ELAPSED)
    for i in range(name.length):
        line[i] = name.data[i]
    for i in range(16):
        digit = u32((value >> u64(60 - 4 * i)) & 15)
        line[name.length + i] = u8(digit + 48 if digit < 10 else digit + 87)
    line[name.length + 16] = 10
    line[name.length + 17] = 0
    semihost(SYS_WRITE0, address_of(line))
