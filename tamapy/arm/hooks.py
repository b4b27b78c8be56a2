"""What the architecture supplies to the runtime and the compiler."""

from tamapy.arm import blocks, entry, glue, helpers, irq_glue, irq_masks, names
from tamapy.arm.faults import report
from tamapy.arm.gic_alarm import (
    acknowledge_interrupt,
    cancel_alarm,
    disable_interrupt,
    enable_interrupt,
    end_interrupt,
    is_alarm,
    set_alarm,
    start_interrupts,
)
from tamapy.arm.mmu import enable as enable_mmu
from tamapy.arm.protection import guard_bytes, guard_page, release_page
from tamapy.metal import Ptr, address_of_function, dsb, extern, metal, usize

ENTRY = "_start"
GLUE = [
    *glue.all_glue(entry, glue, blocks, names),
    *glue.all_glue(irq_glue, irq_masks, optional=True),
]
#: Functions that the glue or LLVM calls.
ROOTS = (report, *helpers.ROOTS)
#: Fault reports look functions up by address.
NAMES_FUNCTIONS = True

FRAME_WORDS = 26  # d8-d15, r3-r11, return address: what ``switch`` takes off a stack


@extern
def run_on_stack(top: usize, fn: usize) -> None:
    """Leave this stack for the one below ``top`` and call ``fn()``, which does not return."""


@extern
def call_with_registers(fn: usize, arg: usize) -> None:
    """Spill the callee-saved registers and call ``fn(arg, sp)``."""


@extern
def switch(save: Ptr[usize], to: usize) -> None:
    """Switch stacks."""


@extern
def thread_entry() -> None:
    """Where a new stack starts."""


@metal
def thread_entry_address() -> usize:
    """The address of ``thread_entry``."""
    return address_of_function(thread_entry)


@metal
def prepare_stack(top: usize, fn: usize, arg: usize) -> usize:
    """Lay out a new stack; the pointer to switch to."""
    base = (top & ~usize(7)) - FRAME_WORDS * 4
    words = Ptr[usize](base)
    for i in range(FRAME_WORDS):
        words[i] = 0
    words[17] = arg  # r4
    words[18] = fn  # r5
    words[25] = thread_entry_address()
    return base


@metal
def dma_barrier() -> None:
    """Wait until all accesses to memory are done (ARM DDI 0406C, A3.8.3)."""
    dsb()


@metal
def heap_offset() -> usize:
    """The heap's memory is mapped where it is, unless a board says otherwise."""
    return 0


@metal
def saved_frame(stack: usize) -> usize:
    """The ``fp`` (r11) that ``switch`` pushed."""
    return Ptr[usize](stack)[FRAME_WORDS - 2]


__all__ = [
    "ENTRY", "GLUE", "NAMES_FUNCTIONS", "ROOTS", "acknowledge_interrupt", "cancel_alarm",
    "disable_interrupt", "enable_interrupt", "enable_mmu", "end_interrupt", "guard_bytes",
    "guard_page", "is_alarm", "release_page", "set_alarm", "start_interrupts",
]
