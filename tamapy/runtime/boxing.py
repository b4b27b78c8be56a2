"""Between machine numbers and objects."""

from tamapy.metal import (
    WORD_BITS,
    Ptr,
    cast,
    f64,
    f64_bits,
    i64,
    is_null,
    is_small,
    isize,
    make_small,
    metal,
    sizeof,
    small_value,
    type_object,
    type_of,
    u8,
    u32,
    u64,
    usize,
)
from tamapy.runtime import calls, slots
from tamapy.runtime.alloc import new_float
from tamapy.runtime.exceptions import is_subtype
from tamapy.runtime.heap import heap_alloc, quick_cell
from tamapy.runtime.layout import Float, Int

SMALL_MAX = (1 << 62) - 1
SMALL_MAX_32 = (1 << 30) - 1


@metal
def fits_small(value: i64) -> bool:
    """Whether a number is a tagged int on this target."""
    if WORD_BITS == 32:
        return value <= SMALL_MAX_32 and value >= -1 - SMALL_MAX_32
    return value <= SMALL_MAX and value >= -1 - SMALL_MAX


@metal
def box_i64(value: i64) -> object:
    """A signed number as an int."""
    if fits_small(value):
        return make_small(isize(value))
    if value < 0:
        return big_from_u64(u64(0) - u64(value), True)
    return big_from_u64(u64(value), False)


@metal
def box_u64(value: u64) -> object:
    """An unsigned number as an int."""
    if value >> 62 == 0:
        return box_i64(i64(value))
    return big_from_u64(value, False)


@metal
def big_from_u64(value: u64, negative: bool) -> object:
    """An int object of one or two limbs."""
    count: usize = 2
    if value >> 32 == 0:
        count = 1
    made = cast(Int, heap_alloc(type_object(int), sizeof(Int) + count * 4))
    made.size = isize(count)
    if negative:
        made.size = 0 - isize(count)
    made.limbs[0] = u32(value)
    if count == 2:
        made.limbs[1] = u32(value >> 32)
    return cast(object, made)


@metal
def box_f64(value: f64) -> object:
    """A float."""
    cell = quick_cell()
    if cell == 0:
        return cast(object, new_float(value))
    made = cast(Float, Ptr[u8](cell))
    made.type = type_object(float)
    made.value = value
    return cast(object, made)


@metal
def is_same(a: object, b: object) -> bool:
    """``a is b`` where objects may have been made of unboxed floats: their values tell, then."""
    if a is b:
        return True
    if type_of(a) is not type_object(float) or type_of(b) is not type_object(float):
        return False
    return f64_bits(cast(Float, a).value) == f64_bits(cast(Float, b).value)


@metal
def as_index(value: object) -> object:
    """``operator.index(value)``: an int (of a subclass perhaps)."""
    if is_small(value) or is_subtype(type_of(value), type_object(int)):
        return value
    if is_null(type_of(value).slots[slots.INDEX_]):
        not_an_integer(value)
    found = calls.slot1(slots.INDEX_, value)
    if not is_small(found) and not is_subtype(type_of(found), type_object(int)):
        bad_index(found)
    if not is_small(found) and type_of(found) is not type_object(int):
        strict_index(found)
    return found


@metal
def as_word(value: object) -> tuple[isize, bool]:
    """An int as a word, and whether it fits one."""
    if is_small(value):
        return small_value(value), True
    index = as_index(value)
    if is_small(index):
        return small_value(index), True
    big = cast(Int, index)
    if big.size > 2 or big.size < -2 or magnitude(big) >> 63 != 0:
        return 0, False
    number = big_to_i64(big)
    return isize(number), i64(isize(number)) == number


def plain_index(value):
    """``operator.index(value)`` as an int of no subclass."""
    found = as_index(value)
    return found if type(found) is int else int(found)


def not_an_integer(value):
    """An integer was wanted."""
    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")


def strict_index(value):
    """``__index__`` returned an instance of a subclass."""
    from tamapy.runtime import warned

    warned.strict_subclass("__index__", value, "int")


def bad_index(value):
    """``__index__`` returned something else."""
    raise TypeError(f"__index__ returned non-int (type {type(value).__name__})")


@metal
def unbox_i64(value: object, low: i64, high: i64) -> i64:
    """An int as a machine number in a range; ``OverflowError`` outside it."""
    index = as_index(value)
    if is_small(index):
        number = i64(small_value(index))
    else:
        number = big_to_i64(cast(Int, index))
    if number < low or number > high:
        raise OverflowError("Python int too large to convert to C ssize_t")
    return number


@metal
def big_to_i64(value: Int) -> i64:
    """An int object as a number of 64 bits; ``OverflowError`` if it does not fit."""
    size = value.size
    if size > 2 or size < -2:
        raise OverflowError("Python int too large to convert to C ssize_t")
    absolute = magnitude(value)
    if size < 0:
        if absolute > u64(1) << 63:
            raise OverflowError("Python int too large to convert to C ssize_t")
        return i64(u64(0) - absolute)
    if absolute >> 63 != 0:
        raise OverflowError("Python int too large to convert to C ssize_t")
    return i64(absolute)


@metal
def magnitude(value: Int) -> u64:
    """The lowest two limbs as a number."""
    size = value.size
    found: u64 = 0
    if size >= 2 or size <= -2:
        found = u64(value.limbs[1]) << 32
    if size != 0:
        found = found | u64(value.limbs[0])
    return found


@metal
def unbox_u64(value: object, high: u64) -> u64:
    """An int as an unsigned machine number; ``OverflowError`` if it is out of range."""
    index = as_index(value)
    if is_small(index):
        small = small_value(index)
        if small < 0:
            raise OverflowError("can't convert negative int to unsigned")
        number = u64(small)
    else:
        big = cast(Int, index)
        if big.size < 0:
            raise OverflowError("can't convert negative int to unsigned")
        if big.size > 2:
            raise OverflowError("Python int too large to convert to C unsigned long")
        number = magnitude(big)
    if number > high:
        raise OverflowError("Python int too large to convert to C unsigned long")
    return number


@metal
def clamp(value: object) -> isize:
    """An int as a word, the nearest one if it does not fit (for slices)."""
    index = as_index(value)
    if is_small(index):
        return small_value(index)
    number, fits = as_word(index)
    if fits:
        return number
    top = isize(~usize(0) >> 1)
    return 0 - top if cast(Int, index).size < 0 else top


@metal
def low_word(value: object) -> isize:
    """The low bits of an int as a word (for hashes)."""
    if is_small(value):
        return small_value(value)
    if not is_subtype(type_of(value), type_object(int)):
        raise TypeError("__hash__ method should return an integer")
    big = cast(Int, value)
    word = isize(magnitude(big))
    return 0 - word if big.size < 0 else word


@metal
def unbox_f64(value: object) -> f64:
    """A float, or an int as one."""
    if is_small(value):
        return f64(small_value(value))
    if is_subtype(type_of(value), type_object(float)):
        return cast(Float, value).value
    return cast(Float, to_float(value)).value


def to_float(value):
    """``float(value)`` for numbers only."""
    if isinstance(value, int):
        return float(value)
    method = getattr(type(value), "__float__", None)
    if method is not None:
        return method(value)
    raise TypeError(f"must be real number, not {type(value).__name__}")
