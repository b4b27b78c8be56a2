"""Binary streams: in memory, of files, and buffered."""

import posix

from _io_base import (
    DEFAULT_BUFFER_SIZE,
    UnsupportedOperation,
    _BufferedIOBase,
    _RawIOBase,
    close_dropped,
)


class BytesIO(_BufferedIOBase):
    """A binary stream in memory."""

    def __init__(self, initial_bytes=b""):
        self._data = bytearray(b"" if initial_bytes is None else initial_bytes)
        self._at = 0
        self._closed = False

    def _check(self):
        if self._closed:
            raise ValueError("I/O operation on closed file.")

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def getvalue(self):
        """All of the content."""
        self._check()
        return bytes(self._data)

    def getbuffer(self):
        """A view of the content."""
        self._check()
        return memoryview(self._data)

    def read(self, size=-1, /):
        self._check()
        size = -1 if size is None else size.__index__()
        at = self._at
        end = len(self._data) if size < 0 else at + size
        data = bytes(self._data[at:end])
        self._at = at + len(data)
        return data

    read1 = read

    def readline(self, size=-1, /):
        self._check()
        size = -1 if size is None else size.__index__()
        at = self._at
        end = self._data.find(b"\n", at) + 1
        if not end:
            end = len(self._data)
        if 0 <= size < end - at:
            end = at + size
        data = bytes(self._data[at:end])
        self._at = at + len(data)
        return data

    def write(self, data, /):
        self._check()
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = memoryview(data).tobytes()
        at = self._at
        if data:
            if at > len(self._data):
                self._data.extend(bytes(at - len(self._data)))
            self._data[at:at + len(data)] = data
            self._at = at + len(data)
        return len(data)

    def seek(self, pos, whence=0, /):
        self._check()
        pos = pos.__index__()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"negative seek value {pos}")
        elif whence == 1:
            pos = max(0, self._at + pos)
        elif whence == 2:
            pos = max(0, len(self._data) + pos)
        else:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        self._at = pos
        return pos

    def tell(self):
        self._check()
        return self._at

    def truncate(self, pos=None, /):
        self._check()
        pos = self._at if pos is None else pos.__index__()
        if pos < 0:
            raise ValueError(f"negative size value {pos}")
        del self._data[pos:]
        return pos

    def __getstate__(self):
        return (self.getvalue(), self._at, self.__dict__.copy())

    def __setstate__(self, state):
        self.__init__(state[0])
        self._at = state[1]


_FLAGS = {
    "r": posix.O_RDONLY, "w": posix.O_WRONLY | posix.O_CREAT | posix.O_TRUNC,
    "a": posix.O_WRONLY | posix.O_CREAT | posix.O_APPEND,
    "x": posix.O_WRONLY | posix.O_CREAT | posix.O_EXCL,
}


class FileIO(_RawIOBase):
    """A file, unbuffered."""

    def __init__(self, file, mode="r", closefd=True, opener=None):
        self._closed = True
        if isinstance(file, float):
            raise TypeError("integer argument expected, got float")
        if set(mode) - set("rwxab+") or sum([mode.count(c) for c in "rwxa"]) != 1:
            raise ValueError(
                "Must have exactly one of create/read/write/append mode and at most one plus"
            )
        flags = _FLAGS[next(c for c in mode if c in "rwxa")]
        self._plus = "+" in mode
        if self._plus:
            flags = flags & ~3 | posix.O_RDWR
        self._kind = next(c for c in mode if c in "rwxa")
        self.name = file
        if isinstance(file, int) and not isinstance(file, bool):
            if file < 0:
                raise ValueError("negative file descriptor")
            posix.fstat(file)
            self._fd = file
        else:
            if not closefd:
                raise ValueError("Cannot use closefd=False with file name")
            if opener is not None:
                self._fd = opener(file, flags)
            else:
                self._fd = posix.open(file, flags, 0o666)
            if posix.fstat(self._fd).st_mode & 0o170000 == 0o040000:
                posix.close(self._fd)
                raise IsADirectoryError(21, "Is a directory", file)
        self._closefd = closefd
        self._closed = False
        #: What is written to a regular file is in memory anyway. Nothing is gained by holding it
        #: back, and all would be lost if the file were dropped without being closed.
        self._holds_back = posix.fstat(self._fd).st_mode & 0o170000 != 0o100000
        if self._kind == "a":
            posix.lseek(self._fd, 0, 2)

    @property
    def mode(self):
        """The mode as CPython shows it."""
        if self._kind == "r":
            return "rb+" if self._plus else "rb"
        if self._kind == "w":
            return "rb+" if self._plus else "wb"
        return f"{self._kind}b+" if self._plus else f"{self._kind}b"

    @property
    def closefd(self):
        """Whether closing the stream closes the descriptor."""
        return self._closefd

    def readable(self):
        self._check_closed("I/O operation on closed file")
        return self._kind == "r" or self._plus

    def writable(self):
        self._check_closed("I/O operation on closed file")
        return self._kind != "r" or self._plus

    def seekable(self):
        self._check_closed("I/O operation on closed file")
        return self._fd > 2

    def fileno(self):
        self._check_closed("I/O operation on closed file")
        return self._fd

    def isatty(self):
        self._check_closed("I/O operation on closed file")
        return posix.isatty(self._fd)

    def read(self, size=-1, /):
        if not self.readable():
            raise UnsupportedOperation("File not open for reading")
        if size is None or size < 0:
            return self.readall()
        return posix.read(self._fd, size)

    def readall(self):
        parts = []
        while True:
            data = posix.read(self._fd, 1 << 20)
            if not data:
                return b"".join(parts)
            parts.append(data)

    def readinto(self, buffer, /):
        view = memoryview(buffer).cast("B")
        data = self.read(len(view))
        view[:len(data)] = data
        return len(data)

    def write(self, data, /):
        if not self.writable():
            raise UnsupportedOperation("File not open for writing")
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return posix.write(self._fd, memoryview(data).tobytes())

    def seek(self, pos, whence=0, /):
        self._check_closed("I/O operation on closed file")
        return posix.lseek(self._fd, pos, whence)

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, size=None, /):
        if not self.writable():
            raise UnsupportedOperation("File not open for writing")
        size = self.tell() if size is None else size
        posix.ftruncate(self._fd, size)
        return size

    def close(self):
        if not self._closed:
            try:
                _RawIOBase.close(self)
            finally:
                if self._closefd:
                    posix.close(self._fd)

    def __repr__(self):
        if self._closed:
            return "<_io.FileIO [closed]>"
        return f"<_io.FileIO name={self.name!r} mode={self.mode!r} closefd={self._closefd}>"


def _read_all(raw):
    """All that a raw stream still has."""
    readall = getattr(raw, "readall", None)
    if readall is not None:
        return readall() or b""
    return b"".join(iter(raw.read, b""))


class _Buffered(_BufferedIOBase):
    """What the buffered streams share. ``_ahead`` is read already, ``_held`` not yet written."""

    def __del__(self):
        close_dropped(self)

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        self._raw = raw
        self._size = buffer_size
        self._most_held = buffer_size if getattr(raw, "_holds_back", True) else 1
        self._ahead = b""
        self._held = bytearray()

    @property
    def raw(self):
        """The stream below."""
        if self._raw is None:
            raise ValueError("raw stream has been detached")
        return self._raw

    @property
    def name(self):
        """The name of the stream below."""
        return self.raw.name

    @property
    def mode(self):
        """The mode of the stream below."""
        return self.raw.mode

    @property
    def closed(self):
        """Whether the stream below is closed."""
        return self.raw.closed

    def detach(self):
        raw = self.raw
        self.flush()
        self._raw = None
        return raw

    def fileno(self):
        return self.raw.fileno()

    def isatty(self):
        return self.raw.isatty()

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()

    def seekable(self):
        return self.raw.seekable()

    def _check_open(self, what):
        if self.closed:
            raise ValueError(f"{what} closed file")

    def flush(self):
        self._check_open("flush of")
        while self._held:
            count = self.raw.write(bytes(self._held))
            if not count:
                raise BlockingIOError(11, "write could not complete without blocking", 0)
            del self._held[:count]

    def close(self):
        if self._raw is not None and not self.closed:
            try:
                self.flush()
            finally:
                self.raw.close()

    def read(self, size=-1, /):
        self._check_open("read of")
        if not self.readable():
            raise UnsupportedOperation("read")
        if size is not None and size < -1:
            raise ValueError("read length must be non-negative or -1")
        if self._held:
            self.flush()
        if size is None or size < 0:
            ahead = self._ahead
            self._ahead = b""
            return ahead + _read_all(self.raw)
        parts = [self._ahead[:size]]
        left = size - len(parts[0])
        self._ahead = self._ahead[size:]
        while left > 0:
            data = self.raw.read(max(left, self._size))
            if not data:
                break
            parts.append(data[:left])
            self._ahead = data[left:]
            left -= len(parts[-1])
        return b"".join(parts)

    def read1(self, size=-1, /):
        self._check_open("read of")
        if self._held:
            self.flush()
        if not self._ahead:
            self._ahead = self.raw.read(self._size) or b""
        size = len(self._ahead) if size is None or size < 0 else size
        data = self._ahead[:size]
        self._ahead = self._ahead[size:]
        return data

    def peek(self, size=0, /):
        """What is read already, without moving on."""
        self._check_open("peek of")
        if not self._ahead:
            self._ahead = self.raw.read(self._size) or b""
        return self._ahead

    def readline(self, size=-1, /):
        self._check_open("readline of")
        size = -1 if size is None else size.__index__()
        parts = []
        while True:
            if not self._ahead:
                self._ahead = self.raw.read(self._size) or b""
                if not self._ahead:
                    break
            end = self._ahead.find(b"\n") + 1
            done = end > 0
            if not done:
                end = len(self._ahead)
            if 0 <= size <= end:
                end, done = size, True
            parts.append(self._ahead[:end])
            self._ahead = self._ahead[end:]
            if size >= 0:
                size -= end
            if done:
                break
        return b"".join(parts)

    def write(self, data, /):
        self._check_open("write to")
        if not self.writable():
            raise UnsupportedOperation("write")
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = memoryview(data).tobytes()
        if self._ahead:
            self.raw.seek(-len(self._ahead), 1)
            self._ahead = b""
        self._held += data
        if len(self._held) >= self._most_held:
            self.flush()
        return len(data)

    def seek(self, pos, whence=0, /):
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        self._check_open("seek of")
        self.flush()
        if whence == 1:
            pos -= len(self._ahead)
        self._ahead = b""
        return self.raw.seek(pos, whence)

    def tell(self):
        return self.raw.tell() - len(self._ahead) + len(self._held)

    def truncate(self, pos=None, /):
        self._check_open("truncate of")
        self.flush()
        return self.raw.truncate(self.tell() if pos is None else pos)

    def __repr__(self):
        name = f"{type(self).__module__}.{type(self).__qualname__}"
        try:
            return f"<{name} name={self.name!r}>"
        except AttributeError:
            return f"<{name}>"


class BufferedReader(_Buffered):
    """A buffered stream to read."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.readable():
            raise OSError("File or stream is not readable.")
        _Buffered.__init__(self, raw, buffer_size)


class BufferedWriter(_Buffered):
    """A buffered stream to write."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.writable():
            raise OSError("File or stream is not writable.")
        _Buffered.__init__(self, raw, buffer_size)


class BufferedRandom(_Buffered):
    """A buffered stream to read and write."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.seekable():
            raise OSError("File or stream is not seekable.")
        _Buffered.__init__(self, raw, buffer_size)


class BufferedRWPair(_BufferedIOBase):
    """Two streams, one to read and one to write, as one."""

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self.reader.read(size)

    def read1(self, size=-1, /):
        return self.reader.read1(size)

    def peek(self, size=0, /):
        """What is read already."""
        return self.reader.peek(size)

    def write(self, data, /):
        return self.writer.write(data)

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def flush(self):
        return self.writer.flush()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    @property
    def closed(self):
        """Whether the writing side is closed."""
        return self.writer.closed


for _class in (BytesIO, FileIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair):
    _class.__module__ = "_io"
