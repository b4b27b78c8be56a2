"""Namespaces of which code remembers where names are.

A dict's ``watch`` is 0, or a number that no other dict has had since. Who finds an entry notes the
number with the entry's place: as long as the dict has the same number, the entry is still there,
and no key has come that was not there. The built-in names have a number of their own, for what is
found there depends on two dicts.

What is noted is the complement of the number, so that neither a dict without a number nor a note
not yet made (0) looks right.
"""

from tamapy.metal import Ptr, Struct, fill_bytes, linker_symbol, metal, static, u8, usize
from tamapy.runtime.layout import Dict

#: The ``watch`` of the built-in names.
BUILTINS = 1


class Watches(Struct):
    """The numbers given so far."""

    last: usize


watches = static(Watches)


@metal
def note_of(namespace: Dict) -> usize:
    """What to note of a dict, which is watched from now on: 0 if there are no more numbers."""
    if namespace.watch == 0:
        if watches.last == ~usize(0) - 1:
            return 0
        if watches.last == 0:
            watches.last = BUILTINS
        watches.last = watches.last + 1
        namespace.watch = watches.last
    return ~namespace.watch


@metal
def is_unmoved(namespace: Dict, note: usize) -> bool:
    """Whether the entries of a dict are where they were when this was noted."""
    return ~namespace.watch == note


@metal
def moved(namespace: Dict) -> None:
    """Entries of a watched dict have come, gone or moved."""
    if namespace.watch == BUILTINS:
        forget_places()
    namespace.watch = 0


@metal
def forget_places() -> None:
    """Forget where globals, attributes and methods are: memory is used for something else now."""
    start = linker_symbol("__memories")
    fill_bytes(Ptr[u8](start), 0, linker_symbol("__memories_end") - start)
