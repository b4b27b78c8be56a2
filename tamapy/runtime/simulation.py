"""Runs the runtime under CPython on host values: what the tests of numbers and text use.

Inside :func:`hosted`, a metal function called from plain Python takes host values where
it wants objects, laid out in simulated memory for the call, and its results come back as
host values. Never part of an image.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tamapy.metal import configure, functions, pointers, provide, type_object, usize
from tamapy.metal.intrinsics import host_type
from tamapy.metal.memory import memory
from tamapy.metal.pointers import Boxed, Reference, small_of, small_word
from tamapy.runtime import heap, layout


def bump_alloc(type_: Any, size: usize) -> Any:
    """``heap_alloc`` without a collector."""
    result = layout.Object.at(memory.allocate(int(size)))
    result.type = type_
    return result


def bump_alloc_unfilled(type_: Any, size: usize) -> Any:
    """``heap_alloc_unfilled``: what is to be filled holds anything but zeros."""
    made = bump_alloc(type_, size)
    start = type(made).layout(memory.bits).size
    memory.store_bytes(made.address + start, b"\xa5" * (int(size) - start))
    return made


def _object(host: Any, layout_: Any, tail: int) -> Any:
    size = layout_.layout(memory.bits).size + tail
    made = layout_.at(memory.allocate(size))
    made.type = type_object(host)
    return made


def _fill(made: Any, tail: str, data: bytes) -> None:
    offset, _ = type(made).layout(memory.bits).fields[tail]
    if data:
        memory.store_bytes(made.address + offset, data)


def _limbs(value: int) -> bytes:
    value = abs(value)
    return value.to_bytes((value.bit_length() + 31) // 32 * 4, "little")


def _int(value: int) -> Any:
    limit = 1 << (memory.bits - 2)
    if -limit <= value < limit:
        return pointers.boxed(small_word(value))
    return big_int(value)


def big_int(value: int, host: Any = int) -> Any:
    """An int as an object even if it is small, as instances of subclasses are."""
    data = _limbs(value)
    made = _object(host, layout.Int, len(data))
    made.size = (len(data) // 4) * (-1 if value < 0 else 1)
    _fill(made, "limbs", data)
    return made


def _float(value: float) -> Any:
    made = _object(float, layout.Float, 0)
    made.value = value
    return made


def _complex(value: complex) -> Any:
    made = _object(complex, layout.Complex, 0)
    made.real, made.imag = value.real, value.imag
    return made


def _str(value: str) -> Any:
    top = max(map(ord, value), default=0)
    kind = 1 if top < 0x100 else 2 if top < 0x10000 else 4
    made = _object(str, layout.Str, kind * len(value))
    made.hash, made.length, made.kind = -1, len(value), kind
    encoding = {1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}[kind]
    _fill(made, "data", value.encode(encoding, "surrogatepass"))
    return made


def _bytes(value: bytes) -> Any:
    made = _object(bytes, layout.Bytes, len(value))
    made.hash, made.length = -1, len(value)
    _fill(made, "data", value)
    return made


def _bytearray(value: bytearray) -> Any:
    made = _object(bytearray, layout.ByteArray, 0)
    buffer = _object(bytes, layout.Buffer, len(value))
    buffer.capacity = len(value)
    _fill(buffer, "data", bytes(value))
    made.length, made.buffer = len(value), buffer
    return made


def _tuple(value: tuple[Any, ...]) -> Any:
    made = _object(tuple, layout.Tuple, len(value) * memory.word)
    made.length = len(value)
    for i, item in enumerate(value):
        made.items[i] = item
    return made


def _list(value: list[Any]) -> Any:
    made = _object(list, layout.List, 0)
    vector = _object(tuple, layout.Vector, len(value) * memory.word)
    vector.capacity = len(value)
    for i, item in enumerate(value):
        vector.items[i] = item
    made.length, made.items = len(value), vector
    return made


_MAKERS: dict[type, Callable[[Any], Any]] = {
    int: _int, float: _float, complex: _complex, str: _str, bytes: _bytes,
    bytearray: _bytearray, tuple: _tuple, list: _list,
}


def simulated(value: Any) -> Any:
    """A host value laid out in simulated memory."""
    maker = _MAKERS.get(type(value))
    if maker is None:
        raise TypeError(f"no layout for {type(value).__name__} in simulation")
    return maker(value)


def _tail(made: Any, name: str, size: int) -> bytes:
    offset, _ = type(made).layout(memory.bits).fields[name]
    return memory.load_bytes(made.address + offset, int(size)) if size else b""


def _read_int(address: int) -> int:
    made = layout.Int.at(address)
    size = int(made.size)
    value = int.from_bytes(_tail(made, "limbs", abs(size) * 4), "little")
    limit = 1 << (memory.bits - 2)
    value = -value if size < 0 else value
    if -limit <= value < limit:
        raise ValueError(f"{value} should be a small int")
    if made.limbs[abs(size) - 1] == 0:
        raise ValueError("an int is not normalised")
    return value


def _read_float(address: int) -> float:
    return struct.unpack("<d", memory.load_bytes(address + 8, 8))[0]


def _read_complex(address: int) -> complex:
    return complex(*struct.unpack("<dd", memory.load_bytes(address + 8, 16)))


def _read_str(address: int) -> str:
    made = layout.Str.at(address)
    kind = int(made.kind)
    encoding = {1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}[kind]
    text = _tail(made, "data", made.length * kind).decode(encoding, "surrogatepass")
    if len(text) != made.length:  # a pair of surrogates stored as UCS-2
        units = memoryview(_tail(made, "data", made.length * kind)).cast("H")
        text = "".join(map(chr, units))
    top = max(map(ord, text), default=0)
    if kind != (1 if top < 0x100 else 2 if top < 0x10000 else 4):
        raise ValueError(f"{text!r} is stored with {kind} bytes a character")
    return text


def _read_bytes(address: int) -> bytes:
    made = layout.Bytes.at(address)
    return _tail(made, "data", made.length)


def _read_bytearray(address: int) -> bytearray:
    made = layout.ByteArray.at(address)
    return bytearray(_tail(made.buffer, "data", made.length))


def _read_items(items: Any, count: int) -> list[Any]:
    return [hosted_value(items[i]) for i in range(int(count))]


def _read_tuple(address: int) -> tuple[Any, ...]:
    made = layout.Tuple.at(address)
    return tuple(_read_items(made.items, made.length))


def _read_list(address: int) -> list[Any]:
    made = layout.List.at(address)
    return _read_items(made.items.items, made.length) if made.length else []


_READERS: dict[Any, Callable[[int], Any]] = {
    int: _read_int, float: _read_float, complex: _read_complex, str: _read_str,
    bytes: _read_bytes, bytearray: _read_bytearray, tuple: _read_tuple, list: _read_list,
}


def hosted_value(value: Any) -> Any:
    """The host value of a simulated object; objects of other types come back as they are."""
    if isinstance(value, Boxed):
        if value.word & 1:
            return small_of(value.word)
        address = value.word
    elif isinstance(value, Reference):
        address = value.address
    else:
        return value
    if address == 0:
        return value
    if address in memory.host_objects:
        return memory.host_objects[address]
    header = layout.Object.at(address).type
    reader = _READERS.get(host_type(header))
    return reader(address) if reader else value


@contextmanager
def hosted(bits: int = 64) -> Iterator[None]:
    """Run with a fresh memory, a bump allocator, and host values at the border."""
    configure(bits)
    provide(heap.heap_alloc, bump_alloc)
    provide(heap.heap_alloc_unfilled, bump_alloc_unfilled)
    for value in (False, True):
        address = big_int(int(value), bool).address
        memory.host_objects[address] = value
        memory.host_addresses[id(value)] = address
    pointers.to_simulated.append(simulated)
    functions.to_host.append(hosted_value)
    try:
        yield
    finally:
        pointers.to_simulated.pop()
        functions.to_host.pop()
        configure(64)
