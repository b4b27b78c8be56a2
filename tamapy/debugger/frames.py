"""Backtraces with Python's functions only: the runtime's frames between them are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import gdb
from gdb.FrameDecorator import FrameDecorator

from tamapy.debugger.inferior import python_function


class _OnlyPython:
    """The filter. ``bt -no-filters`` shows all frames."""

    name = "tamapy"
    priority = 100
    enabled = True

    def filter(self, frames: Iterable[FrameDecorator]) -> Iterator[FrameDecorator]:
        """The innermost frame, whatever it is, and those of Python's functions."""
        for i, frame in enumerate(frames):
            if i == 0 or is_shown(frame.inferior_frame()):
                yield frame


def is_shown(frame: Any) -> bool:
    """Whether a frame is of a function that CPython would tell of too, or of the application's."""
    symtab = frame.find_sal().symtab
    return python_function(frame) is not None or (
        symtab is not None and frame.function() is not None
        and "/tamapy/runtime/" not in symtab.fullname()
    )


def register() -> None:
    """Have gdb use it. A function of Python's that is called ``main`` is none of C's."""
    gdb.execute("set backtrace past-main on")
    gdb.frame_filters[_OnlyPython.name] = _OnlyPython()
