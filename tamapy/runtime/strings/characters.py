"""The strs of single characters."""

from tamapy.metal import Ptr, cast, metal, u16, u32, usize
from tamapy.runtime.alloc import alloc_str
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
