"""Pointers, references and boxed values in simulated memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from tamapy.metal.memory import MemoryFault, memory
from tamapy.metal.types import MachineInt, WordBits, f64, isize, usize


class Boxed:
    """A value of type ``object``: a word that is a tagged small int or a reference.

    The same word is always the same ``Boxed``, so that ``is`` compares words. Host
    objects without a layout in simulated memory (``None``, classes, …) stand for
    themselves and are stored as made-up addresses.
    """

    __slots__ = ("word",)
    word: int

    def __repr__(self) -> str:
        if self.word & 1:
            return f"<small {small_of(self.word)}>"
        return f"<object at 0x{self.word:x}>"

    def __bool__(self) -> bool:
        raise TypeError("an object is no condition in metal code")


def small_of(word: int) -> int:
    """The value of a small int's word."""
    value = word >> 1
    return value - (1 << (memory.bits - 1)) if value >> (memory.bits - 2) else value


def boxed(word: int) -> Any:
    """The value a word stands for."""
    host = memory.host_objects.get(word)
    if host is not None or word in memory.host_objects:
        return host
    found = memory.references.get((Boxed, word))
    if found is None:
        found = Boxed()
        found.word = word
        memory.references[Boxed, word] = found
    return found


def small_word(value: int) -> int:
    """The word of a small int; it must fit."""
    limit = 1 << (memory.bits - 2)
    if not -limit <= value < limit:
        raise OverflowError(f"{value} does not fit a small int")
    return ((value << 1) | 1) & ((1 << memory.bits) - 1)


#: Makes simulated objects of host values (int, float, str, …), if installed.
to_simulated: list[Callable[[Any], Any]] = []
_LAID_OUT = (int, float, str, bytes, complex, bytearray, list, tuple, dict, set, frozenset)


def word_of(value: Any) -> int:
    """The word a value is stored as."""
    if isinstance(value, Boxed):
        return value.word
    if isinstance(value, Reference):
        return value.address
    if type(value).__name__ == "Static":
        return word_of(value.pointer)
    if isinstance(value, (MachineInt, f64, Pointer)):
        raise TypeError(f"{type(value).__name__} where an object is wanted: box it explicitly")
    if type(value) in _LAID_OUT:
        if to_simulated:
            return word_of(to_simulated[-1](value))
        if type(value) is int:
            return small_word(value)
    return memory.host_address(value)


class Reference:
    """Base of struct instances: an address."""

    __slots__ = ("address",)
    address: int

    @classmethod
    def at(cls, address: int) -> Any:
        """The reference of this type to ``address``; the same one every time."""
        found = memory.references.get((cls, address))
        if found is None:
            found = object.__new__(cls)
            object.__setattr__(found, "address", address)
            memory.references[cls, address] = found
        return found

    def __repr__(self) -> str:
        return f"<{type(self).__name__} at 0x{self.address:x}>"

    def __bool__(self) -> bool:
        raise TypeError("a reference is no condition: use is_null")


class PointerType(type):
    """The type of ``Ptr``: makes ``Ptr[T]``."""

    def __getitem__(cls, target: Any) -> Any:
        return cls.to(target)

    def to(cls, target: Any) -> Any:
        """``Ptr[target]``."""
        found = _pointer_types.get(target)
        if found is None:
            name = target if isinstance(target, str) else target.__name__
            found = PointerType(f"Ptr[{name}]", (Pointer,), {"__slots__": (), "_target": target})
            _pointer_types[target] = found
        return found

    @property
    def target(cls) -> Any:
        """The type of the items."""
        return resolve(cls._target)  # type: ignore[attr-defined]


_pointer_types: dict[Any, Any] = {}


class Pointer(metaclass=PointerType):
    """The address of an array of items."""

    __slots__ = ("address",)
    _target: ClassVar[Any] = None

    def __init__(self, address: Any = 0) -> None:
        kind = type(address)
        if kind not in (usize, int):
            raise TypeError(f"{type(self).__name__}() takes a usize, not {kind.__name__}")
        self.address = int(address) & ((1 << memory.bits) - 1)

    @property
    def addr(self) -> usize:
        """The address as a number."""
        return usize(self.address)

    def _item(self, index: Any) -> int:
        if not isinstance(index, int):
            raise TypeError(f"{type(index).__name__} is no index")
        return self.address + int(index) * size_of(type(self).target)

    def __getitem__(self, index: Any) -> Any:
        target = type(self).target
        if isinstance(target, type) and issubclass(target, Reference):
            return target.at(self._item(index))
        return load(target, self._item(index))

    def __setitem__(self, index: Any, value: Any) -> None:
        target = type(self).target
        if isinstance(target, type) and issubclass(target, Reference):
            raise TypeError(f"structs are not copied: assign the fields of {target.__name__}")
        store(target, self._item(index), value)

    def _moved(self, steps: int) -> Any:
        return type(self)(
            (self.address + steps * size_of(type(self).target)) & ((1 << memory.bits) - 1)
        )

    def __add__(self, steps: Any) -> Any:
        if not isinstance(steps, int):
            return NotImplemented
        return self._moved(int(steps))

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, Pointer):
            if type(other) is not type(self):
                raise TypeError(f"{type(self).__name__} and {type(other).__name__} do not mix")
            return isize((self.address - other.address) // size_of(type(self).target))
        if not isinstance(other, int):
            return NotImplemented
        return self._moved(-int(other))

    def _other(self, other: Any) -> int:
        if type(other).__name__ == "Static":
            other = other.pointer
        if type(other) is not type(self):
            raise TypeError(f"{type(self).__name__} and {type(other).__name__} do not mix")
        return other.address

    def __eq__(self, other: object) -> bool:
        return self.address == self._other(other)

    def __ne__(self, other: object) -> bool:
        return self.address != self._other(other)

    def __lt__(self, other: Any) -> bool:
        return self.address < self._other(other)

    def __le__(self, other: Any) -> bool:
        return self.address <= self._other(other)

    def __gt__(self, other: Any) -> bool:
        return self.address > self._other(other)

    def __ge__(self, other: Any) -> bool:
        return self.address >= self._other(other)

    def __hash__(self) -> int:
        return hash(self.address)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(0x{self.address:x})"

    def __bool__(self) -> bool:
        raise TypeError("a pointer is no condition: use is_null")


Ptr = Pointer


def resolve(target: Any) -> Any:
    """A type given by name, looked up among the structs."""
    if isinstance(target, str):
        from tamapy.metal.structs import struct_named

        return struct_named(target)
    return target


def size_of(type_: Any) -> int:
    """Bytes of an item of a type in an array."""
    type_ = resolve(type_)
    if isinstance(type_, type):
        if issubclass(type_, MachineInt):
            return type_.width // 8
        if type_ is f64:
            return 8
        if type_ is bool:
            return 1
        if issubclass(type_, Reference):
            return type_.layout(memory.bits).size  # type: ignore[attr-defined]
    return memory.word


def load(type_: Any, address: int) -> Any:
    """The value of a type at an address; a struct type means a reference stored there."""
    if isinstance(type_, type):
        if issubclass(type_, MachineInt) and not type_.aligned:
            data = memory.load_bytes(address, type_.width // 8)
            return int.__new__(type_, int.from_bytes(data, "little"))
        if issubclass(type_, MachineInt):
            return int.__new__(type_, memory.load(address, type_.width // 8, type_.signed))
        if type_ is f64:
            import struct

            return f64(struct.unpack("<d", memory.load_bytes(address, 8))[0])
        if type_ is bool:
            return bool(memory.load(address, 1))
        if issubclass(type_, Reference):
            return type_.at(memory.load(address, memory.word))
        if issubclass(type_, Pointer):
            return type_(memory.load(address, memory.word))
    return boxed(memory.load(address, memory.word))


def store(type_: Any, address: int, value: Any) -> None:
    """Store a value of a type at an address."""
    value = convert(type_, value)
    if isinstance(value, f64):
        import struct

        memory.store_bytes(address, struct.pack("<d", value))
    elif isinstance(value, MachineInt) and not value.aligned:
        memory.store_bytes(address, int(value).to_bytes(value.width // 8, "little"))
    elif isinstance(value, int):
        memory.store(address, size_of(type_), int(value))
    elif isinstance(value, (Pointer, Reference)):
        memory.store(address, memory.word, value.address)
    else:
        memory.store(address, memory.word, word_of(value))


def convert(type_: Any, value: Any) -> Any:
    """A value by the dialect's implicit conversions; TypeError if they do not allow it."""
    if type(value).__name__ == "Static":
        value = value.pointer
    if isinstance(type_, type):
        if issubclass(type_, MachineInt) or type_ is f64:
            return type_.adapt(value)  # type: ignore[attr-defined]
        if type_ is bool:
            if type(value) is not bool:
                raise TypeError(f"{type(value).__name__} where bool is wanted")
            return value
        if issubclass(type_, Pointer):
            if type(value) is not type_:
                raise TypeError(f"{type(value).__name__} where {type_.__name__} is wanted")
            return value
        if issubclass(type_, Reference):
            return _reference(type_, value)
    return boxed(word_of(value))


def _reference(type_: Any, value: Any) -> Any:
    if isinstance(value, type_):
        return value
    if isinstance(value, Reference) and type_.__name__ == type(value).__name__:
        return type_.at(value.address)
    if to_simulated and type(value) in _LAID_OUT:
        return type_.at(word_of(value))
    raise TypeError(f"{type(value).__name__} where {type_.__name__} is wanted: use cast")


def raw_address(value: Any) -> int:
    """The address in a pointer, reference or boxed reference."""
    if type(value).__name__ == "Static":
        value = value.pointer
    if isinstance(value, (Pointer, Reference)):
        return value.address
    if isinstance(value, (MachineInt, WordBits, f64)):
        raise TypeError(f"{type(value).__name__} is no pointer, reference or object")
    return word_of(value)


def at_address(type_: Any, address: int) -> Any:
    """The pointer, reference or object at an address."""
    type_ = resolve(type_)
    if isinstance(type_, type):
        if issubclass(type_, Pointer):
            return type_(address)
        if issubclass(type_, Reference):
            return type_.at(address)
    if type_ is not object:
        raise TypeError(f"{type_!r} is no pointer, reference or object type")
    return boxed(address)


def cast(type_: Any, value: Any) -> Any:
    """Reinterpret a pointer, reference or object as another, unchecked."""
    return at_address(type_, raw_address(value))


def null(type_: Any) -> Any:
    """The null of a pointer or reference type, or of ``object``."""
    return at_address(type_, 0)


def is_null(value: Any) -> bool:
    """Whether a pointer, reference or object is null."""
    return raw_address(value) == 0


def address_of(value: Any) -> usize:
    """The word of a reference or object as a number."""
    return usize(raw_address(value))


def sizeof(type_: Any) -> usize:
    """Bytes of a value of the type; of a struct itself, not of a reference to it."""
    return usize(size_of(type_))


__all__ = [
    "Boxed", "MemoryFault", "Pointer", "Ptr", "Reference", "address_of", "at_address", "boxed",
    "cast", "convert", "is_null", "load", "null", "raw_address", "size_of", "sizeof", "store",
]
