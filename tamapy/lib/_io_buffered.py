"""Buffered binary streams."""

from _io_base import (
    DEFAULT_BUFFER_SIZE,
    UnsupportedOperation,
    _BufferedIOBase,
    cannot_pickle,
    drop,
    place,
    whole,
)
from _io_binary import FileIO
from _target import MAXSIZE

from tamapy.runtime import threads as _threads

_AGAIN = 11


def _check_count(count, size, what):
    """What a raw stream says of how much it read or wrote."""
    if not isinstance(count, int):
        raise OSError(f"raw {what}() failed") from TypeError(
            f"'{type(count).__name__}' object cannot be interpreted as an integer"
        )
    if not 0 <= count <= size:
        raise OSError(
            f"raw {what}() returned invalid length {count} "
            f"(should have been between 0 and {size})"
        )
    return count


def _check_bytes(data, what):
    if data is not None and not isinstance(data, bytes):
        raise TypeError(f"{what}() should return bytes")
    return data


class _Buffered(_BufferedIOBase):
    """What the buffered streams share.

    ``_ahead`` was read already, up to ``_at`` by the program too; ``_held`` is not yet written.
    """

    _raw = None
    _detached = False
    _closed_by = None
    _ahead = b""
    _at = 0
    _held = b""

    def _start(self, raw, buffer_size, *abilities):
        """Begin with a raw stream that has some abilities."""
        self._raw = None
        for ability in abilities:
            if not getattr(raw, ability)():
                raise UnsupportedOperation(f"File or stream is not {ability}.")
        buffer_size = place(buffer_size)
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        if buffer_size > MAXSIZE // 2:
            raise MemoryError
        self._raw = raw
        self._detached = False
        self._size = buffer_size
        self._holds_back = getattr(raw, "_holds_back", True)
        self._ahead = b""
        self._at = 0
        self._held = bytearray()

    def __del__(self):
        drop(self)

    def _dealloc_warn(self, source):
        warn = getattr(self._raw, "_dealloc_warn", None)
        if warn is not None:
            warn(source)

    def __reduce_ex__(self, protocol):
        cannot_pickle(self)

    def __reduce__(self):
        cannot_pickle(self)

    @property
    def raw(self):
        """The stream below."""
        if self._raw is None:
            raise ValueError(
                "raw stream has been detached" if self._detached
                else "I/O operation on uninitialized object"
            )
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
        self._detached = True
        return raw

    def fileno(self):
        return self.raw.fileno()

    def isatty(self):
        return self.raw.isatty()

    def seekable(self):
        return self.raw.seekable()

    def _check_open(self, what):
        if self.closed:
            raise ValueError(f"{what} closed file")

    def flush(self):
        self._check_open("flush of")
        self._write_held()
        self.raw.flush()

    def _write_held(self):
        """Write what was held back."""
        while self._held:
            count = self._write_raw(self._held)
            if count is None:
                raise BlockingIOError(
                    _AGAIN, "write could not complete without blocking", 0
                )
            del self._held[:count]

    def _write_raw(self, data):
        count = self.raw.write(bytes(data))
        return None if count is None else _check_count(count, len(data), "write")

    def _rewind(self):
        """Let the raw stream be where the program is: nothing is read ahead any more."""
        ahead = len(self._ahead) - self._at
        if ahead:
            self._raw_seek(-ahead, 1)
        self._ahead = b""
        self._at = 0

    def close(self):
        if self._raw is not None and not self.closed:
            try:
                self.flush()
            finally:
                self._closed_by = _threads.ident()  # others may run meanwhile
                try:
                    self.raw.close()
                finally:
                    self._closed_by = None

    def _raw_seek(self, pos, whence):
        return self._check_place(self.raw.seek(pos, whence))

    def _check_place(self, pos):
        if pos < 0:
            raise OSError(f"Raw stream returned invalid position {pos}")
        return pos

    def seek(self, target, whence=0, /):
        if whence not in (0, 1, 2):
            raise ValueError(f"whence value {whence} unsupported")
        self._check_open("seek of")
        if not self.raw.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")
        target = place(target)
        self._write_held()
        if whence == 1:
            target -= len(self._ahead) - self._at
        pos = self._raw_seek(target, whence)
        self._ahead = b""
        self._at = 0
        return pos

    def tell(self):
        pos = self._check_place(self.raw.tell())
        return pos - (len(self._ahead) - self._at) + len(self._held)

    def truncate(self, pos=None, /):
        self._check_open("truncate of")
        if not self.writable():
            raise UnsupportedOperation("truncate")
        self._write_held()
        self._rewind()
        return self.raw.truncate(pos)

    def __repr__(self):
        name = f"{type(self).__module__}.{type(self).__qualname__}"
        try:
            return f"<{name} name={self.name!r}>"
        except (AttributeError, ValueError):
            return f"<{name}>"


class _Reading(_Buffered):
    """How buffered streams read."""

    def readable(self):
        return self.raw.readable()

    def _read_raw(self, size):
        """Some bytes: none at the end, ``None`` if there are none yet."""
        raw = self._raw
        if type(raw) is FileIO:
            return raw.read(size)
        buffer = bytearray(size)
        count = raw.readinto(buffer)
        if count is None:
            return None
        return bytes(buffer[:_check_count(count, size, "readinto")])

    def _fill(self):
        """Read ahead once nothing is left of that; ``None`` if that has to wait."""
        data = self._read_raw(self._size)
        self._ahead = data or b""
        self._at = 0
        return data

    def _start_reading(self, what):
        self._check_open(what)
        if self._held:
            self._write_held()

    def _take(self, size):
        """At most so many of the bytes that were read ahead."""
        at = self._at
        data = self._ahead[at:at + size]
        self._at = at + len(data)
        return data

    def read(self, size=-1, /):
        size = whole(size)
        if size < -1:
            raise ValueError("read length must be non-negative or -1")
        self._start_reading("read of")
        if size < 0:
            return self._read_all()
        data = self._take(size)
        if len(data) == size:
            return data
        parts = [data]
        left = size - len(data)
        while left > 0:
            data = self._read_raw(max(left, self._size))
            if not data:
                if data is None and left == size:
                    return None
                break
            self._ahead, self._at = data, 0
            parts.append(self._take(left))
            left -= len(parts[-1])
        return b"".join(parts)

    def _read_all(self):
        ahead = self._take(len(self._ahead))
        readall = getattr(self._raw, "readall", None)
        if readall is not None:
            rest = _check_bytes(readall(), "readall")
            return (ahead or None) if rest is None else ahead + rest
        parts = [ahead]
        while True:
            data = _check_bytes(self._raw.read(), "read")
            if not data:
                if data is None and not ahead and len(parts) == 1:
                    return None
                return b"".join(parts)
            parts.append(data)

    def read1(self, size=-1, /):
        size = whole(size)
        self._start_reading("read of")
        if size < 0:
            size = self._size
        if self._at < len(self._ahead) or not size:
            return self._take(size)
        return self._read_raw(size) or b""

    def _into(self, buffer, once):
        self._start_reading("readinto of")
        view = memoryview(buffer).cast("B")
        size = len(view)
        done = 0
        while done < size:
            data = self._take(size - done)
            if data:
                view[done:done + len(data)] = data
                done += len(data)
                continue
            if size - done > self._size:
                count = self._raw.readinto(view[done:])
                if count is not None:
                    done += _check_count(count, size - done, "readinto")
                if once and count:
                    break
            elif once and done:
                break
            else:
                data = self._fill()
                count = None if data is None else len(data)
            if not count:
                return None if count is None and not done else done
        return done

    def readinto(self, buffer, /):
        return self._into(buffer, False)

    def readinto1(self, buffer, /):
        return self._into(buffer, True)

    def peek(self, size=0, /):
        """What is read already, without moving on."""
        self._start_reading("peek of")
        if self._at == len(self._ahead):
            self._fill()
        return self._ahead[self._at:]

    def readline(self, size=-1, /):
        size = whole(size)
        self._start_reading("readline of")
        parts = []
        while True:
            if self._at == len(self._ahead) and (size == 0 or not self._fill()):
                break
            end = self._ahead.find(b"\n", self._at) + 1
            done = end > 0
            count = (end or len(self._ahead)) - self._at
            if 0 <= size <= count:
                count, done = size, True
            parts.append(self._take(count))
            if size >= 0:
                size -= count
            if done:
                break
        return parts[0] if len(parts) == 1 else b"".join(parts)


class _Writing(_Buffered):
    """How buffered streams write."""

    def writable(self):
        return self.raw.writable()

    def write(self, data, /):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        while self._closed_by is not None and self._closed_by != _threads.ident():
            _threads.pause()
        self._check_open("write to")
        data = memoryview(data).tobytes()
        if self._ahead:
            self._rewind()
        if len(self._held) + len(data) > self._size:
            self._make_room(data)
        else:
            self._held += data
            if not self._holds_back:
                self._write_held()
        return len(data)

    def _make_room(self, data):
        """Write what was held back, then more than can be held."""
        try:
            self._write_held()
        except BlockingIOError as error:
            self._keep(data, 0, error.strerror)
            return
        done = 0
        while len(data) - done > self._size:
            count = self._write_raw(data[done:])
            if count is None:
                self._keep(data, done, "write could not complete without blocking")
                return
            done += count
        self._held += data[done:]
        if not self._holds_back:
            self._write_held()

    def _keep(self, data, done, reason):
        """Hold back as much as is allowed of what cannot be written now."""
        kept = data[done:done + self._size - len(self._held)]
        self._held += kept
        done += len(kept)
        if done < len(data):
            raise BlockingIOError(_AGAIN, reason, done)


class BufferedReader(_Reading):
    """A buffered stream to read."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self._start(raw, buffer_size, "readable")


class BufferedWriter(_Writing):
    """A buffered stream to write."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self._start(raw, buffer_size, "writable")

    def flush(self):
        self._check_open("flush of")
        self._write_held()


class BufferedRandom(_Reading, _Writing):
    """A buffered stream to read and write."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self._start(raw, buffer_size, "seekable", "readable", "writable")

    def flush(self):
        self._check_open("flush of")
        self._write_held()
        self._rewind()


class BufferedRWPair(_BufferedIOBase):
    """Two streams, one to read and one to write, as one."""

    reader = writer = None

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def _of(self, side):
        if side is None:
            raise ValueError("I/O operation on uninitialized object")
        return side

    def read(self, size=-1, /):
        return self._of(self.reader).read(size)

    def read1(self, size=-1, /):
        return self._of(self.reader).read1(size)

    def readinto(self, buffer, /):
        return self._of(self.reader).readinto(buffer)

    def readinto1(self, buffer, /):
        return self._of(self.reader).readinto1(buffer)

    def peek(self, size=0, /):
        """What is read already."""
        return self._of(self.reader).peek(size)

    def write(self, data, /):
        return self._of(self.writer).write(data)

    def readable(self):
        return self._of(self.reader).readable()

    def writable(self):
        return self._of(self.writer).writable()

    def isatty(self):
        return self._of(self.writer).isatty() or self.reader.isatty()

    def flush(self):
        return self._of(self.writer).flush()

    def close(self):
        try:
            self._of(self.writer).close()
        finally:
            self._of(self.reader).close()

    @property
    def closed(self):
        """Whether the writing side is closed."""
        return self._of(self.writer).closed


for _class in (BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair):
    _class.__module__ = "_io"
