"""Freezers of numbers, text and singletons."""

from __future__ import annotations

from typing import Any

from tamapy.compiler.freeze.freezer import MUTABLE, NULL, READ_ONLY, Freezer, freezes, hash_of_text
from tamapy.runtime import layout as L
from tamapy.runtime.hashing import host_hash_bytes


@freezes(type(None), type(NotImplemented), type(Ellipsis))
def freeze_singleton(f: Freezer, value: Any, name: str) -> None:
    """``None``, ``NotImplemented``, ``...``."""
    f.struct(READ_ONLY, name, L.Object, type(value), {})


@freezes(bool)
def freeze_bool(f: Freezer, value: bool, name: str) -> None:
    """A bool is an int object of one limb (zero for ``False``)."""
    freeze_big(f, int(value), name, bool)


@freezes(int)
def freeze_int(f: Freezer, value: int, name: str) -> None:
    """An int beyond the tagged range (a small one where an address is asked for)."""
    freeze_big(f, value, name, type(value))


def freeze_big(f: Freezer, value: int, name: str, type_: type) -> None:
    """An int object: sign and count of limbs, limbs of 32 bits."""
    number = int(value)
    limbs = (abs(number).bit_length() + 31) // 32
    size = -limbs if number < 0 else limbs
    data = abs(number).to_bytes(4 * limbs, "little")
    _atom(f, L.Int, value, name, type_, {"size": size}, data)


@freezes(float)
def freeze_float(f: Freezer, value: float, name: str) -> None:
    """A float."""
    _atom(f, L.Float, value, name, type(value), {"value": value})


@freezes(complex)
def freeze_complex(f: Freezer, value: complex, name: str) -> None:
    """A complex number."""
    fields = {"real": value.real, "imag": value.imag}
    _atom(f, L.Complex, value, name, type(value), fields)


def _atom(
    f: Freezer, struct: Any, value: Any, name: str, type_: type, fields: dict[str, Any],
    data: bytes = b"", padding: int = 0,
) -> None:
    """A number or text. An instance of a subclass has attributes, so it can change."""
    extra = f.program.instance_extra(type_)
    section = MUTABLE if extra else READ_ONLY
    size = len(data) + (0 if extra else padding)
    offset = f.struct(section, name, struct, type_, fields, tail_bytes=size, extra=extra)
    if data:
        at = offset + f.tail(struct)
        f.blobs[section].data[at : at + len(data)] = data
    if extra:
        f.program.freeze_attributes(f, section, offset, value)


@freezes(str)
def freeze_str(f: Freezer, value: str, name: str) -> None:
    """A str in the narrowest kind that holds it."""
    put_str(f, value, name, hash_of_text(value))


def put_str(f: Freezer, value: str, name: str, hash_: int) -> None:
    """A str with the hash that it is known to have; -1 for one that nobody hashes."""
    top = max(map(ord, value), default=0)
    kind, codec = (1, "latin-1") if top < 256 else (2, "utf-16-le") if top < 65536 else (
        4, "utf-32-le")
    data = value.encode(codec, "surrogatepass" if kind > 1 else "strict")
    _atom(f, L.Str, value, name, type(value), {
        "hash": hash_, "length": len(value), "kind": kind,
    }, data, 1)


@freezes(bytes)
def freeze_bytes(f: Freezer, value: bytes, name: str) -> None:
    """A bytes object."""
    put_bytes(f, value, name, host_hash_bytes(bytes(value)))


def put_bytes(f: Freezer, value: bytes, name: str, hash_: int) -> None:
    """A bytes object with the hash that it is known to have; -1 for one that nobody hashes."""
    _atom(f, L.Bytes, value, name, type(value), {
        "hash": hash_, "length": len(value),
    }, bytes(value), 1)


@freezes(bytearray)
def freeze_bytearray(f: Freezer, value: bytearray, name: str) -> None:
    """A bytearray with its storage."""
    storage = name + "#buffer"
    size = max(len(value), 1)
    buffer = f.struct(MUTABLE, storage, L.Buffer, L.Buffer, {"capacity": size}, tail_bytes=size)
    at = buffer + f.tail(L.Buffer)
    f.blobs[MUTABLE].data[at : at + len(value)] = value
    offset = f.struct(MUTABLE, name, L.ByteArray, type(value), {
        "length": len(value), "exports": 0, "buffer": NULL,
    })
    field = f.types.layout(L.ByteArray).fields["buffer"][0]
    f.put_symbol(MUTABLE, offset + field, storage)
