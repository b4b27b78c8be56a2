"""``_abc``: what ``abc.ABCMeta`` does, in functions that have no frames of their own.

Each abstract class keeps what was registered with it, and the classes it was asked about, in
attributes.
"""

from _weakrefset import WeakSet

#: Grows with each registration, which may make any negative answer wrong.
_registrations = 0


def get_cache_token():
    """A value that changes whenever a class is registered anywhere."""
    return _registrations


def _abc_init(cls):
    """Find the abstract methods of a new class."""
    abstract = {
        name for name, value in cls.__dict__.items()
        if getattr(value, "__isabstractmethod__", False)
    }
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                abstract.add(name)
    cls.__abstractmethods__ = frozenset(abstract)
    cls._abc_registry = WeakSet()
    cls._abc_cache = WeakSet()
    cls._abc_negative_cache = WeakSet()
    cls._abc_negative_cache_version = _registrations


def _abc_register(cls, subclass):
    """Make a class a virtual subclass of an abstract one."""
    global _registrations
    if not isinstance(subclass, type):
        raise TypeError("Can only register classes")
    if issubclass(subclass, cls):
        return subclass
    if issubclass(cls, subclass):
        raise RuntimeError("Refusing to create an inheritance cycle")
    cls._abc_registry.add(subclass)
    _registrations += 1
    return subclass


def _abc_instancecheck(cls, instance):
    """``isinstance``: by the class an object claims, and by that which it has."""
    subclass = instance.__class__
    if subclass in cls._abc_cache:
        return True
    kind = type(instance)
    if kind is not subclass:
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(kind)
    if cls._abc_negative_cache_version == _registrations and subclass in cls._abc_negative_cache:
        return False
    return cls.__subclasscheck__(subclass)


def _abc_subclasscheck(cls, subclass):
    """``issubclass``, the answer remembered."""
    if not isinstance(subclass, type):
        raise TypeError("issubclass() arg 1 must be a class")
    if subclass in cls._abc_cache:
        return True
    if cls._abc_negative_cache_version < _registrations:
        cls._abc_negative_cache = WeakSet()
        cls._abc_negative_cache_version = _registrations
    elif subclass in cls._abc_negative_cache:
        return False
    found = cls.__subclasshook__(subclass)
    if found is NotImplemented:
        found = cls in getattr(subclass, "__mro__", ()) or _is_virtual(cls, subclass)
    elif found is not True and found is not False:
        raise AssertionError("__subclasshook__ returned neither True, False nor NotImplemented")
    (cls._abc_cache if found else cls._abc_negative_cache).add(subclass)
    return found


def _is_virtual(cls, subclass):
    """Whether a class descends from one that was registered, or from a subclass by its hook."""
    for registered in cls._abc_registry:
        if issubclass(subclass, registered):
            return True
    for derived in cls.__subclasses__():
        if issubclass(subclass, derived):
            return True
    return False


def _get_dump(cls):
    """What an abstract class remembers."""
    return (
        set(cls._abc_registry.data), set(cls._abc_cache.data), set(cls._abc_negative_cache.data),
        cls._abc_negative_cache_version,
    )


def _reset_registry(cls):
    """Forget what was registered."""
    cls._abc_registry.clear()


def _reset_caches(cls):
    """Forget the answers."""
    cls._abc_cache.clear()
    cls._abc_negative_cache.clear()
