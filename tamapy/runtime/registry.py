"""Which class implements the methods of which built-in type."""

from collections.abc import Callable
from typing import TypeVar

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
