"""Frames of running functions, as far as they can be told: code, globals and the line.

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
    return _chain(running, depth)


def _chain(running, depth):
    """The frames of functions being run but for the innermost; the innermost of these frames."""
    from tamapy.runtime import uncaught
    from tamapy.runtime.methods.callables import new_frame, new_running_frame

    outer = None
    for i in range(len(running) - 1, depth - 1, -1):
        code, space, place = running[i]
        if place < 0:
            uncaught.remember_line(code, -place)
            outer = new_frame(code, -place, space, outer)
        else:
            outer = new_running_frame(code, place, space, outer)
    return outer


def of_threads():
    """The number of every thread that runs Python functions to its innermost frame."""
    from tamapy.runtime import threads

    if _providers:
        return {threads.ident(): get(0)}
    found = {}
    for number, running in threads.every_stack():
        frame = _chain(running, 0)
        if frame is not None:
            found[number] = frame
    return found
