"""Which class implements the methods of which built-in type."""

from collections.abc import Callable
from typing import Any, TypeVar

C = TypeVar("C", bound=type)

#: Host type to the class whose namespace is the type's in the image.
IMPLEMENTATIONS: dict[type, type] = {}


def implements(*hosts: type) -> Callable[[C], C]:
    """Register a class as the methods of built-in types."""

    def register(class_: C) -> C:
        for host in hosts:
            IMPLEMENTATIONS[host] = class_
        return class_

    return register


def method_names(class_: type) -> dict[str, Any]:
    """What an implementing class defines, by the names of the target.

    A class body cannot bind some names itself (``__qualname__``, ``__dict__``): an
    attribute ``dunder_x`` stands for ``__x__``.
    """
    found: dict[str, Any] = {}
    for base in reversed(class_.__mro__[:-1]):
        for name, value in vars(base).items():
            if name.startswith("dunder_"):
                found[f"__{name[7:]}__"] = value
            elif name not in _HOST_ONLY:
                found[name] = value
    return found


#: What CPython itself puts into every class body.
_HOST_ONLY = frozenset((
    "__module__", "__qualname__", "__dict__", "__weakref__", "__slots__", "__annotations__",
    "__doc__",
))
