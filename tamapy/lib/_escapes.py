"""The codecs of literals: text with backslashes before what cannot stand for itself."""

import warnings

from _buffers import bytes_of as _bytes_of

from tamapy.runtime import imports as _imports
from tamapy.runtime.strings import codecs as _handlers

_ESCAPES = {9: "\\t", 10: "\\n", 13: "\\r", 39: "\\'", 92: "\\\\"}
_UNESCAPES = {
    10: "", 92: "\\", 39: "'", 34: '"', 97: "\a", 98: "\b", 102: "\f", 110: "\n",
    114: "\r", 116: "\t", 118: "\v",
}
#: Letters before hexadecimal digits: how many, and what is said if some are missing.
_HEXADECIMAL = {
    120: (2, "truncated \\xXX escape"), 117: (4, "truncated \\uXXXX escape"),
    85: (8, "truncated \\UXXXXXXXX escape"),
}
_DIGITS = frozenset(b"0123456789abcdefABCDEF")


def escape_encode(data, errors=None, /):
    """Bytes as the inside of a literal."""
    if not isinstance(data, bytes):
        raise TypeError(
            f"escape_encode() argument 1 must be bytes, not {type(data).__name__}"
        )
    parts = []
    for byte in data:
        if byte in _ESCAPES:
            parts.append(_ESCAPES[byte])
        elif 32 <= byte < 127:
            parts.append(chr(byte))
        else:
            parts.append(f"\\x{byte:02x}")
    return "".join(parts).encode("latin-1"), len(data)


def _octal_end(data, at):
    """Where up to three octal digits that begin before ``at`` end."""
    end = at
    while end < at + 2 and end < len(data) and 48 <= data[end] < 56:
        end += 1
    return end


def _digits_end(data, at, count):
    """Where hexadecimal digits end."""
    end = at
    while end < at + count and end < len(data) and data[end] in _DIGITS:
        end += 1
    return end


def _warn(first):
    """Tell of the first escape that is none: an octal number, or a character."""
    if first is None:
        return
    kind = "octal escape sequence" if len(first) > 1 else "escape sequence"
    warnings.warn(f"invalid {kind} '\\{first}'", DeprecationWarning, stacklevel=1)


def _laid_open(data):
    """What the codecs of literals decode: text stands for its UTF-8."""
    return data.encode() if isinstance(data, str) else _bytes_of(data)


def escape_decode(data, errors=None, /):
    """The bytes that the inside of a literal stands for."""
    data = _laid_open(data)
    parts = []
    first = None
    at = 0
    while True:
        mark = data.find(b"\\", at)
        if mark < 0:
            parts.append(data[at:])
            _warn(first)
            return b"".join(parts), len(data)
        parts.append(data[at:mark])
        if mark + 1 == len(data):
            raise ValueError("Trailing \\ in string")
        letter = data[mark + 1]
        at = mark + 2
        if letter in _UNESCAPES:
            parts.append(_UNESCAPES[letter].encode("ascii"))
        elif 48 <= letter < 56:
            at = _octal_end(data, at)
            digits = data[mark + 1:at].decode("ascii")
            if int(digits, 8) > 255:
                first = first or digits
            parts.append((int(digits, 8) & 255).to_bytes(1, "little"))
        elif letter == 120:
            at = _digits_end(data, at, 2)
            parts.append(_byte_of(data, mark, at, errors))
        else:
            first = first or chr(letter)
            parts.append(data[mark:at])


def _byte_of(data, mark, end, errors):
    """The byte of two hexadecimal digits after a backslash."""
    if end == mark + 4:
        return int(data[mark + 2:end].decode("ascii"), 16).to_bytes(1, "little")
    if not errors or errors == "strict":
        raise ValueError(f"invalid \\x escape at position {mark}")
    if errors == "replace":
        return b"?"
    if errors == "ignore":
        return b""
    raise ValueError(f"decoding error; unknown error handling code: {errors}")


def _escaped(code):
    """A character that does not stand for itself."""
    if code < 256:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def unicode_escape_encode(text, errors=None, /):
    """Text as the inside of a literal."""
    parts = []
    for c in text:
        code = ord(c)
        if code in _ESCAPES and code != 39:
            parts.append(_ESCAPES[code])
        else:
            parts.append(c if 32 <= code < 127 else _escaped(code))
    return "".join(parts).encode("ascii"), len(text)


def raw_unicode_escape_encode(text, errors=None, /):
    """Text in Latin-1, the rest escaped."""
    return "".join(
        [c if c < "\u0100" else _escaped(ord(c)) for c in text]
    ).encode("latin-1"), len(text)


def _named(name):
    """The character of a name, ``None`` if there is none."""
    database = _imports.modules().get("unicodedata")
    if database is None:
        raise UnicodeError("\\N escapes not supported (can't load unicodedata module)")
    try:
        found = database.lookup(name.decode("latin-1"))
    except KeyError:
        return None
    return found if len(found) == 1 else None


def _name_at(data, at):
    """(text or ``None``, end, what is wrong, whether more could help) of a name in braces."""
    malformed = "malformed \\N character escape"
    if at == len(data):
        return None, at, malformed, True
    if data[at] != 123:
        return None, at, malformed, False
    end = data.find(b"}", at)
    if end < 0:
        return None, len(data), malformed, True
    if end == at + 1:
        return None, end, malformed, False
    found = _named(data[at + 1:end])
    return found, end + 1, "" if found else "unknown Unicode character name", False


def _number_at(data, at, letter, reason):
    """The same of hexadecimal digits."""
    count, truncated = _HEXADECIMAL[letter]
    end = _digits_end(data, at, count)
    if end < at + count:
        return None, end, truncated, end == len(data)
    code = int(data[at:end].decode("ascii"), 16)
    return (chr(code), end, "", False) if code < 0x110000 else (None, end, reason, False)


def _escape_at(data, at):
    """The same of what stands after a backslash."""
    if at == len(data):
        return None, at, "\\ at end of string", True
    letter = data[at]
    at += 1
    if letter in _UNESCAPES:
        return _UNESCAPES[letter], at, "", False
    if 48 <= letter < 56:
        end = _octal_end(data, at)
        digits = data[at - 1:end].decode("ascii")
        return chr(int(digits, 8)), end, digits if int(digits, 8) > 255 else "", False
    if letter in _HEXADECIMAL:
        return _number_at(data, at, letter, "illegal Unicode character")
    if letter == 78:
        return _name_at(data, at)
    return "\\" + chr(letter), at, chr(letter), False


def _raw_escape_at(data, at):
    """The same where only numbers are escapes."""
    if at == len(data):
        return "\\", at, "", True
    letter = data[at]
    if letter in (117, 85):
        return _number_at(data, at + 1, letter, "\\Uxxxxxxxx out of range")
    return "\\" + chr(letter), at + 1, "", False


def _unescape(data, codec, escape_at, errors, final):
    """(text, how many bytes that took, the first escape that is none)."""
    data = _laid_open(data)
    size = len(data)
    parts = []
    first = None
    at = 0
    while True:
        mark = data.find(b"\\", at)
        if mark < 0:
            parts.append(data[at:].decode("latin-1"))
            break
        parts.append(data[at:mark].decode("latin-1"))
        found, at, note, unfinished = escape_at(data, mark + 1)
        if unfinished and not final:
            size = mark
            break
        if found is None:
            exc = UnicodeDecodeError(codec, data, mark, at, note)
            found, at = _handlers.handle(errors or "strict", exc, len(data), "decoding")
            data = exc.object
        elif note:
            first = first or note
        parts.append(found)
    return "".join(parts), size, first


def unicode_escape_decode(data, errors=None, final=True, /):
    """The text that the inside of a literal stands for."""
    text, size, first = _unescape(data, "unicodeescape", _escape_at, errors, final)
    _warn(first)
    return text, size


def raw_unicode_escape_decode(data, errors=None, final=True, /):
    """Latin-1 with ``\\\\u`` escapes."""
    return _unescape(data, "rawunicodeescape", _raw_escape_at, errors, final)[:2]
