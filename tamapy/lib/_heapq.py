"""Heaps in lists; ``merge``, ``nlargest`` and ``nsmallest`` are CPython's own Python."""


def _check(heap, name, place):
    if not isinstance(heap, list):
        raise TypeError(
            f"{name}() argument{place} must be list, not {type(heap).__name__}"
        )


def _rise(heap, start, at):
    """Let the item at a place rise, at most to a place above it."""
    size = len(heap)
    item = heap[at]
    while at > start:
        parent = (at - 1) >> 1
        above = heap[parent]
        is_less = item < above
        if len(heap) != size:
            raise RuntimeError("list changed size during iteration")
        if not is_less:
            break
        heap[parent] = heap[at]
        heap[at] = above
        at = parent


def _sink(heap, at):
    """Let an item sink to the bottom along the smaller children, then rise to its place."""
    size = len(heap)
    start = at
    middle = size >> 1
    while at < middle:
        child = 2 * at + 1
        if child + 1 < size and not heap[child] < heap[child + 1]:
            child += 1
        if len(heap) != size:
            raise RuntimeError("list changed size during iteration")
        heap[at], heap[child] = heap[child], heap[at]
        at = child
    _rise(heap, start, at)


def heappush(heap, item, /):
    """Add an item."""
    _check(heap, "heappush", " 1")
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap, /):
    """Remove and return the smallest item."""
    _check(heap, "heappop", "")
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    found = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return found


def heapreplace(heap, item, /):
    """Remove and return the smallest item, then add one."""
    _check(heap, "heapreplace", " 1")
    if not heap:
        raise IndexError("index out of range")
    found = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return found


def heappushpop(heap, item, /):
    """Add an item, then remove and return the smallest."""
    _check(heap, "heappushpop", " 1")
    if not heap or not heap[0] < item:
        return item
    found = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return found


def heapify(heap, /):
    """Turn a list into a heap."""
    _check(heap, "heapify", "")
    for at in range((len(heap) >> 1) - 1, -1, -1):
        _sink(heap, at)
