"""The classes every stream inherits from."""

DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    """A stream cannot do that."""


UnsupportedOperation.__module__ = "io"


def whole(size):
    """A size as a number, -1 for all there is."""
    if size is None:
        return -1
    if not hasattr(type(size), "__index__"):
        raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'")
    return size.__index__()


def place(pos):
    """A position as a number."""
    if not hasattr(type(pos), "__index__"):
        raise TypeError(f"'{type(pos).__name__}' object cannot be interpreted as an integer")
    return pos.__index__()


def cannot_pickle(stream):
    """Streams over something else are not pickled."""
    name = f"{type(stream).__module__}.{type(stream).__qualname__}"
    raise TypeError(f"cannot pickle {name!r} object")


def check_state(stream, state, size):
    """Refuse what is no state of a stream in memory."""
    if not isinstance(state, tuple) or len(state) < size:
        raise TypeError(
            f"{type(stream).__name__}.__setstate__ argument should be {size}-tuple, "
            f"got {type(state).__name__}"
        )


def check_place(pos):
    """The position in such a state."""
    if not isinstance(pos, int):
        raise TypeError(f"position must be an integer, not {type(pos).__name__}")
    if pos < 0:
        raise ValueError("position value cannot be negative")
    return pos


def attributes_of(stream, fields):
    """The attributes that the program gave a stream, ``None`` if there are none."""
    found = {name: value for name, value in vars(stream).items() if name not in fields}
    return found or None


def set_attributes(stream, attributes):
    """Give them to another."""
    if attributes is None:
        return
    if not isinstance(attributes, dict):
        raise TypeError(
            f"state item should be a dict, got a {type(attributes).__name__}"
        )
    vars(stream).update(attributes)


class _IOBase:
    """``io.IOBase``: closing, lines, context management."""

    _closed = False

    @classmethod
    def __subclasshook__(cls, other):
        # The standard streams of "sys" have no classes of this module: a program that only
        # prints does without it.
        if cls.__module__ == "io" and cls.__name__ in getattr(other, "_io_bases", ()):
            return True
        return NotImplemented

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def seek(self, pos, whence=0):
        """Move the position."""
        self._unsupported("seek")

    def tell(self):
        """The position."""
        return self.seek(0, 1)

    def truncate(self, pos=None):
        """Cut the stream."""
        self._unsupported("truncate")

    def flush(self):
        """Write what is held back."""
        self._check_closed()

    def close(self):
        """Flush and close."""
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    @property
    def closed(self):
        """Whether the stream is closed."""
        return self._closed

    def seekable(self):
        """Whether the position can be moved."""
        return False

    def readable(self):
        """Whether it can be read."""
        return False

    def writable(self):
        """Whether it can be written."""
        return False

    def fileno(self):
        """The descriptor."""
        self._unsupported("fileno")

    def isatty(self):
        """Whether it is a terminal."""
        self._check_closed()
        return False

    def _check_closed(self, message="I/O operation on closed file."):
        if self.closed:
            raise ValueError(message)

    _checkClosed = _check_closed

    def _checkReadable(self, msg=None):
        if not self.readable():
            raise UnsupportedOperation("File or stream is not readable." if msg is None else msg)

    def _checkWritable(self, msg=None):
        if not self.writable():
            raise UnsupportedOperation("File or stream is not writable." if msg is None else msg)

    def _checkSeekable(self, msg=None):
        if not self.seekable():
            raise UnsupportedOperation("File or stream is not seekable." if msg is None else msg)

    def __enter__(self):
        self._check_closed()
        return self

    def __exit__(self, *exc):
        self.close()

    def readline(self, size=-1, /):
        """A line, of at most ``size`` bytes."""
        size = whole(size)
        line = bytearray()
        while size < 0 or len(line) < size:
            byte = self.read(1)
            if not byte:
                break
            line += byte
            if byte == b"\n":
                break
        return bytes(line)

    def readlines(self, hint=-1, /):
        """All lines, or until ``hint`` bytes have been read."""
        if hint is None or hint <= 0:
            return list(self)
        lines = []
        total = 0
        for line in self:
            lines.append(line)
            total += len(line)
            if total >= hint:
                break
        return lines

    def writelines(self, lines, /):
        """Write several."""
        self._check_closed()
        for line in lines:
            self.write(line)

    def __iter__(self):
        self._check_closed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line


def drop(stream):
    """Close a stream that nobody refers to any more. There is nobody to tell of a failure."""
    try:
        if not stream.closed:
            warn = getattr(stream, "_dealloc_warn", None)
            if warn is not None:
                warn(stream)
            stream.close()
    except Exception:
        return


class _RawIOBase(_IOBase):
    """``io.RawIOBase``."""

    def __del__(self):
        drop(self)

    def read(self, size=-1, /):
        """At most ``size`` bytes, all for -1; ``None`` if none are there yet."""
        if size is None or size < 0:
            return self.readall()
        data = bytearray(size)
        count = self.readinto(data)
        if count is None:
            return None
        return bytes(data[:count])

    def readall(self):
        """All there is."""
        parts = []
        while True:
            data = self.read(DEFAULT_BUFFER_SIZE)
            if not data:
                return data if data is None and not parts else b"".join(parts)
            if not isinstance(data, bytes):
                raise TypeError("read() should return bytes")
            parts.append(data)

    def readinto(self, buffer, /):
        """Fill a buffer; how many bytes."""
        self._unsupported("readinto")

    def write(self, data, /):
        """Write; how many bytes."""
        self._unsupported("write")


class _BufferedIOBase(_IOBase):
    """``io.BufferedIOBase``."""

    def read(self, size=-1, /):
        """At most ``size`` bytes, all for -1."""
        self._unsupported("read")

    def read1(self, size=-1, /):
        """At most ``size`` bytes with one read."""
        self._unsupported("read1")

    def readinto(self, buffer, /):
        """Fill a buffer; how many bytes."""
        return _read_into(buffer, self.read)

    def readinto1(self, buffer, /):
        """Fill a buffer with one read; how many bytes."""
        return _read_into(buffer, self.read1)

    def write(self, data, /):
        """Write; how many bytes."""
        self._unsupported("write")

    def detach(self):
        """Part with the raw stream."""
        self._unsupported("detach")


def _read_into(buffer, read):
    view = memoryview(buffer).cast("B")
    data = read(len(view))
    if data is None:
        return None
    if not isinstance(data, bytes):
        raise TypeError(f"read() should return bytes, not '{type(data).__name__}'")
    if len(data) > len(view):
        raise ValueError(
            f"read() returned too much data: {len(view)} bytes requested, {len(data)} returned"
        )
    view[:len(data)] = data
    return len(data)


class _TextIOBase(_IOBase):
    """``io.TextIOBase``."""

    encoding = None
    errors = None
    newlines = None

    def read(self, size=-1, /):
        """At most ``size`` characters, all for -1."""
        self._unsupported("read")

    def readline(self, size=-1, /):
        """A line."""
        self._unsupported("readline")

    def write(self, text, /):
        """Write; how many characters."""
        self._unsupported("write")

    def detach(self):
        """Part with the binary stream."""
        self._unsupported("detach")


for _class in (_IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase):
    _class.__module__ = "_io"
