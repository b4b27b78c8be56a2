"""Text streams: in memory, and over binary streams."""

from _io_base import (
    UnsupportedOperation,
    _TextIOBase,
    attributes_of,
    cannot_pickle,
    check_place,
    check_state,
    drop,
    place,
    set_attributes,
    whole,
)
from _io_coding import (
    IncrementalNewlineDecoder,
    check_encoding,
    check_errors,
    decoder_of,
    encoder_of,
)
from _target import MAXSIZE


def _check_newline(newline, what="newline"):
    _text_or_none(newline, what)
    if newline not in (None, "", "\n", "\r", "\r\n"):
        shown = repr(newline) if what == "newline" else newline
        raise ValueError(f"illegal newline value: {shown}")


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
        content = self._whole()
        at = self._at
        if at == len(content):
            self._parts.append(text)
            self._at = -1
            return count
        if at > len(content):
            content += "\0" * (at - len(content))
        self._text = content[:at] + text + content[at + len(text):]
        self._at = at + len(text)
        return count

    def _settle(self):
        """The position as a number: -1 stands for the end while writing there."""
        content = self._whole()
        if self._at < 0:
            self._at = len(content)
        return content

    def read(self, size=-1, /):
        self._check()
        size = whole(size)
        content = self._settle()
        at = self._at
        text = content[at:] if size < 0 else content[at:at + size]
        self._at = at + len(text)
        return text

    def readline(self, size=-1, /):
        self._check()
        size = whole(size)
        content = self._settle()
        at = self._at
        end = _line_end(content, at, self._newline) or len(content)
        if 0 <= size < end - at:
            end = at + size
        text = content[at:end]
        self._at = at + len(text)
        return text

    def seek(self, pos, whence=0, /):
        self._check()
        pos = place(pos)
        content = self._settle()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"Negative seek position {pos}")
            self._at = pos
        elif whence in (1, 2):
            if pos:
                raise OSError("Can't do nonzero cur-relative seeks")
            if whence == 2:
                self._at = len(content)
        else:
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        return self._at

    def tell(self):
        self._check()
        self._settle()
        return self._at

    def truncate(self, pos=None, /):
        self._check()
        content = self._settle()
        pos = self._at if pos is None else place(pos)
        if pos < 0:
            raise ValueError(f"Negative size value {pos}")
        self._text = content[:pos]
        return pos

    def __getstate__(self):
        return self.getvalue(), self._newline, self.tell(), attributes_of(self, _STRING_FIELDS)

    def __setstate__(self, state):
        self._check()
        check_state(self, state, 4)
        if not isinstance(state[0], str):
            raise TypeError(f"initial_value must be str, not {type(state[0]).__name__}")
        StringIO.__init__(self, "", state[1])
        self._text = state[0]
        self._at = check_place(state[2])
        set_attributes(self, state[3])


_STRING_FIELDS = ("_newline", "_decoder", "_parts", "_text", "_at", "_closed")


def _flag(value):
    number = place(value)
    if abs(number) > MAXSIZE:
        raise OverflowError("Python int too large to convert to C long")
    return number != 0


def _text_or_none(value, what):
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{what} must be str or None, not {type(value).__name__}")


class TextIOWrapper(_TextIOBase):
    """A text stream over a buffered binary one.

    ``_text`` is what was decoded last, and ``_at`` how much of it was read. While positions can
    be told, ``_snapshot`` is the decoder's flags before that and the bytes it was made of.
    """

    _CHUNK_SIZE = 8192
    _buffer = None
    _detached = False

    def __del__(self):
        drop(self)

    def _dealloc_warn(self, source):
        warn = getattr(self._buffer, "_dealloc_warn", None)
        if warn is not None:
            warn(source)

    def __reduce_ex__(self, protocol):
        cannot_pickle(self)

    def __reduce__(self):
        cannot_pickle(self)

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False,
                 write_through=False):
        self._buffer = None
        _text_or_none(encoding, "TextIOWrapper() argument 'encoding'")
        _text_or_none(errors, "TextIOWrapper() argument 'errors'")
        _check_newline(newline, "TextIOWrapper() argument 'newline'")
        if encoding is None or encoding == "locale":
            encoding = "UTF-8"
        if "\0" in encoding:
            raise ValueError("embedded null character")
        check_encoding(encoding)
        self._detached = False
        self._encoding = encoding
        self._errors = "strict" if errors is None else errors
        check_errors(self._errors)
        self._line_buffering = bool(line_buffering)
        self._write_through = bool(write_through)
        self._set_newline(newline)
        self._decoder = self._encoder = self._snapshot = None
        self._text, self._at, self._ratio = "", 0, 0.0
        self._read_chunk = getattr(buffer, "read1", None) or getattr(buffer, "read", None)
        self._seekable = self._telling = buffer.seekable()
        self._buffer = buffer
        self._start_encoding()

    def _set_newline(self, newline):
        self._newline = newline
        self._line_end = None if newline in (None, "", "\n") else newline

    def _start_encoding(self):
        """No byte order mark where something stands already."""
        if self._seekable and self.buffer.writable() and self.buffer.tell():
            self._coder().setstate(0)

    def _coder(self):
        if self._encoder is None:
            self._encoder = encoder_of(self._encoding, self._errors)
        return self._encoder

    def _reader(self):
        if self._decoder is None:
            if not self.buffer.readable():
                raise UnsupportedOperation("not readable")
            decoder = decoder_of(self._encoding, self._errors)
            if self._newline is None or self._newline == "":
                decoder = IncrementalNewlineDecoder(decoder, self._newline is None)
            self._decoder = decoder
        return self._decoder

    @property
    def buffer(self):
        """The stream below."""
        if self._buffer is None:
            raise ValueError(
                "underlying buffer has been detached" if self._detached
                else "I/O operation on uninitialized object"
            )
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
        return getattr(self._decoder, "newlines", None)

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
        if (self._text or self._snapshot is not None) and not (
            encoding is errors is None and newline is ...
        ):
            raise UnsupportedOperation(
                "It is not possible to set the encoding or newline of stream after the first read"
            )
        _text_or_none(encoding, "reconfigure() argument 'encoding'")
        _text_or_none(errors, "reconfigure() argument 'errors'")
        if newline is not ...:
            _check_newline(newline, "reconfigure() argument 'newline'")
        if line_buffering is not None:
            line_buffering = _flag(line_buffering)
        if write_through is not None:
            write_through = _flag(write_through)
        self.flush()
        self._recode(encoding, errors)
        if newline is not ...:
            self._set_newline(newline)
            self._decoder = None
        if line_buffering is not None:
            self._line_buffering = line_buffering
        if write_through is not None:
            self._write_through = write_through

    def _recode(self, encoding, errors):
        """Change the encoding, what is done about errors, or both."""
        if encoding is None and errors is None:
            return
        if encoding is None:
            encoding = self._encoding
        elif errors is None:
            errors = "strict"
        if encoding == "locale":
            encoding = "UTF-8"
        check_encoding(encoding)
        check_errors(errors)
        self._encoding, self._errors = encoding, errors
        self._encoder = self._decoder = None
        self._start_encoding()

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
        self._detached = True
        return buffer

    def flush(self):
        buffer = self.buffer
        if buffer.closed:
            raise ValueError("I/O operation on closed file.")
        self._telling = self._seekable
        buffer.flush()

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
        if self._line_end is not None and "\n" in text:
            text = text.replace("\n", self._line_end)
        data = self._coder().encode(text)
        if not isinstance(data, bytes):
            raise TypeError(
                f"encoder should return a bytes object, not '{type(data).__name__}'"
            )
        self.buffer.write(data)
        if has_line:
            self.flush()
        if self._decoder is not None:
            self._forget(True)
        return count

    def _forget(self, reset=False):
        """Nothing has been decoded that was not read."""
        self._text, self._at, self._snapshot = "", 0, None
        if reset and self._decoder is not None:
            self._decoder.reset()

    def _fill(self):
        """Decode some more; whether there was anything."""
        decoder = self._reader()
        if self._telling:
            before, flags = _state_of(decoder)
        data = self._read_chunk(self._CHUNK_SIZE)
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(
                f"underlying {self._read_chunk.__name__}() should have returned a bytes-like "
                f"object, not '{type(data).__name__}'"
            )
        self._text, self._at = self._decoded(data, not data), 0
        self._ratio = len(data) / len(self._text) if self._text else 0.0
        if self._telling:
            self._snapshot = flags, before + data
        return bool(data)

    def _decoded(self, data, final):
        text = self._decoder.decode(data, final)
        if not isinstance(text, str):
            raise TypeError(
                f"decoder should return a string result, not '{type(text).__name__}'"
            )
        return text

    def _check_reading(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if self._decoder is None:
            self._reader()

    def read(self, size=-1, /):
        size = whole(size)
        self._check_reading()
        text = self._text[self._at:]
        if size < 0:
            data = self.buffer.read()
            if data is None:
                raise BlockingIOError(11, "Resource temporarily unavailable")
            text += self._decoded(data, True)
            if self._snapshot is not None or self._text:
                self._forget()
            return text
        more = True
        while more and len(text) < size:
            more = self._fill()
            text += self._text
        rest = len(text) - size
        self._at = len(self._text) - max(rest, 0)
        return text[:size]

    def readline(self, size=-1, /):
        size = whole(size)
        self._check_reading()
        text, at = self._text, self._at
        while True:
            end = _line_end(text, at, self._newline)
            if end or 0 <= size <= len(text) - at:
                break
            text, at = text[at:], 0
            more = self._fill()
            text += self._text
            if not more:
                end = _line_end(text, 0, self._newline)
                break
        end = end or len(text)
        if 0 <= size < end - at:
            end = at + size
        self._at = len(self._text) - (len(text) - end)
        return text[at:end]

    def __next__(self):
        self._telling = False
        line = self.readline()
        if not line:
            self._snapshot = None
            self._telling = self._seekable
            raise StopIteration
        return line

    def tell(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if not self._telling:
            raise OSError("telling position disabled by next() call")
        self.flush()
        position = self.buffer.tell()
        if self._decoder is None or self._snapshot is None:
            return position
        flags, data = self._snapshot
        position -= len(data)
        if not self._at:
            return _pack(position, flags)
        state = self._decoder.getstate()
        try:
            return self._cookie(position, flags, data)
        finally:
            self._decoder.setstate(state)

    def _cookie(self, position, flags, data):
        """Where reading has to begin, and what to do from there, to come to the place read."""
        decoder = self._decoder
        start, flags, left = self._safe_start(flags, data)
        decoder.setstate((b"", flags))
        position += start
        fed = decoded = 0
        for i in range(start, len(data) if left else 0):
            fed += 1
            decoded += len(decoder.decode(data[i:i + 1]))
            tail, now = _state_of(decoder)
            if not tail and decoded <= left:
                position += fed
                left -= decoded
                flags, fed, decoded = now, 0, 0
            if decoded >= left:
                return _pack(position, flags, fed, False, left)
        if left:
            decoded += len(decoder.decode(b"", final=True))
            if decoded < left:
                raise OSError("can't reconstruct logical file position")
            return _pack(position, flags, fed, True, left)
        return _pack(position, flags)

    def _safe_start(self, flags, data):
        """(bytes, flags, characters left): the decoder holds nothing after so many bytes."""
        decoder = self._decoder
        size = int(self._ratio * self._at)
        step = 1
        while size > 0:
            decoder.setstate((b"", flags))
            count = len(decoder.decode(data[:size]))
            tail, now = _state_of(decoder)
            if count > self._at:
                size -= step
                step *= 2
            elif tail:
                size -= len(tail)
                step = 1
            else:
                return size, now, self._at - count
        return 0, flags, self._at

    def seek(self, cookie, whence=0, /):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        cookie = place(cookie)
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if whence and cookie:
            kind = "cur" if whence == 1 else "end"
            raise UnsupportedOperation(f"can't do nonzero {kind}-relative seeks")
        if whence == 1:
            cookie = self.tell()
        if cookie < 0:
            raise ValueError(f"negative seek position {cookie!r}")
        self.flush()
        if whence == 2:
            cookie = self.buffer.seek(0, 2)
            self._forget(True)
        else:
            self._return_to(cookie)
        if self.buffer.writable():
            if cookie:
                self._coder().setstate(0)
            elif self._encoder is not None:
                self._encoder.reset()
        return cookie

    def _return_to(self, cookie):
        """Go where ``tell`` said."""
        position, flags, fed, final, left = _unpack(cookie)
        self.buffer.seek(position)
        self._forget(not cookie)
        if self._decoder is not None and cookie or flags or left:
            self._reader().setstate((b"", flags))
            self._snapshot = flags, b""
        if left:
            data = self.buffer.read(fed)
            self._text = self._decoded(data, final)
            self._snapshot = flags, data
            if len(self._text) < left:
                raise OSError("can't restore logical file position")
            self._at = left

    def truncate(self, pos=None, /):
        self.flush()
        return self.buffer.truncate(pos)

    def __repr__(self):
        shown = ""
        for attribute in ("name", "mode"):
            try:
                shown += f" {attribute}={getattr(self, attribute)!r}"
            except (AttributeError, ValueError):
                continue
        return f"<_io.TextIOWrapper{shown} encoding={self._encoding!r}>"


def _state_of(decoder):
    """A decoder's state, checked."""
    state = decoder.getstate()
    if not isinstance(state, tuple) or len(state) != 2:
        raise TypeError("illegal decoder state")
    if not isinstance(state[0], bytes):
        raise TypeError(
            f"illegal decoder state: the first item should be a bytes object, "
            f"not '{type(state[0]).__name__}'"
        )
    return state


def _pack(position, flags, fed=0, final=False, left=0):
    """A place in a file and what to do to come from there to a place in its text."""
    return position | flags << 64 | fed << 128 | left << 192 | final << 256


def _unpack(cookie):
    """What was packed."""
    words = [cookie >> 64 * i & 0xFFFFFFFFFFFFFFFF for i in range(4)]
    return words[0], words[1], words[2], cookie >> 256 != 0, words[3]


for _class in (StringIO, TextIOWrapper):
    _class.__module__ = "_io"
