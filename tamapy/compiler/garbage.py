"""The host's garbage collector during a build."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused(keep: bool = False) -> Iterator[None]:
    """Let nothing be collected inside; with ``keep`` not what was made inside afterwards either.

    A build makes one large graph that lives until its end; the host's collector would walk
    it again and again and find nothing, for a third of the build's time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if keep:
            gc.freeze()
        if enabled:
            gc.enable()
