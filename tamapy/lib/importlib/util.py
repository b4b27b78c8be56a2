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

from tamapy.runtime import specs

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
    full = resolve_name(name, package)
    if full in sys.modules:
        module = sys.modules[full]
        if module is None:
            return None
        if not hasattr(module, "__spec__"):
            raise ValueError(f"{full}.__spec__ is not set")
        if module.__spec__ is None:
            raise ValueError(f"{full}.__spec__ is None")
        return module.__spec__
    parent = full.rpartition(".")[0]
    if parent:
        __import__(parent)
        if not hasattr(sys.modules[parent], "__path__"):
            raise ModuleNotFoundError(
                f"__path__ attribute not found on {parent!r} while trying to find {full!r}",
                name=full,
            )
    return specs.find(full)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec for a loader."""
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def module_from_spec(spec):
    """A module of a spec, which has nothing but the attributes that all modules have."""
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    if module is None:
        module = ModuleType(spec.name)
    module.__name__ = spec.name
    module.__spec__ = spec
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        module.__file__ = spec.origin
    return module
