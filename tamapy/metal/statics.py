"""Raw state at fixed addresses, and arrays in the frame."""

from __future__ import annotations

from typing import Any

from tamapy.metal.memory import memory
from tamapy.metal.pointers import Pointer, Ptr, Reference, at_address, size_of, store


class Static:
    """A declaration: ``kind`` is 'struct', 'array' or 'const'; ``values`` those of a const.

    It acts as the reference or pointer to what it declares. Its memory is made, zeroed,
    at the first use after memory was configured.
    """

    def __init__(self, kind: str, type_: Any, count: int, values: Any = ()) -> None:
        self.kind = kind
        self.type = type_
        self._count = count
        self._values = values
        self.name = ""
        self._generation = -1
        self._pointer: Any = None

    @property
    def computed(self) -> bool:
        """Whether a function was given in place of the items, and has not been called yet."""
        return callable(self._values)

    @property
    def values(self) -> tuple[Any, ...]:
        """The items of a const array; computed now if they were given by a function."""
        if callable(self._values):
            self._values = tuple(self._values())
        return self._values

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self.values) if self.kind == "const" else self._count

    @property
    def pointer(self) -> Any:
        """The reference to the struct, or the pointer to the first item."""
        if self._generation != memory.generation:
            size = size_of(self.type)
            address = memory.allocate(size * self.count)
            if self.kind == "struct":
                self._pointer = at_address(self.type, address)
            else:
                self._pointer = Ptr.to(self.type)(address)
            for i, value in enumerate(self.values):
                store(self.type, address + i * size, value)
            self._generation = memory.generation
        return self._pointer

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.pointer, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _OWN:
            object.__setattr__(self, name, value)
        else:
            setattr(self.pointer, name, value)

    def __getitem__(self, index: Any) -> Any:
        return self.pointer[index]

    def __setitem__(self, index: Any, value: Any) -> None:
        if self.kind == "const":
            raise TypeError("a const_array is read-only")
        self.pointer[index] = value

    def __add__(self, steps: Any) -> Any:
        return self.pointer + steps

    def __sub__(self, other: Any) -> Any:
        return self.pointer - (other.pointer if isinstance(other, Static) else other)

    def __eq__(self, other: object) -> Any:
        return self is other if isinstance(other, Static) else self.pointer == other

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        return f"<static {self.kind} {self.name} of {self.count} {self.type.__name__}>"


_OWN = frozenset(("kind", "type", "_count", "_values", "name", "_generation", "_pointer"))


def static(struct: Any) -> Any:
    """One zeroed struct at a fixed address."""
    if not (isinstance(struct, type) and issubclass(struct, Reference)):
        raise TypeError("static takes a struct")
    return Static("struct", struct, 1)


def static_array(type_: Any, count: int) -> Any:
    """A zeroed array of ``count`` items at a fixed address."""
    return Static("array", type_, int(count))


def const_array(type_: Any, values: Any) -> Any:
    """A read-only array of some values, or of those a function returns when first asked."""
    return Static("const", type_, 0, values if callable(values) else tuple(values))


def stack_array(type_: Any, count: int) -> Pointer:
    """An array of ``count`` (a constant) items in the current frame; starts as garbage."""
    size = size_of(type_)
    return Ptr.to(type_)(memory.push_stack(size * int(count), max(8, min(size, 16))))
