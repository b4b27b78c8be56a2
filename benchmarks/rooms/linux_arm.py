"""A hosted board for ARM, so that QEMU can emulate a process of ours as it does CPython's.

It has what the tasks need: standard streams, clocks, memory. System call numbers are those of
arch/arm/tools/syscall.tbl.
"""

from tamapy.board.under_linux.hooks import syscall

from tamapy.metal import (
    Ptr,
    Struct,
    address_of,
    i32,
    i64,
    linker_symbol,
    metal,
    stack_array,
    static,
    static_array,
    u8,
    u32,
    usize,
)

NAME = "linux-arm"
ARCHITECTURE = "board.under_linux"
CPU = "cortex-a7"
TEXT_START = 0x400000
DEFAULT_RAM = 512 << 20
LARGEST_RAM = 1 << 30

READ = 3
WRITE = 4
MMAP2 = 192
EXIT_GROUP = 248
GETRANDOM = 384
CLOCK_GETTIME64 = 403
PPOLL_TIME64 = 414
PROT_READ_WRITE = 3
MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x4022
CLOCK_REALTIME = 0
CLOCK_MONOTONIC = 1
LINE = 4096
#: Where RAM shall be: where words are that look like addresses, but are halves of floats, are few.
ABOUT = 0x80000000


class Memory(Struct):
    """The region that plays RAM, and how much of a line waits to be written."""

    base: usize
    size: usize
    buffered: usize


memory = static(Memory)
output = static_array(u8, LINE)


@metal
def hwinit() -> None:
    """Map the region."""
    memory.size = linker_symbol("__ram_size")
    memory.base = usize(syscall(
        MMAP2, ABOUT, memory.size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS_NORESERVE, ~usize(0), 0
    ))


@metal
def ram_start() -> usize:
    """The region's start."""
    return memory.base


@metal
def ram_size() -> usize:
    """The region's size."""
    return memory.size


@metal
def ram_stack_offset() -> usize:
    """The stack is the kernel's, apart from the region."""
    return 0


@metal
def flush() -> None:
    """Write what is buffered."""
    syscall(WRITE, 1, address_of(output), memory.buffered, 0, 0, 0)
    memory.buffered = 0


@metal
def printk(c: u32) -> None:
    """One byte to standard output, line by line."""
    output[memory.buffered] = u8(c)
    memory.buffered = memory.buffered + 1
    if c == 10 or memory.buffered == LINE:
        flush()


@metal
def getchar() -> i32:
    """A byte from standard input; -2 at its end."""
    byte = stack_array(u8, 8)
    if syscall(READ, 0, address_of(byte), 1, 0, 0, 0) == 1:
        return i32(byte[0])
    return -2


@metal
def init_rng() -> None:
    """The kernel has seeded its generator."""


@metal
def get_random_data(p: Ptr[u8], n: usize) -> None:
    """Random bytes from the kernel."""
    at: usize = 0
    while at < n:
        got = syscall(GETRANDOM, address_of(p + at), n - at, 0, 0, 0, 0)
        if got > 0:
            at += usize(got)


@metal
def clock(which: usize) -> i64:
    """A clock of the kernel in nanoseconds."""
    spec = stack_array(i64, 2)
    syscall(CLOCK_GETTIME64, which, address_of(spec), 0, 0, 0, 0)
    return spec[0] * 1000000000 + spec[1]


@metal
def nanotime() -> i64:
    """The monotonic clock."""
    return clock(CLOCK_MONOTONIC)


@metal
def walltime() -> i64:
    """The time since 1970."""
    return clock(CLOCK_REALTIME)


@metal
def exit(status: i32) -> None:
    """Leave the process."""
    flush()
    while True:
        syscall(EXIT_GROUP, usize(u32(status) & 255), 0, 0, 0, 0, 0)


@metal
def idle(until: i64) -> None:
    """Sleep until a moment of ``nanotime``."""
    left = until - nanotime()
    if left > 0:
        spec = stack_array(i64, 2)
        spec[0] = left // 1000000000
        spec[1] = left % 1000000000
        syscall(PPOLL_TIME64, 0, 0, address_of(spec), 0, 0, 0)
