"""``importlib``: modules come from the image; there is nothing else to import from."""

import sys
from _frozen_importlib import MODULES

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

from builtins import __import__  # noqa: E402


def import_module(name, package=None):
    """Import a module of the image."""
    level = 0
    if name.startswith("."):
        if not package:
            raise TypeError(
                f"the 'package' argument is required to perform a relative import for {name!r}"
            )
        while level < len(name) and name[level] == ".":
            level += 1
        parts = package.rsplit(".", level - 1)
        if len(parts) < level:
            raise ImportError("attempted relative import beyond top-level package")
        name = f"{parts[0]}.{name[level:]}" if name[level:] else parts[0]
    __import__(name)
    return MODULES[name]


def invalidate_caches():
    """There are no caches."""


def reload(module):
    """A module of the image cannot be compiled again."""
    raise NotImplementedError("importlib.reload() is not available on this target")


def find_loader(name, path=None):
    """The loader of a module."""
    found = sys.modules.get(name)
    return getattr(found, "__loader__", None)
