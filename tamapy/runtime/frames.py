"""Frames of running functions, as far as they can be told: code and globals.

While modules are imported on the build machine, its own frames serve; the loader
installs the way to them. Compiled functions keep no frame objects: they are made of what
the stack tells.
"""

from collections.abc import Callable
from typing import Any

from tamapy.runtime import call_stack

#: The build machine's way to frames while it imports; empty in an image.
_providers: list[Callable[[int], Any]] = []


def install(provider: Callable[[int], Any] | None) -> None:
    """Install the build machine's way to frames; ``None`` removes it. Host only."""
    _providers[:] = [] if provider is None else [provider]


def get(depth):
    """The frame ``depth`` above the caller of the function that asks."""
    if _providers:
        return _providers[0](depth)
    running = call_stack.running()
    if depth < 0:
        depth = 0
    if depth >= len(running):
        raise ValueError("call stack is not deep enough")
    outer = None
    for i in range(len(running) - 1, depth - 1, -1):
        code, space = running[i]
        outer = Frame(code, space, outer)
    return outer


class Frame:
    """What is known of the frame of a running function, or of one in a traceback.

    The line is that of the definition unless it is told; variables are only known of
    module bodies, where they are the globals.
    """

    def __init__(self, code, space, outer=None, line=0):
        self.f_code = code
        self.f_lineno = line or code.co_firstlineno
        self.f_globals = {} if space is None else space
        self.f_locals = self.f_globals if code.co_name == "<module>" else {}
        self.f_builtins = {}
        self.f_back = outer
        self.f_lasti = -1
        self.f_trace = None

    def clear(self):
        """Frames hold nothing on."""

    def __repr__(self):
        code = self.f_code
        return (
            f"<frame at {hex(id(self))}, file {code.co_filename!r}, "
            f"line {self.f_lineno}, code {code.co_name}>"
        )
