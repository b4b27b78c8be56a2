"""``weakref.ref`` and proxies."""

import weakref

from tamapy.metal import (
    address_of,
    cast,
    is_null,
    make_small,
    metal,
    null,
    type_of,
)
from tamapy.runtime import attributes, compare, instances, types, weak, weak_callbacks
from tamapy.runtime.flags import HEAP, TYPE_TYPE
from tamapy.runtime.methods.objects_ import address_text
from tamapy.runtime.objects import Type, WeakReference
from tamapy.runtime.optional import or_none, or_null
from tamapy.runtime.registry import implements


@metal
def can_be_referred_to(value: object) -> bool:
    """Whether a value's type allows weak references."""
    type_ = type_of(value)
    return type_.weak_offset != 0 or type_.flags & TYPE_TYPE != 0


@metal
def new_reference(class_: Type, referent: object, callback: object) -> object:
    """A weak reference of a class; one without a callback is made but once."""
    sharing = is_null(callback) and class_.flags & HEAP == 0
    if sharing:
        known = weak.shared_or_null(referent, class_)
        if not is_null(known):
            return known
    made = cast(WeakReference, instances.new_object(class_))
    made.callback = callback
    if not is_null(callback):
        weak.table.server = weak_callbacks.run
    weak.set_referent(made, referent)
    if sharing:
        weak.share(referent, made)
    return cast(object, made)


@metal
def new_proxy(kind: Type, referent: object, callback: object) -> object:
    """A proxy of one of the two kinds; the callback may be ``None``."""
    return new_reference(kind, referent, or_null(callback))


@metal
def same_hash(reference: WeakReference) -> object:
    """The referent's hash, remembered for when it is gone; null if it never was asked for."""
    if is_null(reference.hash):
        if reference.referent == 0:
            return null(object)
        reference.hash = make_small(compare.hash_of(weak.referent(reference)))
    return reference.hash


def check_referent(referent):
    """A value that weak references can refer to."""
    if not can_be_referred_to(referent):
        raise TypeError(f"cannot create weak reference to '{type(referent).__name__}' object")


@implements(weakref.ref)
class ReferenceMethods:
    """``weakref.ref``."""

    def __new__(class_, referent, callback=None, /, *args, **kwargs):
        check_referent(referent)
        return new_reference(class_, referent, or_null(callback))

    def __init__(self, referent, callback=None, /):
        pass

    def __call__(self: WeakReference, /):
        return weak.referent(self)

    def __hash__(self: WeakReference, /):
        found = same_hash(self)
        if is_null(found):
            raise TypeError("weak object has gone away")
        return found

    def __eq__(self: WeakReference, other, /):
        if not isinstance(other, weakref.ref):
            return NotImplemented
        mine = weak.referent(self)
        theirs = referent_of(other)
        if mine is None or theirs is None:
            return same_object(self, other)
        return mine == theirs

    def __ne__(self, other, /):
        result = ReferenceMethods.__eq__(self, other)
        return result if result is NotImplemented else not result

    def __repr__(self: WeakReference, /):
        value = weak.referent(self)
        if value is None:
            return f"<weakref at {address_text(self)}; dead>"
        found = types.lookup_or_null(type(value), "__name__")
        name = None if is_null(found) else attributes.bind(found, value, type(value))
        shown = f" ({name})" if isinstance(name, str) else ""
        return (
            f"<weakref at {address_text(self)}; to '{type(value).__name__}' at "
            f"{address_text(value)}{shown}>"
        )

    @property
    def __callback__(self: WeakReference):
        return or_none(self.callback)

    @classmethod
    def __class_getitem__(cls, item, /):
        from tamapy.runtime.methods.aliases import make_alias

        return make_alias(cls, item)


@metal
def referent_of(reference: WeakReference) -> object:
    """What another reference refers to, or ``None``."""
    return weak.referent(reference)


@metal
def same_object(a: object, b: object) -> bool:
    """``a is b``."""
    return address_of(a) == address_of(b)


def alive(proxy):
    """What a proxy stands for, or ``ReferenceError``."""
    value = referent_of(proxy)
    if value is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return value


def plain(value):
    """A value, or what it stands for if it is a proxy itself."""
    return alive(value) if type(value) in PROXIES else value


def make_proxy(value, callback=None):
    """``weakref.proxy``."""
    check_referent(value)
    kind = weakref.CallableProxyType if callable(value) else weakref.ProxyType
    return new_proxy(kind, value, callback)


PROXIES = (weakref.ProxyType, weakref.CallableProxyType)


@implements(weakref.ProxyType, weakref.CallableProxyType)
class ProxyMethods:
    """``weakref.proxy``: everything goes to the referent."""

    __hash__ = None

    def __getattribute__(self, name, /):
        return getattr(alive(self), name)

    def __setattr__(self, name, value, /):
        setattr(alive(self), name, value)

    def __delattr__(self, name, /):
        delattr(alive(self), name)

    def __repr__(self, /):
        value = alive(self)
        return (
            f"<weakproxy at {address_text(self)} to {type(value).__name__} at "
            f"{address_text(value)}>"
        )

    def __str__(self, /):
        return str(alive(self))

    def __bool__(self, /):
        return bool(alive(self))

    def __call__(self, /, *args, **kwargs):
        return alive(self)(*args, **kwargs)

    def __len__(self, /):
        return len(alive(self))

    def __getitem__(self, key, /):
        return alive(self)[key]

    def __setitem__(self, key, value, /):
        alive(self)[key] = value

    def __delitem__(self, key, /):
        del alive(self)[key]

    def __contains__(self, item, /):
        return item in alive(self)

    def __iter__(self, /):
        return iter(alive(self))

    def __next__(self, /):
        value = alive(self)
        if not hasattr(type(value), "__next__"):
            raise TypeError(
                f"Weakref proxy referenced a non-iterator '{type(value).__name__}' object"
            )
        return next(value)

    def __reversed__(self, /):
        return reversed(alive(self))

    def __bytes__(self, /):
        return bytes(alive(self))

    def __index__(self, /):
        return alive(self).__index__()

    def __int__(self, /):
        return int(alive(self))

    def __float__(self, /):
        return float(alive(self))

    def __neg__(self, /):
        return -alive(self)

    def __pos__(self, /):
        return +alive(self)

    def __abs__(self, /):
        return abs(alive(self))

    def __invert__(self, /):
        return ~alive(self)

    def __eq__(self, other, /):
        return alive(self) == plain(other)

    def __ne__(self, other, /):
        return alive(self) != plain(other)

    def __lt__(self, other, /):
        return alive(self) < plain(other)

    def __le__(self, other, /):
        return alive(self) <= plain(other)

    def __gt__(self, other, /):
        return alive(self) > plain(other)

    def __ge__(self, other, /):
        return alive(self) >= plain(other)

    def __add__(self, other, /):
        return plain(self) + plain(other)

    def __radd__(self, other, /):
        return plain(other) + plain(self)

    def __sub__(self, other, /):
        return plain(self) - plain(other)

    def __rsub__(self, other, /):
        return plain(other) - plain(self)

    def __mul__(self, other, /):
        return plain(self) * plain(other)

    def __rmul__(self, other, /):
        return plain(other) * plain(self)

    def __truediv__(self, other, /):
        return plain(self) / plain(other)

    def __rtruediv__(self, other, /):
        return plain(other) / plain(self)

    def __floordiv__(self, other, /):
        return plain(self) // plain(other)

    def __rfloordiv__(self, other, /):
        return plain(other) // plain(self)

    def __mod__(self, other, /):
        return plain(self) % plain(other)

    def __rmod__(self, other, /):
        return plain(other) % plain(self)

    def __pow__(self, other, /):
        return plain(self) ** plain(other)

    def __rpow__(self, other, /):
        return plain(other) ** plain(self)

    def __lshift__(self, other, /):
        return plain(self) << plain(other)

    def __rlshift__(self, other, /):
        return plain(other) << plain(self)

    def __rshift__(self, other, /):
        return plain(self) >> plain(other)

    def __rrshift__(self, other, /):
        return plain(other) >> plain(self)

    def __and__(self, other, /):
        return plain(self) & plain(other)

    def __rand__(self, other, /):
        return plain(other) & plain(self)

    def __or__(self, other, /):
        return plain(self) | plain(other)

    def __ror__(self, other, /):
        return plain(other) | plain(self)

    def __xor__(self, other, /):
        return plain(self) ^ plain(other)

    def __rxor__(self, other, /):
        return plain(other) ^ plain(self)

    def __matmul__(self, other, /):
        return plain(self) @ plain(other)

    def __rmatmul__(self, other, /):
        return plain(other) @ plain(self)

    def __iadd__(self, other, /):
        value = plain(self)
        value += plain(other)
        return value

    def __isub__(self, other, /):
        value = plain(self)
        value -= plain(other)
        return value

    def __imul__(self, other, /):
        value = plain(self)
        value *= plain(other)
        return value

    def __itruediv__(self, other, /):
        value = plain(self)
        value /= plain(other)
        return value

    def __ifloordiv__(self, other, /):
        value = plain(self)
        value //= plain(other)
        return value

    def __imod__(self, other, /):
        value = plain(self)
        value %= plain(other)
        return value

    def __ipow__(self, other, /):
        value = plain(self)
        value **= plain(other)
        return value

    def __ilshift__(self, other, /):
        value = plain(self)
        value <<= plain(other)
        return value

    def __irshift__(self, other, /):
        value = plain(self)
        value >>= plain(other)
        return value

    def __iand__(self, other, /):
        value = plain(self)
        value &= plain(other)
        return value

    def __ior__(self, other, /):
        value = plain(self)
        value |= plain(other)
        return value

    def __ixor__(self, other, /):
        value = plain(self)
        value ^= plain(other)
        return value

    def __imatmul__(self, other, /):
        value = plain(self)
        value @= plain(other)
        return value

    def __divmod__(self, other, /):
        return divmod(plain(self), plain(other))

    def __rdivmod__(self, other, /):
        return divmod(plain(other), plain(self))
