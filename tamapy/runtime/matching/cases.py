"""Case of characters, as the compiler of patterns asks for it."""

from tamapy.metal import metal, u32
from tamapy.runtime.matching import sets


@metal
def ascii_lower(c: u32) -> u32:
    """The lower case of an ASCII letter; anything else as it is."""
    return sets.ascii_lower(c)


@metal
def unicode_lower(c: u32) -> u32:
    """The simple lower case of a character."""
    return sets.unicode_lower(c)


@metal
def is_ascii_letter(c: u32) -> bool:
    """Whether a character is an ASCII letter."""
    lower = c | 32
    return lower >= 97 and lower <= 122 and c < 128


@metal
def is_cased(c: u32) -> bool:
    """Whether a character has another case."""
    return sets.unicode_lower(c) != c or sets.unicode_upper(c) != c
