"""Items of ``array``, which lie in a bytearray: those that need no call of methods."""

from tamapy.metal import (
    Ptr,
    cast,
    f64_bits,
    i64,
    is_small,
    isize,
    metal,
    small_value,
    type_object,
    type_of,
    u8,
    u16,
    u32,
    u64,
    usize,
)
from tamapy.runtime import boxing
from tamapy.runtime.floats import packing
from tamapy.runtime.layout import ByteArray, Float
from tamapy.runtime.objects import Row

#: What items are: the logarithm of their bytes and these flags.
LOGARITHM = 3
SIGNED = 4
FLOAT = 8
#: Items that are for the slow way.
OTHER = 16


@metal
def load(data: object, kind: u32, index: object) -> object:
    """The item at an index, which may count from the end; ``None`` for the slow way.

    ``data`` has to be a bytearray.
    """
    offset = offset_of(cast(ByteArray, data), kind, index)
    if offset < 0:
        return None
    size = u32(1) << (kind & LOGARITHM)
    bits = bits_at(cast(ByteArray, data).buffer.data + offset, size)
    if kind & FLOAT != 0:
        return boxing.box_f64(packing.value_of(bits, size))
    if kind & SIGNED != 0:
        return boxing.box_i64(_extended(bits, size))
    return boxing.box_u64(bits)


@metal
def store(data: object, kind: u32, index: object, value: object) -> bool:
    """Set the item at an index; false, and nothing done, for the slow way."""
    offset = offset_of(cast(ByteArray, data), kind, index)
    if offset < 0:
        return False
    size = u32(1) << (kind & LOGARITHM)
    if kind & FLOAT != 0:
        if size != 8 or type_of(value) is not type_object(float):
            return False
        bits = f64_bits(cast(Float, value).value)
    elif is_small(value):
        number = i64(small_value(value))
        bits = u64(number)
        if kind & SIGNED != 0:
            if _extended(bits, size) != number:
                return False
        elif number < 0 or (size < 8 and bits >> (u64(size) * 8) != 0):
            return False
    else:
        return False
    set_bits(cast(ByteArray, data).buffer.data + offset, size, bits)
    return True


@metal
def load_row(row: Row, index: object) -> object:
    """The item of an array; ``None`` for the slow way."""
    kind = row.kind
    return load(row.data, u32(small_value(kind)), index) if is_small(kind) else None


@metal
def store_row(row: Row, index: object, value: object) -> bool:
    """Set the item of an array; false, and nothing done, for the slow way."""
    kind = row.kind
    return is_small(kind) and store(row.data, u32(small_value(kind)), index, value)


@metal
def place(index: isize, length: usize) -> isize:
    """An index counted from the start; -1 if it is out of range."""
    if index < 0:
        index += isize(length)
        return index if index >= 0 else isize(-1)
    return index if index < isize(length) else isize(-1)


@metal
def offset_of(raw: ByteArray, kind: u32, index: object) -> isize:
    """Where an item lies in the bytes; -1 for the slow way."""
    if kind & OTHER != 0 or not is_small(index):
        return -1
    shift = usize(kind & LOGARITHM)
    at = place(small_value(index), raw.length >> shift)
    return isize(-1) if at < 0 else at << isize(shift)


@metal
def _extended(bits: u64, size: u32) -> i64:
    """The signed number of so many bytes."""
    shift = u64(64) - u64(size) * 8
    return i64(bits << shift) >> i64(shift)


@metal
def bits_at(at: Ptr[u8], size: u32) -> u64:
    """An item's bits."""
    if size == 1:
        return u64(at[0])
    if size == 2:
        return u64(cast(Ptr[u16], at)[0])
    words = cast(Ptr[u32], at)  # storage is aligned to words, not to eight bytes
    if size == 4:
        return u64(words[0])
    return u64(words[0]) | u64(words[1]) << 32


@metal
def set_bits(at: Ptr[u8], size: u32, bits: u64) -> None:
    """Set an item's bits."""
    if size == 1:
        at[0] = u8(bits)
    elif size == 2:
        cast(Ptr[u16], at)[0] = u16(bits)
    else:
        words = cast(Ptr[u32], at)
        words[0] = u32(bits)
        if size == 8:
            words[1] = u32(bits >> 32)
