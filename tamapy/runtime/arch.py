"""What an architecture supplies: functions of these names in its ``hooks`` module."""

from tamapy.metal import Ptr, hook, usize


@hook
def switch(save: Ptr[usize], to: usize) -> None:
    """Save the callee-saved registers on this stack, its pointer in ``save``; go on at ``to``."""


@hook
def thread_entry_address() -> usize:
    """Where a new thread's first switch lands: calls its function with its argument."""


@hook
def prepare_stack(top: usize, fn: usize, arg: usize) -> usize:
    """Lay out a new stack below ``top`` so that switching to it calls ``fn(arg)``."""


@hook
def saved_frame(stack: usize) -> usize:
    """The frame pointer that ``switch`` saved on a stack, given its saved pointer."""


@hook
def guard_bytes() -> usize:
    """How much larger a stack is to be, so that a page below it can be unmapped; 0: it cannot."""


@hook
def guard_page(address: usize) -> None:
    """Unmap the page at an address."""


@hook
def release_page(address: usize) -> None:
    """Map it again."""
