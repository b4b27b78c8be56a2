"""What the methods of ``bytes`` and ``bytearray`` do that text does not."""

from tamapy.metal import (
    Ptr,
    cast,
    copy_bytes,
    fill_bytes,
    isize,
    metal,
    sizeof,
    stack_array,
    type_object,
    type_of,
    u8,
    u32,
    usize,
)
from tamapy.runtime import instances
from tamapy.runtime.alloc import alloc_bytes, alloc_str
from tamapy.runtime.layout import ByteArray, Bytes, List
from tamapy.runtime.objects import Type
from tamapy.runtime.strings.quoting import DIGITS
from tamapy.runtime.strings.search import compare_units, same_units
from tamapy.runtime.strings.units import (
    View,
    bytearray_of,
    bytes_of,
    made_like,
    new_buffer,
    open_view,
    piece,
    unit,
)


@metal
def length(value: object) -> isize:
    """How many bytes there are."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    return isize(v.length)


@metal
def byte(value: object, index: isize) -> isize:
    """A byte, its index being in range."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    return isize(v.data[index])


@metal
def sub(value: object, start: isize, count: usize, step: isize) -> object:
    """``count`` bytes from ``start``, every ``step``-th."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    if step == 1:
        return piece(v, usize(start), count)
    made = stack_array(View, 1)[0]
    result = made_like(v, count, 1, made)
    at = start
    for i in range(count):
        made.data[i] = v.data[at]
        at += step
    return result


@metal
def instance(class_: Type, value: object) -> object:
    """An instance of a subclass of bytes."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    made = cast(Bytes, instances.alloc(class_, v.length))
    made.hash = -1
    made.length = v.length
    copy_bytes(made.data, v.data, v.length)
    return cast(object, made)


@metal
def exact_bytes(value: object) -> object:
    """The bytes of anything laid open as a bytes object of no subclass."""
    if type_of(value) is type_object(bytes):
        return value
    v = stack_array(View, 1)[0]
    open_view(value, v)
    return bytes_of(v.data, v.length)


@metal
def to_bytearray(value: object) -> object:
    """The bytes of anything laid open as a new bytearray."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    return bytearray_of(v.data, v.length)


@metal
def zeros(count: usize) -> object:
    """``bytes(count)``."""
    if count > ~usize(0) >> 1:
        raise MemoryError
    return cast(object, alloc_bytes(count))


@metal
def concat(a: object, b: object) -> object:
    """``a + b``, of the type of ``a``."""
    v = stack_array(View, 1)[0]
    w = stack_array(View, 1)[0]
    made = stack_array(View, 1)[0]
    open_view(a, v)
    open_view(b, w)
    result = made_like(v, v.length + w.length, 1, made)
    copy_bytes(made.data, v.data, v.length)
    copy_bytes(made.data + v.length, w.data, w.length)
    return result


@metal
def repeat(value: object, times: isize) -> object:
    """``value * times``."""
    v = stack_array(View, 1)[0]
    made = stack_array(View, 1)[0]
    open_view(value, v)
    if times < 0:
        times = 0
    if times == 1:
        return piece(v, 0, v.length)
    if v.length != 0 and usize(times) > (~usize(0) >> 1) // v.length:
        raise MemoryError
    total = v.length * usize(times)
    result = made_like(v, total, 1, made)
    if v.length == 1:
        fill_bytes(made.data, v.data[0], total)
        return result
    done: usize = 0
    while done < total:
        copy_bytes(made.data + done, v.data, v.length)
        done += v.length
    return result


@metal
def same(a: object, b: object) -> bool:
    """Whether two are equal."""
    v = stack_array(View, 1)[0]
    w = stack_array(View, 1)[0]
    open_view(a, v)
    open_view(b, w)
    return v.length == w.length and same_units(v.data, 1, w.data, 1, v.length)


@metal
def order(a: object, b: object) -> isize:
    """Below, equal to or above 0 as ``a`` is below, equal to or above ``b``."""
    v = stack_array(View, 1)[0]
    w = stack_array(View, 1)[0]
    open_view(a, v)
    open_view(b, w)
    return compare_units(v, w)


@metal
def join(separator: object, items: List) -> object:
    """What a list holds, laid open one by one, with a separator between."""
    s = stack_array(View, 1)[0]
    v = stack_array(View, 1)[0]
    made = stack_array(View, 1)[0]
    open_view(separator, s)
    size: usize = 0
    for i in range(items.length):
        open_view(items.items.items[i], v)
        size += v.length
        if i != 0:
            size += s.length
    result = made_like(s, size, 1, made)
    out = made.data
    for i in range(items.length):
        open_view(items.items.items[i], v)
        if i != 0:
            copy_bytes(out, s.data, s.length)
            out = out + s.length
        copy_bytes(out, v.data, v.length)
        out = out + v.length
    return result


@metal
def hex_text(value: object, separator: isize, group: isize) -> object:
    """``hex``: a separator (-1: none) between groups of bytes, counted from the right or left."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    size = group
    if size < 0:
        size = 0 - size
    marks: usize = 0
    if separator >= 0 and size != 0 and v.length != 0:
        marks = (v.length - 1) // usize(size)
    made = alloc_str(v.length * 2 + marks, 1)
    at: usize = 0
    for i in range(v.length):
        if marks != 0 and i != 0:
            place = i if group < 0 else v.length - i
            if place % usize(size) == 0:
                made.data[at] = u8(separator)
                at += 1
        made.data[at] = DIGITS[v.data[i] >> 4]
        made.data[at + 1] = DIGITS[v.data[i] & 15]
        at += 2
    return cast(object, made)


@metal
def hex_digit(c: u32) -> u32:
    """The value of a hexadecimal digit, 16 if it is none."""
    if c >= 48 and c <= 57:
        return c - 48
    c |= 32
    return c - 87 if c >= 97 and c <= 102 else u32(16)


@metal
def parse_hex(text: object, made: object) -> isize:
    """Write the bytes that digits spell; their count, or -1 less the place of what is none."""
    v = stack_array(View, 1)[0]
    w = stack_array(View, 1)[0]
    open_view(text, v)
    open_view(made, w)
    count: usize = 0
    at: usize = 0
    while at < v.length:
        c = unit(v.data, v.kind, at)
        if c == 32 or (c >= 9 and c <= 13):
            at += 1
            continue
        high = hex_digit(c)
        if high > 15:
            return -1 - isize(at)
        at += 1
        low: u32 = 16
        if at < v.length:
            low = hex_digit(unit(v.data, v.kind, at))
        if low > 15:
            return -1 - isize(at)
        w.data[count] = u8((high << 4) | low)
        count += 1
        at += 1
    return isize(count)


@metal
def translate(value: object, table: object, removed: object) -> object:
    """Bytes mapped through a table (``None``: as they are), some of them left out."""
    v = stack_array(View, 1)[0]
    t = stack_array(View, 1)[0]
    r = stack_array(View, 1)[0]
    made = stack_array(View, 1)[0]
    open_view(value, v)
    open_view(removed, r)
    if table is not None:
        open_view(table, t)
    gone = stack_array(u8, 256)
    fill_bytes(gone, 0, 256)
    for i in range(r.length):
        gone[r.data[i]] = 1
    count: usize = 0
    for i in range(v.length):
        count += usize(gone[v.data[i]] == 0)
    result = made_like(v, count, 1, made)
    out: usize = 0
    for i in range(v.length):
        c = v.data[i]
        if gone[c] == 0:
            made.data[out] = c if table is None else t.data[c]
            out += 1
    return result


@metal
def identity_table() -> object:
    """The 256 bytes in order, to be changed."""
    made = alloc_bytes(256)
    for i in range(usize(256)):
        made.data[i] = u8(i)
    return cast(object, made)


@metal
def set_entries(table: object, source: object, target: object) -> None:
    """Map the bytes of one to those of the other."""
    t = stack_array(View, 1)[0]
    v = stack_array(View, 1)[0]
    w = stack_array(View, 1)[0]
    open_view(table, t)
    open_view(source, v)
    open_view(target, w)
    for i in range(v.length):
        t.data[v.data[i]] = w.data[i]


@metal
def put_byte(made: object, index: usize, value: u8) -> None:
    """Store a byte of an object that is being made."""
    v = stack_array(View, 1)[0]
    open_view(made, v)
    v.data[index] = value


# -- bytearray -------------------------------------------------------------------------------


@metal
def set_byte(array: ByteArray, index: isize, value: u8) -> None:
    """Store a byte, its index being in range."""
    array.buffer.data[index] = value


@metal
def check_exports(array: ByteArray) -> None:
    """Raise ``BufferError`` if a memoryview's block holds the size.

    A view that is merely not released does not count: nothing tells when it was dropped.
    It keeps the storage it was made of.
    """
    if array.exports != 0:
        raise BufferError("Existing exports of data: object cannot be re-sized")


@metal
def reserve(array: ByteArray, count: usize) -> None:
    """Room for ``count`` bytes in all."""
    old = array.buffer
    if count <= old.capacity:
        return
    grown = new_buffer(count + (count >> 3) + 8)
    copy_bytes(grown.data, old.data, array.length)
    array.buffer = grown


@metal
def become_zeros(array: ByteArray, count: usize) -> None:
    """``count`` zeros in place of whatever an array held, without a copy."""
    if count > ~usize(0) >> 1:
        raise MemoryError
    array.buffer = new_buffer(count if count > 8 else usize(8))
    array.length = count


@metal
def stable_source(array: ByteArray, v: View) -> Ptr[u8]:
    """The bytes of a view, copied if they lie in the array's own storage."""
    start = array.buffer.data
    if v.data < start or v.data >= start + array.buffer.capacity:
        return v.data
    return cast(Bytes, bytes_of(v.data, v.length)).data


@metal
def splice(array: ByteArray, start: usize, stop: usize, value: object) -> None:
    """``array[start:stop] = value``."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    if v.length != stop - start:
        check_exports(array)
    source = stable_source(array, v)
    total = array.length - (stop - start) + v.length
    old = array.buffer
    reserve(array, total)
    data = array.buffer.data
    copy_bytes(data + start + v.length, old.data + stop, array.length - stop)
    copy_bytes(data + start, source, v.length)
    array.length = total


@metal
def append(array: ByteArray, value: u8) -> None:
    """``array.append(value)``."""
    check_exports(array)
    count = array.length
    reserve(array, count + 1)
    array.buffer.data[count] = value
    array.length = count + 1


@metal
def set_strided(array: ByteArray, start: isize, count: usize, step: isize, value: object) -> None:
    """Store ``count`` bytes, every ``step``-th from ``start``."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    source = stable_source(array, v)
    at = start
    for i in range(count):
        array.buffer.data[at] = source[i]
        at += step


@metal
def delete_strided(array: ByteArray, start: isize, count: usize, step: isize) -> None:
    """Delete ``count`` bytes, every ``step``-th from ``start``."""
    if count == 0:
        return
    check_exports(array)
    if step < 0:
        start = start + isize(count - 1) * step
        step = 0 - step
    data = array.buffer.data
    out = start
    following = start
    left = count
    for i in range(start, isize(array.length)):
        if left != 0 and i == following:
            following += step
            left -= 1
        else:
            data[out] = data[i]
            out += 1
    array.length = usize(out)


@metal
def reverse(array: ByteArray) -> None:
    """``array.reverse()``."""
    data = array.buffer.data
    low: usize = 0
    high = array.length
    while low + 1 < high:
        high -= 1
        held = data[low]
        data[low] = data[high]
        data[high] = held
        low += 1


@metal
def new_instance(class_: Type) -> object:
    """An empty bytearray, perhaps of a subclass."""
    made = cast(ByteArray, instances.new_object(class_))
    made.buffer = new_buffer(8)
    return cast(object, made)


@metal
def memory_size(value: object) -> isize:
    """The bytes a bytes object takes."""
    return isize(sizeof(Bytes)) + length(value)


@metal
def capacity(array: ByteArray) -> isize:
    """``__alloc__``."""
    return isize(array.buffer.capacity)
