"""Access to device registers: with :mod:`tamapy.dma`, the only door to memory for drivers.

Addresses and values are machine integers for metal code and ints for plain Python.
``position`` counts bits from the least significant; ``mask`` is the field's mask before
it is shifted there. What changes a register reads, modifies and writes it.
"""

from tamapy.metal import (
    Ptr,
    cast,
    i64,
    metal,
    provide,
    stack_array,
    u8,
    u16,
    u32,
    usize,
    volatile_load,
    volatile_store,
)
from tamapy.runtime import board
from tamapy.runtime.strings.units import View, alloc_bytes, open_view

SECOND = 1000000000  # nanoseconds: no block takes as long for anything


@metal
def read(address: usize) -> u32:
    """A 32-bit register."""
    return volatile_load(Ptr[u32](address))


@metal
def write(address: usize, value: u32) -> None:
    """Set a 32-bit register."""
    volatile_store(Ptr[u32](address), value)


@metal
def read16(address: usize) -> u16:
    """A 16-bit register."""
    return volatile_load(Ptr[u16](address))


@metal
def write16(address: usize, value: u16) -> None:
    """Set a 16-bit register."""
    volatile_store(Ptr[u16](address), value)


@metal
def read8(address: usize) -> u8:
    """An 8-bit register."""
    return volatile_load(Ptr[u8](address))


@metal
def write8(address: usize, value: u8) -> None:
    """Set an 8-bit register."""
    volatile_store(Ptr[u8](address), value)


@metal
def get(address: usize, position: u32, mask: u32) -> u32:
    """A field's value."""
    return read(address) >> position & mask


@metal
def is_set(address: usize, position: u32) -> bool:
    """Whether a bit is 1."""
    return read(address) >> position & 1 != 0


@metal
def set(address: usize, position: u32) -> None:
    """Make a bit 1."""
    write(address, read(address) | u32(1) << position)


@metal
def clear(address: usize, position: u32) -> None:
    """Make a bit 0."""
    write(address, read(address) & ~(u32(1) << position))


@metal
def set_to(address: usize, position: u32, value: bool) -> None:
    """Make a bit 1 or 0."""
    if value:
        set(address, position)
    else:
        clear(address, position)


@metal
def set_field(address: usize, position: u32, mask: u32, value: u32) -> None:
    """Set a field."""
    write(address, read(address) & ~(mask << position) | (value & mask) << position)


@metal
def clear_field(address: usize, position: u32, mask: u32) -> None:
    """Make a field 0."""
    write(address, read(address) & ~(mask << position))


@metal
def set_bits(address: usize, bits: u32) -> None:
    """Make all bits 1 that are 1 in ``bits``."""
    write(address, read(address) | bits)


@metal
def write_back(address: usize) -> None:
    """Write what is read: clears flags that are cleared by writing 1."""
    write(address, read(address))


@metal
def poll(tries: u32, address: usize, position: u32, mask: u32, value: u32) -> bool:
    """Look at a field at most so many times until it has a value; whether it has.

    For what runs where there is no clock yet.
    """
    left = tries
    while get(address, position, mask) != value:
        if left == 0:
            return False
        left -= 1
    return True


@metal
def wait_for(timeout: i64, address: usize, position: u32, mask: u32, value: u32) -> bool:
    """Wait until a field has a value, at most ``timeout`` nanoseconds; whether it has."""
    if get(address, position, mask) == value:
        return True
    deadline = board.nanotime() + timeout
    while get(address, position, mask) != value:
        if board.nanotime() >= deadline:
            return get(address, position, mask) == value
    return True


@metal
def wait_while(timeout: i64, address: usize, position: u32, mask: u32, value: u32) -> bool:
    """Wait until a field has another value, at most ``timeout`` nanoseconds; whether it has."""
    deadline = board.nanotime() + timeout
    while get(address, position, mask) == value:
        if board.nanotime() >= deadline:
            return get(address, position, mask) != value
    return True


@metal
def wait_any(timeout: i64, address: usize, bits: u32) -> u32:
    """Wait until any of some bits is 1, at most ``timeout`` nanoseconds; those that are."""
    found = read(address) & bits
    if found != 0:
        return found
    deadline = board.nanotime() + timeout
    while found == 0:
        if board.nanotime() >= deadline:
            return read(address) & bits
        found = read(address) & bits
    return found


@metal
def get16(address: usize, position: u32, mask: u32) -> u32:
    """A field's value in a 16-bit register."""
    return u32(read16(address)) >> position & mask


@metal
def set16(address: usize, position: u32) -> None:
    """Make a bit of a 16-bit register 1."""
    write16(address, u16(u32(read16(address)) | u32(1) << position))


@metal
def clear16(address: usize, position: u32) -> None:
    """Make a bit of a 16-bit register 0."""
    write16(address, u16(u32(read16(address)) & ~(u32(1) << position)))


@metal
def set_field16(address: usize, position: u32, mask: u32, value: u32) -> None:
    """Set a field of a 16-bit register."""
    kept = u32(read16(address)) & ~(mask << position)
    write16(address, u16(kept | (value & mask) << position))


@metal
def get8(address: usize, position: u32, mask: u32) -> u32:
    """A field's value in an 8-bit register."""
    return u32(read8(address)) >> position & mask


@metal
def set8(address: usize, position: u32) -> None:
    """Make a bit of an 8-bit register 1."""
    write8(address, u8(u32(read8(address)) | u32(1) << position))


@metal
def clear8(address: usize, position: u32) -> None:
    """Make a bit of an 8-bit register 0."""
    write8(address, u8(u32(read8(address)) & ~(u32(1) << position)))


@metal
def set_field8(address: usize, position: u32, mask: u32, value: u32) -> None:
    """Set a field of an 8-bit register."""
    kept = u32(read8(address)) & ~(mask << position)
    write8(address, u8(kept | (value & mask) << position))


@metal
def wait_for8(timeout: i64, address: usize, position: u32, mask: u32, value: u32) -> bool:
    """:func:`wait_for` on an 8-bit register."""
    if get8(address, position, mask) == value:
        return True
    deadline = board.nanotime() + timeout
    while get8(address, position, mask) != value:
        if board.nanotime() >= deadline:
            return get8(address, position, mask) == value
    return True


@metal
def wait_for16(timeout: i64, address: usize, position: u32, mask: u32, value: u32) -> bool:
    """:func:`wait_for` on a 16-bit register."""
    if get16(address, position, mask) == value:
        return True
    deadline = board.nanotime() + timeout
    while get16(address, position, mask) != value:
        if board.nanotime() >= deadline:
            return get16(address, position, mask) == value
    return True


@metal
def read_port(address: usize, size: usize) -> object:
    """Bytes that a register gives, a word at a time; ``size`` is a multiple of 4."""
    made = alloc_bytes(size)
    words = Ptr[u32](made.data.addr)
    for i in range(size // 4):
        words[i] = read(address)
    return cast(object, made)


@metal
def write_port(address: usize, data: object) -> None:
    """Give a register bytes, a word at a time; there is a multiple of 4 of them."""
    view = stack_array(View, 1)[0]
    open_view(data, view)
    words = Ptr[u32](view.data.addr)
    for i in range(view.length // 4):
        write(address, words[i])


# Under CPython bytes have no layout in simulated memory.
def _read_port(address, size):
    words = [int(read(address)).to_bytes(4, "little") for _ in range(0, int(size), 4)]
    return b"".join(words)


def _write_port(address, data):
    for i in range(0, len(data), 4):
        write(address, int.from_bytes(data[i:i + 4], "little"))


provide(read_port, _read_port)
provide(write_port, _write_port)


def wait(address, position, mask, value, timeout=SECOND, name=""):
    """Wait until a field has a value; ``TimeoutError`` after ``timeout`` nanoseconds.

    The error tells address and bits, and the register's name if it is given. Metal functions
    ask :func:`wait_for`.
    """
    if not wait_for(timeout, address, position, mask, value):
        raise late(address, position, mask, value, name)


def wait16(address, position, mask, value, timeout=SECOND, name=""):
    """:func:`wait` on a 16-bit register."""
    if not wait_for16(timeout, address, position, mask, value):
        raise late(address, position, mask, value, name)


def wait8(address, position, mask, value, timeout=SECOND, name=""):
    """:func:`wait` on an 8-bit register."""
    if not wait_for8(timeout, address, position, mask, value):
        raise late(address, position, mask, value, name)


def late(address, position, mask, value, name):
    """The error of a field that did not get its value."""
    where = f"register 0x{address:08x}"
    if name:
        where = f"{name} ({where})"
    last = position + mask.bit_length() - 1
    bits = f"bit {last}" if last == position else f"bits {position} to {last}"
    return TimeoutError(f"{where}: {bits} did not become {value}")
