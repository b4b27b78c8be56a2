"""Numbers that tools set in a linked image: sizes of its RAM, and a word of flags."""

from tamapy.metal import Ptr, linker_symbol, metal, u32, usize, volatile_load

PAGE = 4096
VERBOSE = 1  # tell the host's log about start-up
COUNTING = 2  # tell it how long the run took


@metal
def ram_size() -> usize:
    """Bytes of RAM the image was linked for; memory for devices comes after it."""
    return linker_symbol("__ram_size")


@metal
def dma_size() -> usize:
    """Bytes at the end of RAM that are set apart for devices; 0 for none."""
    # The symbol is a page more, for LLVM takes no symbol to be 0.
    return linker_symbol("__dma_size") - PAGE


@metal
def is_verbose() -> bool:
    """Whether start-up is to be told; whoever starts the image may set the flag."""
    return _flags() & VERBOSE != 0


@metal
def is_counting() -> bool:
    """Whether the end is to tell of the time since reset; set like the other flag."""
    return _flags() & COUNTING != 0


@metal
def _flags() -> u32:
    return volatile_load(Ptr[u32](linker_symbol("__boot_flags")))
