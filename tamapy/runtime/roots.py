"""The roots on stacks: the running thread's registers and stack, and those of the others."""

from tamapy.metal import address_of_function, metal, usize
from tamapy.runtime import heap, threads, types
from tamapy.runtime.state import state


@metal
def scan_current(arg: usize, stack_pointer: usize) -> None:
    """Mark from the running thread's stack."""
    heap.mark_range(stack_pointer, state.stack_base)


@metal
def mark_threads() -> None:
    """Mark from every thread's stack. Remembered look-ups keep nothing alive."""
    types.clear_cache()
    heap.call_with_registers(address_of_function(scan_current), 0)
    threads.mark_waiting()
