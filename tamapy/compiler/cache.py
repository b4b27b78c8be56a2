"""What is kept between builds: products by a digest of all they were made from."""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType


def cache_directory() -> Path:
    """Where products are kept: ``$TAMAPY_CACHE`` or the user's cache."""
    explicit = os.environ.get("TAMAPY_CACHE")
    if explicit:
        return Path(explicit)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "tamapy"


def place_of(kind: str, *parts: str) -> Path:
    """The file for a product of some kind that was made from these texts alone."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d\0" % len(data))
        digest.update(data)
    return cache_directory() / kind / digest.hexdigest()


def keep(place: Path, data: bytes) -> None:
    """Write a product at its place, whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary = place.with_suffix(f".{os.getpid()}")
    temporary.write_bytes(data)
    temporary.replace(place)


def find(place: Path) -> bytes | None:
    """The product at a place, ``None`` if it was not kept."""
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None


def cached_text(kind: str, parts: tuple[str, ...], make: Callable[[], str]) -> str:
    """A text that takes long to make, kept under what it was made from."""
    place = place_of(kind, *parts)
    found = find(place)
    if found is not None:
        return found.decode()
    text = make()
    keep(place, text.encode())
    return text


@functools.cache
def source_of(module: ModuleType) -> str:
    """A module's own source, on which what it makes depends."""
    assert module.__file__ is not None
    return Path(module.__file__).read_text(encoding="utf-8")
