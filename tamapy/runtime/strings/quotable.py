"""Where plain characters end: those that need no escape between quotation marks."""

from tamapy.metal import metal, stack_array, u32, usize
from tamapy.runtime.strings.units import View, open_view, unit

DOUBLE = 34
BACKSLASH = 92


@metal
def plain_end(text: object, start: usize, lowest: u32, highest: u32) -> usize:
    """The first place from ``start`` on of a quotation mark, a backslash, or a character
    outside of a range; the length if there is none. ``text`` has to be a str.
    """
    v = stack_array(View, 1)[0]
    open_view(text, v)
    i = start
    if v.kind == 1:
        while i < v.length:
            c = u32(v.data[i])
            if c < lowest or c > highest or c == DOUBLE or c == BACKSLASH:
                return i
            i += 1
        return i
    while i < v.length:
        c = unit(v.data, v.kind, i)
        if c < lowest or c > highest or c == DOUBLE or c == BACKSLASH:
            return i
        i += 1
    return i
