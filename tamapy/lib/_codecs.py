"""``_codecs``: the codecs that ``str`` and ``bytes`` know themselves, and the registry."""

from tamapy.runtime.strings import codecs as _handlers

_searches = []
_known = {}


def register(search_function, /):
    """Add a function that finds codecs by name."""
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _searches.append(search_function)


def unregister(search_function, /):
    """Remove a search function."""
    if search_function in _searches:
        _searches.remove(search_function)
        _known.clear()


def lookup(encoding, /):
    """The codec of an encoding."""
    name = encoding.lower().replace(" ", "-")
    found = _known.get(name)
    if found is None:
        for search in _searches:
            found = search(name)
            if found is not None:
                break
        else:
            found = _escaping(name.replace("_", "-"))
            if found is None:
                raise LookupError(f"unknown encoding: {encoding}")
        _known[name] = found
    return found


class _Codec(tuple):
    """An encoder and a decoder, as much of a ``CodecInfo`` as is known without ``codecs``."""

    @property
    def encode(self):
        """Text to bytes."""
        return self[0]

    @property
    def decode(self):
        """Bytes to text."""
        return self[1]


def _escaping(name):
    """The codecs of literals, which need no module of ``encodings``."""
    if name == "unicode-escape":
        return _Codec((unicode_escape_encode, unicode_escape_decode))
    if name == "raw-unicode-escape":
        return _Codec((raw_unicode_escape_encode, raw_unicode_escape_decode))
    return None


def _forget_encoding(encoding, /):
    _known.pop(encoding, None)


def register_error(errors, handler, /):
    """Name an error handler."""
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers.handlers[errors] = handler


def lookup_error(name, /):
    """An error handler by its name."""
    return _handlers.lookup_error(name)


def encode(obj, encoding="utf-8", errors="strict"):
    """Encode by a registered codec."""
    if isinstance(obj, str) and _plain(encoding) in _ENCODERS:
        return obj.encode(encoding, errors)
    return lookup(encoding)[0](obj, errors)[0]


def decode(obj, encoding="utf-8", errors="strict"):
    """Decode by a registered codec."""
    if isinstance(obj, (bytes, bytearray)) and _plain(encoding) in _ENCODERS:
        return obj.decode(encoding, errors)
    return lookup(encoding)[1](obj, errors)[0]


def _plain(encoding):
    return encoding.lower().replace("_", "-")


_ENCODERS = frozenset((
    "utf-8", "utf8", "ascii", "us-ascii", "latin-1", "latin1", "iso-8859-1", "utf-16",
    "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
))


def _encoder(encoding):
    def encode(text, errors=None, /):
        return text.encode(encoding, errors or "strict"), len(text)

    return encode


def _decoder(encoding, tail):
    def decode(data, errors=None, final=False, /):
        data = bytes(data)
        size = len(data) - (0 if final else tail(data))
        return data[:size].decode(encoding, errors or "strict"), size

    return decode


def _utf8_tail(data):
    """Bytes at the end that begin a character without ending it."""
    for back in range(1, min(4, len(data) + 1)):
        byte = data[-back]
        if byte & 0xC0 == 0x80:
            continue
        if byte >= 0xF0:
            return back if back < 4 else 0
        if byte >= 0xE0:
            return back if back < 3 else 0
        if byte >= 0xC2:
            return back if back < 2 else 0
        return 0
    return 0


def _no_tail(data):
    return 0


def _utf16_tail(order):
    def tail(data):
        odd = len(data) & 1
        end = len(data) - odd
        if end >= 2:
            unit = int.from_bytes(data[end - 2:end], order)
            if 0xD800 <= unit < 0xDC00:
                return odd + 2
        return odd

    return tail


def _utf32_tail(data):
    return len(data) & 3


utf_8_encode = _encoder("utf-8")
utf_8_decode = _decoder("utf-8", _utf8_tail)
ascii_encode = _encoder("ascii")
latin_1_encode = _encoder("latin-1")
utf_16_encode = _encoder("utf-16")
utf_16_le_encode = _encoder("utf-16-le")
utf_16_be_encode = _encoder("utf-16-be")
utf_16_decode = _decoder("utf-16", _utf16_tail("little"))
utf_16_le_decode = _decoder("utf-16-le", _utf16_tail("little"))
utf_16_be_decode = _decoder("utf-16-be", _utf16_tail("big"))
utf_32_encode = _encoder("utf-32")
utf_32_le_encode = _encoder("utf-32-le")
utf_32_be_encode = _encoder("utf-32-be")
utf_32_decode = _decoder("utf-32", _utf32_tail)
utf_32_le_decode = _decoder("utf-32-le", _utf32_tail)
utf_32_be_decode = _decoder("utf-32-be", _utf32_tail)


def ascii_decode(data, errors=None, /):
    """Decode ASCII."""
    return bytes(data).decode("ascii", errors or "strict"), len(data)


def latin_1_decode(data, errors=None, /):
    """Decode Latin-1."""
    return bytes(data).decode("latin-1", errors or "strict"), len(data)


def utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /):
    """Decode UTF-16; also the byte order that was found."""
    return _with_order(data, errors, byteorder, final, 16)


def utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /):
    """Decode UTF-32; also the byte order that was found."""
    return _with_order(data, errors, byteorder, final, 32)


def _with_order(data, errors, byteorder, final, bits):
    data = bytes(data)
    skipped = 0
    width = bits // 8
    if byteorder == 0 and len(data) >= width:
        mark = int.from_bytes(data[:width], "little")
        if mark == 0xFEFF:
            byteorder, skipped = -1, width
        elif mark == int.from_bytes((0xFEFF).to_bytes(width, "big"), "little"):
            byteorder, skipped = 1, width
    order = "be" if byteorder > 0 else "le"
    tail = _utf32_tail if bits == 32 else _utf16_tail("big" if byteorder > 0 else "little")
    size = len(data) - (0 if final else tail(data))
    text = data[skipped:size].decode(f"utf-{bits}-{order}", errors or "strict")
    return text, size, byteorder


def readbuffer_encode(data, errors=None, /):
    """Bytes as they are."""
    if isinstance(data, str):
        data = data.encode()
    return bytes(data), len(data)


_ESCAPES = {9: "\\t", 10: "\\n", 13: "\\r", 39: "\\'", 92: "\\\\"}
_UNESCAPES = {
    "\n": "", "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "n": "\n",
    "r": "\r", "t": "\t", "v": "\v",
}


def escape_encode(data, errors=None, /):
    """Bytes as the inside of a literal."""
    parts = []
    for byte in data:
        if byte in _ESCAPES:
            parts.append(_ESCAPES[byte])
        elif 32 <= byte < 127:
            parts.append(chr(byte))
        else:
            parts.append(f"\\x{byte:02x}")
    return "".join(parts).encode("latin-1"), len(data)


def _unescape(text, wide):
    """The characters that the inside of a literal stands for."""
    parts = []
    at = 0
    while True:
        mark = text.find("\\", at)
        if mark < 0:
            parts.append(text[at:])
            return "".join(parts)
        parts.append(text[at:mark])
        if mark + 1 == len(text):
            raise ValueError("Trailing \\ in string")
        letter = text[mark + 1]
        at = mark + 2
        if letter in _UNESCAPES:
            parts.append(_UNESCAPES[letter])
        elif letter in "01234567":
            end = mark + 1
            while end < mark + 4 and end < len(text) and text[end] in "01234567":
                end += 1
            code = int(text[mark + 1:end], 8)
            parts.append(chr(code if wide else code & 0xFF))
            at = end
        elif letter == "x" or wide and letter in "uU":
            digits = {"x": 2, "u": 4, "U": 8}[letter]
            number = text[at:at + digits]
            if len(number) < digits or number.strip("0123456789abcdefABCDEF"):
                raise ValueError(f"invalid \\{letter} escape at position {mark}")
            parts.append(chr(int(number, 16)))
            at += digits
        else:
            parts.append("\\" + letter)


def escape_decode(data, errors=None, /):
    """The bytes that the inside of a literal stands for."""
    if isinstance(data, str):
        data = data.encode()
    text = _unescape(bytes(data).decode("latin-1"), False)
    return text.encode("latin-1"), len(data)


def unicode_escape_encode(text, errors=None, /):
    """Text as the inside of a literal."""
    parts = []
    for c in text:
        code = ord(c)
        if code in _ESCAPES and code != 39:
            parts.append(_ESCAPES[code])
        elif 32 <= code < 127:
            parts.append(c)
        elif code < 256:
            parts.append(f"\\x{code:02x}")
        elif code < 65536:
            parts.append(f"\\u{code:04x}")
        else:
            parts.append(f"\\U{code:08x}")
    return "".join(parts).encode("ascii"), len(text)


def unicode_escape_decode(data, errors=None, final=True, /):
    """The text that the inside of a literal stands for."""
    text = data if isinstance(data, str) else bytes(data).decode("latin-1")
    try:
        return _unescape(text, True), len(data)
    except ValueError as exc:
        raw = text.encode("latin-1")
        raise UnicodeDecodeError("unicodeescape", raw, 0, len(raw), str(exc)) from None


def raw_unicode_escape_encode(text, errors=None, /):
    """Text in Latin-1, the rest escaped."""
    parts = []
    for c in text:
        code = ord(c)
        if code < 256:
            parts.append(c)
        else:
            parts.append(f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}")
    return "".join(parts).encode("latin-1"), len(text)


def raw_unicode_escape_decode(data, errors=None, final=True, /):
    """Latin-1 with ``\\\\u`` escapes."""
    text = data if isinstance(data, str) else bytes(data).decode("latin-1")
    parts = []
    at = 0
    while at < len(text):
        digits = {"\\u": 4, "\\U": 8}.get(text[at:at + 2])
        if digits is None:
            parts.append(text[at])
            at += 1
        else:
            parts.append(chr(int(text[at + 2:at + 2 + digits], 16)))
            at += 2 + digits
    return "".join(parts), len(data)


def charmap_build(mapping, /):
    """The table to encode by, from the one to decode by."""
    return {ord(c): i for i, c in enumerate(mapping)}


def charmap_encode(text, errors=None, mapping=None, /):
    """Encode by a table."""
    out = bytearray()
    for i, c in enumerate(text):
        code = ord(c)
        found = code if mapping is None and code < 256 else None
        if mapping is not None:
            try:
                found = mapping[code]
            except LookupError:
                found = None
        if found is None:
            exc = UnicodeEncodeError("charmap", text, i, i + 1, "character maps to <undefined>")
            found = _handlers.lookup_error(errors or "strict")(exc)[0]
            found = found if isinstance(found, bytes) else found.encode("latin-1")
        if isinstance(found, int):
            out.append(found)
        else:
            out += found
    return bytes(out), len(text)


def charmap_decode(data, errors=None, mapping=None, /):
    """Decode by a table."""
    parts = []
    for i, byte in enumerate(data):
        found = chr(byte) if mapping is None else None
        if mapping is not None:
            try:
                found = mapping[byte]
            except LookupError:
                found = None
        if found is None or found == "\ufffe":
            exc = UnicodeDecodeError(
                "charmap", bytes(data), i, i + 1, "character maps to <undefined>"
            )
            found = _handlers.lookup_error(errors or "strict")(exc)[0]
        parts.append(chr(found) if isinstance(found, int) else found)
    return "".join(parts), len(data)
