"""Words in the image that tools set when it is built or started.

They lie under the symbol ``__settings``; ``tamapy.emulator.settings`` writes them.
"""

from tamapy.metal import Ptr, linker_symbol, metal, u32, usize, volatile_load

RAM_SIZE = 0  # bytes, or 0 for what the board has
FLAGS = 1
VERBOSE = 1  # in FLAGS: tell the host's log about start-up


@metal
def word(index: usize) -> u32:
    """One of the words."""
    return volatile_load(Ptr[u32](linker_symbol("__settings")) + index)


@metal
def ram_size(default: usize) -> usize:
    """The RAM's size."""
    size = usize(word(RAM_SIZE))
    return default if size == 0 else size


@metal
def is_verbose() -> bool:
    """Whether start-up is to be told."""
    return word(FLAGS) & VERBOSE != 0
