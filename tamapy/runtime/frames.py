"""Frames of running functions, as far as they can be told: code and globals.

While modules are imported on the build machine, its own frames serve; the loader
installs the way to them. Compiled functions keep no frame objects: there a frame tells only
the module whose body is running, which is what most who ask want to know.
"""

from collections.abc import Callable
from typing import Any

#: The build machine's way to frames while it imports; empty in an image.
_providers: list[Callable[[int], Any]] = []


def install(provider: Callable[[int], Any] | None) -> None:
    """Install the build machine's way to frames; ``None`` removes it. Host only."""
    _providers[:] = [] if provider is None else [provider]


def get(depth):
    """The frame ``depth`` above the caller of the function that asks."""
    if _providers:
        return _providers[0](depth)
    from tamapy.runtime import imports
    from tamapy.runtime.methods.callables import new_frame

    return new_frame(UnknownCode(), 0, imports.current_space())


class UnknownCode:
    """The code of a frame that cannot be told."""

    def __init__(self):
        self.co_name = self.co_qualname = "(unknown function)"
        self.co_filename = "(unknown file)"
        self.co_firstlineno = 0
        self.co_flags = 0
        self.co_varnames = ()

    def co_positions(self):
        """No places are known."""
        return iter(())
