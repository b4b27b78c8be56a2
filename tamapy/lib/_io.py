"""``_io``: streams over the console and the file system in memory."""

from builtins import BlockingIOError

from _io_base import (
    DEFAULT_BUFFER_SIZE,
    UnsupportedOperation,
    _BufferedIOBase,
    _IOBase,
    _RawIOBase,
    _TextIOBase,
)
from _io_binary import BytesIO, FileIO
from _io_buffered import BufferedRandom, BufferedReader, BufferedRWPair, BufferedWriter
from _io_coding import IncrementalNewlineDecoder
from _io_text import StringIO, TextIOWrapper


def text_encoding(encoding, stacklevel=2, /):
    """The encoding to use where none was given."""
    return "locale" if encoding is None else encoding


def open_code(path):
    """Open a file of code: as any other."""
    return open(path, "rb")


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None,  # noqa: A001
         closefd=True, opener=None):
    """Open a file of the file system in memory."""
    if not isinstance(file, int):
        import posix

        file = posix.fspath(file)
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    kinds = [c for c in mode if c in "rwax"]
    if set(mode) - set("rwaxbt+") or len(set(mode)) != len(mode):
        raise ValueError(f"invalid mode: {mode!r}")
    binary = "b" in mode
    if binary and "t" in mode:
        raise ValueError("can't have text and binary mode at once")
    if len(kinds) != 1:
        raise ValueError(
            "must have exactly one of create/read/write/append mode"
        )
    if binary:
        for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                raise ValueError(f"binary mode doesn't take {'an' if name[0] == 'e' else 'a'} "
                                 f"{name} argument")
    if buffering == 0 and not binary:
        raise ValueError("can't have unbuffered text I/O")
    raw = FileIO(file, kinds[0] + ("+" if "+" in mode else ""), closefd, opener)
    try:
        return _wrap(raw, mode, kinds[0], buffering, encoding, errors, newline)
    except BaseException:
        raw.close()
        raise


def _wrap(raw, mode, kind, buffering, encoding, errors, newline):
    binary = "b" in mode
    if buffering == 0:
        return raw
    size = buffering if buffering > 1 else DEFAULT_BUFFER_SIZE
    if "+" in mode:
        buffer = BufferedRandom(raw, size)
    elif kind == "r":
        buffer = BufferedReader(raw, size)
    else:
        buffer = BufferedWriter(raw, size)
    if binary:
        return buffer
    text = TextIOWrapper(buffer, encoding, errors, newline, buffering == 1)
    text.mode = mode
    return text


open.__module__ = "_io"

__all__ = [
    "DEFAULT_BUFFER_SIZE", "BlockingIOError", "BufferedRWPair", "BufferedRandom",
    "BufferedReader", "BufferedWriter", "BytesIO", "FileIO", "IncrementalNewlineDecoder",
    "StringIO", "TextIOWrapper", "UnsupportedOperation", "_BufferedIOBase", "_IOBase",
    "_RawIOBase", "_TextIOBase", "open", "open_code", "text_encoding",
]
