"""The roots on stacks: the running thread's registers and stack, and those of the others."""

from tamapy.metal import (
    Ptr,
    address_of,
    address_of_function,
    fill_bytes,
    frame_address,
    metal,
    sizeof,
    stack_array,
    u8,
    usize,
)
from tamapy.runtime import heap, threads, types, watched
from tamapy.runtime.state import state

#: Words cleared of the stack that is not in use.
_DEAD_STACK = 1024


@metal
def _clear(address: usize, stack_pointer: usize) -> None:
    fill_bytes(Ptr[u8](address), 0, _DEAD_STACK * sizeof(usize))


@metal
def clear_dead_stack() -> None:
    """Clear what calls that have ended left below: the frames of later ones do not fill it all.

    A word left there would look like a reference to whatever it once referred to.
    """
    if frame_address() - 2 * _DEAD_STACK * sizeof(usize) < state.stack_low:
        return
    words = stack_array(usize, _DEAD_STACK)
    heap.call_with_registers(address_of_function(_clear), address_of(words))


@metal
def mark_threads() -> None:
    """Mark from every thread's stack. Remembered look-ups keep nothing alive."""
    types.clear_cache()
    watched.forget_places()
    heap.mark_range(heap.gc.stack_pointer, state.stack_base)
    threads.mark_waiting()
