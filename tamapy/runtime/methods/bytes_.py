"""``bytes`` and ``bytearray``."""

from tamapy.metal import is_null
from tamapy.runtime import boxing, calls, compare, iteration, sequences, slots, types
from tamapy.runtime.layout import ByteArray, Bytes
from tamapy.runtime.methods.iterators import BYTEARRAY_ITERATOR, BYTES_ITERATOR
from tamapy.runtime.methods.refusals import not_added, not_repeated
from tamapy.runtime.methods.slices import bounds, has_index, part, word_count
from tamapy.runtime.registry import implements
from tamapy.runtime.strings import (
    casing,
    codecs,
    octets,
    percent,
    quoting,
    splitting,
    text,
    units,
)
from tamapy.runtime.strings.text import END, edge
from tamapy.runtime.strings.units import is_bytearray, is_bytes
from tamapy.runtime.unicode.tables import ALPHA, DECIMAL, LOWER, SPACE, UPPER

#: Tells an argument that is not given.
ABSENT = object()


def kind_name(value):
    """The name of a value's class, for messages."""
    return type(value).__name__


def is_ordered_with(value, other):
    """Whether two are ordered: bytes with each other, a bytearray with anything like bytes."""
    if codecs.is_bytes(value):
        return codecs.is_bytes(other)
    return codecs.is_bytes_like(other)


def own(value):
    """The receiver, which has to be one of the two types."""
    if not is_bytes(value) and not is_bytearray(value):
        raise TypeError(
            f"descriptor requires a 'bytes' object but received a '{kind_name(value)}'"
        )
    return value


def buffer(value):
    """An argument that has to be like bytes, laid open."""
    if not codecs.is_bytes_like(value):
        raise TypeError(f"a bytes-like object is required, not '{kind_name(value)}'")
    return codecs.laid_open(value)


def needle(value):
    """What to look for: something like bytes, or a byte."""
    if codecs.is_bytes_like(value):
        return codecs.laid_open(value)
    if not has_index(value):
        raise TypeError(
            f"argument should be integer or bytes-like object, not '{kind_name(value)}'"
        )
    return single(codecs.byte_of(value, "byte"))


def single(byte):
    """A bytes object of one byte."""
    made = octets.zeros(1)
    octets.put_byte(made, 0, byte)
    return made


def fill_byte(value, method):
    """The byte of a fill argument."""
    if (is_bytes(value) or is_bytearray(value)) and octets.length(value) == 1:
        return octets.byte(value, 0)
    raise TypeError(
        f"{method}() argument 2 must be a byte string of length 1, not {kind_name(value)}"
    )


def affix(value, part, start, stop, method, at_end):
    """``startswith`` and ``endswith``."""
    start = edge(start, 0)
    stop = edge(stop, END)
    if isinstance(part, tuple):
        for item in part:
            if splitting.starts_with(value, buffer(item), start, stop, at_end):
                return True
        return False
    if not codecs.is_bytes_like(part):
        raise TypeError(
            f"{method} first arg must be bytes or a tuple of bytes, not {kind_name(part)}"
        )
    return splitting.starts_with(value, codecs.laid_open(part), start, stop, at_end)


def split(value, separator, limit, from_end):
    """``split`` and ``rsplit``."""
    limit = boxing.as_index(limit)
    if separator is None:
        if from_end:
            return splitting.rsplit_blank(value, limit)
        return splitting.split_blank(value, limit)
    separator = buffer(separator)
    if from_end:
        return splitting.rsplit_at(value, separator, limit)
    return splitting.split_at(value, separator, limit)


def strip(value, members, left, right):
    """``strip`` and its like."""
    if members is not None:
        members = buffer(members)
    return splitting.strip(value, members, left, right)


def join(separator, iterable):
    """``separator.join(iterable)``."""
    try:
        iterator = iter(iterable)
    except TypeError:
        raise TypeError("can only join an iterable") from None
    items = sequences.to_list(iterator)
    for i in range(len(items)):
        item = items[i]
        if not is_bytes(item):
            if not codecs.is_bytes_like(item):
                raise TypeError(
                    f"sequence item {i}: expected a bytes-like object, {kind_name(item)} found"
                )
            items[i] = codecs.laid_open(item)
    return octets.join(separator, items)


def hexadecimal(value, separator, group):
    """``value.hex(separator, group)``."""
    if separator is ABSENT:
        return octets.hex_text(value, -1, 0)
    if len(separator) != 1:
        raise ValueError("sep must be length 1.")
    if units.is_str(separator):
        code = ord(separator)
    elif is_bytes(separator):
        code = octets.byte(separator, 0)
    else:
        raise TypeError("sep must be str or bytes.")
    if code > 127:
        raise ValueError("sep must be ASCII.")
    return octets.hex_text(value, code, boxing.as_index(group))


def parse_hex(source):
    """The bytes that hexadecimal digits spell."""
    if not units.is_str(source):
        raise TypeError(f"fromhex() argument must be str, not {kind_name(source)}")
    made = octets.zeros(len(source) // 2 + 1)
    count = octets.parse_hex(source, made)
    if count < 0:
        raise ValueError(
            f"non-hexadecimal number found in fromhex() arg at position {-1 - count}"
        )
    return octets.sub(made, 0, count, 1)


def translated(value, table, removed):
    """``value.translate(table, removed)``."""
    if table is not None:
        table = buffer(table)
        if octets.length(table) != 256:
            raise ValueError("translation table must be 256 characters long")
    return octets.translate(value, table, buffer(removed))


def byte_table(source, target):
    """``bytes.maketrans``."""
    source = buffer(source)
    target = buffer(target)
    if octets.length(source) != octets.length(target):
        raise ValueError("maketrans arguments must have same length")
    table = octets.identity_table()
    octets.set_entries(table, source, target)
    return table


def place(value, sub, start, stop, last):
    """``find`` and ``rfind``."""
    return splitting.place_text(value, needle(sub), edge(start, 0), edge(stop, END), last)


def get(value, index, kind, short):
    """``value[index]``."""
    if isinstance(index, slice):
        start, count, step = bounds(index, octets.length(value))
        return octets.sub(value, start, count, step)
    if not has_index(index):
        raise TypeError(
            f"{kind} indices must be integers or slices, not {kind_name(index)}"
        )
    i = boxing.clamp(index)
    size = octets.length(value)
    if i < 0:
        i += size
    if i < 0 or i >= size:
        raise IndexError(f"{short}index out of range")
    return octets.byte(value, i)


# -- shared methods --------------------------------------------------------------------------


class Searching:
    """Looking for bytes in bytes."""

    def find(self, sub, start=None, end=None, /):
        return place(own(self), sub, start, end, False)

    def rfind(self, sub, start=None, end=None, /):
        return place(own(self), sub, start, end, True)

    def index(self, sub, start=None, end=None, /):
        found = place(own(self), sub, start, end, False)
        if found < 0:
            raise ValueError("subsection not found")
        return found

    def rindex(self, sub, start=None, end=None, /):
        found = place(own(self), sub, start, end, True)
        if found < 0:
            raise ValueError("subsection not found")
        return found

    def count(self, sub, start=None, end=None, /):
        return text.occurrences(own(self), needle(sub), edge(start, 0), edge(end, END))

    def startswith(self, prefix, start=None, end=None, /):
        return affix(own(self), prefix, start, end, "startswith", False)

    def endswith(self, suffix, start=None, end=None, /):
        return affix(own(self), suffix, start, end, "endswith", True)

    def __contains__(self, item, /):
        if codecs.is_bytes_like(item) or not has_index(item):
            item = buffer(item)
        else:
            item = single(codecs.byte_of(item, "byte"))
        return splitting.place_text(own(self), item, 0, END, False) >= 0


class Cutting:
    """Splitting, stripping, replacing, joining and padding."""

    def split(self, /, sep=None, maxsplit=-1):
        return split(own(self), sep, maxsplit, False)

    def rsplit(self, /, sep=None, maxsplit=-1):
        return split(own(self), sep, maxsplit, True)

    def splitlines(self, /, keepends=False):
        return splitting.split_lines(own(self), bool(keepends))

    def partition(self, sep, /):
        return splitting.partition(own(self), buffer(sep), False)

    def rpartition(self, sep, /):
        return splitting.partition(own(self), buffer(sep), True)

    def strip(self, bytes=None, /):
        return strip(own(self), bytes, True, True)

    def lstrip(self, bytes=None, /):
        return strip(own(self), bytes, True, False)

    def rstrip(self, bytes=None, /):
        return strip(own(self), bytes, False, True)

    def replace(self, old, new, count=-1, /):
        return splitting.replace(own(self), buffer(old), buffer(new), boxing.as_index(count))

    def removeprefix(self, prefix, /):
        return splitting.cut(own(self), buffer(prefix), False)

    def removesuffix(self, suffix, /):
        return splitting.cut(own(self), buffer(suffix), True)

    def join(self, iterable_of_bytes, /):
        return join(own(self), iterable_of_bytes)

    def center(self, width, fillchar=b" ", /):
        fill = fill_byte(fillchar, "center")
        width = boxing.as_index(width)
        size = octets.length(own(self))
        room = width - size if width > size else 0
        left = (room >> 1) + (room & width & 1)
        return splitting.padded(self, left, room - left, fill)

    def ljust(self, width, fillchar=b" ", /):
        fill = fill_byte(fillchar, "ljust")
        room = boxing.as_index(width) - octets.length(own(self))
        return splitting.padded(self, 0, room if room > 0 else 0, fill)

    def rjust(self, width, fillchar=b" ", /):
        fill = fill_byte(fillchar, "rjust")
        room = boxing.as_index(width) - octets.length(own(self))
        return splitting.padded(self, room if room > 0 else 0, 0, fill)

    def zfill(self, width, /):
        return splitting.zero_filled(own(self), boxing.as_index(width))

    def expandtabs(self, /, tabsize=8):
        return text.expand_tabs(own(self), boxing.as_index(tabsize))


class Casing:
    """Case and classes of the ASCII characters."""

    def upper(self, /):
        return casing.change_bytes(own(self), casing.TO_UPPER)

    def lower(self, /):
        return casing.change_bytes(own(self), casing.TO_LOWER)

    def title(self, /):
        return casing.change_bytes(own(self), casing.TO_TITLE)

    def swapcase(self, /):
        return casing.change_bytes(own(self), casing.SWAP)

    def capitalize(self, /):
        return casing.change_bytes(own(self), casing.CAPITALIZE)

    def isalpha(self, /):
        return casing.all_have(own(self), ALPHA, False)

    def isalnum(self, /):
        return casing.all_have(own(self), ALPHA | DECIMAL, False)

    def isdigit(self, /):
        return casing.all_have(own(self), DECIMAL, False)

    def isspace(self, /):
        return casing.all_have(own(self), SPACE, False)

    def isupper(self, /):
        return casing.is_upper_or_lower(own(self), False, UPPER)

    def islower(self, /):
        return casing.is_upper_or_lower(own(self), False, LOWER)

    def istitle(self, /):
        return casing.is_title(own(self), False)

    def isascii(self, /):
        return casing.units_ascii(own(self))


class Ordering:
    """Comparisons with everything like bytes."""

    def __eq__(self, other, /):
        if not codecs.is_bytes_like(other):
            return NotImplemented
        return octets.same(own(self), codecs.laid_open(other))

    def __ne__(self, other, /):
        if not codecs.is_bytes_like(other):
            return NotImplemented
        return not octets.same(own(self), codecs.laid_open(other))

    def __lt__(self, other, /):
        if not is_ordered_with(self, other):
            return NotImplemented
        return octets.order(own(self), codecs.laid_open(other)) < 0

    def __le__(self, other, /):
        if not is_ordered_with(self, other):
            return NotImplemented
        return octets.order(own(self), codecs.laid_open(other)) <= 0

    def __gt__(self, other, /):
        if not is_ordered_with(self, other):
            return NotImplemented
        return octets.order(own(self), codecs.laid_open(other)) > 0

    def __ge__(self, other, /):
        if not is_ordered_with(self, other):
            return NotImplemented
        return octets.order(own(self), codecs.laid_open(other)) >= 0


class Converting:
    """Text and numbers."""

    def __len__(self, /):
        return octets.length(own(self))

    def __add__(self, other, /):
        if not codecs.is_bytes_like(other):
            return not_added(self, other)
        return octets.concat(own(self), codecs.laid_open(other))

    def __mul__(self, count, /):
        if not has_index(count):
            return not_repeated(self, count)
        return octets.repeat(own(self), word_count(count))

    def __rmul__(self, count, /):
        if not has_index(count):
            return not_repeated(self, count)
        return octets.repeat(own(self), word_count(count))

    def decode(self, /, encoding="utf-8", errors="strict"):
        if not units.is_str(encoding):
            raise TypeError(
                f"decode() argument 'encoding' must be str, not {kind_name(encoding)}"
            )
        if not units.is_str(errors):
            raise TypeError(f"decode() argument 'errors' must be str, not {kind_name(errors)}")
        return codecs.decode(own(self), encoding, errors)

    def hex(self, /, sep=ABSENT, bytes_per_sep=1):
        return hexadecimal(own(self), sep, bytes_per_sep)

    def translate(self, table, /, delete=b""):
        return translated(own(self), table, delete)

    @staticmethod
    def maketrans(frm, to, /):
        return byte_table(frm, to)


# -- bytes -----------------------------------------------------------------------------------


def make_bytes(source, encoding, errors, kind):
    """``bytes(source, encoding, errors)``; ``kind`` is the name of the type."""
    if encoding is not ABSENT or errors is not ABSENT:
        return encoded(source, encoding, errors, kind)
    if source is ABSENT:
        return b""
    if type(source) is bytes:
        return source
    if not is_null(types.slot_or_null(source, slots.BYTES)):
        found = calls.slot1(slots.BYTES, source)
        if not is_bytes(found):
            raise TypeError(f"__bytes__ returned non-bytes (type {kind_name(found)})")
        return found
    if units.is_str(source):
        raise TypeError("string argument without an encoding")
    if has_index(source):
        return octets.zeros(count_of(source))
    return codecs.bytes_from(source)


def encoded(source, encoding, errors, kind):
    """Text as bytes in an encoding."""
    for name, value in (("encoding", encoding), ("errors", errors)):
        if value is not ABSENT and not units.is_str(value):
            raise TypeError(f"{kind}() argument '{name}' must be str, not {kind_name(value)}")
    if not units.is_str(source):
        if encoding is not ABSENT:
            raise TypeError("encoding without a string argument")
        raise TypeError("errors without a string argument")
    if encoding is ABSENT:
        raise TypeError("string argument without an encoding")
    return source.encode(
        encoding, "strict" if errors is ABSENT else errors
    )


def count_of(source):
    """How many zeros are wanted."""
    count = boxing.as_index(source)
    if count < 0:
        raise ValueError("negative count")
    if count >= 1 << 63:
        raise OverflowError("cannot fit 'int' into an index-sized integer")
    if count > END:
        raise MemoryError
    return count


@implements(bytes)
class BytesMethods(Searching, Cutting, Casing, Ordering, Converting):
    """``bytes``."""

    def __new__(class_, source=ABSENT, encoding=ABSENT, errors=ABSENT):
        made = make_bytes(source, encoding, errors, "bytes")
        return octets.exact_bytes(made) if class_ is bytes else octets.instance(class_, made)

    def __repr__(self: Bytes, /):
        return quoting.repr_bytes(self)

    def __str__(self: Bytes, /):
        return quoting.repr_bytes(self)

    def __hash__(self: Bytes, /):
        return compare.bytes_hash(self)

    def __getitem__(self: Bytes, index, /):
        return get(self, index, "byte", "")

    def __iter__(self: Bytes, /):
        return iteration.new_sequence_iterator(BYTES_ITERATOR, self)

    def __mod__(self: Bytes, value, /):
        return percent.format_bytes(self, value)

    def __rmod__(self: Bytes, value, /):
        return percent.format_bytes(value, self) if is_bytes(value) else NotImplemented

    def __bytes__(self: Bytes, /):
        return octets.exact_bytes(self)

    def __getnewargs__(self: Bytes, /):
        return (octets.exact_bytes(self),)

    def __sizeof__(self: Bytes, /):
        return octets.memory_size(self)

    @classmethod
    def fromhex(cls, string, /):
        made = parse_hex(string)
        return made if cls is bytes else cls(made)


# -- bytearray -------------------------------------------------------------------------------


def fill(array, source, encoding, errors):
    """Give a new bytearray its contents."""
    octets.splice(array, 0, octets.length(array), b"")
    if encoding is not ABSENT or errors is not ABSENT:
        extend(array, encoded(source, encoding, errors, "bytearray"))
    elif source is ABSENT:
        return
    elif units.is_str(source):
        raise TypeError("string argument without an encoding")
    elif codecs.is_bytes_like(source):
        extend(array, source)
    elif has_index(source):
        octets.become_zeros(array, count_of(source))
    else:
        codecs.check_iterable(source, "bytearray")
        extend(array, source)


def extend(array, source):
    """``array.extend(source)``."""
    if not codecs.is_bytes_like(source):
        source = collected(source)
    size = octets.length(array)
    octets.splice(array, size, size, codecs.laid_open(source))


def collected(source):
    """The bytes that the ints of an iterable give."""
    try:
        iterator = iter(source)
    except TypeError:
        raise TypeError(f"can't extend bytearray with {kind_name(source)}") from None
    made = octets.to_bytearray(b"")
    for item in iterator:
        octets.append(made, codecs.byte_of(item, "byte"))
    return made


def shown_array(array):
    """``repr`` of a bytearray."""
    return f"{type(array).__name__}({quoting.repr_bytes(array)})"


def position(array, index, message):
    """An index argument as a place within the array."""
    i = boxing.clamp(boxing.as_index(index))
    size = octets.length(array)
    if i < 0:
        i += size
    if i < 0 or i >= size:
        raise IndexError(message)
    return i


def store(array, index, value):
    """``array[index] = value``."""
    if isinstance(index, slice):
        store_slice(array, index, value)
        return
    if not has_index(index):
        raise TypeError(
            f"bytearray indices must be integers or slices, not {kind_name(index)}"
        )
    index = boxing.as_index(index)
    number = codecs.byte_of(value, "byte")  # its __index__ may change the size
    octets.set_byte(array, position(array, index, "bytearray index out of range"), number)


def is_simple(index):
    """Whether a slice takes every item between its bounds."""
    step = part(index, 2)
    return step is None or boxing.as_index(step) == 1


def store_slice(array, index, value):
    """``array[start:stop:step] = value``."""
    if units.is_str(value) or (has_index(value) and not codecs.is_bytes_like(value)):
        raise TypeError("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
    if codecs.is_bytes_like(value):
        value = codecs.laid_open(value)
    else:
        made = octets.to_bytearray(b"")
        fill(made, value, ABSENT, ABSENT)
        value = made
    start, count, step = bounds(index, octets.length(array))
    if is_simple(index):
        octets.splice(array, start, start + count, value)
        return
    size = octets.length(value)
    if size == 0:
        octets.delete_strided(array, start, count, step)
    elif size != count:
        raise ValueError(
            f"attempt to assign bytes of size {size} to extended slice of size {count}"
        )
    else:
        octets.set_strided(array, start, count, step, value)


def delete(array, index):
    """``del array[index]``."""
    if isinstance(index, slice):
        start, count, step = bounds(index, octets.length(array))
        if is_simple(index):
            octets.splice(array, start, start + count, b"")
        else:
            octets.delete_strided(array, start, count, step)
        return
    if not has_index(index):
        raise TypeError(
            f"bytearray indices must be integers or slices, not {kind_name(index)}"
        )
    i = position(array, index, "bytearray index out of range")
    octets.splice(array, i, i + 1, b"")


class Changing:
    """Methods that change a bytearray."""

    def append(self: ByteArray, item, /):
        octets.append(self, codecs.byte_of(item, "byte"))

    def extend(self: ByteArray, iterable_of_ints, /):
        extend(self, iterable_of_ints)

    def insert(self: ByteArray, index, item, /):
        i = boxing.clamp(boxing.as_index(index))
        byte = single(codecs.byte_of(item, "byte"))
        size = octets.length(self)
        if i < 0:
            i = max(0, i + size)
        i = min(i, size)
        octets.splice(self, i, i, byte)

    def pop(self: ByteArray, index=-1, /):
        if octets.length(self) == 0:
            raise IndexError("pop from empty bytearray")
        i = position(self, index, "pop index out of range")
        found = octets.byte(self, i)
        octets.splice(self, i, i + 1, b"")
        return found

    def remove(self: ByteArray, value, /):
        byte = single(codecs.byte_of(value, "byte"))
        i = splitting.place_text(self, byte, 0, END, False)
        if i < 0:
            raise ValueError("value not found in bytearray")
        octets.splice(self, i, i + 1, b"")

    def reverse(self: ByteArray, /):
        octets.reverse(self)

    def clear(self: ByteArray, /):
        octets.splice(self, 0, octets.length(self), b"")

    def copy(self: ByteArray, /):
        return octets.to_bytearray(self)

    def __setitem__(self: ByteArray, index, value, /):
        store(self, index, value)

    def __delitem__(self: ByteArray, index, /):
        delete(self, index)

    def __iadd__(self: ByteArray, other, /):
        if not codecs.is_bytes_like(other):
            raise TypeError(f"can't concat {kind_name(other)} to {kind_name(self)}")
        size = octets.length(self)
        octets.splice(self, size, size, codecs.laid_open(other))
        return self

    def __imul__(self: ByteArray, count, /):
        if not has_index(count):
            return not_repeated(self, count)
        made = octets.repeat(self, word_count(count))
        octets.splice(self, 0, octets.length(self), made)
        return self


def reduced(value, protocol):
    """What makes a bytearray anew; old protocols of pickle have no bytes."""
    arguments = ()
    if len(value):
        data = octets.exact_bytes(value)
        arguments = (data,) if protocol > 2 else (data.decode("latin-1"), "latin-1")
    return (type(value), arguments, value.__getstate__())


@implements(bytearray)
class ByteArrayMethods(Searching, Cutting, Casing, Ordering, Converting, Changing):
    """``bytearray``."""

    __hash__ = None

    def __new__(class_, /, *args, **kwargs):
        return octets.new_instance(class_)

    @staticmethod
    def maketrans(frm, to, /):
        return byte_table(frm, to)

    def __init__(self: ByteArray, source=ABSENT, encoding=ABSENT, errors=ABSENT):
        fill(self, source, encoding, errors)

    def __repr__(self: ByteArray, /):
        return shown_array(self)

    def __str__(self: ByteArray, /):
        return shown_array(self)

    def __getitem__(self: ByteArray, index, /):
        return get(self, index, "bytearray", "bytearray ")

    def __iter__(self: ByteArray, /):
        return iteration.new_sequence_iterator(BYTEARRAY_ITERATOR, self)

    def __mod__(self: ByteArray, value, /):
        return octets.to_bytearray(percent.format_bytes(self, value))

    def __rmod__(self: ByteArray, value, /):
        return percent.format_bytes(value, self) if is_bytearray(value) else NotImplemented

    def __alloc__(self: ByteArray, /):
        return octets.capacity(self)

    def __reduce_ex__(self: ByteArray, protocol, /):
        return reduced(self, protocol)

    def __reduce__(self: ByteArray, /):
        return reduced(self, 2)

    @classmethod
    def fromhex(cls, string, /):
        return cls(parse_hex(string))
