"""What images and messages call a source file: not where the build machine happens to keep it."""

from __future__ import annotations

import os

#: Where TamaPy's own files pretend to lie; its stand-ins are below in ``lib``.
TAMAPY_PREFIX = "/usr/lib/tamapy"
_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def shown_file(path: str) -> str:
    """The name under which a file of TamaPy's own is shown; other paths stay as they are."""
    absolute = os.path.abspath(path)
    if absolute.startswith(_HERE + os.sep):
        return TAMAPY_PREFIX + absolute[len(_HERE):].replace(os.sep, "/")
    return path


def real_file(shown: str) -> str:
    """The file on this machine that :func:`shown_file` made ``shown`` of."""
    if shown.startswith(TAMAPY_PREFIX + "/"):
        return _HERE + shown[len(TAMAPY_PREFIX):].replace("/", os.sep)
    return shown
