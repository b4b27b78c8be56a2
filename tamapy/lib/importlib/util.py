"""``importlib.util``: modules of the image by name."""

import sys
from _frozen_importlib import ModuleSpec
from importlib._bootstrap_external import (
    MAGIC_NUMBER,
    cache_from_source,
    decode_source,
    source_from_cache,
)
from types import ModuleType

__all__ = [
    "MAGIC_NUMBER", "cache_from_source", "decode_source", "find_spec", "module_from_spec",
    "resolve_name", "source_from_cache", "spec_from_loader",
]


def resolve_name(name, package):
    """The absolute name of a module named relative to a package."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(
            f"no package specified for {name!r} (required for relative module names)"
        )
    level = 0
    while level < len(name) and name[level] == ".":
        level += 1
    parts = package.rsplit(".", level - 1)
    if len(parts) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{parts[0]}.{name[level:]}" if name[level:] else parts[0]


def find_spec(name, package=None):
    """The spec of a module of the image, ``None`` if there is none."""
    module = sys.modules.get(resolve_name(name, package))
    return None if module is None else getattr(module, "__spec__", None)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec for a loader."""
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def module_from_spec(spec):
    """An empty module of a spec."""
    module = ModuleType(spec.name)
    module.__spec__ = spec
    return module
