"""The file that ``build`` writes: looked at before the work, complaints in plain words."""

from __future__ import annotations

import os
from pathlib import Path

from tamapy.compiler.errors import CompileError


def check_output(path: Path) -> None:
    """Raise :class:`CompileError` if it is plain that a file cannot be written."""
    parent = path.parent
    if os.path.isdir(path):
        raise _refusal(path, f"'{path}' is a directory", "give the name of a file with -o")
    if not os.path.exists(parent):
        raise _refusal(path, f"there is no directory '{parent}'", "make it first")
    if not os.path.isdir(parent):
        raise _refusal(path, f"'{parent}' is not a directory")


def write_output(path: Path, data: bytes, executable: bool) -> None:
    """Write an image. Raises :class:`CompileError` where the system does not let us."""
    check_output(path)
    try:
        path.write_bytes(data)
        if executable and path.is_file():
            path.chmod(0o755)
    except OSError as error:
        raise _refusal(path, error.strerror or str(error)) from None


def _refusal(path: Path, reason: str, hint: str | None = None) -> CompileError:
    return CompileError(f"can't write '{path}': {reason}", hint=hint)
