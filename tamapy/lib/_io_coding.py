"""How text streams code: to and from bytes piece by piece, and the ends of lines."""

from tamapy.runtime.strings import codecs as _codecs

_AFTER_MARK = {_codecs.UTF_8: "utf-8", _codecs.UTF_16: "utf-16-le", _codecs.UTF_32: "utf-32-le"}


class _Decoder:
    """Bytes to text in an encoding that ``bytes`` knows.

    ``_order`` is whether the highest byte comes first, ``None`` before a byte order mark.
    """

    def __init__(self, codec, errors):
        self._kind, self._big, self._marked = codec
        self._errors = errors
        self.reset()

    def reset(self):
        """Begin anew."""
        self._tail = b""
        self._order = None if self._marked else self._big

    def decode(self, data, final=False):
        """The text of some more bytes."""
        data = self._tail + bytes(data)
        at = 0
        if self._order is None:
            at = self._after_mark(data, final)
            if at < 0:
                self._tail = data
                return ""
        text, used = _codecs.decode_as(data, at, self._kind, self._order, self._errors, final)
        self._tail = data[used:]
        return text

    def _after_mark(self, data, final):
        """Where the text begins, -1 as long as that cannot be told."""
        mark = _codecs.MARKS[self._kind]
        size = len(mark)
        begins = mark.startswith(data) if self._kind == _codecs.UTF_8 else True
        if len(data) < size and begins and (data or self._kind == _codecs.UTF_8) and not final:
            return -1
        self._order = False
        if data[:size] == mark:
            return size
        if self._kind != _codecs.UTF_8 and data:
            if data[:size] != mark[::-1]:
                self._order = None
                if len(data) >= size:
                    raise UnicodeError(f"UTF-{8 * size} stream does not start with BOM")
                return 0
            self._order = True
            return size
        if not data:
            self._order = None
        return 0

    def getstate(self):
        """What is left of the bytes, and a number for the rest."""
        if self._order is None:
            return self._tail, 1 if self._kind == _codecs.UTF_8 else 2
        return self._tail, int(self._marked and self._order)

    def setstate(self, state):
        """Set the state."""
        self._tail = state[0]
        if self._marked:
            undecided = 1 if self._kind == _codecs.UTF_8 else 2
            self._order = None if state[1] == undecided else bool(state[1])


class _Encoder:
    """Text to bytes in an encoding that ``str`` knows; a byte order mark only at the start."""

    def __init__(self, encoding, codec, errors):
        self._first = self._encoding = encoding
        self._after = _AFTER_MARK[codec[0]] if codec[2] else encoding
        self._errors = errors

    def reset(self):
        """Begin anew."""
        self._encoding = self._first

    def setstate(self, state):
        """0: no longer at the start."""
        self._encoding = self._first if state else self._after

    def encode(self, text):
        """The bytes of some more text."""
        data = str.encode(text, self._encoding, self._errors)
        self._encoding = self._after
        return data


def decoder_of(encoding, errors):
    """What decodes piece by piece."""
    codec = _codecs.codec_or_none(encoding)
    if codec is not None:
        return _Decoder(codec, errors)
    import codecs

    return codecs.getincrementaldecoder(encoding)(errors)


def encoder_of(encoding, errors):
    """What encodes piece by piece."""
    codec = _codecs.codec_or_none(encoding)
    if codec is not None:
        return _Encoder(encoding, codec, errors)
    import codecs

    return codecs.getincrementalencoder(encoding)(errors)


def check_encoding(encoding):
    """Refuse what is no encoding of text."""
    if _codecs.codec_or_none(encoding) is None:
        import codecs

        encoding.encode()  # there is none of a name with surrogates
        if "\0" in encoding:
            raise LookupError(f"unknown encoding: {encoding.partition(chr(0))[0]}")
        if not getattr(codecs.lookup(encoding), "_is_text_encoding", True):
            raise LookupError(
                f"'{encoding}' is not a text encoding; "
                "use codecs.open() to handle arbitrary codecs"
            )


def check_errors(errors):
    """Refuse what cannot be the name of a handler of errors."""
    errors.encode()
    if "\0" in errors:
        raise ValueError("embedded null character")


class IncrementalNewlineDecoder:
    """Lines ended in any way to lines ended by ``\\n``."""

    _translate = None

    _translate = None

    def __init__(self, decoder, translate, errors="strict"):
        self._decoder = decoder
        self._translate = bool(translate)
        self._errors = errors
        self._seen = 0
        self._pending = False

    def decode(self, input, final=False):  # noqa: A002
        """The text of some more input."""
        self._check()
        text = input if self._decoder is None else self._decoder.decode(input, final=final)
        if not isinstance(text, str):
            raise TypeError(
                f"decoder should return a string result, not '{type(text).__name__}'"
            )
        if self._pending and (text or final):
            text = "\r" + text
            self._pending = False
        if text.endswith("\r") and not final:
            text = text[:-1]
            self._pending = True
        crlf = text.count("\r\n")
        cr = text.count("\r") - crlf
        lf = text.count("\n") - crlf
        self._seen |= (lf and 1) | (cr and 2) | (crlf and 4)
        if self._translate:
            if crlf:
                text = text.replace("\r\n", "\n")
            if cr:
                text = text.replace("\r", "\n")
        return text

    def _check(self):
        if self._translate is None:
            raise ValueError("IncrementalNewlineDecoder.__init__() not called")

    def getstate(self):
        """The decoder's state."""
        self._check()
        state = (b"", 0) if self._decoder is None else self._decoder.getstate()
        return state[0], state[1] << 1 | self._pending

    def setstate(self, state):
        """Set the decoder's state."""
        self._check()
        if not isinstance(state, tuple):
            raise TypeError("state argument must be a tuple")
        self._pending = bool(state[1] & 1)
        if self._decoder is not None:
            self._decoder.setstate((state[0], state[1] >> 1))

    def reset(self):
        """Begin anew."""
        self._check()
        self._seen = 0
        self._pending = False
        if self._decoder is not None:
            self._decoder.reset()

    @property
    def newlines(self):
        """The line ends that were seen."""
        self._check()
        return (None, "\n", "\r", ("\r", "\n"), "\r\n", ("\n", "\r\n"), ("\r", "\r\n"),
                ("\r", "\n", "\r\n"))[self._seen]


IncrementalNewlineDecoder.__module__ = "_io"
