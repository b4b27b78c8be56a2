"""``memoryview``."""

from tamapy.metal import metal
from tamapy.runtime import boxing, iteration
from tamapy.runtime.methods.bytes_ import ABSENT, hexadecimal
from tamapy.runtime.methods.objects_ import address_text
from tamapy.runtime.methods.slices import bounds, has_index
from tamapy.runtime.objects import MemoryView
from tamapy.runtime.optional import or_none, or_null
from tamapy.runtime.registry import implements
from tamapy.runtime.strings import codecs, octets, units, windows
from tamapy.runtime.strings.windows import check_released, derived, dimensions, size_of


def of(value):
    """``memoryview(value)``."""
    if units.is_bytes(value):
        return windows.open_window(value, len(value), True)
    if units.is_bytearray(value):
        return windows.open_window(value, len(value), False)
    if windows.is_window(value):
        check_released(value)
        return same(value)
    method = codecs.exporter(value)
    if method is None:
        raise TypeError(
            f"memoryview: a bytes-like object is required, not '{type(value).__name__}'"
        )
    return method(value, 0)


def same(view: MemoryView):
    """Another memoryview like one."""
    return derived(
        view, view.format, view.shape, view.strides, view.item_size, 0, view.length
    )


def letter_of(text):
    """The letter of a native format, ``None`` if it is something else."""
    if text.startswith("@"):
        text = text[1:]
    return text if len(text) == 1 and size_of(text) is not None else None


def known_letter(view: MemoryView):
    """The letter of a memoryview's format."""
    found = letter_of(view.format)
    if found is None:
        raise NotImplementedError(f"memoryview: format {view.format} not supported")
    return found


def place(view: MemoryView, index):
    """The offset of an item; the index is an int or a tuple of them."""
    given = index if isinstance(index, tuple) else (index,)
    clamped = []
    for item in given:
        clamped.append(boxing.clamp(boxing.as_index(item)))
    count = dimensions(view)
    if len(clamped) < count:
        if isinstance(index, tuple):
            raise NotImplementedError("sub-views are not implemented")
        raise NotImplementedError("multi-dimensional sub-views are not implemented")
    if len(clamped) > count:
        raise TypeError(
            f"cannot index {count}-dimension view with {len(clamped)}-element tuple"
        )
    total = 0
    for i in range(count):
        at = clamped[i]
        size = view.shape[i]
        if at < 0:
            at += size
        if at < 0 or at >= size:
            raise IndexError(f"index out of bounds on dimension {i + 1}")
        total += at * view.strides[i]
    return total


def is_slices(index):
    """Whether an index is a tuple of slices."""
    if not isinstance(index, tuple) or not index:
        return False
    for item in index:
        if not isinstance(item, slice):
            return False
    return True


def part(view: MemoryView, index):
    """``view[start:stop:step]`` in the first dimension."""
    start, count, step = bounds(index, view.shape[0])
    stride = view.strides[0]
    length = view.item_size * count
    for size in view.shape[1:]:
        length *= size
    return derived(
        view, view.format, (count, *view.shape[1:]), (stride * step, *view.strides[1:]),
        view.item_size, stride * start, length,
    )


def get(view: MemoryView, index):
    """``view[index]``."""
    check_released(view)
    if dimensions(view) == 0:
        if index == ():
            return windows.load(view, 0, ord(known_letter(view)))
        if index is ...:
            return view
        raise TypeError("invalid indexing of 0-dim memory")
    if isinstance(index, slice):
        return part(view, index)
    if has_index(index) or is_indices(index):
        letter = known_letter(view)
        at = place(view, index)
        check_released(view)
        return windows.load(view, at, ord(letter))
    if is_slices(index):
        raise NotImplementedError("multi-dimensional slicing is not implemented")
    raise TypeError("memoryview: invalid slice key")


def is_indices(index):
    """Whether an index is a tuple of ints."""
    if not isinstance(index, tuple):
        return False
    for item in index:
        if not has_index(item):
            return False
    return True


def store(view: MemoryView, index, value):
    """``view[index] = value``."""
    check_released(view)
    if view.read_only != 0:
        raise TypeError("cannot modify read-only memory")
    letter = known_letter(view)
    if dimensions(view) == 0:
        if index is ... or index == ():
            put(view, 0, letter, value)
            return
        raise TypeError("invalid indexing of 0-dim memory")
    if isinstance(index, slice) and dimensions(view) == 1:
        target = part(view, index)
        check_released(view)
        assign(target, value)
    elif has_index(index) or is_indices(index):
        put(view, place(view, index), letter, value)
    elif isinstance(index, slice) or is_slices(index):
        raise NotImplementedError(
            "memoryview slice assignments are currently restricted to ndim = 1"
        )
    else:
        raise TypeError("memoryview: invalid slice key")


def assign(target: MemoryView, value):
    """Copy the items of something of the same structure."""
    if not codecs.is_bytes_like(value):
        raise TypeError(f"a bytes-like object is required, not '{type(value).__name__}'")
    source = of(value)
    if letter_of(source.format) != letter_of(target.format) or source.shape != target.shape:
        raise ValueError(
            "memoryview assignment: lvalue and rvalue have different structures"
        )
    windows.scatter(target, octets.exact_bytes(codecs.laid_open(source.tobytes())))


def put(view: MemoryView, offset, letter, value):
    """Store an item."""
    if letter == "c":
        if not units.is_bytes(value):
            raise invalid_type(letter)
        if len(value) != 1:
            raise invalid_value(letter)
        windows.store_raw(view, offset, value[0])
    elif letter == "?":
        windows.store_raw(view, offset, 1 if value else 0)
    elif letter in "fd":
        put_float(view, offset, letter, value)
    else:
        if not has_index(value):
            raise invalid_type(letter)
        number = boxing.as_index(value)
        windows.store_raw(view, offset, windows.check_range(number, letter, view.item_size))


def put_float(view: MemoryView, offset, letter, value):
    """Store a float."""
    if not isinstance(value, (float, int)) and not hasattr(type(value), "__float__") and (
        not has_index(value)
    ):
        raise invalid_type(letter)
    number = float(value)
    windows.store_double(view, offset, number, letter == "f")


def invalid_type(letter):
    """A value that no item of the format can be."""
    return TypeError(f"memoryview: invalid type for format '{letter}'")


def invalid_value(letter):
    """A value beyond the format's range."""
    return ValueError(f"memoryview: invalid value for format '{letter}'")


# -- other methods ---------------------------------------------------------------------------


def items(view: MemoryView, dimension, offset, letter):
    """The items of a dimension and those below it, as nested lists."""
    found = []
    step = view.strides[dimension]
    last = dimension + 1 == dimensions(view)
    for i in range(view.shape[dimension]):
        at = offset + i * step
        if last:
            found.append(windows.load(view, at, letter))
        else:
            found.append(items(view, dimension + 1, at, letter))
    return found


def to_list(view: MemoryView):
    """``tolist``."""
    check_released(view)
    letter = ord(known_letter(view))
    if dimensions(view) == 0:
        return windows.load(view, 0, letter)
    return items(view, 0, 0, letter)


def equal(view: MemoryView, other):
    """``view == other``."""
    if view is other:
        return True
    if view.released != 0:
        return False
    if not codecs.is_bytes_like(other):
        return NotImplemented
    if windows.is_window(other):
        if is_released(other):
            return False
    else:
        other = of(other)
    if view.shape != other.shape:
        return False
    mine, others = letter_of(view.format), letter_of(other.format)
    if mine is None or others is None:
        return mine == others and view.format == other.format and (
            windows.copied(view) == windows.copied(other)
        )
    if mine == others and mine in "bBchHiIlLqQnNP":
        return octets.same(windows.copied(view), windows.copied(other))
    return to_list(view) == to_list(other)


@metal
def is_released(view: MemoryView) -> bool:
    """Whether a memoryview was released."""
    return view.released != 0


def product(shape):
    """How many items a shape has."""
    total = 1
    for size in shape:
        total *= size
    return total


def contiguous_strides(shape, item_size):
    """The strides of items that lie one after another."""
    strides = []
    step = item_size
    for size in reversed(shape):
        strides.append(step)
        step *= size
    strides.reverse()
    return tuple(strides)


def recast(view: MemoryView, format_, shape):
    """``cast``."""
    check_released(view)
    if not units.is_str(format_):
        raise TypeError(
            f"cast() argument 'format' must be str, not {type(format_).__name__}"
        )
    if not windows.is_contiguous(view):
        raise TypeError("memoryview: casts are restricted to C-contiguous views")
    if shape is not ABSENT:
        shape = checked_shape(view, shape)
    letter = letter_of(format_)
    if letter is None:
        raise ValueError(
            "memoryview: destination format must be a native single character format "
            "prefixed with an optional '@'"
        )
    mine = letter_of(view.format)
    if letter not in "bBc" and mine not in ("b", "B", "c"):
        raise TypeError("memoryview: cannot cast between two non-byte formats")
    item_size = size_of(letter)
    if view.length % item_size:
        raise TypeError("memoryview: length is not a multiple of itemsize")
    if shape is ABSENT:
        shape = (view.length // item_size,)
    elif product(shape) * item_size != view.length:
        raise TypeError("memoryview: product(shape) * itemsize != buffer size")
    return derived(
        view, format_, shape, contiguous_strides(shape, item_size), item_size, 0, view.length
    )


def checked_shape(view: MemoryView, shape):
    """The sizes of the dimensions as a tuple."""
    if not isinstance(shape, (list, tuple)):
        raise TypeError("shape must be a list or a tuple")
    if len(shape) > 64:
        raise ValueError("memoryview: number of dimensions must not exceed 64")
    if dimensions(view) != 1 and len(shape) != 1:
        raise TypeError("memoryview: cast must be 1D -> ND or ND -> 1D")
    for size in shape:
        if not isinstance(size, int):
            raise TypeError("memoryview.cast(): elements of shape must be integers")
        if size <= 0:
            raise ValueError(
                "memoryview.cast(): elements of shape must be integers > 0"
            )
    return tuple(shape)


def hash_of(view: MemoryView):
    """``hash``, kept once it is known."""
    found = or_none(view.hash)
    if found is None:
        check_released(view)
        if view.read_only == 0:
            raise ValueError("cannot hash writable memoryview object")
        if letter_of(view.format) not in ("B", "b", "c"):
            raise ValueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
        found = hash(windows.copied(view))
        view.hash = or_null(found)
    return found


class Attributes:
    """What a memoryview tells of itself."""

    @property
    def obj(self: MemoryView):
        check_released(self)
        return self.owner

    @property
    def nbytes(self: MemoryView):
        check_released(self)
        return self.length

    @property
    def itemsize(self: MemoryView):
        check_released(self)
        return self.item_size

    @property
    def format(self: MemoryView):
        check_released(self)
        return self.format

    @property
    def shape(self: MemoryView):
        check_released(self)
        return self.shape

    @property
    def strides(self: MemoryView):
        check_released(self)
        return self.strides

    @property
    def suboffsets(self: MemoryView):
        check_released(self)
        return ()

    @property
    def ndim(self: MemoryView):
        check_released(self)
        return dimensions(self)

    @property
    def readonly(self: MemoryView):
        check_released(self)
        return self.read_only != 0

    @property
    def c_contiguous(self: MemoryView):
        check_released(self)
        return windows.is_contiguous(self)

    @property
    def f_contiguous(self: MemoryView):
        check_released(self)
        return windows.is_fortran(self)

    @property
    def contiguous(self: MemoryView):
        check_released(self)
        return windows.is_contiguous(self) or windows.is_fortran(self)


@implements(memoryview)
class MemoryViewMethods(Attributes):
    """``memoryview``."""

    def __new__(class_, object):
        return of(object)

    def __repr__(self: MemoryView, /):
        state = "released memory" if is_released(self) else "memory"
        return f"<{state} at {address_text(self)}>"

    def __len__(self: MemoryView, /):
        check_released(self)
        if dimensions(self) == 0:
            return 1
        return self.shape[0]

    def __getitem__(self: MemoryView, index, /):
        return get(self, index)

    def __setitem__(self: MemoryView, index, value, /):
        store(self, index, value)

    def __delitem__(self: MemoryView, index, /):
        raise TypeError("cannot delete memory")

    def __iter__(self: MemoryView, /):
        check_released(self)
        if dimensions(self) != 1:
            raise NotImplementedError("multi-dimensional sub-views are not implemented")
        return iteration.new_sequence_iterator(iteration.OLD_ITERATOR, self)

    def __eq__(self: MemoryView, other, /):
        return equal(self, other)

    def __ne__(self: MemoryView, other, /):
        found = equal(self, other)
        return found if found is NotImplemented else not found

    def __hash__(self: MemoryView, /):
        return hash_of(self)

    def __enter__(self: MemoryView, /):
        check_released(self)
        windows.hold(self, 1)
        return self

    def __exit__(self: MemoryView, /, *args):
        windows.release(self)

    def release(self: MemoryView, /):
        windows.release(self)

    def tobytes(self: MemoryView, /, order="C"):
        check_released(self)
        if order not in ("C", "F", "A", None):
            raise ValueError("order must be 'C', 'F' or 'A'")
        return windows.copied(self)

    def tolist(self: MemoryView, /):
        return to_list(self)

    def toreadonly(self: MemoryView, /):
        check_released(self)
        return windows.set_read_only(same(self))

    def cast(self: MemoryView, /, format, shape=ABSENT):
        return recast(self, format, shape)

    def hex(self: MemoryView, /, sep=ABSENT, bytes_per_sep=1):
        check_released(self)
        return hexadecimal(windows.copied(self), sep, bytes_per_sep)
