"""Encoding text and decoding bytes, with what error handlers do about failures.

``handlers`` holds those that were registered by name; a handler gets the exception and
returns the replacement and the place to go on at.
"""

from tamapy.metal import cast, is_null, isize, make_small, metal, stack_array, u32, usize
from tamapy.runtime import boxing, calls, imports, sequences, slots, types
from tamapy.runtime.strings import encodings, octets, text, units, windows
from tamapy.runtime.strings.encodings import (
    ASCII,
    LATIN_1,
    UTF_8,
    UTF_16,
    UTF_32,
    Fault,
    decode_run,
    encode_run,
)
from tamapy.runtime.strings.units import is_bytearray, is_bytes

#: Codec, whether the highest byte comes first, and whether a byte order mark stands before.
CODECS = {
    "ascii": (ASCII, False, False), "us-ascii": (ASCII, False, False),
    "646": (ASCII, False, False),
    "latin-1": (LATIN_1, False, False), "latin1": (LATIN_1, False, False),
    "iso-8859-1": (LATIN_1, False, False), "iso8859-1": (LATIN_1, False, False),
    "8859": (LATIN_1, False, False), "l1": (LATIN_1, False, False),
    "latin": (LATIN_1, False, False), "cp819": (LATIN_1, False, False),
    "utf-8": (UTF_8, False, False), "utf8": (UTF_8, False, False), "u8": (UTF_8, False, False),
    "utf": (UTF_8, False, False), "cp65001": (UTF_8, False, False),
    "utf-8-sig": (UTF_8, False, True),
    "utf-16": (UTF_16, False, True), "utf16": (UTF_16, False, True),
    "u16": (UTF_16, False, True),
    "utf-16-le": (UTF_16, False, False), "utf-16le": (UTF_16, False, False),
    "utf-16-be": (UTF_16, True, False), "utf-16be": (UTF_16, True, False),
    "utf-32": (UTF_32, False, True), "utf32": (UTF_32, False, True),
    "u32": (UTF_32, False, True),
    "utf-32-le": (UTF_32, False, False), "utf-32le": (UTF_32, False, False),
    "utf-32-be": (UTF_32, True, False), "utf-32be": (UTF_32, True, False),
}

#: The names of codecs in exceptions.
NAMES = ("ascii", "latin-1", "utf-8", "utf-16", "utf-32")

#: The byte order marks of codecs that write one.
MARKS = (b"", b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfe\0\0")

REASONS = (
    "", "invalid start byte", "invalid continuation byte", "unexpected end of data",
    "truncated data", "illegal encoding", "illegal UTF-16 surrogate",
    "code point in surrogate code point range(0xd800, 0xe000)",
    "code point not in range(0x110000)", "ordinal not in range(128)",
)

#: Why a codec cannot encode a character.
ENCODE_REASONS = (
    "ordinal not in range(128)", "ordinal not in range(256)", "surrogates not allowed",
    "surrogates not allowed", "surrogates not allowed",
)

#: Error handlers that were registered, by name.
handlers = {}


def codec_or_none(name):
    """The entry of an encoding's name, in whatever spelling."""
    found = CODECS.get(name)
    if found is None:
        found = CODECS.get(name.lower().replace("_", "-").replace(" ", "-"))
    return found


# -- error handlers --------------------------------------------------------------------------


def wrong_exception(exc):
    """A handler does not know the exception."""
    return TypeError(f"don't know how to handle {type(exc).__name__} in error callback")


def strict(exc):
    """Raise the exception."""
    if isinstance(exc, BaseException):
        raise exc
    raise TypeError("codec must pass exception instance")


def ignore(exc):
    """Leave out what cannot be converted."""
    if not isinstance(exc, UnicodeError):
        raise wrong_exception(exc)
    return "", exc.end


def replace(exc):
    """A question mark, or the replacement character."""
    if isinstance(exc, UnicodeEncodeError):
        return "?" * (exc.end - exc.start), exc.end
    if isinstance(exc, UnicodeDecodeError):
        return "\ufffd", exc.end
    if isinstance(exc, UnicodeTranslateError):
        return "\ufffd" * (exc.end - exc.start), exc.end
    raise wrong_exception(exc)


def xmlcharrefreplace(exc):
    """Numeric character references."""
    if not isinstance(exc, UnicodeEncodeError):
        raise wrong_exception(exc)
    parts = [f"&#{ord(c)};" for c in exc.object[exc.start : exc.end]]
    return "".join(parts), exc.end


def backslashreplace(exc):
    """Escapes as in literals."""
    if isinstance(exc, UnicodeDecodeError):
        parts = [f"\\x{b:02x}" for b in exc.object[exc.start : exc.end]]
    elif isinstance(exc, (UnicodeEncodeError, UnicodeTranslateError)):
        parts = [escape(ord(c)) for c in exc.object[exc.start : exc.end]]
    else:
        raise wrong_exception(exc)
    return "".join(parts), exc.end


def escape(code):
    """A character as an escape."""
    if code < 0x100:
        return f"\\x{code:02x}"
    if code < 0x10000:
        return f"\\u{code:04x}"
    return f"\\U{code:08x}"


def namereplace(exc):
    """Escapes with names."""
    if not isinstance(exc, UnicodeEncodeError):
        raise wrong_exception(exc)
    database = imports.modules().get("unicodedata")
    parts = []
    for c in exc.object[exc.start : exc.end]:
        name = database.name(c, "") if database is not None else ""
        parts.append(f"\\N{{{name}}}" if name else escape(ord(c)))
    return "".join(parts), exc.end


def surrogateescape(exc):
    """Bytes that cannot be decoded, as lone surrogates, and back."""
    if isinstance(exc, UnicodeDecodeError):
        found = encodings.escaped_bytes(exc.object, exc.start, exc.end)
        if not found:
            raise exc
        return found, exc.start + len(found)
    if not isinstance(exc, UnicodeEncodeError):
        raise wrong_exception(exc)
    codes = [ord(c) - 0xDC00 for c in exc.object[exc.start : exc.end]]
    for i in range(len(codes)):
        if not 128 <= codes[i] < 256:
            exc.start += i
            raise exc
    return bytes(codes), exc.end


def surrogatepass(exc):
    """Surrogates as if they were characters."""
    if not isinstance(exc, (UnicodeEncodeError, UnicodeDecodeError)):
        raise wrong_exception(exc)
    codec = codec_or_none(exc.encoding)
    if codec is None or codec[0] < UTF_8:
        raise exc
    if isinstance(exc, UnicodeEncodeError):
        for c in exc.object[exc.start : exc.end]:
            if not 0xD800 <= ord(c) < 0xE000:
                raise exc
        return encode_run(exc.object, codec[0], exc.start, exc.end, codec[1]), exc.end
    if codec[0] == UTF_8:
        found, size = encodings.surrogates_utf8(exc.object, exc.start), 3
    else:
        size = 2 if codec[0] == UTF_16 else 4
        found = encodings.surrogate_word(exc.object, exc.start, size, bool(codec[1]))
    if found is None:
        raise exc
    return found, exc.start + size


HANDLERS = {
    "strict": strict, "ignore": ignore, "replace": replace,
    "xmlcharrefreplace": xmlcharrefreplace, "backslashreplace": backslashreplace,
    "namereplace": namereplace, "surrogateescape": surrogateescape,
    "surrogatepass": surrogatepass,
}


def lookup_error(name):
    """The handler of a name."""
    found = handlers.get(name)
    if found is None:
        found = HANDLERS.get(name)
    if found is None:
        raise LookupError(f"unknown error handler name '{name}'")
    return found


def handle(errors, exc, size, what):
    """What the handler gives for an exception: the replacement and where to go on."""
    result = lookup_error(errors)(exc)
    if type(result) is not tuple or len(result) != 2:
        raise TypeError(f"{what} error handler must return (str, int) tuple" if what == "decoding"
                        else "encoding error handler must return (str/bytes, int) tuple")
    at = result[1]
    if at < 0:
        at += size
    if at < 0 or at > size:
        raise IndexError(f"position {result[1]} from error handler out of bounds")
    return result[0], at


# -- encoding --------------------------------------------------------------------------------


def encode(value, encoding, errors):
    """``value.encode(encoding, errors)``."""
    codec = codec_or_none(encoding)
    if codec is None:
        return by_registry("encode", value, encoding, errors)
    kind, big, marked = codec
    if kind <= UTF_8 and not marked:
        found = encodings.encode_simple_or_none(value, kind)
        if found is not None:
            return found
    made = encode_as(value, kind, big, errors, encode_name(kind, big, marked))
    if marked:
        made = MARKS[kind] + made
    return made


def encode_name(kind, big, marked):
    """The name of an encoding in exceptions."""
    if kind < UTF_16 or marked:
        return NAMES[kind]
    return NAMES[kind] + ("-be" if big else "-le")


def encode_as(value, kind, big, errors, name):
    """The bytes of text in one of the encodings known here."""
    size = len(value)
    stop = encodings.good_until(value, kind, 0)
    if stop == size:
        return encode_run(value, kind, 0, size, bool(big))
    parts = []
    at = 0
    while True:
        parts.append(encode_run(value, kind, at, stop, bool(big)))
        if stop == size:
            return b"".join(parts)
        end = encodings.bad_until(value, kind, stop)
        exc = UnicodeEncodeError(name, text.exact(value), stop, end, ENCODE_REASONS[kind])
        found, at = handle(errors, exc, size, "encoding")
        if units.is_str(found):
            if encodings.good_until(found, kind, 0) != len(found):
                raise exc
            found = encode_run(found, kind, 0, len(found), bool(big))
        elif not is_bytes(found):
            raise TypeError("encoding error handler must return (str/bytes, int) tuple")
        elif kind >= UTF_16 and len(found) % (2 if kind == UTF_16 else 4):
            raise exc
        parts.append(found)
        stop = encodings.good_until(value, kind, at)


# -- decoding --------------------------------------------------------------------------------


@metal
def decode_step(value: object, start: usize, codec: u32, big: bool) -> object:
    """(text, stop, end, reason): the text up to the first fault."""
    fault = stack_array(Fault, 1)[0]
    made = sequences.new_tuple(4)
    made.items[0] = decode_run(value, start, codec, big, fault)
    made.items[1] = make_small(isize(fault.stop))
    made.items[2] = make_small(isize(fault.end))
    made.items[3] = make_small(isize(fault.reason))
    return cast(object, made)


def byte_order(value, kind, big, marked):
    """(offset of the first character, whether the highest byte comes first)."""
    if not marked:
        return 0, big
    size = 2 if kind == UTF_16 else 4
    mark = value[:size]
    little = MARKS[kind]
    if mark == little:
        return size, False
    if mark == little[::-1]:
        return size, True
    return 0, False


def decode(value, encoding, errors):
    """``bytes.decode``: ``value`` is like bytes."""
    codec = codec_or_none(encoding)
    if codec is None:
        return by_registry("decode", value, encoding, errors)
    kind, big, marked = codec
    if kind <= UTF_8:
        if marked:
            value = to_bytes(value)
            value = value[3:] if value[:3] == MARKS[kind] else value
        found = encodings.decode_simple_or_none(laid_open(value), kind)
        if found is not None:
            return found
        marked = False
    value = to_bytes(value)
    at, big = byte_order(value, kind, big, marked)
    return decode_as(value, at, kind, big, errors, True)[0]


def decode_as(value, at, kind, big, errors, final):
    """(text, bytes consumed) of bytes in one of the encodings known here.

    Unless it is final, a character that lacks bytes at the end is left for later.
    """
    parts = []
    size = len(value)
    while True:
        found, stop, end, reason = decode_step(value, at, kind, bool(big))
        parts.append(found)
        if reason == encodings.NONE:
            break
        if not final and lacks_bytes(value, stop, end, reason):
            size = stop
            break
        exc = UnicodeDecodeError(
            encode_name(kind, big, False), value, stop, end, REASONS[reason]
        )
        replacement, at = handle(errors, exc, size, "decoding")
        if not units.is_str(replacement):
            raise TypeError("decoding error handler must return (str, int) tuple")
        parts.append(replacement)
        if exc.object is not value:
            value = exc.object
            size = len(value)
    return (parts[0] if len(parts) == 1 else "".join(parts)), size


def lacks_bytes(value, stop, end, reason):
    """Whether a fault at the end of bytes may be none once there are more.

    Two bytes of a surrogate are waited for as well: a handler of errors may want it.
    """
    size = len(value)
    if reason == encodings.UNEXPECTED_END or reason == encodings.TRUNCATED:
        return end == size
    return stop + 2 == size and value[stop] == 0xED and value[stop + 1] >> 5 == 5


def by_registry(what, value, encoding, errors):
    """An encoding that only the ``codecs`` module may know, or what lies below it."""
    module = imports.modules().get("codecs") or imports.modules().get("_codecs")
    if module is None:
        raise LookupError(f"unknown encoding: {encoding}")
    return getattr(module, what)(value, encoding, errors, True)


# -- what is like bytes ----------------------------------------------------------------------


def is_bytes_like(value):
    """Whether a value gives a buffer of bytes."""
    return (
        is_bytes(value) or is_bytearray(value) or windows.is_window(value)
        or exporter(value) is not None
    )


def exporter(value):
    """The ``__buffer__`` method of a value's class, or ``None``."""
    return getattr(type(value), "__buffer__", None)


def laid_open(value):
    """Something like bytes in a form whose bytes lie one after another."""
    if is_bytes(value) or is_bytearray(value):
        return value
    if not windows.is_window(value):
        value = exporter(value)(value, 0)
    windows.check_released(value)
    return value if windows.is_contiguous(value) else windows.copied(value)


def to_bytes(value):
    """Something like bytes as a bytes object."""
    if is_bytes(value):
        return value
    return octets.exact_bytes(laid_open(value))


def bytes_from(value):
    """``bytes(value)`` of a value that is no number."""
    if is_bytes_like(value):
        return to_bytes(value)
    if not is_null(types.slot_or_null(value, slots.BYTES)):
        found = calls.slot1(slots.BYTES, value)
        if not is_bytes(found):
            raise TypeError(f"__bytes__ returned non-bytes (type {type(found).__name__})")
        return found
    check_iterable(value, "bytes")
    return from_items(value)


def check_iterable(value, what):
    """Text and what gives no iterator do not become bytes."""
    if units.is_str(value) or (
        is_null(types.slot_or_null(value, slots.ITER))
        and is_null(types.slot_or_null(value, slots.GETITEM))
    ):
        raise TypeError(f"cannot convert '{type(value).__name__}' object to {what}")


def from_items(iterable):
    """The bytes that the ints of an iterable give."""
    items = iterable if type(iterable) is list else sequences.to_list(iterable)
    size = len(items)
    made = octets.zeros(size)
    i = 0
    for item in items:  # a list may change meanwhile
        number = byte_of(item)
        if i == size:
            made = octets.concat(made, octets.zeros(size))
            size = size + size
        octets.put_byte(made, i, number)
        i += 1
    return made if i == size else made[:i]


def byte_of(item, kind="bytes"):
    """An item as a byte."""
    number = boxing.as_index(item)
    if number < 0 or number > 255:
        raise ValueError(f"{kind} must be in range(0, 256)")
    return number
