"""``_codecs``: the codecs that ``str`` and ``bytes`` know themselves, and the registry."""

from _buffers import bytes_of as _bytes_of
from _charmap import charmap_build, charmap_decode, charmap_encode
from _escapes import (
    escape_decode,
    escape_encode,
    raw_unicode_escape_decode,
    raw_unicode_escape_encode,
    unicode_escape_decode,
    unicode_escape_encode,
)
from _utf7 import utf_7_decode, utf_7_encode

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
    if not isinstance(encoding, str):
        raise TypeError(f"lookup() argument must be str, not {type(encoding).__name__}")
    if "\0" in encoding:
        raise ValueError("embedded null character")
    name = _normal(encoding)
    found = _known.get(name)
    if found is None:
        for search in _searches:
            found = search(name)
            if found is not None:
                _check_found(found)
                break
        else:
            found = _escaping(name.replace("_", "-"))
            if found is None:
                raise LookupError(f"unknown encoding: {encoding}")
        _known[name] = found
    return found


def _normal(encoding):
    """A name as search functions are asked for it."""
    parts = [c if c.isascii() and (c.isalnum() or c == ".") else " " for c in encoding.lower()]
    return "_".join("".join(parts).split())


def _check_found(found):
    if not isinstance(found, tuple) or len(found) != 4:
        raise TypeError("codec search functions must return 4-tuples")


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
    _known.pop(_normal(encoding), None)


def register_error(errors, handler, /):
    """Name an error handler."""
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers.handlers[errors] = handler


def lookup_error(name, /):
    """An error handler by its name."""
    return _handlers.lookup_error(name)


def encode(obj, encoding="utf-8", errors="strict", _text=False):
    """Encode by a registered codec; ``_text``: what ``str.encode`` does not know itself."""
    if isinstance(obj, str) and not _text and _handlers.codec_or_none(encoding) is not None:
        return obj.encode(encoding, errors)
    found = _convert(lookup(encoding), 0, obj, encoding, errors, _text)
    if _text and isinstance(found, bytearray):
        import warnings

        warnings.warn(
            f"encoder {encoding} returned bytearray instead of bytes; "
            "use codecs.encode() to encode to arbitrary types", RuntimeWarning, stacklevel=1,
        )
        return bytes(found)
    if _text and not isinstance(found, bytes):
        raise TypeError(
            f"'{encoding}' encoder returned '{type(found).__name__}' instead of 'bytes'; "
            "use codecs.encode() to encode to arbitrary types"
        )
    return found


def decode(obj, encoding="utf-8", errors="strict", _text=False):
    """Decode by a registered codec; ``_text``: what ``bytes.decode`` does not know itself."""
    if (
        isinstance(obj, (bytes, bytearray)) and not _text
        and _handlers.codec_or_none(encoding) is not None
    ):
        return obj.decode(encoding, errors)
    found = _convert(lookup(encoding), 1, obj, encoding, errors, _text)
    if _text and not isinstance(found, str):
        raise TypeError(
            f"'{encoding}' decoder returned '{type(found).__name__}' instead of 'str'; "
            "use codecs.decode() to decode to arbitrary types"
        )
    return found


_WORDS = (
    ("encode", "encoding", "encoder must return a tuple (object, integer)"),
    ("decode", "decoding", "decoder must return a tuple (object,integer)"),
)


def _convert(codec, way, obj, encoding, errors, text):
    """What a codec makes of an object; its exceptions tell its name."""
    if text and not getattr(codec, "_is_text_encoding", True):
        raise LookupError(
            f"'{encoding}' is not a text encoding; "
            f"use codecs.{_WORDS[way][0]}() to handle arbitrary codecs"
        )
    try:
        found = codec[way](obj, errors)
    except Exception as exc:
        told = _told(exc, f"{_WORDS[way][1]} with '{encoding}' codec failed")
        if told is None:
            raise
        raise told from exc
    if not isinstance(found, tuple) or len(found) != 2:
        raise TypeError(_WORDS[way][2])
    return found[0]


def _told(exc, prefix):
    """An exception with more of a text, ``None`` if it has more than a text to tell."""
    kind = type(exc)
    if kind.__new__ is not Exception.__new__ or kind.__init__ is not Exception.__init__:
        return None
    if len(exc.args) > 1 or exc.args and type(exc.args[0]) is not str or vars(exc):
        return None
    return kind(f"{prefix} ({kind.__name__}: {exc})")


def _encoder(encoding):
    name = encoding.replace("-", "_") + "_encode"

    def encode(text, errors=None, /):
        if not isinstance(text, str):
            raise TypeError(f"{name}() argument 1 must be str, not {type(text).__name__}")
        return text.encode(encoding, errors or "strict"), len(text)

    encode.__qualname__ = name
    return encode


def _decoder(encoding):
    kind, big, _ = _handlers.CODECS[encoding]

    def decode(data, errors=None, final=False, /):
        data = _bytes_of(data)
        return _handlers.decode_as(data, 0, kind, big, errors or "strict", final)

    decode.__qualname__ = encoding.replace("-", "_") + "_decode"
    return decode


def _marked_decoder(bits):
    def decode(data, errors=None, final=False, /):
        return _with_order(data, errors, 0, final, bits)[:2]

    decode.__qualname__ = f"utf_{bits}_decode"
    return decode


utf_8_encode = _encoder("utf-8")
utf_8_decode = _decoder("utf-8")
ascii_encode = _encoder("ascii")
latin_1_encode = _encoder("latin-1")
utf_16_le_encode = _encoder("utf-16-le")
utf_16_be_encode = _encoder("utf-16-be")
utf_16_decode = _marked_decoder(16)
utf_16_le_decode = _decoder("utf-16-le")
utf_16_be_decode = _decoder("utf-16-be")
utf_32_le_encode = _encoder("utf-32-le")
utf_32_be_encode = _encoder("utf-32-be")
utf_32_decode = _marked_decoder(32)
utf_32_le_decode = _decoder("utf-32-le")
utf_32_be_decode = _decoder("utf-32-be")


def utf_16_encode(text, errors=None, byteorder=0, /):
    """Encode UTF-16, with a byte order mark unless an order is asked for."""
    return text.encode(_ordered("utf-16", byteorder), errors or "strict"), len(text)


def utf_32_encode(text, errors=None, byteorder=0, /):
    """Encode UTF-32, with a byte order mark unless an order is asked for."""
    return text.encode(_ordered("utf-32", byteorder), errors or "strict"), len(text)


def _ordered(encoding, byteorder):
    return encoding if not byteorder else encoding + ("-le" if byteorder < 0 else "-be")


def ascii_decode(data, errors=None, /):
    """Decode ASCII."""
    data = _bytes_of(data)
    return data.decode("ascii", errors or "strict"), len(data)


def latin_1_decode(data, errors=None, /):
    """Decode Latin-1."""
    data = _bytes_of(data)
    return data.decode("latin-1", errors or "strict"), len(data)


def utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /):
    """Decode UTF-16; also the byte order that was found."""
    return _with_order(data, errors, byteorder, final, 16)


def utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /):
    """Decode UTF-32; also the byte order that was found."""
    return _with_order(data, errors, byteorder, final, 32)


def _with_order(data, errors, byteorder, final, bits):
    data = _bytes_of(data)
    skipped = 0
    width = bits // 8
    if byteorder == 0 and len(data) >= width:
        mark = int.from_bytes(data[:width], "little")
        if mark == 0xFEFF:
            byteorder, skipped = -1, width
        elif mark == int.from_bytes((0xFEFF).to_bytes(width, "big"), "little"):
            byteorder, skipped = 1, width
    kind = _handlers.UTF_16 if bits == 16 else _handlers.UTF_32
    text, size = _handlers.decode_as(
        data, skipped, kind, byteorder > 0, errors or "strict", final
    )
    return text, size, byteorder


def readbuffer_encode(data, errors=None, /):
    """Bytes as they are."""
    if isinstance(data, str):
        data = data.encode()
    return bytes(data), len(data)


for _function in (
    charmap_build, charmap_decode, charmap_encode, escape_decode, escape_encode, utf_7_decode,
    utf_7_encode, raw_unicode_escape_decode, raw_unicode_escape_encode, unicode_escape_decode,
    unicode_escape_encode,
):
    _function.__module__ = "_codecs"
