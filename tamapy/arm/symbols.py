"""From addresses of code to names: the table the linker leaves in the image.

Its layout is told where it is made, in ``tamapy.compiler.link.names``.
"""

from tamapy.metal import Ptr, linker_symbol, metal, u8, u32, usize
from tamapy.runtime import board, console


@metal
def write_place(address: usize) -> None:
    """A line of a backtrace: the function that contains the address."""
    console.write_ascii("  at 0x")
    console.write_number(address)
    table = Ptr[usize](linker_symbol("_functions_start"))
    count = table[0]
    best: usize = 0
    index: usize = 0
    for i in range(count):
        start = table[2 + i]
        if start <= address and start >= best:
            best = start
            index = i
    if best != 0 and address < linker_symbol("__text_end"):
        console.write_ascii(" in ")
        _write_name(index)
        console.write_ascii(" + 0x")
        console.write_number(address - best)
    console.write_ascii("\n")


@metal
def _write_name(index: usize) -> None:
    """The module and the name of a function by its place in the table."""
    start = linker_symbol("_functions_start")
    table = Ptr[usize](start)
    modules = table[1]
    offsets = 2 + table[0]
    # The functions' names follow the modules'.
    at = start + table[offsets + modules - 1]
    at += _length(at) + 1
    for _ in range(index):
        at += 2 + _length(at + 2) + 1
    number = Ptr[u8](at)
    _write_text(start + table[offsets + usize(number[0]) + (usize(number[1]) << 8)])
    _write_text(at + 2)


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
    return linker_symbol("__data_start") <= address and address + 8 <= start + board.ram_size()
