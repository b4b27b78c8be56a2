"""The scanner and the encoder of ``json``."""

from _target import MAXSIZE

from tamapy.runtime.strings.quotable import plain_end as _plain_end

_ESCAPES = {
    '"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t",
}
_QUOTED = {
    '"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t",
}
_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")
_DIGITS = frozenset("0123456789")
_SPACE = frozenset(" \t\n\r")
_TOP = 0x10FFFF
_INF = float("inf")


def _fail(message, text, position):
    from json.decoder import JSONDecodeError

    raise JSONDecodeError(message, text, position)


# -- strings ------------------------------------------------------------------------------


def _unfit(string, end):
    """What is wrong with a text and a place in it."""
    if abs(end) > MAXSIZE:
        return OverflowError("Python int too large to convert to C ssize_t")
    if not isinstance(string, str):
        return TypeError(f"first argument must be a string, not {type(string).__name__}")
    return ValueError("end is out of bounds")


def scanstring(string, end, strict=True, /):
    """The string that follows a quotation mark, and the index behind its end."""
    if not isinstance(string, str) or not 0 <= end <= len(string):
        raise _unfit(string, end)
    lowest = 32 if strict else 0
    begin = end - 1
    stop = _plain_end(string, end, lowest, _TOP)
    if stop < len(string) and string[stop] == '"':
        return string[end:stop], stop + 1
    parts = []
    while True:
        if stop >= len(string):
            _fail("Unterminated string starting at", string, begin)
        parts.append(string[end:stop])
        sign = string[stop]
        if sign == '"':
            return "".join(parts), stop + 1
        if sign != "\\":
            _fail("Invalid control character at", string, stop)
        if stop + 1 == len(string):
            _fail("Unterminated string starting at", string, begin)
        sign = string[stop + 1]
        end = stop + 2
        if sign == "u":
            sign, end = _scan_unicode(string, end)
        else:
            sign = _ESCAPES.get(sign)
            if sign is None:
                _fail("Invalid \\escape", string, stop)
        parts.append(sign)
        stop = _plain_end(string, end, lowest, _TOP)


def _scan_hexadecimal(string, at):
    digits = string[at:at + 4]
    for digit in digits:
        if digit not in _HEXADECIMAL:
            _fail("Invalid \\uXXXX escape", string, at - 1)
    return int(digits, 16)


def _scan_unicode(string, at):
    """The character of four hexadecimal digits, or of two times four, and the index behind."""
    if at + 4 >= len(string):
        _fail("Invalid \\uXXXX escape", string, at - 1)
    code = _scan_hexadecimal(string, at)
    at += 4
    if 0xD800 <= code <= 0xDBFF and at + 6 < len(string) and string[at:at + 2] == "\\u":
        low = _scan_hexadecimal(string, at + 2)
        if 0xDC00 <= low <= 0xDFFF:
            return chr(0x10000 + ((code - 0xD800) << 10 | low - 0xDC00)), at + 6
    return chr(code), at


def _quote(string, highest):
    if not isinstance(string, str):
        raise TypeError(f"first argument must be a string, not {type(string).__name__}")
    at = _plain_end(string, 0, 32, highest)
    if at == len(string):
        return '"' + string + '"'
    parts = ['"']
    first = 0
    while at < len(string):
        parts.append(string[first:at])
        sign = string[at]
        quoted = _QUOTED.get(sign)
        if quoted is None:
            code = ord(sign)
            if code >= 0x10000:
                code -= 0x10000
                quoted = f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}"
            else:
                quoted = f"\\u{code:04x}"
        parts.append(quoted)
        first = at + 1
        at = _plain_end(string, first, 32, highest)
    parts.append(string[first:])
    parts.append('"')
    return "".join(parts)


def encode_basestring_ascii(string, /):
    """A string in quotation marks, all but ASCII escaped."""
    return _quote(string, 126)


def encode_basestring(string, /):
    """A string in quotation marks."""
    return _quote(string, _TOP)


# -- scanner ------------------------------------------------------------------------------


class make_scanner:
    """Reads one value from a text."""

    __slots__ = (
        "strict", "object_hook", "object_pairs_hook", "parse_float", "parse_int",
        "parse_constant", "_memo",
    )

    def __init__(self, context):
        self.strict = bool(context.strict)
        self.object_hook = context.object_hook
        self.object_pairs_hook = context.object_pairs_hook
        self.parse_float = context.parse_float
        self.parse_int = context.parse_int
        self.parse_constant = context.parse_constant
        self._memo = {}

    def __call__(self, string, idx):
        if not isinstance(string, str):
            raise TypeError(f"first argument must be a string, not {type(string).__name__}")
        if idx < 0:
            raise ValueError("idx cannot be negative")
        try:
            return self._scan(string, idx)
        finally:
            self._memo.clear()

    def _scan(self, string, at):
        if at >= len(string):
            raise StopIteration(at)
        sign = string[at]
        if sign == '"':
            return scanstring(string, at + 1, self.strict)
        if sign == "{":
            try:
                return self._scan_object(string, at + 1)
            except RecursionError as error:
                raise _deeper(error, "decoding a JSON object from a unicode string") from None
        if sign == "[":
            try:
                return self._scan_array(string, at + 1)
            except RecursionError as error:
                raise _deeper(error, "decoding a JSON array from a unicode string") from None
        if sign == "n":
            if string.startswith("null", at):
                return None, at + 4
        elif sign == "t":
            if string.startswith("true", at):
                return True, at + 4
        elif sign == "f":
            if string.startswith("false", at):
                return False, at + 5
        elif sign == "N":
            if string.startswith("NaN", at):
                return self.parse_constant("NaN"), at + 3
        elif sign == "I":
            if string.startswith("Infinity", at):
                return self.parse_constant("Infinity"), at + 8
        elif sign == "-" and string.startswith("-Infinity", at):
            return self.parse_constant("-Infinity"), at + 9
        return self._scan_number(string, at)

    def _scan_object(self, string, at):
        pairs = [] if self.object_pairs_hook is not None else None
        found = {}
        memo = self._memo
        length = len(string)
        while at < length and string[at] in _SPACE:
            at += 1
        if at >= length or string[at] != "}":
            while True:
                if at >= length or string[at] != '"':
                    _fail("Expecting property name enclosed in double quotes", string, at)
                key, at = scanstring(string, at + 1, self.strict)
                key = memo.setdefault(key, key)
                while at < length and string[at] in _SPACE:
                    at += 1
                if at >= length or string[at] != ":":
                    _fail("Expecting ':' delimiter", string, at)
                at += 1
                while at < length and string[at] in _SPACE:
                    at += 1
                value, at = self._scan(string, at)
                if pairs is not None:
                    pairs.append((key, value))
                else:
                    found[key] = value
                while at < length and string[at] in _SPACE:
                    at += 1
                if at < length and string[at] == "}":
                    break
                if at >= length or string[at] != ",":
                    _fail("Expecting ',' delimiter", string, at)
                at += 1
                while at < length and string[at] in _SPACE:
                    at += 1
        if pairs is not None:
            return self.object_pairs_hook(pairs), at + 1
        if self.object_hook is not None:
            return self.object_hook(found), at + 1
        return found, at + 1

    def _scan_array(self, string, at):
        found = []
        length = len(string)
        while at < length and string[at] in _SPACE:
            at += 1
        if at < length and string[at] == "]":
            return found, at + 1
        while True:
            value, at = self._scan(string, at)
            found.append(value)
            while at < length and string[at] in _SPACE:
                at += 1
            if at < length and string[at] == "]":
                return found, at + 1
            if at >= length or string[at] != ",":
                _fail("Expecting ',' delimiter", string, at)
            at += 1
            while at < length and string[at] in _SPACE:
                at += 1

    def _scan_number(self, string, start):
        length = len(string)
        at = start + 1 if string[start] == "-" else start
        if at >= length or string[at] not in _DIGITS:
            raise StopIteration(start)
        if string[at] == "0":
            at += 1
        else:
            at = _digits_end(string, at)
        is_float = False
        if at < length - 1 and string[at] == "." and string[at + 1] in _DIGITS:
            is_float = True
            at = _digits_end(string, at + 1)
        if at < length - 1 and string[at] in "eE":
            first = at + 1
            if first < length - 1 and string[first] in "+-":
                first += 1
            end = _digits_end(string, first)
            if end > first:
                is_float = True
                at = end
        parse = self.parse_float if is_float else self.parse_int
        return parse(string[start:at]), at


def _digits_end(string, at):
    length = len(string)
    while at < length and string[at] in _DIGITS:
        at += 1
    return at


def _deeper(error, what):
    """Say during what the recursion became too deep."""
    if str(error) == "maximum recursion depth exceeded":
        return RecursionError(f"{error} while {what}")
    return error


# -- encoder ------------------------------------------------------------------------------


class make_encoder:
    """Writes a value as a tuple of pieces of text."""

    __slots__ = (
        "markers", "default", "encoder", "indent", "key_separator", "item_separator",
        "sort_keys", "skipkeys", "allow_nan",
    )

    def __init__(
        self, markers, default, encoder, indent, key_separator, item_separator, sort_keys,
        skipkeys, allow_nan,
    ):
        if markers is not None and not isinstance(markers, dict):
            raise TypeError(
                f"make_encoder() argument 1 must be dict or None, not {type(markers).__name__}"
            )
        self.markers = markers
        self.default = default
        self.encoder = encoder
        self.indent = indent
        self.key_separator = key_separator
        self.item_separator = item_separator
        self.sort_keys = bool(sort_keys)
        self.skipkeys = bool(skipkeys)
        self.allow_nan = bool(allow_nan)

    def __call__(self, obj, _current_indent_level):
        parts = []
        self._write(parts, obj)
        return tuple(parts)

    def _write(self, parts, obj):
        if obj is None:
            parts.append("null")
        elif obj is True:
            parts.append("true")
        elif obj is False:
            parts.append("false")
        elif isinstance(obj, str):
            parts.append(self.encoder(obj))
        elif isinstance(obj, int):
            parts.append(int.__repr__(obj))
        elif isinstance(obj, float):
            parts.append(self._float(obj))
        elif isinstance(obj, (list, tuple)):
            try:
                self._write_list(parts, obj)
            except RecursionError as error:
                raise _deeper(error, "encoding a JSON object") from None
        elif isinstance(obj, dict):
            try:
                self._write_dict(parts, obj)
            except RecursionError as error:
                raise _deeper(error, "encoding a JSON object") from None
        else:
            mark = self._mark(obj)
            made = self.default(obj)
            try:
                self._write(parts, made)
            except RecursionError as error:
                raise _deeper(error, "encoding a JSON object") from None
            self._unmark(mark)

    def _float(self, value):
        if value != value or value in (_INF, -_INF):
            if not self.allow_nan:
                raise ValueError("Out of range float values are not JSON compliant")
            if value != value:
                return "NaN"
            return "Infinity" if value > 0 else "-Infinity"
        return float.__repr__(value)

    def _mark(self, obj):
        markers = self.markers
        if markers is None:
            return None
        mark = id(obj)
        if mark in markers:
            raise ValueError("Circular reference detected")
        markers[mark] = obj
        return mark

    def _unmark(self, mark):
        if mark is not None:
            del self.markers[mark]

    def _write_list(self, parts, items):
        if not items:
            parts.append("[]")
            return
        mark = self._mark(items)
        separator = "["
        for item in items:
            parts.append(separator)
            self._write(parts, item)
            separator = self.item_separator
        self._unmark(mark)
        parts.append("]")

    def _key(self, key):
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return self._float(key)
        if key is True:
            return "true"
        if key is False:
            return "false"
        if key is None:
            return "null"
        if isinstance(key, int):
            return int.__repr__(key)
        if self.skipkeys:
            return None
        raise TypeError(
            f"keys must be str, int, float, bool or None, not {type(key).__name__}"
        )

    def _write_dict(self, parts, space):
        if not space:
            parts.append("{}")
            return
        mark = self._mark(space)
        parts.append("{")
        items = space.items()
        if self.sort_keys:
            items = sorted(items)
        first = True
        for key, value in items:
            key = self._key(key)
            if key is None:
                continue
            if not first:
                parts.append(self.item_separator)
            first = False
            parts.append(self.encoder(key))
            parts.append(self.key_separator)
            self._write(parts, value)
        self._unmark(mark)
        parts.append("}")
