"""The types of weak references, by which the stand-in for ``_weakref`` finds them."""

from weakref import CallableProxyType, ProxyType, ReferenceType

__all__ = ["CallableProxyType", "ProxyType", "ReferenceType"]
