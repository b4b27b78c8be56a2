"""What a board supplies: functions of these names in its module."""

from tamapy.metal import Ptr, hook, i32, i64, u8, u32, usize


@hook
def ram_start() -> usize:
    """The address where RAM begins."""


@hook
def ram_size() -> usize:
    """Bytes of RAM."""


@hook
def ram_stack_offset() -> usize:
    """How far below the end of RAM the stack begins."""


@hook
def dma_start() -> usize:
    """The address of memory for devices, mapped uncached and apart from the program's."""


@hook
def dma_size() -> usize:
    """How many bytes of it there are; 0 if the board has none."""


@hook
def dma_barrier() -> None:
    """Have all that was written reach that memory, and what devices wrote be read."""


@hook
def hwinit() -> None:
    """Bring up clocks, pins and the console."""


@hook
def printk(c: u32) -> None:
    """Send one byte to the console."""


@hook
def direct(stream: u32) -> None:
    """What follows goes to standard output (1) or to standard error (2), if they are two."""


@hook
def flush() -> None:
    """Pass on what the console holds back."""


@hook
def getchar() -> i32:
    """A byte from the console, -1 if none is there, -2 at its end."""


@hook
def init_rng() -> None:
    """Bring up the source of entropy."""


@hook
def get_random_data(p: Ptr[u8], n: usize) -> None:
    """Fill memory with random bytes."""


@hook
def nanotime() -> i64:
    """Nanoseconds since some fixed moment, never going back."""


@hook
def walltime() -> i64:
    """Nanoseconds since 1970, or 0 if the board cannot know."""


@hook
def exit(status: i32) -> None:
    """End the program."""


@hook
def prepare_idle() -> None:
    """Threads are going to wait: bring up what ``idle`` sleeps with, if that is not done yet."""


@hook
def idle(until: i64) -> None:
    """Wait for an interrupt, or until a moment of ``nanotime``."""
