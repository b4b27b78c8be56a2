"""``_weakref``: weak references, known to the collector."""

from tamapy.runtime import weak
from tamapy.runtime.methods import weakrefs
from tamapy.runtime.weak_types import CallableProxyType, ProxyType, ReferenceType

ref = ReferenceType


def proxy(object, callback=None, /):  # noqa: A002
    """Something that acts as an object without keeping it alive."""
    return weakrefs.make_proxy(object, callback)


def getweakrefcount(object, /):  # noqa: A002
    """How many weak references an object has."""
    return weak.count_of(object)


def getweakrefs(object, /):  # noqa: A002
    """The weak references to an object: that which is shared, then the newest first."""
    found = weak.references_of(object)[::-1]
    found.sort(key=lambda one: type(one) is not ref or one.__callback__ is not None)
    return found


def _remove_dead_weakref(dct, key, /):
    """Remove an entry whose weak reference is dead."""
    reference = dct.get(key)
    if reference is not None and reference() is None:
        del dct[key]
