"""Numbers that tools set in a linked image: its RAM's size, and a word of flags."""

from tamapy.metal import Ptr, linker_symbol, metal, u32, usize, volatile_load

VERBOSE = 1  # tell the host's log about start-up


@metal
def ram_size() -> usize:
    """Bytes of RAM the image was linked for."""
    return linker_symbol("__ram_size")


@metal
def is_verbose() -> bool:
    """Whether start-up is to be told; whoever starts the image may set the flag."""
    return volatile_load(Ptr[u32](linker_symbol("__boot_flags"))) & VERBOSE != 0
