"""The collector's figures as Python sees them."""

from tamapy.metal import isize, make_small, metal, u64
from tamapy.runtime import boxing, heap
from tamapy.runtime.pages import PAGE, pages


@metal
def live_bytes() -> object:
    """Bytes found alive by the last collection, and allocated since."""
    return boxing.box_u64(u64(heap.gc.live + heap.allocated()))


@metal
def total_bytes() -> object:
    """Bytes ever allocated (modulo the word)."""
    return boxing.box_u64(u64(heap.gc.total + heap.allocated()))


@metal
def heap_bytes() -> object:
    """Bytes of the heap, used or not."""
    return boxing.box_u64(u64(pages.end - pages.base))


@metal
def free_bytes() -> object:
    """Bytes in pages that nothing uses."""
    return boxing.box_u64(u64(pages.free * PAGE))


@metal
def collections() -> object:
    """How many collections there were."""
    return make_small(isize(heap.gc.collections))


@metal
def collect() -> object:
    """Collect now; bytes that were given back."""
    before = heap.gc.live + heap.allocated()
    heap.collect()
    after = heap.gc.live
    if after > before:
        return make_small(0)
    return boxing.box_u64(u64(before - after))


@metal
def set_enabled(enabled: bool) -> None:
    """Allow collections or not."""
    heap.gc.disabled = 1
    if enabled:
        heap.gc.disabled = 0


@metal
def is_enabled() -> bool:
    """Whether collections are allowed."""
    return heap.gc.disabled == 0
