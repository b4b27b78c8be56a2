"""``zlib``: compression and decompression in the formats of RFC 1950 to 1952."""

import sys

from _deflate import Deflater
from _inflate import NEED_DICTIONARY, Inflater

from tamapy.runtime.digests import checksums

__version__ = "1.0"
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"

MAX_WBITS, DEFLATED, DEF_MEM_LEVEL, DEF_BUF_SIZE = 15, 8, 8, 16384
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)


class error(Exception):  # noqa: N801, N818
    """Compression or decompression failed."""


error.__module__ = "zlib"
error.__qualname__ = "error"

_TEXTS = {
    -2: "inconsistent stream state", -3: "invalid input data",
    -5: "incomplete or truncated stream",
}


def _error(code, doing, message=None):
    message = message or _TEXTS.get(code)
    return error(f"Error {code} {doing}: {message}" if message else f"Error {code} {doing}")


def _bytes(data):
    if type(data) is bytes:
        return data
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError(
            f"a bytes-like object is required, not '{type(data).__name__}'"
        ) from None


def _int(value, kind="int"):
    """An argument that is a C int or size."""
    if not hasattr(type(value), "__index__"):
        raise TypeError(
            f"'{type(value).__name__}' object cannot be interpreted as an integer"
        )
    value = value.__index__()
    most = 0x7FFFFFFF if kind == "int" else sys.maxsize
    if not -most - 1 <= value <= most:
        raise OverflowError(f"Python int too large to convert to C {kind}")
    return value


def adler32(data, value=1, /):
    """The checksum Adler-32; ``value`` is that of what went before."""
    return checksums.adler32(_bytes(data), value)


def crc32(data, value=0, /):
    """The checksum CRC-32; ``value`` is that of what went before."""
    return checksums.crc32(_bytes(data), value)


def _format_to_write(wbits):
    """Wrapping and window of what ``wbits`` asks of a compressor; None if it cannot be."""
    wrap = 1
    if wbits < 0:
        wrap, wbits = 0, -wbits
    elif wbits > 15:
        wrap, wbits = 2, wbits - 16
    if wbits > 15 or wbits < 8 or wbits == 8 and wrap != 1:
        return None
    return wrap, max(wbits, 9)


def _format_to_read(wbits):
    """The same for a decompressor."""
    wrap = 0
    if wbits < 0:
        wbits = -wbits
    else:
        wrap = (wbits >> 4) + 1
        if wbits < 48:
            wbits &= 15
    if wbits > 15 or wbits and wbits < 8 or not wrap and not wbits:
        return None
    return wrap, wbits


def _level_of(level):
    if level == Z_DEFAULT_COMPRESSION:
        return 6
    return level if 0 <= level <= 9 else None


def compress(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS):
    """Compress bytes in one go."""
    data = _bytes(data)
    level, form = _level_of(_int(level)), _format_to_write(_int(wbits))
    if level is None or form is None:
        raise error("Bad compression level")
    return Deflater(level, *form, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY).run(data, Z_FINISH)


def decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE):
    """Decompress a whole stream."""
    data = _bytes(data)
    if _int(bufsize, "ssize_t") < 0:
        raise ValueError("bufsize must be non-negative")
    form = _format_to_read(_int(wbits))
    if form is None:
        raise _error(-2, "while preparing to decompress data")
    stream = Inflater(*form, None)
    made = stream.run(data, 0)
    if stream.failure is not None:
        raise _error(stream.failure.code, _DECOMPRESSING, stream.failure.message)
    if not stream.done:
        raise _error(-5, _DECOMPRESSING)
    return made


_DECOMPRESSING = "while decompressing data"
_STATE = "Inconsistent stream state"


class Compress:
    """A stream being compressed; :func:`compressobj` makes one."""

    __slots__ = ("_stream",)

    def __new__(cls, *arguments, **keywords):
        raise TypeError("cannot create 'zlib.Compress' instances")

    def compress(self, data, /):
        """Compress some more; what is ready of the result."""
        data = _bytes(data)
        if self._stream.ended:
            raise _error(-2, "while compressing data")
        return self._stream.run(data, Z_NO_FLUSH)

    def flush(self, mode=Z_FINISH, /):
        """The rest of what was compressed so far; with ``Z_FINISH`` the end of the stream."""
        mode = _int(mode)
        if mode == Z_NO_FLUSH:
            return b""
        if self._stream.ended or not Z_NO_FLUSH <= mode <= Z_BLOCK:
            raise _error(-2, "while flushing")
        return self._stream.run(b"", mode)

    def copy(self):
        """The same stream, to go on apart."""
        if self._stream.ended:
            raise ValueError(_STATE)
        made = object.__new__(Compress)
        made._stream = self._stream.copy()
        return made

    def __copy__(self):
        return self.copy()

    def __deepcopy__(self, memo, /):
        return self.copy()

    def __reduce_ex__(self, protocol, /):
        raise TypeError("cannot pickle 'zlib.Compress' object")


class Decompress:
    """A stream being decompressed; :func:`decompressobj` makes one."""

    __slots__ = ("_stream", "_closed", "unused_data", "unconsumed_tail", "eof")

    def __new__(cls, *arguments, **keywords):
        raise TypeError("cannot create 'zlib.Decompress' instances")

    def _run(self, data, room):
        stream = self._stream
        made = stream.run(data, room)
        if stream.done and stream.left:
            self.unused_data += stream.left
        self.unconsumed_tail = b"" if stream.done else stream.left
        return made

    def decompress(self, data, /, max_length=0):
        """Decompress some more; at most ``max_length`` bytes unless that is 0.

        What was left of the input for that is in ``unconsumed_tail``.
        """
        data = _bytes(data)
        room = _int(max_length, "ssize_t")
        if room < 0:
            raise ValueError("max_length must be non-negative")
        if self._closed:
            raise _error(-2, _DECOMPRESSING)
        made = self._run(data, room)
        failure = self._stream.failure
        if failure is not None:
            doing = _DECOMPRESSING
            if failure.message is None and failure.code != NEED_DICTIONARY:
                doing = "while setting zdict"
            raise _error(failure.code, doing, failure.message)
        self.eof = self._stream.done
        return made

    def flush(self, length=DEF_BUF_SIZE, /):
        """What can be decompressed of the unconsumed tail."""
        if _int(length, "ssize_t") <= 0:
            raise ValueError("length must be greater than zero")
        if self._closed:
            return b""
        made = self._run(self.unconsumed_tail, 0)
        if self._stream.done:
            self.eof = self._closed = True
        return made

    def copy(self):
        """The same stream, to go on apart."""
        if self._closed:
            raise ValueError(_STATE)
        made = object.__new__(Decompress)
        made._stream = self._stream.copy()
        made._closed = False
        made.unused_data = self.unused_data
        made.unconsumed_tail = self.unconsumed_tail
        made.eof = self.eof
        return made

    def __copy__(self):
        return self.copy()

    def __deepcopy__(self, memo, /):
        return self.copy()

    def __reduce_ex__(self, protocol, /):
        raise TypeError("cannot pickle 'zlib.Decompress' object")


Compress.__module__ = Decompress.__module__ = "zlib"


def compressobj(level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS,
                memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None):  # noqa: N803
    """A :class:`Compress`.

    ``wbits``: the base-2 logarithm of the window; negative for raw data, 16 more for gzip.
    ``zdict``: bytes that are likely to occur, the likeliest last.
    """
    if zdict is not None:
        zdict = _bytes(zdict)
    level, form = _level_of(_int(level)), _format_to_write(_int(wbits))
    memory, strategy = _int(memLevel), _int(strategy)
    if level is None or form is None or _int(method) != DEFLATED or (
            not 1 <= memory <= 9 or not 0 <= strategy <= Z_FIXED):
        raise ValueError("Invalid initialization option")
    made = object.__new__(Compress)
    made._stream = Deflater(level, *form, memory, strategy)
    if zdict is not None:
        if form[0] == 2:
            raise ValueError("Invalid dictionary")
        made._stream.set_dictionary(zdict)
    return made


def decompressobj(wbits=MAX_WBITS, zdict=None):
    """A :class:`Decompress`.

    ``wbits``: the base-2 logarithm of the largest window; 0 for what the stream says, negative
    for raw data, 16 more for gzip, 32 more for zlib or gzip.
    """
    if zdict is not None:
        try:
            zdict = memoryview(zdict).tobytes()
        except TypeError:
            raise TypeError("zdict argument must support the buffer protocol") from None
    form = _format_to_read(_int(wbits))
    if form is None:
        raise ValueError("Invalid initialization option")
    made = object.__new__(Decompress)
    made._stream = Inflater(*form, zdict)
    made._closed = False
    made.unused_data = made.unconsumed_tail = b""
    made.eof = False
    return made
