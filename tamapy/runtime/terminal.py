"""The console as a text stream: lines of UTF-8 in and out."""

from tamapy.metal import i32, metal
from tamapy.runtime import board, console, threads
from tamapy.runtime.effect import effect

#: Bytes read and not yet asked for.
_pending = bytearray()
END = -2
EMPTY = -1


def write(text, stream):
    """Send text to a stream's descriptor; how many characters there were."""
    if not isinstance(text, str):
        raise TypeError(f"write() argument must be str, not {type(text).__name__}")
    effect("console")
    console.write_text(text, stream)
    return len(text)


def write_bytes(data, stream):
    """Send bytes to a stream's descriptor; how many there were."""
    effect("console")
    console.write_bytes(bytes(data), stream)
    return len(data)


def flush():
    """Pass on what is held back."""
    effect("console")
    console.flush()


@metal
def read_byte() -> i32:
    """A byte of input, waited for; -2 at its end."""
    while True:
        byte = board.getchar()
        if byte != EMPTY:
            return byte
        threads.sleep_for(1000000)


def read_bytes(size):
    """At most so many bytes, up to the end of a line; none at the end of the input."""
    effect("console")
    found = bytearray()
    while size < 0 or len(found) < size:
        byte: i32 = read_byte()
        if byte == END:
            break
        found.append(byte)
        if byte == 10:
            break
    return bytes(found)


def read_line(size=-1):
    """A line of input as text."""
    line = bytearray()
    while size < 0 or len(line) < size:
        part = read_bytes(-1 if size < 0 else size - len(line))
        line += part
        if not part or part.endswith(b"\n"):
            break
    return bytes(line).decode("utf-8", "surrogateescape")


def read(size=-1):
    """So many characters of input, or all of it."""
    parts = []
    count = 0
    while size < 0 or count < size:
        part = read_line(-1 if size < 0 else size - count)
        if not part:
            break
        parts.append(part)
        count += len(part)
    return "".join(parts)
