"""The console: bytes in and out through the board."""

from tamapy.metal import cast, metal, sizeof, u32, usize
from tamapy.runtime import board
from tamapy.runtime.layout import Bytes, Str


@metal
def put_byte(byte: u32) -> None:
    """Send one byte."""
    board.printk(byte)


@metal
def write_bytes(data: Bytes) -> None:
    """Send bytes."""
    for i in range(data.length):
        board.printk(u32(data.data[i]))


@metal
def write_ascii(text: object) -> None:
    """Send a str of Latin-1 text as it is (messages of the runtime itself)."""
    known = cast(Str, text)
    for i in range(known.length):
        board.printk(u32(known.data[i]))


@metal
def write_number(value: usize) -> None:
    """Send a number in hexadecimal."""
    shift: usize = sizeof(usize) * 8
    while shift > 0:
        shift -= 4
        digit = u32((value >> shift) & 15)
        put_byte(digit + 48 if digit < 10 else digit + 87)
