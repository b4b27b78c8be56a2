"""Text streams: in memory, and over binary streams."""

import _codecs

from _io_base import UnsupportedOperation, _TextIOBase, close_dropped

_DECODERS = {
    "utf-8": _codecs.utf_8_decode, "utf8": _codecs.utf_8_decode,
    "utf-16-le": _codecs.utf_16_le_decode, "utf-16-be": _codecs.utf_16_be_decode,
    "utf-32-le": _codecs.utf_32_le_decode, "utf-32-be": _codecs.utf_32_be_decode,
}
_PLAIN = frozenset(("ascii", "us-ascii", "latin-1", "latin1", "iso-8859-1", "iso8859-1"))


class _Decoder:
    """Bytes to text piece by piece, for the encodings that ``bytes`` knows."""

    def __init__(self, encoding, errors):
        self._encoding = encoding.lower().replace("_", "-")
        self._errors = errors
        self._tail = b""
        self._other = None
        if self._encoding not in _DECODERS and self._encoding not in _PLAIN:
            self._begin()

    def _begin(self):
        """Encodings with a byte order mark, and those of ``codecs``."""
        if self._encoding in ("utf-16", "utf-32"):
            return
        import codecs

        self._other = codecs.getincrementaldecoder(self._encoding)(self._errors)

    def decode(self, data, final=False):
        """The text of some more bytes."""
        if self._other is not None:
            return self._other.decode(data, final)
        data = self._tail + data
        function = _DECODERS.get(self._encoding)
        if function is None:
            if self._encoding in _PLAIN:
                return data.decode(self._encoding, self._errors)
            return self._by_mark(data, final)
        text, used = function(data, self._errors, final)
        self._tail = data[used:]
        return text

    def _by_mark(self, data, final):
        width = 2 if self._encoding == "utf-16" else 4
        if len(data) < width and not final:
            self._tail = data
            return ""
        order = "le"
        if len(data) >= width:
            mark = data[:width]
            if mark == (0xFEFF).to_bytes(width, "big"):
                order, data = "be", data[width:]
            elif mark == (0xFEFF).to_bytes(width, "little"):
                data = data[width:]
        self._encoding += "-" + order
        self._tail = b""
        return self.decode(data, final)


class IncrementalNewlineDecoder:
    """Lines ended in any way to lines ended by ``\\n``."""

    def __init__(self, decoder, translate, errors="strict"):
        self._decoder = decoder
        self._translate = translate
        self._errors = errors
        self._seen = 0
        self._pending = False

    def decode(self, input, final=False):  # noqa: A002
        """The text of some more input."""
        text = input if self._decoder is None else self._decoder.decode(input, final=final)
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

    def getstate(self):
        """The decoder's state."""
        state = (b"", 0) if self._decoder is None else self._decoder.getstate()
        return state[0], state[1] << 1 | self._pending

    def setstate(self, state):
        """Set the decoder's state."""
        self._pending = bool(state[1] & 1)
        if self._decoder is not None:
            self._decoder.setstate((state[0], state[1] >> 1))

    def reset(self):
        """Begin anew."""
        self._seen = 0
        self._pending = False
        if self._decoder is not None:
            self._decoder.reset()

    @property
    def newlines(self):
        """The line ends that were seen."""
        return (None, "\n", "\r", ("\r", "\n"), "\r\n", ("\n", "\r\n"), ("\r", "\r\n"),
                ("\r", "\n", "\r\n"))[self._seen]


def _check_newline(newline):
    if newline is not None and not isinstance(newline, str):
        raise TypeError(f"illegal newline type: {type(newline)!r}")
    if newline not in (None, "", "\n", "\r", "\r\n"):
        raise ValueError(f"illegal newline value: {newline!r}")


def _line_end(text, start, newline):
    """Where the line that begins at ``start`` ends, 0 if it does not in this text."""
    if newline == "":
        lf = text.find("\n", start)
        cr = text.find("\r", start, lf if lf >= 0 else len(text))
        if cr >= 0:
            if cr + 1 == len(text):
                return 0
            return cr + 2 if text[cr + 1] == "\n" else cr + 1
        return lf + 1
    end = "\n" if newline is None else newline
    at = text.find(end, start)
    return at + len(end) if at >= 0 else 0


class StringIO(_TextIOBase):
    """A text stream in memory."""

    def __init__(self, initial_value="", newline="\n"):
        _check_newline(newline)
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(
                f"initial_value must be str or None, not {type(initial_value).__name__}"
            )
        self._newline = newline
        self._decoder = None
        if newline is None or newline == "":
            self._decoder = IncrementalNewlineDecoder(None, newline is None)
        self._parts = []
        self._text = ""
        self._at = 0
        self._closed = False
        if initial_value:
            self.write(initial_value)
            self._at = 0

    def _check(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    def _whole(self):
        """The content as one text; what was written at its end is joined only now."""
        if self._parts:
            self._text += "".join(self._parts)
            self._parts = []
        return self._text

    def _length(self):
        return len(self._whole())

    @property
    def newlines(self):
        """The line ends that were seen."""
        self._check()
        return None if self._decoder is None else self._decoder.newlines

    @property
    def line_buffering(self):
        """Memory needs no buffer."""
        self._check()
        return False

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def getvalue(self):
        """All of the content."""
        self._check()
        return self._whole()

    def write(self, text, /):
        self._check()
        if not isinstance(text, str):
            raise TypeError(f"string argument expected, got '{type(text).__name__}'")
        count = len(text)
        if self._decoder is not None:
            text = self._decoder.decode(text, True)
        if self._newline in ("\r", "\r\n"):
            text = text.replace("\n", self._newline)
        if not text:
            return count
        if self._at < 0:
            self._parts.append(text)
            return count
        whole = self._whole()
        at = self._at
        if at == len(whole):
            self._parts.append(text)
            self._at = -1
            return count
        if at > len(whole):
            whole += "\0" * (at - len(whole))
        self._text = whole[:at] + text + whole[at + len(text):]
        self._at = at + len(text)
        return count

    def _settle(self):
        """The position as a number: -1 stands for the end while writing there."""
        whole = self._whole()
        if self._at < 0:
            self._at = len(whole)
        return whole

    def read(self, size=-1, /):
        self._check()
        size = -1 if size is None else size.__index__()
        whole = self._settle()
        at = self._at
        text = whole[at:] if size < 0 else whole[at:at + size]
        self._at = at + len(text)
        return text

    def readline(self, size=-1, /):
        self._check()
        size = -1 if size is None else size.__index__()
        whole = self._settle()
        at = self._at
        end = _line_end(whole, at, self._newline) or len(whole)
        if 0 <= size < end - at:
            end = at + size
        text = whole[at:end]
        self._at = at + len(text)
        return text

    def seek(self, pos, whence=0, /):
        self._check()
        whole = self._settle()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"Negative seek position {pos}")
            self._at = pos
        elif whence in (1, 2):
            if pos:
                raise OSError("Can't do nonzero cur-relative seeks")
            if whence == 2:
                self._at = len(whole)
        else:
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        return self._at

    def tell(self):
        self._check()
        self._settle()
        return self._at

    def truncate(self, pos=None, /):
        self._check()
        whole = self._settle()
        pos = self._at if pos is None else pos.__index__()
        if pos < 0:
            raise ValueError(f"Negative size value {pos}")
        self._text = whole[:pos]
        return pos

    def __getstate__(self):
        return (self.getvalue(), self._newline, self.tell(), self.__dict__.copy())

    def __setstate__(self, state):
        self.__init__(state[0], state[1])
        self._at = state[2]


class TextIOWrapper(_TextIOBase):
    """A text stream over a buffered binary one."""

    _CHUNK = 8192

    def __del__(self):
        close_dropped(self)

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False,
                 write_through=False):
        _check_newline(newline)
        if encoding is None or encoding == "locale":
            encoding = "utf-8"
        if not isinstance(encoding, str):
            raise ValueError(f"invalid encoding: {encoding!r}")
        self._buffer = buffer
        self._encoding = encoding
        self._errors = "strict" if errors is None else errors
        self._newline = newline
        self._line_buffering = line_buffering
        self._write_through = write_through
        self._decoder = None
        self._text = ""
        self._at = 0
        self._ended = False
        self._mark = encoding.lower().replace("_", "-") in ("utf-16", "utf-32", "utf-8-sig")
        "".encode(encoding, self._errors)

    @property
    def buffer(self):
        """The stream below."""
        if self._buffer is None:
            raise ValueError("underlying buffer has been detached")
        return self._buffer

    @property
    def encoding(self):
        """The encoding."""
        return self._encoding

    @property
    def errors(self):
        """What is done about text that cannot be encoded."""
        return self._errors

    @property
    def newlines(self):
        """The line ends that were seen."""
        return None if self._decoder is None else self._decoder.newlines

    @property
    def line_buffering(self):
        """Whether every line is written at once."""
        return self._line_buffering

    @property
    def write_through(self):
        """Whether everything is written at once."""
        return self._write_through

    @property
    def name(self):
        """The name of the stream below."""
        return self.buffer.name

    @property
    def closed(self):
        """Whether the stream below is closed."""
        return self.buffer.closed

    def reconfigure(self, *, encoding=None, errors=None, newline=..., line_buffering=None,
                    write_through=None):
        """Change how the stream works."""
        if self._decoder is not None and (encoding is not None or newline is not ...):
            raise UnsupportedOperation(
                "not possible to set the encoding or newline of stream after the first read"
            )
        self.flush()
        if encoding is not None:
            self._encoding = encoding
            self._errors = "strict" if errors is None else errors
        elif errors is not None:
            self._errors = errors
        if newline is not ...:
            _check_newline(newline)
            self._newline = newline
        if line_buffering is not None:
            self._line_buffering = bool(line_buffering)
        if write_through is not None:
            self._write_through = bool(write_through)

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        return self.buffer.isatty()

    def detach(self):
        buffer = self.buffer
        self.flush()
        self._buffer = None
        return buffer

    def flush(self):
        self.buffer.flush()

    def close(self):
        if self._buffer is not None and not self.closed:
            try:
                self.flush()
            finally:
                self.buffer.close()

    def write(self, text, /):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if not self.buffer.writable():
            raise UnsupportedOperation("not writable")
        count = len(text)
        has_line = self._line_buffering and ("\n" in text or "\r" in text)
        if self._newline in ("\r", "\r\n") and "\n" in text:
            text = text.replace("\n", self._newline)
        data = text.encode(self._encoding, self._errors)
        if self._mark and data:
            if self.seekable() and self.buffer.tell():
                data = data[len("".encode(self._encoding)):]
            self._mark = False
            self._encoding_after_mark()
        self.buffer.write(data)
        if has_line or self._write_through:
            self.flush()
        return count

    def _encoding_after_mark(self):
        name = self._encoding.lower().replace("_", "-")
        if name != "utf-8-sig":
            self._encoding = name + "-le"

    def _fill(self):
        """Decode some more; whether there was anything."""
        if self._ended:
            return False
        if self._decoder is None:
            decoder = _Decoder(self._encoding, self._errors)
            if self._newline is None or self._newline == "":
                decoder = IncrementalNewlineDecoder(decoder, self._newline is None)
            self._decoder = decoder
        data = self.buffer.read1(self._CHUNK)
        self._ended = not data
        more = self._decoder.decode(data, not data)
        self._text = self._text[self._at:] + more
        self._at = 0
        return True

    def _check_reading(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not self.buffer.readable():
            raise UnsupportedOperation("not readable")

    def read(self, size=-1, /):
        self._check_reading()
        size = -1 if size is None else size.__index__()
        parts = [] if size >= 0 else [self._text[self._at:]]
        if size < 0:
            self._text, self._at = "", 0
            while self._fill():
                parts.append(self._text)
                self._text = ""
            self._ended = False
            return "".join(parts)
        while len(self._text) - self._at < size and self._fill():
            pass
        text = self._text[self._at:self._at + size]
        self._at += len(text)
        if self._ended and not text:
            self._ended = False
        return text

    def readline(self, size=-1, /):
        self._check_reading()
        size = -1 if size is None else size.__index__()
        while True:
            end = _line_end(self._text, self._at, self._newline)
            if end or 0 <= size <= len(self._text) - self._at or not self._fill():
                break
        at = self._at
        end = end or len(self._text)
        if 0 <= size < end - at:
            end = at + size
        self._at = end
        if self._ended and end == at:
            self._ended = False
        return self._text[at:end]

    def tell(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        self.flush()
        position = self.buffer.tell()
        left = self._text[self._at:]
        if not left:
            return position
        return position - len(left.encode(self._encoding, self._errors))

    def seek(self, cookie, whence=0, /):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if whence and cookie:
            kind = "cur" if whence == 1 else "end"
            raise UnsupportedOperation(f"can't do nonzero {kind}-relative seeks")
        if whence == 0 and cookie < 0:
            raise ValueError(f"negative seek position {cookie!r}")
        if whence == 1:
            cookie, whence = self.tell(), 0
        self.flush()
        self._text, self._at, self._decoder, self._ended = "", 0, None, False
        return self.buffer.seek(cookie, whence)

    def truncate(self, pos=None, /):
        self.flush()
        return self.buffer.truncate(self.tell() if pos is None else pos)

    def __repr__(self):
        shown = ""
        for attribute in ("name", "mode"):
            try:
                shown += f" {attribute}={getattr(self, attribute)!r}"
            except AttributeError:
                continue
        return f"<_io.TextIOWrapper{shown} encoding={self._encoding!r}>"


for _class in (StringIO, TextIOWrapper, IncrementalNewlineDecoder):
    _class.__module__ = "_io"
