"""Memoryviews: windows on the storage of bytes, bytearrays and what exports a buffer."""

from tamapy.metal import (
    WORD_BITS,
    Ptr,
    cast,
    copy_bytes,
    f64,
    f64_bits,
    f64_from_bits,
    i64,
    isize,
    make_small,
    metal,
    sizeof,
    small_value,
    type_object,
    type_of,
    u8,
    u32,
    u64,
    usize,
)
from tamapy.runtime import boxing, sequences
from tamapy.runtime.alloc import alloc_bytes
from tamapy.runtime.floats.half import single_bits, single_value
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import ByteArray, Bytes, Tuple
from tamapy.runtime.objects import MemoryView
from tamapy.runtime.strings.units import bytes_of, is_bytearray, storage

#: Bytes of an item of each native format.
SIZES = {
    "c": 1, "b": 1, "B": 1, "?": 1, "h": 2, "H": 2, "i": 4, "I": 4, "q": 8, "Q": 8, "f": 4,
    "d": 8, "l": 0, "L": 0, "n": 0, "N": 0, "P": 0,
}

CHARACTER, TRUTH, SINGLE, DOUBLE = 99, 63, 102, 100


@metal
def word_size() -> isize:
    """Bytes of a machine word."""
    return isize(WORD_BITS // 8)


def size_of(letter):
    """Bytes of an item of a format, ``None`` if there is none such."""
    found = SIZES.get(letter)
    return word_size() if found == 0 else found


@metal
def is_window(value: object) -> bool:
    """Whether a value is a memoryview."""
    return type_of(value) is type_object(memoryview)


@metal
def storage_of(value: object) -> object:
    """The storage of a bytes object or bytearray."""
    if is_bytearray(value):
        return cast(object, cast(ByteArray, value).buffer)
    return value


@metal
def new_window(
    owner: object, memory: object, format_: object, shape: object, strides: object, item_size: isize
) -> MemoryView:
    """A memoryview on the start of some storage."""
    made = cast(MemoryView, heap_alloc(type_object(memoryview), sizeof(MemoryView)))
    made.owner = owner
    made.storage = memory
    made.format = format_
    made.shape = shape
    made.strides = strides
    made.item_size = item_size
    return made


@metal
def open_window(value: object, length: isize, read_only: bool) -> object:
    """``memoryview`` of a bytes object or bytearray."""
    made = new_window(
        value, storage_of(value), "B", one(length), one(1), 1
    )
    made.length = length
    made.read_only = usize(read_only)
    return cast(object, made)


@metal
def one(value: isize) -> object:
    """``(value,)``."""
    made = sequences.new_tuple(1)
    made.items[0] = make_small(value)
    return cast(object, made)


@metal
def derived(
    window: MemoryView, format_: object, shape: object, strides: object, item_size: isize,
    offset: isize, length: isize,
) -> MemoryView:
    """Another memoryview of the same storage."""
    made = new_window(window.owner, window.storage, format_, shape, strides, item_size)
    made.offset = window.offset + offset
    made.length = length
    made.read_only = window.read_only
    return made


@metal
def set_read_only(window: MemoryView) -> object:
    """Forbid storing through a memoryview."""
    window.read_only = 1
    return cast(object, window)


@metal
def check_released(window: MemoryView) -> None:
    """Raise ``ValueError`` if a memoryview was released."""
    if window.released != 0:
        raise ValueError("operation forbidden on released memoryview object")


@metal
def hold(window: MemoryView, count: isize) -> None:
    """Count the blocks in which the exporter cannot be resized."""
    window.entered = window.entered + usize(count)
    if is_bytearray(window.owner):
        array = cast(ByteArray, window.owner)
        array.exports = array.exports + usize(count)


@metal
def release(window: MemoryView) -> None:
    """``release``."""
    if window.released == 0:
        hold(window, 0 - isize(window.entered))
        window.released = 1


@metal
def dimensions(window: MemoryView) -> isize:
    """How many dimensions there are."""
    return isize(cast(Tuple, window.shape).length)


@metal
def is_contiguous(window: MemoryView) -> bool:
    """Whether the items lie one after another, the last index changing fastest."""
    shape = cast(Tuple, window.shape)
    strides = cast(Tuple, window.strides)
    expected = window.item_size
    i = shape.length
    while i != 0:
        i -= 1
        size = small_value(shape.items[i])
        if size == 0:
            return True
        if size != 1 and small_value(strides.items[i]) != expected:
            return False
        expected = expected * size
    return True


@metal
def is_fortran(window: MemoryView) -> bool:
    """Whether the items lie one after another, the first index changing fastest."""
    shape = cast(Tuple, window.shape)
    strides = cast(Tuple, window.strides)
    expected = window.item_size
    for i in range(shape.length):
        size = small_value(shape.items[i])
        if size == 0:
            return True
        if size != 1 and small_value(strides.items[i]) != expected:
            return False
        expected = expected * size
    return True


@metal
def gather(window: MemoryView, dimension: usize, at: Ptr[u8], out: Ptr[u8]) -> Ptr[u8]:
    """Copy the items of a dimension and those below it; returns where they end."""
    shape = cast(Tuple, window.shape)
    if dimension == shape.length:
        copy_bytes(out, at, usize(window.item_size))
        return out + window.item_size
    step = small_value(cast(Tuple, window.strides).items[dimension])
    for _i in range(small_value(shape.items[dimension])):
        out = gather(window, dimension + 1, at, out)
        at = at + step
    return out


@metal
def copied(window: MemoryView) -> object:
    """The items one after another, as a bytes object."""
    if is_contiguous(window):
        return bytes_of(storage(window), usize(window.length))
    made = alloc_bytes(usize(window.length))
    gather(window, 0, storage(window), made.data)
    return cast(object, made)


@metal
def scatter(window: MemoryView, source: object) -> None:
    """Store items that lie one after another into a window of one dimension."""
    at = storage(window)
    data = cast(Bytes, source).data
    step = small_value(cast(Tuple, window.strides).items[0])
    for _i in range(small_value(cast(Tuple, window.shape).items[0])):
        copy_bytes(at, data, usize(window.item_size))
        at = at + step
        data = data + window.item_size


# -- items -----------------------------------------------------------------------------------


@metal
def number_at(at: Ptr[u8], size: isize) -> u64:
    """The little-endian number of some bytes."""
    value: u64 = 0
    for i in range(size):
        value |= u64(at[i]) << (u64(i) * 8)
    return value


@metal
def put_number(at: Ptr[u8], size: isize, value: u64) -> None:
    """Store a number as little-endian bytes."""
    for i in range(size):
        at[i] = u8(value)
        value >>= 8


@metal
def is_signed(letter: u32) -> bool:
    """Whether a format is one of signed integers."""
    return letter >= 97 and letter != CHARACTER


@metal
def load(window: MemoryView, offset: isize, letter: u32) -> object:
    """The item at an offset."""
    at = storage(window) + offset
    size = window.item_size
    if letter == CHARACTER:
        return bytes_of(at, 1)
    raw = number_at(at, size)
    if letter == TRUTH:
        if raw != 0:
            return True
        return False
    if letter == SINGLE:
        return boxing.box_f64(single_value(u32(raw)))
    if letter == DOUBLE:
        return boxing.box_f64(f64_from_bits(raw))
    if is_signed(letter):
        unused = u64(64 - size * 8)
        return boxing.box_i64(i64(raw << unused) >> i64(unused))
    return boxing.box_u64(raw)


@metal
def store_raw(window: MemoryView, offset: isize, value: u64) -> None:
    """Store the bits of an item, whose making may have released the memoryview."""
    check_released(window)
    put_number(storage(window) + offset, window.item_size, value)


@metal
def store_double(window: MemoryView, offset: isize, value: f64, single: bool) -> None:
    """Store a float."""
    store_raw(window, offset, u64(single_bits(value)) if single else f64_bits(value))


def check_range(value, letter, size):
    """An integer that fits the format."""
    bits = 8 * size
    if letter.islower():
        fits = -(1 << (bits - 1)) <= value < 1 << (bits - 1)
    else:
        fits = 0 <= value < 1 << bits
    if not fits:
        raise ValueError(f"memoryview: invalid value for format '{letter}'")
    return value & 0xFFFFFFFFFFFFFFFF
