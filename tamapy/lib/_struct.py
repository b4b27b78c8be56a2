"""``_struct``: values packed into bytes by format strings."""

from _operator import index as _index

from _target import BITS as _BITS
from _target import MAXSIZE

from tamapy.runtime.floats import packing as _floats

_BIG = "big"
_LITTLE = "little"
_WORD = _BITS // 8
#: Letter: size and alignment in native mode, size in standard mode (0: not allowed).
_CODES = {
    "x": (1, 1), "c": (1, 1), "b": (1, 1), "B": (1, 1), "?": (1, 1), "s": (1, 1), "p": (1, 1),
    "h": (2, 2), "H": (2, 2), "i": (4, 4), "I": (4, 4), "l": (_WORD, 4), "L": (_WORD, 4),
    "q": (8, 8), "Q": (8, 8), "n": (_WORD, 0), "N": (_WORD, 0), "P": (_WORD, 0),
    "e": (2, 2), "f": (4, 4), "d": (8, 8),
}
_SIGNED = frozenset("bhilqn")
_INTEGERS = frozenset("bBhHiIlLqQnNP")
_FLOATS = frozenset("efd")
_KINDS = {"b": "byte", "B": "ubyte", "h": "short", "H": "ushort"}


class error(Exception):
    """A format or a value that does not fit."""


error.__module__ = "struct"


def _parse(format):  # noqa: A002
    """(items, size, order): an item is (letter, count, offset, size of one)."""
    if isinstance(format, (bytes, bytearray)):
        format = bytes(format).decode("ascii")  # noqa: A001
    if not isinstance(format, str):
        raise TypeError(
            f"Struct() argument 1 must be a str or bytes object, not {type(format).__name__}"
        )
    if "\0" in format:
        raise error("embedded null character")
    order, native = _LITTLE, True
    at = 0
    if format[:1] and format[0] in "@=<>!":
        native = format[0] == "@"
        order = _BIG if format[0] in ">!" else _LITTLE
        at = 1
    items = []
    offset = 0
    count = ""
    while at < len(format):
        letter = format[at]
        at += 1
        if letter.isspace() and not count:
            continue
        if letter in "0123456789":
            count += letter
            continue
        sizes = _CODES.get(letter)
        if sizes is None or not native and not sizes[1]:
            raise error("bad char in struct format")
        size = sizes[0] if native else sizes[1]
        if native and letter not in "xspcb?B":
            offset = -(-offset // size) * size
        number = int(count) if count else 1
        count = ""
        items.append((letter, number, offset, size))
        offset += number * size
        if offset > MAXSIZE:
            raise error("total struct size too long")
    if count:
        raise error("repeat count given without format specifier")
    return items, offset, order


def _bytes(buffer):
    if type(buffer) is bytes:
        return buffer
    try:
        return memoryview(buffer).tobytes()
    except TypeError:
        name = type(buffer).__name__
        raise TypeError(f"a bytes-like object is required, not '{name}'") from None


class Struct:
    """A format, taken apart once."""

    __slots__ = ("_format", "size", "_items", "_order", "_count", "__weakref__")

    def __init__(self, format):  # noqa: A002
        self._items, self.size, self._order = _parse(format)
        self._format = format if isinstance(format, str) else bytes(format).decode("ascii")
        count = 0
        for letter, number, _, _ in self._items:
            if letter in "sp":
                count += 1
            elif letter != "x":
                count += number
        self._count = count

    @property
    def format(self):
        """The format."""
        return self._format

    def pack(self, /, *values):
        """Values to bytes."""
        out = bytearray(self.size)
        self._fill(out, 0, values, "pack")
        return bytes(out)

    def pack_into(self, buffer, offset, /, *values):
        """Values into a buffer."""
        view = memoryview(buffer).cast("B")
        if view.readonly:
            raise TypeError("argument must be read-write bytes-like object, not "
                            f"{type(buffer).__name__}")
        start = self._place(len(view), _index(offset), "pack_into", "packing")
        out = bytearray(self.size)
        self._fill(out, 0, values, "pack_into")
        view[start:start + self.size] = out

    def _place(self, length, offset, name, what):
        if offset < 0:
            if offset + self.size > 0:
                problem = "no space to pack" if what == "packing" else "not enough data to unpack"
                raise error(f"{problem} {self.size} bytes at offset {offset}")
            if offset + length < 0:
                raise error(f"offset {offset} out of range for {length}-byte buffer")
            offset += length
        if length - offset < self.size:
            raise error(
                f"{name} requires a buffer of at least {offset + self.size} bytes for {what} "
                f"{self.size} bytes at offset {offset} (actual buffer size is {length})"
            )
        return offset

    def _fill(self, out, start, values, name):
        if len(values) != self._count:
            raise error(
                f"{name} expected {self._count} items for packing (got {len(values)})"
            )
        at = 0
        order = self._order
        for letter, number, offset, size in self._items:
            offset += start
            if letter == "x":
                continue
            if letter == "s" or letter == "p":
                out[offset:offset + number] = _text(letter, values[at], number)
                at += 1
                continue
            for _ in range(number):
                out[offset:offset + size] = _pack_one(letter, values[at], size, order)
                offset += size
                at += 1

    def unpack(self, buffer, /):
        """Bytes to values."""
        data = _bytes(buffer)
        if len(data) != self.size:
            raise error(f"unpack requires a buffer of {self.size} bytes")
        return self._take(data, 0)

    def unpack_from(self, buffer, offset=0):
        """Bytes of a buffer to values."""
        view = memoryview(buffer).cast("B")
        start = self._place(len(view), _index(offset), "unpack_from", "unpacking")
        return self._take(view[start:start + self.size].tobytes(), 0)

    def iter_unpack(self, buffer, /):
        """One tuple of values after the other."""
        data = _bytes(buffer)
        if not self.size:
            raise error("cannot iteratively unpack with a struct of length 0")
        if len(data) % self.size:
            raise error(
                f"iterative unpacking requires a buffer of a multiple of {self.size} bytes"
            )
        return _Unpacked(self, data)

    def _take(self, data, start):
        values = []
        order = self._order
        for letter, number, offset, size in self._items:
            offset += start
            if letter == "x":
                continue
            if letter == "s":
                values.append(data[offset:offset + number])
            elif letter == "p":
                length = min(data[offset], number - 1) if number else 0
                values.append(data[offset + 1:offset + 1 + length])
            elif letter in _INTEGERS:
                signed = letter in _SIGNED
                for _ in range(number):
                    values.append(
                        int.from_bytes(data[offset:offset + size], order, signed=signed)
                    )
                    offset += size
            else:
                for _ in range(number):
                    values.append(_unpack_one(letter, data[offset:offset + size], order))
                    offset += size
        return tuple(values)

    def __sizeof__(self):
        return 64 + 32 * len(self._items)

    def __repr__(self):
        return f"<_struct.Struct object at {id(self):#x}>"


Struct.__module__ = "_struct"


class _Unpacked:
    """What ``iter_unpack`` returns."""

    def __init__(self, struct, data):
        self._struct = struct
        self._data = data
        self._at = 0

    def __iter__(self):
        return self

    def __next__(self):
        at = self._at
        if at >= len(self._data):
            raise StopIteration
        self._at = at + self._struct.size
        return self._struct._take(self._data, at)

    def __length_hint__(self):
        return (len(self._data) - self._at) // self._struct.size


def _text(letter, value, number):
    if not isinstance(value, (bytes, bytearray)):
        raise error(f"argument for '{letter}' must be a bytes object")
    if letter == "s":
        return bytes(value[:number]).ljust(number, b"\0")
    if not number:
        return b""
    value = bytes(value[:number - 1])
    return (bytes([min(len(value), 255)]) + value).ljust(number, b"\0")


def _pack_one(letter, value, size, order):
    if letter in _INTEGERS:
        return _pack_integer(letter, value, size, order)
    if letter == "c":
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise error("char format requires a bytes object of length 1")
        return bytes(value)
    if letter == "?":
        return b"\1" if value else b"\0"
    if isinstance(value, (str, bytes, bytearray)):
        raise error("required argument is not a float")
    try:
        number = float(value)
    except TypeError:
        raise error("required argument is not a float") from None
    return _floats.pack(number, size).to_bytes(size, order)


def _pack_integer(letter, value, size, order):
    if not isinstance(value, int):
        if not hasattr(type(value), "__index__"):
            raise error("required argument is not an integer")
        value = _index(value)
    bits = size * 8
    if letter in _SIGNED:
        low, high = -(1 << (bits - 1)), (1 << (bits - 1)) - 1
    else:
        low, high = 0, (1 << bits) - 1
    if letter == "P" and value < 0:
        low = -(1 << (bits - 1))
    if not low <= value <= high:
        raise error(_misfit(letter, value, low, high, order))
    return (value & ((1 << bits) - 1)).to_bytes(size, order)


def _misfit(letter, value, low, high, order):
    """What is said of an integer that is too large."""
    if letter == "P" or letter in "qQ" and order == _BIG:
        return "int too large to convert"
    least, most = (0, 1 << 64) if letter in "ILNQ" else (-(1 << 63), 1 << 63)
    if letter in "qQ" or not least <= value < most:
        return "argument out of range"
    kind = _KINDS.get(letter) or f"'{letter}'"
    return f"{kind} format requires {low} <= number <= {high}"


def _unpack_one(letter, data, order):
    if letter == "c":
        return data
    if letter == "?":
        return data != b"\0"
    return _floats.unpack(int.from_bytes(data, order), len(data))


_cache = {}


def _compiled(format):  # noqa: A002
    if isinstance(format, Struct):
        return format
    found = _cache.get(format)
    if found is None:
        if len(_cache) >= 100:
            _cache.clear()
        found = _cache[format] = Struct(format)
    return found


def _clearcache():
    _cache.clear()


def calcsize(format, /):  # noqa: A002
    """How many bytes a format takes."""
    return _compiled(format).size


def pack(format, /, *values):  # noqa: A002
    """Values to bytes."""
    return _compiled(format).pack(*values)


def pack_into(format, buffer, offset, /, *values):  # noqa: A002
    """Values into a buffer."""
    _compiled(format).pack_into(buffer, offset, *values)


def unpack(format, buffer, /):  # noqa: A002
    """Bytes to values."""
    return _compiled(format).unpack(buffer)


def unpack_from(format, /, buffer, offset=0):  # noqa: A002
    """Bytes of a buffer to values."""
    return _compiled(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):  # noqa: A002
    """One tuple of values after the other."""
    return _compiled(format).iter_unpack(buffer)
