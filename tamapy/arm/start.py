"""From the reset vector's little stack to the runtime."""

from tamapy.arm import mmu
from tamapy.arm.hooks import run_on_stack
from tamapy.metal import address_of_function, hook, linker_symbol, metal, usize
from tamapy.runtime import board
from tamapy.runtime.start import main

LARGEST_STACK = 4 << 20
GUARD = 0x10000  # unmapped, below the stack


@hook
def map_devices() -> None:
    """Map the board's registers and other memory with ``mmu.map_range``."""


@hook
def enable_mmu() -> None:
    """Switch the MMU, the caches and branch prediction on, as the processor wants it."""


@metal
def stack_top() -> usize:
    """The upper end of the first thread's stack."""
    return board.ram_start() + board.ram_size() - board.ram_stack_offset()


@metal
def stack_low() -> usize:
    """Its lower end: an eighth of RAM, within limits."""
    size = board.ram_size() >> 3
    if size > LARGEST_STACK:
        size = LARGEST_STACK
    return (stack_top() - size) & ~usize(mmu.PAGE - 1)


@metal
def start() -> None:
    """Entered from ``_start`` with the MMU off."""
    mmu.set_vectors(linker_symbol("tamapy.arm.vectors"))
    low = stack_low()
    mmu.begin(board.ram_start())
    mmu.map_image(board.ram_start(), low, GUARD, board.ram_start() + board.ram_size())
    map_devices()
    enable_mmu()
    run_on_stack(stack_top(), address_of_function(run))


@metal
def run() -> None:
    """On the real stack, with caches."""
    board.hwinit()
    board.init_rng()
    low = stack_low()
    offset = mmu.heap_offset()
    main(mmu.heap_start() + offset, low - GUARD + offset, low)
