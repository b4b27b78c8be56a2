"""``marshal``: plain values as bytes. Code cannot be written: images have none to be read."""

import _struct

version = 4

_INT = _struct.Struct("<i")
_SHORT = _struct.Struct("<h")
_FLOAT = _struct.Struct("<d")
_COMPLEX = _struct.Struct("<dd")
#: Values that are a letter.
_SINGLE = {b"N": None, b"T": True, b"F": False, b"S": StopIteration, b".": Ellipsis}
#: The letters of sequences that are written as their length and their items.
_SEQUENCES = {tuple: b"(", list: b"[", set: b"<", frozenset: b">"}
_MAKERS = {letter: kind for kind, letter in _SEQUENCES.items()}
#: A letter with this bit: later a number may stand for the value (CPython writes such).
_REF = 0x80
_DEEPEST = 2000


def dumps(value, version=version, /):
    """The bytes of a value."""
    out = bytearray()
    _write(out, value, 0)
    return bytes(out)


def dump(value, file, version=version, /):
    """Write the bytes of a value to a file."""
    return file.write(dumps(value, version))


def loads(data, /):
    """The value that bytes begin with."""
    data = bytes(data)
    at = [0]

    def take(count):
        start = at[0]
        at[0] += count
        if at[0] > len(data):
            raise _too_short(count)
        return data[start:at[0]]

    return _value(_read(take, []))


def load(file, /):
    """The value that a file goes on with."""
    def take(count):
        data = file.read(count)
        if not isinstance(data, bytes):
            raise TypeError(f"file.read() returned not bytes but {type(data).__name__}")
        if len(data) < count:
            raise _too_short(count)
        return data

    return _value(_read(take, []))


def _too_short(count):
    return EOFError("EOF read where object expected" if count == 1 else "marshal data too short")


def _write(out, value, depth):
    if depth > _DEEPEST:
        raise ValueError("object too deeply nested to marshal")
    kind = type(value)
    for letter, single in _SINGLE.items():
        if value is single:
            out += letter
            return
    if kind in _SEQUENCES:
        short = kind is tuple and len(value) < 256
        out += b")" + bytes([len(value)]) if short else _SEQUENCES[kind] + _INT.pack(len(value))
        for item in value:
            _write(out, item, depth + 1)
    elif kind is dict:
        out += b"{"
        for key, item in value.items():
            _write(out, key, depth + 1)
            _write(out, item, depth + 1)
        out += b"0"
    else:
        _write_plain(out, value, kind)


def _write_plain(out, value, kind):
    if kind is int:
        _write_int(out, value)
    elif kind is float:
        out += b"g" + _FLOAT.pack(value)
    elif kind is complex:
        out += b"y" + _COMPLEX.pack(value.real, value.imag)
    elif kind is str:
        text = value.encode("utf-8", "surrogatepass")
        if value.isascii() and len(text) < 256:
            out += b"z" + bytes([len(text)]) + text
        else:
            out += (b"a" if value.isascii() else b"u") + _INT.pack(len(text)) + text
    elif kind in (bytes, bytearray, memoryview):
        data = bytes(value)
        out += b"s" + _INT.pack(len(data)) + data
    else:
        raise ValueError("unmarshallable object")


def _write_int(out, value):
    if -1 << 31 <= value < 1 << 31:
        out += b"i" + _INT.pack(value)
        return
    left, digits = abs(value), bytearray()
    while left:
        digits += _SHORT.pack(left & 0x7FFF)
        left >>= 15
    count = len(digits) // 2
    out += b"l" + _INT.pack(-count if value < 0 else count) + digits


def _value(found):
    if found is _END:
        raise TypeError("NULL object in marshal data for object")
    return found


class _End:
    """What stands where a dict ends."""


_END = _End()


def _read(take, known):
    letter = take(1)
    place = -1
    if letter[0] & _REF:
        letter = bytes([letter[0] & ~_REF])
        place = len(known)
        known.append(_END)
    if letter in _SINGLE:
        found = _SINGLE[letter]
    elif letter == b"r":
        number = _int(take)
        if not 0 <= number < len(known):
            raise ValueError("bad marshal data (invalid reference)")
        return known[number]
    elif letter in b"([<>){":
        return _read_container(letter, take, known, place)
    elif letter == b"0":
        return _END
    else:
        found = _read_plain(letter, take)
    if place >= 0:
        known[place] = found
    return found


def _read_container(letter, take, known, place):
    if letter == b"{":
        found = {}
    elif letter == b"[":
        found = []
    else:
        count = take(1)[0] if letter == b")" else _int(take)
        items = [_value(_read(take, known)) for _ in range(count)]
        found = tuple(items) if letter == b")" else _MAKERS[letter](items)
    if place >= 0:
        known[place] = found  # a list or a dict may hold itself
    if letter == b"[":
        for _ in range(_int(take)):
            found.append(_value(_read(take, known)))
    elif letter == b"{":
        while (key := _read(take, known)) is not _END:
            found[key] = _value(_read(take, known))
    return found


def _int(take):
    return _INT.unpack(take(4))[0]


def _read_plain(letter, take):
    if letter == b"i":
        return _int(take)
    if letter == b"l":
        return _read_long(take)
    if letter == b"g":
        return _FLOAT.unpack(take(8))[0]
    if letter == b"y":
        return complex(*_COMPLEX.unpack(take(16)))
    if letter == b"s":
        return take(_int(take))
    if letter in b"zZaA":
        return take(take(1)[0] if letter in b"zZ" else _int(take)).decode("latin-1")
    if letter in b"ut":
        return take(_int(take)).decode("utf-8", "surrogatepass")
    if letter in b"fx":
        parts = [float(take(take(1)[0])) for _ in range(1 if letter == b"f" else 2)]
        return parts[0] if letter == b"f" else complex(*parts)
    if letter == b"c":
        raise NotImplementedError("exec() of a text that the build never saw: code in marshal data")
    raise ValueError("bad marshal data (unknown type code)")


def _read_long(take):
    count = _int(take)
    value = 0
    for i in range(abs(count)):
        digit = _SHORT.unpack(take(2))[0]
        if not 0 <= digit < 0x8000:
            raise ValueError("bad marshal data (digit out of range in long)")
        value |= digit << 15 * i
    return -value if count < 0 else value
