"""Reading, parsing and compiling source files, once a process."""

from __future__ import annotations

import io
import marshal
import sys
import tokenize
import warnings
from types import CodeType

from tamapy.compiler import cache, codec_modules, trees
from tamapy.compiler.load import matching, passing, scan
from tamapy.compiler.load.errors import LoadError
from tamapy.compiler.load.world import SourceUnit


class Sources:
    """Source units by path and display name. Code is shared and never changed."""

    def __init__(self) -> None:
        self._units: dict[tuple[str, str, str], SourceUnit] = {}

    def unit(
        self, name: str, path: str, filename: str, origin: str, is_main: bool = False
    ) -> SourceUnit:
        """The unit of a file; LoadError if it cannot be read or parsed."""
        text = read_text(path, filename)
        key = (name, path, filename)
        found = self._units.get(key)
        if found is None or found.text != text:
            found = _compiled(name, path, filename, text, origin, is_main)
            self._units[key] = found
        return found


def read_text(path: str, filename: str) -> str:
    """The text of a Python file in the encoding it declares, lines ended by ``\\n``."""
    try:
        with open(path, "rb") as file:
            raw = file.read()
    except OSError as error:
        raise LoadError(f"cannot read '{filename}': {error.strerror}", hint=None) from None
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
        return io.TextIOWrapper(io.BytesIO(raw), encoding, newline=None).read()
    except SyntaxError as error:
        problem = _not_utf8(raw, filename) if error.msg.startswith("invalid or missing") else None
        raise problem or LoadError(f"SyntaxError: {error.msg}", filename, 1) from None
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            raise _not_utf8(raw, filename) or error from None
        line = raw.count(b"\n", 0, error.start) + 1
        raise LoadError(f"SyntaxError: (unicode error) {error}", filename, line) from None


def _not_utf8(raw: bytes, filename: str) -> LoadError | None:
    """What CPython says of a text without a declared encoding that is no UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return LoadError(
            f"SyntaxError: Non-UTF-8 code starting with '\\x{raw[error.start]:02x}' in file "
            f"{filename} on line {line}, but no encoding declared; see "
            "https://peps.python.org/pep-0263/ for details", filename, line,
        )
    return None


def _compiled(
    name: str, path: str, filename: str, text: str, origin: str, is_main: bool
) -> SourceUnit:
    """The unit of a text; its code and facts are kept between builds."""
    place = cache.place_of(
        "modules", text, filename, sys.version,
        *map(cache.source_of, (scan, passing, matching, trees, codec_modules)),
    )
    kept = cache.find(place)
    if kept is None:
        unit = SourceUnit(name, filename, path, text, parse(text, filename), origin, is_main)
        kept = marshal.dumps((unit.code, unit.facts.to_plain()))
        cache.keep(place, kept)
    # What was compiled just now is read back as well: sets among its constants may have
    # their items in another order then.
    code, facts = marshal.loads(kept)
    return SourceUnit(
        name, filename, path, text, code, origin, is_main, _facts=scan.Facts.from_plain(facts)
    )


def parse(text: str, filename: str) -> CodeType:
    """The code of a module's text; LoadError with a caret on a syntax error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return compile(text, filename, "exec", dont_inherit=True, optimize=0)
        except SyntaxError as error:
            raise LoadError.from_syntax_error(error, filename) from None
        except ValueError as error:  # null bytes
            raise LoadError(f"SyntaxError: {error}", filename, 1) from None
