"""Binary streams: in memory, and of files."""

import posix

from _buffers import bytes_of
from _io_base import (
    UnsupportedOperation,
    _BufferedIOBase,
    _RawIOBase,
    attributes_of,
    cannot_pickle,
    check_place,
    check_state,
    drop,
    place,
    set_attributes,
    whole,
)

from tamapy.runtime import imports as _imports


class BytesIO(_BufferedIOBase):
    """A binary stream in memory."""

    def __init__(self, initial_bytes=b""):
        self._data = bytearray(b"" if initial_bytes is None else bytes_of(initial_bytes))
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
        size = whole(size)
        at = self._at
        end = len(self._data) if size < 0 else at + size
        data = bytes(self._data[at:end])
        self._at = at + len(data)
        return data

    read1 = read

    def readinto(self, buffer, /):
        self._check()
        view = memoryview(buffer).cast("B")
        at = self._at
        count = max(0, min(len(view), len(self._data) - at))
        view[:count] = self._data[at:at + count]
        self._at = at + count
        return count

    readinto1 = readinto

    def readline(self, size=-1, /):
        self._check()
        size = whole(size)
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
        pos = place(pos)
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
        pos = self._at if pos is None else place(pos)
        if pos < 0:
            raise ValueError(f"negative size value {pos}")
        del self._data[pos:]
        return pos

    def __getstate__(self):
        return (self.getvalue(), self._at, attributes_of(self, _BYTES_FIELDS))

    def __setstate__(self, state):
        self._check()
        check_state(self, state, 3)
        self._data = bytearray(bytes_of(state[0]))
        self._at = check_place(state[1])
        set_attributes(self, state[2])


_BYTES_FIELDS = ("_data", "_at", "_closed")


_FLAGS = {
    "r": posix.O_RDONLY, "w": posix.O_WRONLY | posix.O_CREAT | posix.O_TRUNC,
    "a": posix.O_WRONLY | posix.O_CREAT | posix.O_APPEND,
    "x": posix.O_WRONLY | posix.O_CREAT | posix.O_EXCL,
}


def _opened(fd):
    """The descriptor that an opener gave."""
    if not isinstance(fd, int):
        raise TypeError("expected integer from opener")
    if fd < 0:
        raise ValueError(f"opener returned {fd}")
    return fd


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
                self._fd = _opened(opener(file, flags))
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
        self._seeks = None
        if self._kind == "a":
            try:
                posix.lseek(self._fd, 0, 2)
            except OSError:
                self._seeks = False

    def __del__(self):
        drop(self)

    def _dealloc_warn(self, source):
        """Tell of what was not closed, if the program can hear of it."""
        warnings = _imports.modules().get("warnings")
        if warnings is not None and not self._closed and self._closefd:
            warnings.warn(f"unclosed file {source!r}", ResourceWarning, 1, source)

    def __reduce_ex__(self, protocol):
        cannot_pickle(self)

    def __reduce__(self):
        cannot_pickle(self)

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
        if self._seeks is None:
            try:
                posix.lseek(self._fd, 0, 1)
                self._seeks = self._fd > 2
            except OSError:
                self._seeks = False
        return self._seeks

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
        try:
            return posix.read(self._fd, size)
        except BlockingIOError:
            return None

    def readall(self):
        self._check_closed("I/O operation on closed file")
        parts = []
        while True:
            try:
                data = posix.read(self._fd, 1 << 20)
            except BlockingIOError:
                data = b"" if parts else None
            if not data:
                return data if data is None else b"".join(parts)
            parts.append(data)

    def readinto(self, buffer, /):
        view = memoryview(buffer).cast("B")
        data = self.read(len(view))
        if data is None:
            return None
        view[:len(data)] = data
        return len(data)

    def write(self, data, /):
        if not self.writable():
            raise UnsupportedOperation("File not open for writing")
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        try:
            return posix.write(self._fd, memoryview(data).tobytes())
        except BlockingIOError:
            return None

    def seek(self, pos, whence=0, /):
        self._check_closed("I/O operation on closed file")
        return posix.lseek(self._fd, place(pos), whence)

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


for _class in (BytesIO, FileIO):
    _class.__module__ = "_io"
