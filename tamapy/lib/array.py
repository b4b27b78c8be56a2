"""``array``: numbers of one type in a row, kept in a bytearray."""

import sys
from _collections_abc import MutableSequence
from _struct import calcsize, pack, unpack_from

from tamapy.runtime import items as _items

__all__ = ["ArrayType", "array", "typecodes"]

typecodes = "bBuhHiIlLqQfd"
_FORMATS = {code: "=" + code for code in "bBhHiIqQfd"}
_FORMATS.update(u="=I", l="=q" if sys.maxsize > 1 << 32 else "=i",
                L="=Q" if sys.maxsize > 1 << 32 else "=I")
_RANGES = {
    "b": "signed char", "B": "unsigned byte integer", "h": "signed short integer",
    "H": "unsigned short",
}
#: How the items of a pickled array lie, by the number that tells it.
_MACHINE_FORMATS = (
    "B", "b", "<H", ">H", "<h", ">h", "<I", ">I", "<i", ">i", "<Q", ">Q", "<q", ">q",
    "<f", ">f", "<d", ">d", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be",
)
#: What ``tamapy.runtime.items`` has to know of each type.
_KINDS = {
    code: _items.OTHER if code == "u" else calcsize(form).bit_length() - 1
    | (_items.FLOAT if code in "fd" else 0) | (_items.SIGNED if code in "bhilq" else 0)
    for code, form in _FORMATS.items()
}
_BAD_TYPE = "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)"


def _refuse(code, value):
    """Say why a number does not fit."""
    if code in _RANGES:
        side = "less than minimum" if value < 0 else "greater than maximum"
        raise OverflowError(f"{_RANGES[code]} is {side}")
    if value < 0 and code in "ILQ":
        raise OverflowError("can't convert negative value to unsigned int")
    size = {"i": "int", "I": "unsigned int", "l": "C long", "L": "C unsigned long"}.get(code)
    if size is None:
        raise OverflowError("int too big to convert")
    raise OverflowError(f"Python int too large to convert to {size}")


class array:  # noqa: N801
    """A mutable sequence of numbers (or, of type 'u', characters)."""

    __slots__ = ("__weakref__", "_code", "_data", "_format", "_kind", "_size")
    #: Instances are laid out as ``tamapy.runtime.objects.Row``.
    __row__ = True

    def __new__(cls, typecode, initializer=(), /, **keywords):
        if keywords and cls is array:
            raise TypeError("array.array() takes no keyword arguments")
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError("array() argument 1 must be a unicode character, not "
                            f"{type(typecode).__name__}")
        if typecode not in typecodes:
            raise ValueError(_BAD_TYPE)
        self = object.__new__(cls)
        self._code = typecode
        self._format = _FORMATS[typecode]
        self._kind = _KINDS[typecode]
        self._size = calcsize(self._format)
        self._data = bytearray()
        self._fill(initializer)
        return self

    def _fill(self, initializer):
        if isinstance(initializer, str):
            if self._code != "u":
                raise TypeError(
                    f"cannot use a str to initialize an array with typecode '{self._code}'"
                )
            self.fromunicode(initializer)
        elif isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        elif isinstance(initializer, array):
            if (initializer._code == "u") != (self._code == "u"):
                raise TypeError(
                    f"cannot use a unicode array to initialize an array with typecode "
                    f"'{self._code}'"
                )
            self.extend(initializer) if initializer._code == self._code else [
                self.append(x) for x in initializer
            ]
        else:
            for item in initializer:
                self.append(item)

    @property
    def typecode(self):
        """The type of the items."""
        return self._code

    @property
    def itemsize(self):
        """Bytes of an item."""
        return self._size

    def _pack(self, value):
        code = self._code
        if code == "u":
            if not isinstance(value, str) or len(value) != 1:
                raise TypeError("array item must be a unicode character")
            return pack("=I", ord(value))
        if code in "fd":
            if not hasattr(type(value), "__float__") and not hasattr(type(value), "__index__"):
                raise TypeError(f"must be real number, not {type(value).__name__}")
            return pack(self._format, value)
        if not hasattr(type(value), "__index__"):
            raise TypeError(
                f"'{type(value).__name__}' object cannot be interpreted as an integer"
            )
        value = value.__index__()
        bits = 8 * self._size
        low, high = (0, 1 << bits) if code in "BHILQ" else (-(1 << bits - 1), 1 << bits - 1)
        if not low <= value < high:
            _refuse(code, value)
        return pack(self._format, value)

    def _get(self, index):
        quick = _items.load(self._data, self._kind, index)
        if quick is not None:
            return quick
        value = unpack_from(self._format, self._data, index * self._size)[0]
        return chr(value) if self._code == "u" else value

    def _made(self, data):
        made = array(self._code)
        made._data = bytearray(data)
        return made

    def __len__(self):
        return len(self._data) // self._size

    def __iter__(self):
        made = object.__new__(arrayiterator)
        made._array = self
        made._index = 0
        return made

    def _index(self, index, what):
        if not hasattr(type(index), "__index__"):
            raise TypeError("array indices must be integers")
        index = index.__index__()
        if not -sys.maxsize - 1 <= index <= sys.maxsize:
            raise IndexError("cannot fit 'int' into an index-sized integer")
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(f"array {what}index out of range")
        return index

    def _pieces(self, key):
        size = self._size
        return (self._data[i * size:(i + 1) * size] for i in range(*key.indices(len(self))))

    def __getitem__(self, key):
        quick = _items.load(self._data, self._kind, key)
        if quick is not None:
            return quick
        if not isinstance(key, slice):
            return self._get(self._index(key, ""))
        start, stop, step = key.indices(len(self))
        if step == 1:
            return self._made(self._data[start * self._size:max(start, stop) * self._size])
        return self._made(b"".join(self._pieces(key)))

    def __setitem__(self, key, value):
        if _items.store(self._data, self._kind, key, value):
            return
        size = self._size
        if not isinstance(key, slice):
            index = self._index(key, "assignment ")
            self._data[index * size:(index + 1) * size] = self._pack(value)
            return
        if not isinstance(value, array):
            raise TypeError(
                f"can only assign array (not \"{type(value).__name__}\") to array slice"
            )
        if value._code != self._code:
            raise TypeError("bad argument type for built-in operation")
        start, stop, step = key.indices(len(self))
        data = bytes(value._data)
        if step == 1:
            self._data[start * size:max(start, stop) * size] = data
            return
        places = range(start, stop, step)
        if len(places) != len(data) // size:
            raise ValueError(
                f"attempt to assign array of size {len(data) // size} to extended slice of size "
                f"{len(places)}"
            )
        for i, place in enumerate(places):
            self._data[place * size:(place + 1) * size] = data[i * size:(i + 1) * size]

    def __delitem__(self, key):
        size = self._size
        if not isinstance(key, slice):
            index = self._index(key, "assignment ")
            del self._data[index * size:(index + 1) * size]
            return
        start, stop, step = key.indices(len(self))
        if step == 1:
            del self._data[start * size:max(start, stop) * size]
            return
        for place in sorted(range(start, stop, step), reverse=True):
            del self._data[place * size:(place + 1) * size]

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def _compare(self, other, test):
        if not isinstance(other, array):
            return NotImplemented
        return test(self.tolist(), other.tolist())

    def __eq__(self, other):
        return self._compare(other, lambda a, b: a == b)

    def __ne__(self, other):
        return self._compare(other, lambda a, b: a != b)

    def __lt__(self, other):
        return self._compare(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._compare(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._compare(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._compare(other, lambda a, b: a >= b)

    __hash__ = None

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError(
                f"can only append array (not \"{type(other).__name__}\") to array"
            )
        if other._code != self._code:
            raise TypeError("bad argument type for built-in operation")
        return self._made(self._data + other._data)

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError(
                f"can only extend with array (not \"{type(other).__name__}\")"
            )
        self.extend(other)
        return self

    def __mul__(self, count):
        if not hasattr(type(count), "__index__"):
            raise TypeError(
                f"can't multiply sequence by non-int of type '{type(count).__name__}'"
            )
        return self._made(self._data * count)

    __rmul__ = __mul__

    def __imul__(self, count):
        self._data *= count
        return self

    def append(self, value, /):
        """Add an item at the end."""
        self._data += self._pack(value)

    def extend(self, items, /):
        """Add items at the end."""
        if isinstance(items, array):
            if items._code != self._code:
                raise TypeError("can only extend with array of same kind")
            self._data += bytes(items._data)
            return
        for item in items:
            self.append(item)

    def insert(self, index, value, /):
        """Put an item before a place."""
        at = slice(index, None).indices(len(self))[0] * self._size
        self._data[at:at] = self._pack(value)

    def pop(self, index=-1, /):
        """Take an item out."""
        if not len(self):
            raise IndexError("pop from empty array")
        index = self._index(index, "") if -len(self) <= index < len(self) else self._out_of_range()
        value = self._get(index)
        del self._data[index * self._size:(index + 1) * self._size]
        return value

    @staticmethod
    def _out_of_range():
        raise IndexError("pop index out of range")

    def index(self, value, start=0, stop=sys.maxsize, /):
        """The first place of an item."""
        for index in range(*slice(start, stop).indices(len(self))):
            if self._get(index) == value:
                return index
        raise ValueError("array.index(x): x not in array")

    def remove(self, value, /):
        """Take the first such item out."""
        for index, item in enumerate(self):
            if item == value:
                del self[index]
                return
        raise ValueError("array.remove(x): x not in array")

    def count(self, value, /):
        """How often an item is there."""
        return sum(item == value for item in self)

    def reverse(self):
        """Turn the order round."""
        self._data[:] = self[::-1]._data

    def byteswap(self):
        """Turn the bytes of each item round."""
        size = self._size
        data = bytes(self._data)
        for at in range(0, len(data), size):
            self._data[at:at + size] = data[at:at + size][::-1]

    def buffer_info(self):
        """An address and the number of items."""
        return id(self._data), len(self)

    def tolist(self):
        """The items as a list."""
        return list(self)

    def fromlist(self, items, /):
        """Add the items of a list, all or none."""
        if not isinstance(items, list):
            raise TypeError("arg must be list")
        self._data += b"".join([self._pack(item) for item in items])

    def tobytes(self):
        """The items' bytes."""
        return bytes(self._data)

    def frombytes(self, data, /):
        """Add items given as bytes."""
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(memoryview(data))
        if len(data) % self._size:
            raise ValueError("bytes length not a multiple of item size")
        self._data += data

    def tofile(self, file, /):
        """Write the items' bytes."""
        file.write(self.tobytes())

    def fromfile(self, file, count, /):
        """Read items."""
        if count < 0:
            raise ValueError("negative count")
        data = file.read(count * self._size)
        self.frombytes(data[:len(data) // self._size * self._size])
        if len(data) < count * self._size:
            raise EOFError("read() didn't return enough bytes")

    def tounicode(self):
        """The characters as text."""
        if self._code != "u":
            raise ValueError("tounicode() may only be called on unicode type arrays")
        return "".join(self)

    def fromunicode(self, text, /):
        """Add the characters of a text."""
        if self._code != "u":
            raise ValueError("fromunicode() may only be called on unicode type arrays")
        if not isinstance(text, str):
            raise TypeError(f"fromunicode() argument must be str, not {type(text).__name__}")
        self._data += b"".join([self._pack(character) for character in text])

    def __repr__(self):
        name = type(self).__name__
        if not len(self):
            return f"{name}('{self._code}')"
        items = self.tounicode() if self._code == "u" else self.tolist()
        return f"{name}('{self._code}', {items!r})"

    def __copy__(self):
        return self._made(self._data)

    def __deepcopy__(self, memo, /):
        return self._made(self._data)

    def __reduce_ex__(self, protocol, /):
        own = getattr(self, "__dict__", None)
        if protocol < 3:
            return type(self), (self._code, list(self)), own
        described = (type(self), self._code, _machine_format(self._code), bytes(self._data))
        return _array_reconstructor, described, own

    def __buffer__(self, flags, /):
        view = memoryview(self._data)
        return view if self._size == 1 and self._code == "B" else view.cast(
            "I" if self._code == "u" else self._code
        )


class arrayiterator:  # noqa: N801
    """An iterator over an array; at the end it lets go of it."""

    __slots__ = ("_array", "_index")

    def __new__(cls, /, *args, **keywords):
        raise TypeError("cannot create 'array.arrayiterator' instances")

    def __iter__(self):
        return self

    def __next__(self):
        items = self._array
        if items is None:
            raise StopIteration
        index = self._index
        if index >= len(items):
            self._array = None
            raise StopIteration
        self._index = index + 1
        return items._get(index)

    def __reduce__(self):
        if self._array is None:
            return iter, ((),)
        return iter, (self._array,), self._index

    def __setstate__(self, index, /):
        if self._array is not None:
            self._index = min(max(index, 0), len(self._array))


def _machine_format(code):
    """The number of the format that the items of an array lie in."""
    order = "<" if sys.byteorder == "little" else ">"
    if code == "u":
        return _MACHINE_FORMATS.index("utf-32-le" if order == "<" else "utf-32-be")
    kind = _FORMATS[code][1:]
    return _MACHINE_FORMATS.index(kind if kind in "bB" else order + kind)


def _array_reconstructor(arraytype, typecode, mformat_code, items, /):
    """An array from what a pickle keeps of it, perhaps on another machine."""
    if not isinstance(arraytype, type):
        raise TypeError(
            f"first argument must be a type object, not {type(arraytype).__name__}"
        )
    if not issubclass(arraytype, array):
        raise TypeError(f"{arraytype.__name__} is not a subtype of array.array")
    if len(typecode) != 1 or typecode not in typecodes:
        raise ValueError("second argument must be a valid type code")
    if not hasattr(type(mformat_code), "__index__"):
        raise TypeError(
            f"'{type(mformat_code).__name__}' object cannot be interpreted as an integer"
        )
    if not 0 <= mformat_code < len(_MACHINE_FORMATS):
        raise ValueError("third argument must be a valid machine format code.")
    if not isinstance(items, bytes):
        raise TypeError(f"fourth argument should be bytes, not {type(items).__name__}")
    if mformat_code == _machine_format(typecode):
        return array.__new__(arraytype, typecode, items)
    form = _MACHINE_FORMATS[mformat_code]
    if form[-1].lower() in "bhiq":
        codes = reversed(typecodes.replace("u", ""))
        typecode = next(code for code in codes if _FORMATS[code][1] == form[-1])
    return array.__new__(arraytype, typecode, _unpacked(form, items))


def _unpacked(machine_format, items):
    """The values that lie in a format."""
    if machine_format.startswith("utf"):
        return items.decode(machine_format)
    size = calcsize(machine_format)
    if len(items) % size:
        raise ValueError("bytes length not a multiple of item size")
    return [unpack_from(machine_format, items, at)[0] for at in range(0, len(items), size)]


array.__module__ = "array"
MutableSequence.register(array)
ArrayType = array
