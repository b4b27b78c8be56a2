"""The Python functions that are running, read from the machine's stack.

Every function keeps a frame pointer; the return address beside it tells who called. A table
that the linker leaves in the image maps functions to their code and globals (those of the
runtime, and of the stand-ins for C, to nothing: they have no frames under CPython either).
"""

from tamapy.metal import Ptr, cast, frame_address, linker_symbol, metal, sizeof, usize
from tamapy.runtime import sequences
from tamapy.runtime.state import state

#: Words of an entry: address of the function, its code, its globals; 0 for what is not there.
ENTRY = 3


@metal
def running() -> object:
    """Pairs of code and globals of the Python functions being run, innermost first."""
    return running_from(frame_address(), state.stack_base)


@metal
def running_from(frame: usize, stack_base: usize) -> object:
    """The same from a frame pointer outwards, up to the base of the stack it lies in."""
    found = sequences.new_list()
    while frame != 0 and frame < stack_base:
        words = Ptr[usize](frame)
        _append(found, _entry_of(words[1]))
        if words[0] <= frame:
            break
        frame = words[0]
    return found


@metal
def _append(found: object, at: usize) -> None:
    if at == 0:
        return
    entry = Ptr[usize](at)
    if entry[1] == 0:
        return
    pair = sequences.new_tuple(2)
    pair.items[0] = cast(object, Ptr[usize](entry[1]))
    pair.items[1] = None
    if entry[2] != 0:
        pair.items[1] = cast(object, Ptr[usize](entry[2]))
    sequences.list_append(found, cast(object, pair))


@metal
def _entry_of(address: usize) -> usize:
    """The address of the entry of the function that contains an address; 0 for none."""
    if address >= linker_symbol("__text_end"):
        return 0
    start = linker_symbol("_frames_start")
    table = Ptr[usize](start)
    best: usize = 0
    found: usize = 0
    for i in range(table[0]):
        begin = table[1 + i * ENTRY]
        if begin <= address and begin >= best:
            best = begin
            found = start + (1 + i * ENTRY) * sizeof(object)
    return found
