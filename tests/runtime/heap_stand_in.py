"""The heap's interface, for tests without the collector."""

from tamapy.metal import Struct, hook, usize
from tamapy.runtime.layout import Object


@hook
def heap_alloc(type: Struct, size: usize) -> Object:
    """``size`` zeroed bytes as an object of ``type``."""
    raise MemoryError
