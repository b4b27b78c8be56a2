"""The hosted board: a static executable that talks to the Linux kernel by raw system calls.

System call numbers are those of arch/x86/entry/syscalls/syscall_64.tbl.
"""

from tamapy.amd64.hooks import syscall
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

NAME = "linux-amd64"
ARCHITECTURE = "amd64"
CPU = "x86-64"
TEXT_START = 0x400000
DEFAULT_RAM = 512 << 20
LARGEST_RAM = 1 << 30  # addresses are below 2 GiB

READ = 0
WRITE = 1
MMAP = 9
CLOCK_GETTIME = 228
EXIT_GROUP = 231
GETRANDOM = 318
PPOLL = 271
PROT_READ_WRITE = 3
MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x4022
CLOCK_REALTIME = 0
CLOCK_MONOTONIC = 1


class Memory(Struct):
    """The region that plays RAM, and the state of the console's output."""

    base: usize
    size: usize
    buffered: usize
    stream: usize  # the descriptor that what is buffered goes to


memory = static(Memory)
output = static_array(u8, 4096)


@metal
def hwinit() -> None:
    """Map the region."""
    memory.stream = 1
    memory.size = linker_symbol("__ram_size")
    memory.base = usize(syscall(
        MMAP, 0, memory.size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS_NORESERVE, ~usize(0), 0
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
    at: usize = 0
    while at < memory.buffered:
        start = address_of(output + at)
        written = syscall(WRITE, memory.stream, start, memory.buffered - at, 0, 0, 0)
        if written <= 0:
            break
        at += usize(written)
    memory.buffered = 0


@metal
def direct(stream: u32) -> None:
    """What follows goes to another descriptor; what came before keeps its order."""
    if memory.stream != usize(stream):
        flush()
        memory.stream = usize(stream)


@metal
def printk(c: u32) -> None:
    """One byte to standard output or standard error, line by line."""
    output[memory.buffered] = u8(c)
    memory.buffered = memory.buffered + 1
    if c == 10 or memory.buffered == 4096:
        flush()


@metal
def getchar() -> i32:
    """A byte from standard input; -2 at its end."""
    flush()
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
    syscall(CLOCK_GETTIME, which, address_of(spec), 0, 0, 0, 0)
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
    flush()
    left = until - nanotime()
    if left > 0:
        spec = stack_array(i64, 2)
        spec[0] = left // 1000000000
        spec[1] = left % 1000000000
        syscall(PPOLL, 0, 0, address_of(spec), 0, 0, 0)
