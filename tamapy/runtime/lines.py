"""The line that stands behind a place in the machine's code.

The linker leaves the table, of all functions in images of programs that ask for lines of frames,
of the application's for reports of faults; it is described where it is made, in
``tamapy.compiler.link.lines``.
"""

from tamapy.metal import Ptr, Struct, isize, linker_symbol, metal, static, u8, usize
from tamapy.runtime import call_stack


class Reader(Struct):
    """Where numbers are read from."""

    place: usize


reader = static(Reader)

#: Words of a row: address of the function, of its lines, of its code object.
ROW = 3


@metal
def _number() -> usize:
    value: usize = 0
    shift: usize = 0
    while True:
        byte = usize(Ptr[u8](reader.place)[0])
        reader.place = reader.place + 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value
        shift += 7


@metal
def line_at(place: usize) -> isize:
    """The line of a place, counted from the start of the text; 0 if it is not known."""
    address = linker_symbol("__text_start") + place
    row = row_at(address)
    if row == 0:
        return 0
    return line_in(row, address)


@metal
def row_at(address: usize) -> usize:
    """The row of the last function in the table that does not begin beyond an address, or 0."""
    return call_stack.row_of(linker_symbol("_lines_start"), ROW, address)


@metal
def line_in(row: usize, address: usize) -> isize:
    """The line of an address in the function of a row."""
    left = address - Ptr[usize](row)[0]
    reader.place = Ptr[usize](row)[1]
    line = isize(_number())
    while True:
        step = _number()
        if step == 0 or step > left:
            return line
        left -= step
        far = _number()
        if far & 1 != 0:
            line -= isize(far >> 1)
        else:
            line += isize(far >> 1)
