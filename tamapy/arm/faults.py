"""What is printed when the processor takes an exception nobody expects."""

from tamapy.arm import mmu, symbols
from tamapy.metal import Ptr, Struct, cast, i32, is_null, metal, mrc, static, u32, usize
from tamapy.runtime import arch, board, console, threads

UNDEFINED = 1
PREFETCH_ABORT = 3
DATA_ABORT = 4
INNER_CALLS, OUTER_CALLS = 48, 16  # that are told
DEEPEST = 1 << 20
EXIT_FAULT = 139  # as a shell reports a process killed by SIGSEGV
EXIT_UNDEFINED = 132  # SIGILL


class Frame(Struct):
    """What the vectors save."""

    spsr: u32
    sp: u32
    lr: u32
    r0: u32
    r1: u32
    r2: u32
    r3: u32
    r4: u32
    r5: u32
    r6: u32
    r7: u32
    r8: u32
    r9: u32
    r10: u32
    fp: u32
    ip: u32
    pc: u32


class Nesting(Struct):
    """Whether a report is under way."""

    depth: u32


nesting = static(Nesting)


@metal
def report(kind: u32, frame: Frame) -> None:
    """Tell what happened where, and end the program."""
    nesting.depth = nesting.depth + 1
    if nesting.depth > 1:
        console.write_ascii("\nfault while reporting a fault\n")
        board.exit(EXIT_FAULT)
    console.write_ascii("\nFatal: ")
    status: i32 = EXIT_FAULT
    if kind == DATA_ABORT:
        _data_abort()
    elif kind == PREFETCH_ABORT:
        console.write_ascii("cannot execute at ")
        _hex(mrc(15, 0, 6, 0, 2))  # IFAR
        _cause(mrc(15, 0, 5, 0, 1))  # IFSR
    elif kind == UNDEFINED:
        console.write_ascii("undefined instruction")
        status = EXIT_UNDEFINED
    else:
        console.write_ascii("unexpected exception ")
        _hex(kind)
    console.write_ascii("\n")
    _registers(frame)
    _backtrace(frame)
    _other_threads()
    board.exit(status)


@metal
def _data_abort() -> None:
    status = mrc(15, 0, 5, 0, 0)  # DFSR
    address = mrc(15, 0, 6, 0, 0)  # DFAR
    if status & 0x800 != 0:
        console.write_ascii("cannot write to ")
    else:
        console.write_ascii("cannot read from ")
    _hex(address)
    _cause(status)
    if is_near_null(usize(address)):
        console.write_ascii(" (through a null reference)")
    elif mmu.is_guard(usize(address)):
        console.write_ascii(" (the stack has overflowed)")


@metal
def is_near_null(address: usize) -> bool:
    """Whether an address is near zero and no board's RAM: a field of an object at zero."""
    return address < 0x1000 or (address < 0x100000 and address < board.ram_start())


@metal
def _cause(status: u32) -> None:
    """The fault status of the short descriptor format (ARM DDI 0406C, table B3-23)."""
    code = status & 15 | (status >> 6 & 16)
    if code == 1:
        console.write_ascii(": misaligned")
    elif code == 5 or code == 7:
        console.write_ascii(": nothing is mapped there")
    elif code == 13 or code == 15:
        console.write_ascii(": no permission")
    elif code == 8 or code == 22:
        console.write_ascii(": the bus answers with an error")
    else:
        console.write_ascii(": fault status ")
        _hex(code)


@metal
def _hex(value: u32) -> None:
    console.write_ascii("0x")
    console.write_number(usize(value))


@metal
def _register(name: object, value: u32) -> None:
    console.write_ascii(name)
    console.write_number(usize(value))


@metal
def _registers(frame: Frame) -> None:
    _register("  r0  ", frame.r0)
    _register("  r1  ", frame.r1)
    _register("  r2  ", frame.r2)
    _register("  r3  ", frame.r3)
    _register("\n  r4  ", frame.r4)
    _register("  r5  ", frame.r5)
    _register("  r6  ", frame.r6)
    _register("  r7  ", frame.r7)
    _register("\n  r8  ", frame.r8)
    _register("  r9  ", frame.r9)
    _register("  r10 ", frame.r10)
    _register("  r11 ", frame.fp)
    _register("\n  r12 ", frame.ip)
    _register("  sp  ", frame.sp)
    _register("  lr  ", frame.lr)
    _register("  pc  ", frame.pc)
    _register("\n  psr ", frame.spsr)
    console.write_ascii("\n")


@metal
def _backtrace(frame: Frame) -> None:
    """The calls that led here, innermost first."""
    current = threads.scheduler.current
    if not is_null(current):
        _thread(cast(threads.Thread, current))
    symbols.write_place(usize(frame.pc), True)
    _calls(usize(frame.fp), True)


@metal
def _other_threads() -> None:
    """What functions of Python's the threads run that wait for their turn."""
    at = threads.scheduler.chain
    while not is_null(at):
        thread = cast(threads.Thread, at)
        if at is not threads.scheduler.current:
            _thread(thread)
            _calls(arch.saved_frame(thread.saved[0]), False)
        at = thread.following


@metal
def _thread(thread: threads.Thread) -> None:
    console.write_ascii("Thread ")
    symbols.write_decimal(thread.ident + 1)
    console.write_ascii(" (most recent call first):\n")


@metal
def _is_frame(fp: usize) -> bool:
    """Whether there is a record of a call at an address, which somebody returns to."""
    if fp & 3 != 0 or not symbols.is_memory(fp) or mmu.is_guard(fp):
        return False
    return Ptr[usize](fp)[1] != 0


@metal
def _depth(fp: usize) -> usize:
    """How many calls there are."""
    count: usize = 0
    while count < DEEPEST and _is_frame(fp):
        count += 1
        outer = Ptr[usize](fp)[0]
        if outer <= fp:
            return count
        fp = outer
    return count


@metal
def _calls(fp: usize, every: bool) -> None:
    """The calls on a stack from a frame outwards, along frame pointers (AAPCS32, 6.2.1.4).

    Of very many the innermost and the outermost: a stack that overflows is full of the former.
    """
    count = _depth(fp)
    for i in range(count):
        if i < INNER_CALLS or i + OUTER_CALLS >= count:
            symbols.write_place(Ptr[usize](fp)[1] - 4, every)
        elif i == INNER_CALLS:
            console.write_ascii("  ...\n")
        fp = Ptr[usize](fp)[0]
