"""What the architecture supplies to the runtime and the compiler."""

from tamapy.arm import glue, irq_masks, names
from tamapy.arm.hooks import (
    ENTRY,
    NAMES_FUNCTIONS,
    call_with_registers,
    dma_barrier,
    heap_offset,
    prepare_stack,
    saved_frame,
    switch,
    thread_entry_address,
)
from tamapy.arm.hooks import ROOTS as _ROOTS
from tamapy.armv6 import blocks, divisions, entry, fused, irq_glue
from tamapy.armv6.mmu import enable as enable_mmu

GLUE = [
    *glue.all_glue(entry, glue, blocks, names, divisions, fused),
    *glue.all_glue(irq_glue, irq_masks, optional=True),
]
#: Functions that the glue or LLVM calls.
ROOTS = (*_ROOTS, *divisions.ROOTS, *fused.ROOTS)

__all__ = [
    "ENTRY", "GLUE", "NAMES_FUNCTIONS", "ROOTS", "call_with_registers", "dma_barrier", "enable_mmu",
    "heap_offset", "prepare_stack", "saved_frame", "switch", "thread_entry_address",
]
