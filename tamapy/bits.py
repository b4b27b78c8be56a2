"""Fields of 32-bit words that are put together before they are written to a register."""

from tamapy.metal import metal, u32


@metal
def get(word: u32, position: u32, mask: u32) -> u32:
    """A field's value."""
    return word >> position & mask


@metal
def is_set(word: u32, position: u32) -> bool:
    """Whether a bit is 1."""
    return word >> position & 1 != 0


@metal
def set(word: u32, position: u32) -> u32:
    """The word with a bit made 1."""
    return word | u32(1) << position


@metal
def clear(word: u32, position: u32) -> u32:
    """The word with a bit made 0."""
    return word & ~(u32(1) << position)


@metal
def set_to(word: u32, position: u32, value: bool) -> u32:
    """The word with a bit made 1 or 0."""
    return set(word, position) if value else clear(word, position)


@metal
def set_field(word: u32, position: u32, mask: u32, value: u32) -> u32:
    """The word with a field set."""
    return word & ~(mask << position) | (value & mask) << position


@metal
def clear_field(word: u32, position: u32, mask: u32) -> u32:
    """The word with a field made 0."""
    return word & ~(mask << position)
