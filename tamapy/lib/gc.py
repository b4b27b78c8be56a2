"""``gc``: the collector. Objects are never counted, so it is all there is."""

from tamapy.runtime import attention, heap_info

DEBUG_STATS = 1
DEBUG_COLLECTABLE = 2
DEBUG_UNCOLLECTABLE = 4
DEBUG_SAVEALL = 32
DEBUG_LEAK = 38

garbage = []
callbacks = []
_threshold = [700, 10, 10]
_debug = [0]


def collect(generation=2):
    """Collect now; how many bytes were given back."""
    if not isinstance(generation, int):
        raise TypeError(
            f"'{type(generation).__name__}' object cannot be interpreted as an integer"
        )
    if not 0 <= generation <= 2:
        raise ValueError("invalid generation")
    return attention.collect()


def enable():
    """Let collections happen by themselves."""
    heap_info.set_enabled(True)


def disable():
    """Let no collection happen by itself."""
    heap_info.set_enabled(False)


def isenabled():
    """Whether collections happen by themselves."""
    return heap_info.is_enabled()


def get_threshold():
    """Figures without meaning here, as they were set."""
    return tuple(_threshold)


def set_threshold(threshold0, threshold1=10, threshold2=10, /):
    """Remember figures that have no meaning here."""
    _threshold[:] = [threshold0, threshold1, threshold2]


def get_count():
    """Bytes allocated, in no generations."""
    return (heap_info.live_bytes(), 0, 0)


def get_stats():
    """The collector's figures in CPython's form, and the heap's in bytes."""
    return [{
        "collections": heap_info.collections(), "collected": 0, "uncollectable": 0,
        "live_bytes": heap_info.live_bytes(), "total_bytes": heap_info.total_bytes(),
        "heap_bytes": heap_info.heap_bytes(), "free_bytes": heap_info.free_bytes(),
    }]


def get_debug():
    """Debugging flags, as they were set."""
    return _debug[0]


def set_debug(flags, /):
    """Remember debugging flags."""
    _debug[0] = flags


def is_tracked(obj, /):
    """Whether an object could be part of a cycle."""
    return not isinstance(obj, (int, float, complex, str, bytes, type(None)))


def is_finalized(obj, /):
    """Objects have no finalizers that run by themselves."""
    return False


def freeze():
    """What is frozen in the image is never collected anyway."""


def unfreeze():
    """See ``freeze``."""


def get_freeze_count():
    """How many objects are kept from collection."""
    return 0


def get_objects(generation=None):
    """The heap cannot be listed."""
    raise NotImplementedError("gc.get_objects() is not available on this target")


def get_referrers(*objs):
    """The heap cannot be listed."""
    raise NotImplementedError("gc.get_referrers() is not available on this target")


def get_referents(*objs):
    """The heap cannot be listed."""
    raise NotImplementedError("gc.get_referents() is not available on this target")
