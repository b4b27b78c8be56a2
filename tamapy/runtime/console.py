"""The console: bytes in and out through the board."""

from tamapy.metal import Ptr, cast, metal, sizeof, u16, u32, usize
from tamapy.runtime import board
from tamapy.runtime.layout import Bytes, Str

OUTPUT = 1
ERRORS = 2


@metal
def put_byte(byte: u32) -> None:
    """Send one byte."""
    board.printk(byte)


@metal
def write_bytes(data: Bytes, stream: u32) -> None:
    """Send bytes."""
    board.direct(stream)
    for i in range(data.length):
        board.printk(u32(data.data[i]))


@metal
def write_ascii(text: object) -> None:
    """Send a str of Latin-1 text as it is, as an error (messages of the runtime itself)."""
    board.direct(ERRORS)
    known = cast(Str, text)
    for i in range(known.length):
        board.printk(u32(known.data[i]))


@metal
def write_text(text: Str, stream: u32) -> None:
    """Send a str as UTF-8; lone surrogates as ``\\udXXX``."""
    board.direct(stream)
    for i in range(text.length):
        if text.kind == 1:
            code = u32(text.data[i])
        elif text.kind == 2:
            code = u32(cast(Ptr[u16], text.data)[i])
        else:
            code = cast(Ptr[u32], text.data)[i]
        put_code(code)


def write_error(text):
    """Send a str to where errors go."""
    write_text(text, ERRORS)


@metal
def flush() -> None:
    """Pass on what is held back."""
    board.flush()


@metal
def put_code(code: u32) -> None:
    """Send a code point as UTF-8."""
    if code < 0x80:
        put_byte(code)
        return
    if code < 0x800:
        put_byte(0xC0 | code >> 6)
    elif code >= 0xD800 and code < 0xE000:
        put_byte(92)
        put_byte(117)
        shift: u32 = 16
        while shift > 0:
            shift -= 4
            digit = (code >> shift) & 15
            put_byte(digit + 48 if digit < 10 else digit + 87)
        return
    else:
        if code < 0x10000:
            put_byte(0xE0 | code >> 12)
        else:
            put_byte(0xF0 | code >> 18)
            put_byte(0x80 | (code >> 12) & 0x3F)
        put_byte(0x80 | (code >> 6) & 0x3F)
    put_byte(0x80 | code & 0x3F)


@metal
def write_number(value: usize) -> None:
    """Send a number in hexadecimal."""
    shift: usize = sizeof(usize) * 8
    while shift > 0:
        shift -= 4
        digit = u32((value >> shift) & 15)
        put_byte(digit + 48 if digit < 10 else digit + 87)
