"""From addresses of code to names: the table the linker leaves in the image.

Its layout is told where it is made, in ``tamapy.compiler.link.names``.
"""

from tamapy.arm import mmu
from tamapy.metal import Ptr, address_of, cast, linker_symbol, metal, static_array, u8, u32, usize
from tamapy.runtime import board, console, lines
from tamapy.runtime.objects import Code

LONGEST_NAME = 255


@metal
def write_place(address: usize, every: bool) -> None:
    """A line of a backtrace: the function that contains the address, and the line of Python if the
    table of lines has the function; without ``every`` only of those.
    """
    table = Ptr[usize](linker_symbol("_functions_start"))
    count = table[0]
    best: usize = 0
    index: usize = 0
    for i in range(count):
        start = table[2 + i]
        if start <= address and start >= best:
            best = start
            index = i
    row = lines.row_at(address)
    if row != 0 and Ptr[usize](row)[0] != best:
        row = 0
    if row == 0 and not every:
        return
    console.write_ascii("  at 0x")
    console.write_number(address)
    if best != 0 and address < linker_symbol("__text_end"):
        console.write_ascii(" in ")
        _write_name(index)
        console.write_ascii(" + 0x")
        console.write_number(address - best)
    if row != 0:
        code = cast(Code, cast(object, Ptr[usize](Ptr[usize](row)[2])))
        console.write_ascii(" (")
        console.write_ascii(code.filename)
        console.write_ascii(":")
        write_decimal(usize(lines.line_in(row, address)))
        console.write_ascii(")")
    console.write_ascii("\n")


@metal
def write_decimal(value: usize) -> None:
    """A number."""
    unit: usize = 1
    while value // unit > 9:
        unit *= 10
    while unit != 0:
        console.put_byte(u32(value // unit % 10) + 48)
        unit //= 10


#: The name being put together.
name = static_array(u8, LONGEST_NAME + 1)


@metal
def _write_name(index: usize) -> None:
    """The module and the name of a function by its place in the table."""
    start = linker_symbol("_functions_start")
    table = Ptr[usize](start)
    modules = table + (2 + table[0])
    module: usize = 0
    while module + 1 < table[1] and modules[2 * module + 2] <= index:
        module += 1
    at = start + modules[2 * module + 1]
    _write_text(at)
    at += _length(at) + 1
    for _ in range(modules[2 * module], index + 1):
        common = usize(Ptr[u8](at)[0])
        rest = Ptr[u8](at + 1)
        size = _length(at + 1)
        for i in range(size + 1):
            name[common + i] = rest[i]
        at += size + 2
    _write_text(address_of(name))


@metal
def _length(address: usize) -> usize:
    text = Ptr[u8](address)
    n: usize = 0
    while text[n] != 0:
        n += 1
    return n


@metal
def _write_text(address: usize) -> None:
    text = Ptr[u8](address)
    for i in range(_length(address)):
        board.printk(u32(text[i]))


@metal
def is_memory(address: usize) -> bool:
    """Whether a word may be read there while following frames."""
    start = board.ram_start()
    if mmu.heap_offset() != 0 and address >= mmu.heap_offset():
        address -= mmu.heap_offset()
    return linker_symbol("__data_start") <= address and address + 8 <= start + board.ram_size()
