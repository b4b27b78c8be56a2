"""Text and bytes laid open as arrays of units, and pieces of them made into objects."""

from tamapy.metal import (
    Ptr,
    Struct,
    cast,
    copy_bytes,
    metal,
    sizeof,
    type_object,
    type_of,
    u8,
    u16,
    u32,
    usize,
)
from tamapy.runtime.alloc import alloc_bytes, alloc_str
from tamapy.runtime.exceptions import is_subtype
from tamapy.runtime.flags import STR_TYPE
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import Buffer, ByteArray, Bytes, Str
from tamapy.runtime.objects import MemoryView
from tamapy.runtime.strings.characters import character_of


class View(Struct):
    """The units of a str, bytes, bytearray or memoryview: ``kind`` bytes each."""

    owner: object
    data: Ptr[u8]
    length: usize
    kind: usize


@metal
def is_str(value: object) -> bool:
    """Whether a value is a str (or of a subclass)."""
    return type_of(value).flags & STR_TYPE != 0


@metal
def is_bytes(value: object) -> bool:
    """Whether a value is a bytes object (or of a subclass)."""
    return is_subtype(type_of(value), type_object(bytes))


@metal
def is_bytearray(value: object) -> bool:
    """Whether a value is a bytearray (or of a subclass)."""
    return is_subtype(type_of(value), type_object(bytearray))


@metal
def open_view(value: object, view: View) -> None:
    """Lay open a str, a bytes object, a bytearray, or a memoryview without gaps."""
    view.owner = value
    view.kind = 1
    if is_str(value):
        text = cast(Str, value)
        view.data = text.data
        view.length = text.length
        view.kind = text.kind
    elif is_bytes(value):
        view.data = cast(Bytes, value).data
        view.length = cast(Bytes, value).length
    elif is_bytearray(value):
        array = cast(ByteArray, value)
        view.data = array.buffer.data
        view.length = array.length
    else:
        window = cast(MemoryView, value)
        view.data = storage(window)
        view.length = usize(window.length)


@metal
def storage(window: MemoryView) -> Ptr[u8]:
    """Where a memoryview's first item lies."""
    if is_bytes(window.storage):
        return cast(Bytes, window.storage).data + window.offset
    return cast(Buffer, window.storage).data + window.offset


@metal
def unit(data: Ptr[u8], kind: usize, i: usize) -> u32:
    """The i-th unit of an array."""
    if kind == 1:
        return u32(data[i])
    if kind == 2:
        return u32(cast(Ptr[u16], data)[i])
    return cast(Ptr[u32], data)[i]


@metal
def put_unit(data: Ptr[u8], kind: usize, i: usize, c: u32) -> None:
    """Store the i-th unit."""
    if kind == 1:
        data[i] = u8(c)
    elif kind == 2:
        cast(Ptr[u16], data)[i] = u16(c)
    else:
        cast(Ptr[u32], data)[i] = c


@metal
def kind_of(top: u32) -> usize:
    """The narrowest kind for code points up to ``top`` (or for their bits or-ed together)."""
    if top < 0x100:
        return 1
    if top < 0x10000:
        return 2
    return 4


@metal
def union_of_units(data: Ptr[u8], kind: usize, count: usize) -> u32:
    """All units or-ed together."""
    found: u32 = 0
    if kind == 1:
        for i in range(count):
            found |= u32(data[i])
    else:
        for i in range(count):
            found |= unit(data, kind, i)
    return found


@metal
def copy_units(target: Ptr[u8], to_kind: usize, source: Ptr[u8], kind: usize, count: usize) -> None:
    """Copy units into an array of the same or another kind that holds them."""
    if kind == to_kind:
        copy_bytes(target, source, count * kind)
    elif kind == 1 and to_kind == 2:
        wide = cast(Ptr[u16], target)
        for i in range(count):
            wide[i] = u16(source[i])
    else:
        for i in range(count):
            put_unit(target, to_kind, i, unit(source, kind, i))


@metal
def put_text(target: Str, at: usize, text: Str) -> usize:
    """Copy a str into another of the same or a wider kind; returns where it ends."""
    copy_units(target.data + at * target.kind, target.kind, text.data, text.kind, text.length)
    return at + text.length


@metal
def text_of(data: Ptr[u8], kind: usize, count: usize) -> object:
    """The str of an array of code points, in its narrowest kind."""
    if count == 0:
        return ""
    if count == 1:
        return character_of(unit(data, kind, 0))
    narrow = kind
    if kind != 1:
        narrow = kind_of(union_of_units(data, kind, count))
    made = alloc_str(count, narrow)
    copy_units(made.data, narrow, data, kind, count)
    return cast(object, made)


@metal
def bytes_of(data: Ptr[u8], count: usize) -> object:
    """The bytes object of an array."""
    if count == 0:
        return b""
    made = alloc_bytes(count)
    copy_bytes(made.data, data, count)
    return cast(object, made)


@metal
def zero_text(count: usize) -> Str:
    """A str of the digit 0."""
    made = alloc_str(count, 1)
    for i in range(count):
        made.data[i] = 48
    return made


@metal
def new_buffer(size: usize) -> Buffer:
    """Raw storage, zeroed."""
    made = cast(Buffer, heap_alloc(type_object(Buffer), sizeof(Buffer) + size))
    made.capacity = size
    return made


@metal
def new_bytearray(count: usize) -> ByteArray:
    """A bytearray of zeros."""
    buffer = new_buffer(count if count > 8 else usize(8))
    made = cast(ByteArray, heap_alloc(type_object(bytearray), sizeof(ByteArray)))
    made.buffer = buffer
    made.length = count
    return made


@metal
def bytearray_of(data: Ptr[u8], count: usize) -> object:
    """The bytearray of an array."""
    made = new_bytearray(count)
    copy_bytes(made.buffer.data, data, count)
    return cast(object, made)


@metal
def piece(view: View, start: usize, count: usize) -> object:
    """A part of what a view shows, as an object of the same built-in type."""
    data = view.data + start * view.kind
    if is_str(view.owner):
        if count == view.length and type_of(view.owner) is type_object(str):
            return view.owner
        return text_of(data, view.kind, count)
    if is_bytes(view.owner):
        if count == view.length and type_of(view.owner) is type_object(bytes):
            return view.owner
        return bytes_of(data, count)
    return bytearray_of(data, count)


@metal
def made_like(view: View, count: usize, kind: usize, made: View) -> object:
    """A new object of the type a view shows with room for ``count`` units, laid open too."""
    if is_str(view.owner):
        result = cast(object, alloc_str(count, kind))
    elif is_bytes(view.owner):
        result = cast(object, alloc_bytes(count))
    else:
        result = cast(object, new_bytearray(count))
    open_view(result, made)
    return result


@metal
def narrowed(view: View) -> object:
    """The str a view shows, copied if a narrower kind holds it."""
    if view.kind == 1 or kind_of(union_of_units(view.data, view.kind, view.length)) == view.kind:
        return view.owner
    return text_of(view.data, view.kind, view.length)
