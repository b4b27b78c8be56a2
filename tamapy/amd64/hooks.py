"""What the architecture supplies to the runtime and the compiler."""

from tamapy.amd64.glue import GLUE
from tamapy.metal import Ptr, address_of_function, extern, isize, metal, usize

ENTRY = "_start"


@extern
def syscall(
    n: usize, a: usize, b: usize, c: usize, d: usize, e: usize, f: usize
) -> isize:
    """A raw system call: number and six arguments; a result from -4095 to -1 is an error."""


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
    # ``switch`` takes seven words off: ``thread_entry`` then calls with the stack pointer at a
    # multiple of 16 bytes, as the ABI wants (System V ABI, AMD64 supplement, 3.2.2).
    base = (top & ~usize(15)) - 72
    words = Ptr[usize](base)
    words[0] = 0
    words[1] = 0
    words[2] = 0
    words[3] = arg
    words[4] = fn
    words[5] = 0
    words[6] = thread_entry_address()
    return base


@metal
def saved_frame(stack: usize) -> usize:
    """The ``rbp`` that ``switch`` pushed."""
    return Ptr[usize](stack)[5]


__all__ = ["ENTRY", "GLUE"]
