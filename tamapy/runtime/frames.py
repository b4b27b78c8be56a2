"""Frames of running functions, as far as they can be told: code and globals.

While modules are imported on the build machine, its own frames serve; the loader
installs the way to them. Compiled functions keep no frame objects.
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
    raise ValueError("call stack is not deep enough")
