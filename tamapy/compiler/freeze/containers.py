"""Freezers of containers: their tables are built with the target's hashes."""

from __future__ import annotations

import weakref
from typing import Any

from tamapy.compiler.freeze.freezer import (
    MUTABLE,
    READ_ONLY,
    Freezer,
    Raw,
    atom_key,
    atom_name,
    freezes,
    hash_of_text,
)
from tamapy.compiler.irbuild.rooms import is_unreal
from tamapy.runtime import layout as L
from tamapy.runtime import objects as O
from tamapy.runtime.hashing import host_hash

#: What a mapping's index table holds for "no entry"; entry i is stored as i + 1.
EMPTY = 0


@freezes(tuple)
def freeze_tuple(f: Freezer, value: tuple[Any, ...], name: str) -> None:
    """A tuple, as it is laid out: what a subclass says of itself may differ."""
    items = list(tuple.__iter__(value))
    tail = len(items) * f.word
    section = READ_ONLY if type(value) is tuple else MUTABLE
    extra = f.program.instance_extra(type(value))
    offset = f.struct(
        section, name, L.Tuple, type(value), {"length": len(items)}, tail_bytes=tail, extra=extra
    )
    at = offset + f.tail(L.Tuple)
    for i, item in enumerate(items):
        f.put_value(section, at + i * f.word, item, f"[{i}]")
    if extra:
        f.program.freeze_attributes(f, section, offset, value)


def vector(f: Freezer, name: str, items: list[Any], capacity: int | None = None) -> None:
    """Raw storage of values; ``ABSENT`` leaves null."""
    capacity = max(len(items), 1) if capacity is None else capacity
    offset = f.struct(
        MUTABLE, name, L.Vector, L.Vector, {"capacity": capacity}, tail_bytes=capacity * f.word
    )
    at = offset + f.tail(L.Vector)
    for i, item in enumerate(items):
        if item is not ABSENT:
            f.put_value(MUTABLE, at + i * f.word, item, f"[{i}]")


ABSENT = object()


@freezes(list)
def freeze_list(f: Freezer, value: list[Any], name: str) -> None:
    """A list."""
    vector(f, name + "#items", list(value))
    _instance(f, name, L.List, value, {"length": len(value), "items": Raw(name + "#items")})


def _instance(f: Freezer, name: str, struct: Any, value: Any, fields: dict[str, Any]) -> int:
    """A mutable object of a built-in layout, with the attributes a subclass adds."""
    offset = f.struct(
        MUTABLE, name, struct, type(value), fields, extra=f.program.instance_extra(type(value))
    )
    f.program.freeze_attributes(f, MUTABLE, offset, value)
    return offset


def table_size(count: int) -> int:
    """Slots of an index table for ``count`` entries: at most two thirds full."""
    size = 8
    while size * 2 < count * 3:
        size *= 2
    return size


def _table(f: Freezer, name: str, hashes: list[int]) -> int:
    """An index table over entries with these hashes; its mask."""
    size = table_size(len(hashes))
    width = 1 if size <= 128 else 4
    offset = f.struct(
        MUTABLE, name, L.Buffer, L.Buffer, {"capacity": size * width}, tail_bytes=size * width
    )
    at = offset + f.tail(L.Buffer)
    data = f.blobs[MUTABLE].data
    mask = size - 1
    for i, hash_ in enumerate(hashes):
        slot = hash_ & mask
        perturb = hash_ & ((1 << f.program.target.bits) - 1)
        while int.from_bytes(data[at + slot * width : at + (slot + 1) * width], "little"):
            perturb >>= 5
            slot = (slot * 5 + 1 + perturb) & mask
        data[at + slot * width : at + (slot + 1) * width] = (i + 1).to_bytes(width, "little")
    return mask


def _hashes(f: Freezer, name: str, keys: list[Any]) -> list[int]:
    """The target's hashes; a container with keys hashed by address is rehashed at boot."""
    bits = f.program.target.bits
    found = [
        hash_of_text(key) if type(key) is str else host_hash(key, bits) for key in keys
    ]
    if any(h is None for h in found):
        f.rehash.append(name)
    return [h or 0 for h in found]


def write_mapping(f: Freezer, name: str, value: Any, items: list[tuple[Any, Any]]) -> None:
    """A dict (or an instance of a subclass) with these items."""
    hashes = _hashes(f, name, [k for k, _ in items])
    mask = _table(f, name + "#indices", hashes)
    entries: list[Any] = []
    for hash_, (key, item) in zip(hashes, items, strict=True):
        entries += [hash_, key, item]
    capacity = max(len(items), (mask + 1) * 2 // 3) * 3
    vector(f, name + "#entries", entries, capacity)
    _instance(f, name, L.Dict, value, {
        "used": len(items), "filled": len(items), "taken": len(items),
        "mask": mask,
        "indices": Raw(name + "#indices"), "entries": Raw(name + "#entries"),
    })


@freezes(dict)
def freeze_dict(f: Freezer, value: dict[Any, Any], name: str) -> None:
    """A dict; those of modules and built-in types take part in pruning."""
    selection = f.program.pruned_namespace(value)
    if selection is None:
        items = list(dict.items(value))
        if "__builtins__" in value:
            items = [(k, v) for k, v in items if not is_unreal(v)]
        write_mapping(f, name, value, items)
        return
    _write_when_closed(f, name, value, selection)


def _write_when_closed(f: Freezer, name: str, value: Any, selection: Any) -> None:
    """Reach the entries whose names the program mentions, and write the dict at the end."""
    reached: set[str] = set()
    written = False

    def step() -> bool:
        nonlocal written
        new = [k for k in value if k not in reached and selection(k, value[k], f.names)]
        for key in new:
            reached.add(key)
            if is_unreal(value[key]):
                continue
            f._current = value
            f.symbol(key)
            f.symbol(value[key], str(key)) if not _is_small(f, value[key]) else None
        if new:
            return True
        if not written and f.program.closing:
            written = True
            items = [(k, v) for k, v in value.items() if k in reached and not is_unreal(v)]
            write_mapping(f, name, value, items)
        return False

    f.later(step)


def _is_small(f: Freezer, value: Any) -> bool:
    return type(value) is int and f.is_small(value)


def _rank(f: Freezer, item: Any) -> tuple[int, int, str]:
    """Where an item of a set comes among the others: numbers first, by value."""
    if isinstance(item, weakref.ref):
        return (3, 0, _rank(f, item())[2])
    if type(item) is int:
        return (0, item, "")
    key = atom_key(item)
    if key is not None:
        return (1, 0, atom_name(key))
    names = (getattr(item, name, None) for name in ("__module__", "__qualname__", "__name__"))
    parts = [type(item).__qualname__, *(n for n in names if type(n) is str), f.known_symbol(item)]
    return (2, 0, ".".join(parts))


@freezes(set, frozenset)
def freeze_set(f: Freezer, value: set[Any] | frozenset[Any], name: str) -> None:
    """A set, its items in an order that does not depend on the host's hashes."""
    items = sorted(value, key=lambda item: _rank(f, item))
    hashes = _hashes(f, name, items)
    mask = _table(f, name + "#indices", hashes)
    entries: list[Any] = []
    for hash_, item in zip(hashes, items, strict=True):
        entries += [hash_, item]
    capacity = max(len(items), (mask + 1) * 2 // 3) * 2
    vector(f, name + "#entries", entries, capacity)
    _instance(f, name, L.Set, value, {
        "used": len(items), "filled": len(items), "mask": mask,
        "indices": Raw(name + "#indices"), "entries": Raw(name + "#entries"),
    })


@freezes(slice)
def freeze_slice(f: Freezer, value: slice, name: str) -> None:
    """A slice."""
    f.struct(READ_ONLY, name, O.Slice, slice, {
        "start": value.start, "stop": value.stop, "step": value.step,
    })


@freezes(range)
def freeze_range(f: Freezer, value: range, name: str) -> None:
    """A range."""
    f.struct(READ_ONLY, name, O.Range, range, {
        "start": value.start, "stop": value.stop, "step": value.step, "length": len(value),
    })


def freeze_rehash(f: Freezer, table: list[Any]) -> None:
    """Replace the items of the frozen list of tables to rehash by what was found necessary."""
    symbol = f.symbol(table)
    data = f.blobs[MUTABLE]
    storage = f"{symbol}/rehash"
    offset = f.struct(
        MUTABLE, storage, L.Vector, L.Vector, {"capacity": max(len(f.rehash), 1)},
        tail_bytes=max(len(f.rehash), 1) * f.word,
    )
    at = offset + f.tail(L.Vector)
    for i, name in enumerate(f.rehash):
        f.put_symbol(MUTABLE, at + i * f.word, name)
    fields = f.types.layout(L.List).fields
    base = data.symbols[symbol]
    f.put(MUTABLE, base + fields["length"][0], len(f.rehash))
    data.relocs = [r for r in data.relocs if r.offset != base + fields["items"][0]]
    f.put_symbol(MUTABLE, base + fields["items"][0], storage)
