"""The Python functions that are running, read from the machine's stack.

Every function keeps a frame pointer; the return address beside it tells who called. A table
that the linker leaves in the image (``tamapy.compiler.link.lines``) maps functions to their code
and globals (those of the runtime, and of the stand-ins for C, to nothing: they have no frames
under CPython either).
"""

from tamapy.metal import (
    Ptr,
    address_of,
    cast,
    frame_address,
    isize,
    linker_symbol,
    make_small,
    metal,
    sizeof,
    usize,
)
from tamapy.runtime import delegation, sequences
from tamapy.runtime.state import state

#: Words of an entry: address of the function, its code, its globals; 0 for what is not there.
ENTRY = 3


@metal
def running() -> object:
    """The Python functions being run, innermost first: code, globals, where in the text it is."""
    return running_from(frame_address(), state.stack_base, state.resumption)


@metal
def running_from(frame: usize, stack_base: usize, resumption: usize) -> object:
    """The same from a frame pointer outwards, up to the base of the stack it lies in.

    Generators that delegate are not on the stack, ``resumption`` tells them: where they are is
    their line, negative.
    """
    found = sequences.new_list()
    while frame != 0 and frame < stack_base:
        while resumption != 0 and resumption < frame:
            resumption = delegation.append_delegating(found, resumption)
        words = Ptr[usize](frame)
        _append(found, words[1] - 1)  # the call itself lies before the address returned to
        if words[0] <= frame:
            break
        frame = words[0]
    return found


@metal
def entry_of(address: usize) -> usize:
    """Where the table tells of the Python function that has an address in it; 0 for none."""
    if address >= linker_symbol("__text_end"):
        return 0
    at = row_of(linker_symbol("_frames_start"), ENTRY, address)
    if at == 0 or Ptr[usize](at)[1] == 0:
        return 0
    return at


@metal
def _append(found: object, address: usize) -> None:
    at = entry_of(address)
    if at == 0:
        return
    entry = Ptr[usize](at)
    known = sequences.new_tuple(3)
    known.items[0] = cast(object, Ptr[usize](entry[1]))
    known.items[1] = None
    if entry[2] != 0:
        known.items[1] = cast(object, Ptr[usize](entry[2]))
    known.items[2] = make_small(isize(address - linker_symbol("__text_start")))
    sequences.list_append(found, cast(object, known))


@metal
def row_of(table: usize, words: usize, address: usize) -> usize:
    """The address of the last row of a table that does not begin beyond an address; 0 for none.

    The table's first word counts its rows, which are sorted by what they begin with.
    """
    rows = table + sizeof(object)
    size = words * sizeof(object)
    low: usize = 0
    high = Ptr[usize](table)[0]
    while low < high:
        middle = (low + high) // 2
        if Ptr[usize](rows + middle * size)[0] <= address:
            low = middle + 1
        else:
            high = middle
    if low == 0:
        return 0
    return rows + (low - 1) * size


@metal
def space_of(code: object) -> object:
    """The globals of the function with a code, ``None`` if they are not known."""
    table = Ptr[usize](linker_symbol("_frames_start"))
    for i in range(table[0]):
        at = 1 + i * ENTRY
        if table[at + 1] == address_of(code) and table[at + 2] != 0:
            return cast(object, Ptr[usize](table[at + 2]))
    return None
