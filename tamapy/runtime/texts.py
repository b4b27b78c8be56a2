"""What f-strings need: converting, formatting and joining."""

from tamapy.metal import (
    Ptr,
    cast,
    copy_bytes,
    metal,
    type_object,
    type_of,
    u16,
    u32,
    usize,
)
from tamapy.runtime import calls, slots
from tamapy.runtime.alloc import alloc_str
from tamapy.runtime.exceptions import is_subtype
from tamapy.runtime.layout import Str, Tuple

#: The strings of one Latin-1 character.
LATIN_1 = tuple(chr(code) for code in range(256))


@metal
def character_of(code: u32) -> object:
    """A str of one code point."""
    if code < 256:
        return cast(Tuple, LATIN_1).items[code]
    if code < 65536:
        made = alloc_str(1, 2)
        cast(Ptr[u16], made.data)[0] = u16(code)
    else:
        made = alloc_str(1, 4)
        cast(Ptr[u32], made.data)[0] = code
    return cast(object, made)


@metal
def character_at(text: Str, index: usize) -> object:
    """The character at an index, which is in range."""
    if text.kind == 1:
        return cast(Tuple, LATIN_1).items[text.data[index]]
    if text.kind == 2:
        return character_of(u32(cast(Ptr[u16], text.data)[index]))
    return character_of(cast(Ptr[u32], text.data)[index])


@metal
def is_str(value: object) -> bool:
    """Whether a value is a str (or of a subclass)."""
    return is_subtype(type_of(value), type_object(str))


@metal
def convert_r(value: object) -> object:
    """``repr(value)``."""
    found = calls.slot1(slots.REPR, value)
    if not is_str(found):
        bad_text("__repr__", found)
    return found


@metal
def convert_s(value: object) -> object:
    """``str(value)``."""
    if type_of(value) is type_object(str):
        return value
    found = calls.slot1(slots.STR, value)
    if not is_str(found):
        bad_text("__str__", found)
    return found


def convert_a(value):
    """``ascii(value)``."""
    from tamapy.runtime.strings.quoting import ascii_text

    return ascii_text(convert_r(value))


def bad_text(method, value):
    """A method that should return text returned something else."""
    raise TypeError(f"{method} returned non-string (type {type(value).__name__})")


@metal
def format_value(value: object, spec: object) -> object:
    """``format(value, spec)``."""
    if type_of(value) is type_object(str) and cast(Str, spec).length == 0:
        return value
    found = calls.slot2(slots.FORMAT, value, spec)
    if not is_str(found):
        bad_format(found)
    return found


def bad_format(value):
    """``__format__`` returned something else."""
    raise TypeError(f"__format__ must return a str, not {type(value).__name__}")


@metal
def join_parts(parts: Ptr[object], count: usize) -> object:
    """The concatenation of an array of str."""
    length: usize = 0
    kind: usize = 1
    for i in range(count):
        part = cast(Str, parts[i])
        length += part.length
        if part.kind > kind:
            kind = part.kind
    made = alloc_str(length, kind)
    at: usize = 0
    for i in range(count):
        part = cast(Str, parts[i])
        copy_text(made, at, part)
        at += part.length
    return cast(object, made)


@metal
def copy_text(target: Str, at: usize, part: Str) -> None:
    """Copy a str into another of the same or a wider kind."""
    if part.kind == target.kind:
        copy_bytes(target.data + at * target.kind, part.data, part.length * part.kind)
        return
    if target.kind == 2:
        wide = cast(Ptr[u16], target.data) + at
        for i in range(part.length):
            wide[i] = u16(part.data[i])
        return
    widest = cast(Ptr[u32], target.data) + at
    if part.kind == 1:
        for i in range(part.length):
            widest[i] = u32(part.data[i])
        return
    source = cast(Ptr[u16], part.data)
    for i in range(part.length):
        widest[i] = u32(source[i])
