"""Items as numbers: floats of an array get no objects on their way (``items.py``)."""

from tamapy.metal import (
    Ptr,
    address_of,
    cast,
    f64,
    f64_bits,
    f64_from_bits,
    is_null,
    isize,
    make_small,
    metal,
    null,
    type_of,
    u8,
    usize,
)
from tamapy.runtime.boxing import box_f64
from tamapy.runtime.flags import ROW
from tamapy.runtime.items import FLOAT, bits_at, offset_of, set_bits
from tamapy.runtime.objects import Row
from tamapy.runtime.operators import getitem, setitem

#: The kind of items that are floats of eight bytes.
DOUBLE = FLOAT | 3
#: In place of the object of a number that has none (``compiler/codegen/numbers.py``).
UNBOXED = 2


@metal
def double_at(value: object, index: object) -> Ptr[u8]:
    """Where an array of floats of eight bytes has an item; null for all else."""
    if type_of(value).flags & ROW != 0:
        row = cast(Row, value)
        if row.kind is make_small(isize(DOUBLE)):
            offset = offset_of(row.data, DOUBLE, index)
            if offset >= 0:
                return row.data.buffer.data + offset
    return null(Ptr[u8])


@metal
def load_number(value: object, index: object) -> tuple[object, f64]:
    """``value[index]`` as a number: of an array of floats without making one."""
    place = double_at(value, index)
    if is_null(place):
        return getitem(value, index), 0.0
    return cast(object, Ptr[u8](usize(UNBOXED))), f64_from_bits(bits_at(place, 8))


@metal
def store_number(value: object, index: object, item: object, number: f64) -> None:
    """``value[index] = item``, or that number if the item says so."""
    if address_of(item) == UNBOXED:
        place = double_at(value, index)
        if not is_null(place):
            set_bits(place, 8, f64_bits(number))
            return
        item = box_f64(number)
    setitem(value, index, item)
