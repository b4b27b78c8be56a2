"""What f-strings need: converting, formatting and joining."""

from tamapy.metal import (
    Ptr,
    cast,
    metal,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import calls, operators, slots
from tamapy.runtime.alloc import alloc_str
from tamapy.runtime.ints.text import int_to_str
from tamapy.runtime.layout import Str
from tamapy.runtime.strings.units import is_str, put_text


@metal
def convert_r(value: object) -> object:
    """``repr(value)``."""
    if operators.is_plain_int(value):
        return cast(object, int_to_str(value, 10))
    found = calls.slot1(slots.REPR, value)
    if not is_str(found):
        bad_text("__repr__", found)
    return found


@metal
def convert_s(value: object) -> object:
    """``str(value)``."""
    if type_of(value) is type_object(str):
        return value
    if operators.is_plain_int(value):
        return cast(object, int_to_str(value, 10))
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
        at = put_text(made, at, cast(Str, parts[i]))
    return cast(object, made)
