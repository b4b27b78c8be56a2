"""Names of files of byte code, which other tools compute; there are none here."""

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []
MAGIC_NUMBER = (3495).to_bytes(2, "little") + b"\r\n"


def _parts(path):
    head, separator, tail = path.rpartition("/")
    return head + separator, tail


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Where byte code of a source file would be kept."""
    raise NotImplementedError("byte code is not available on this target")


def source_from_cache(path):
    """The source file that a file of byte code was made of."""
    head, tail = _parts(path)
    if not head.endswith("__pycache__/"):
        raise ValueError(f"__pycache__ not bottom-level directory in {path!r}")
    count = tail.count(".")
    if count not in (2, 3):
        raise ValueError(f"expected only 2 or 3 dots in {tail!r}")
    return head[: -len("__pycache__/")] + tail.partition(".")[0] + ".py"


def decode_source(source_bytes):
    """The text of a source file."""
    return bytes(source_bytes).decode("utf-8-sig")
