"""Marks the places where Python code touches the world.

A module is imported on the build machine unless its body has an effect on or
from the world. Every stand-in that prints, reads a clock, draws entropy, opens
a file, starts a thread or touches a register calls :func:`effect` first. During
the import on the build machine the loader installs a handler that stops the
import and sets the module aside to be run at boot; in an image the call is
compiled to nothing.
"""

from collections.abc import Callable

_handler: Callable[[str], None] | None = None


def effect(kind: str) -> None:
    """Announce an effect of a kind: console, clock, entropy, file, thread or register."""
    if _handler is not None:
        _handler(kind)


def hosted() -> bool:
    """Whether this runs on the build machine, while an application is imported."""
    return _handler is not None


def install(handler: Callable[[str], None] | None) -> None:
    """Install the build machine's handler; ``None`` removes it. Host only."""
    global _handler
    _handler = handler
