"""From addresses of code to names: the table the linker leaves in the image."""

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
    name: usize = 0
    for i in range(count):
        start = table[1 + i * 2]
        if start <= address and start >= best:
            best = start
            name = table[2 + i * 2]
    if best != 0 and address < linker_symbol("__text_end"):
        console.write_ascii(" in ")
        _write_name(linker_symbol("_functions_start") + name)
        console.write_ascii(" + 0x")
        console.write_number(address - best)
    console.write_ascii("\n")


@metal
def _write_name(address: usize) -> None:
    text = Ptr[u8](address)
    i: usize = 0
    while text[i] != 0:
        board.printk(u32(text[i]))
        i += 1


@metal
def is_memory(address: usize) -> bool:
    """Whether a word may be read there while following frames."""
    start = board.ram_start()
    return linker_symbol("__data_start") <= address and address + 8 <= start + board.ram_size()
