"""Start-up of a static executable under Linux."""

from tamapy.metal import metal, usize
from tamapy.runtime import board
from tamapy.runtime.start import main

STACK_SIZE = 7 << 20  # of the 8 MiB the kernel gives by default


@metal
def start(stack_pointer: usize) -> None:
    """Entered from ``_start`` with the kernel's stack pointer."""
    board.hwinit()
    heap = board.ram_start()
    main(heap, heap + board.ram_size(), stack_pointer - STACK_SIZE)
