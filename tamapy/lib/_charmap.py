"""Codecs whose characters have a byte each, by tables."""

from _buffers import bytes_of as _bytes_of

from tamapy.runtime.strings import codecs as _handlers

_UNDEFINED = "character maps to <undefined>"


def charmap_build(mapping, /):
    """The table to encode by, from the one to decode by."""
    return {ord(c): i for i, c in enumerate(mapping)}


def _encoded(code, mapping):
    """The bytes of a character, ``None`` if it has none."""
    try:
        found = mapping[code]
    except LookupError:
        return None
    if found is None or isinstance(found, bytes):
        return found
    if not isinstance(found, int):
        raise TypeError(
            "character mapping must return integer, bytes or None, "
            f"not {type(found).__name__}"
        )
    if not 0 <= found < 256:
        raise TypeError("character mapping must be in range(256)")
    return found.to_bytes(1, "little")


def charmap_encode(text, errors=None, mapping=None, /):
    """Encode by a table."""
    if mapping is None:
        return text.encode("latin-1", errors or "strict"), len(text)
    out = []
    at = 0
    while at < len(text):
        found = _encoded(ord(text[at]), mapping)
        if found is not None:
            out.append(found)
            at += 1
            continue
        end = at + 1
        while end < len(text) and _encoded(ord(text[end]), mapping) is None:
            end += 1
        exc = UnicodeEncodeError("charmap", text, at, end, _UNDEFINED)
        instead, at = _handlers.handle(errors or "strict", exc, len(text), "encoding")
        if isinstance(instead, str):
            for c in instead:
                found = _encoded(ord(c), mapping)
                if found is None:
                    raise exc
                out.append(found)
        else:
            out.append(instead)
    return b"".join(out), len(text)


def _decoded(byte, mapping):
    """The text of a byte, ``None`` if it has none."""
    try:
        found = mapping[byte]
    except LookupError:
        return None
    if isinstance(found, int):
        if not 0 <= found < 0x110000:
            raise TypeError("character mapping must be in range(0x110000)")
        found = chr(found)
    elif found is not None and not isinstance(found, str):
        raise TypeError("character mapping must return integer, None or str")
    return None if found == "\ufffe" else found


def charmap_decode(data, errors=None, mapping=None, /):
    """Decode by a table."""
    data = _bytes_of(data)
    size = len(data)
    if mapping is None:
        return data.decode("latin-1"), size
    parts = []
    at = 0
    while at < len(data):
        found = _decoded(data[at], mapping)
        if found is None:
            exc = UnicodeDecodeError("charmap", data, at, at + 1, _UNDEFINED)
            found, at = _handlers.handle(errors or "strict", exc, len(data), "decoding")
            data = exc.object
        else:
            at += 1
        parts.append(found)
    return "".join(parts), size
