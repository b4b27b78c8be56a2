"""Numbers spelled in any script as ASCII."""

from tamapy.metal import metal, stack_array, u8, u32
from tamapy.runtime.alloc import alloc_bytes
from tamapy.runtime.layout import Bytes
from tamapy.runtime.strings.units import View, is_str, open_view, unit
from tamapy.runtime.unicode import properties

QUESTION_MARK = 63


@metal
def plain_bytes(value: object) -> Bytes:
    """Text with its decimal digits and white space made ASCII; bytes as they are.

    Everything else beyond ASCII becomes a question mark, which no number has.
    """
    v = stack_array(View, 1)[0]
    open_view(value, v)
    made = alloc_bytes(v.length)
    text = is_str(value)
    for i in range(v.length):
        c = unit(v.data, v.kind, i)
        if c >= 128:
            c = plain_character(c) if text else u32(QUESTION_MARK)
        made.data[i] = u8(c)
    return made


@metal
def plain_character(c: u32) -> u32:
    """What stands for a character beyond ASCII."""
    if properties.is_space(c):
        return 32
    digit = properties.decimal_value(c)
    return 48 + digit if digit < 10 else u32(QUESTION_MARK)
