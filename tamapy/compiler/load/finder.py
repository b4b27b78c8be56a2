"""Where a module of the target comes from.

The order is: our stand-ins, the application's directory, CPython's ``Lib``, then
site-packages. A C extension is found too, but only to be refused by name.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.machinery import EXTENSION_SUFFIXES

from tamapy.compiler.load.world import LIB_PREFIX, PACKAGES_PREFIX, STDLIB_PREFIX

STDLIB = os.path.dirname(os.path.realpath(os.__file__))
LIB = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "..", "lib")


@dataclass(frozen=True)
class Root:
    """A directory of top-level modules and how the image shows it."""

    directory: str
    origin: str
    shown: str


@dataclass(frozen=True)
class Found:
    """A module's file. ``kind`` is 'source', 'package', 'namespace' or 'extension'."""

    name: str
    kind: str
    path: str = ""
    filename: str = ""
    origin: str = ""
    search: tuple[Root, ...] = field(default=())


def site_directories() -> list[str]:
    """The site-packages of the running interpreter."""
    return [
        entry for entry in sys.path
        if os.path.basename(entry) in ("site-packages", "dist-packages")
    ]


def _beside(root: Root, package: str) -> tuple[Root, ...]:
    """Where the modules of a package are that our stand-in for it does not have."""
    if root.origin != "tamapy.lib":
        return ()
    return (Root(os.path.join(STDLIB, package), "lib", f"{STDLIB_PREFIX}/{package}"),)


class Finder:
    """Finds modules in roots; remembers directory listings."""

    def __init__(
        self,
        application: str,
        extra_lib: Sequence[str] = (),
        packages: Sequence[str] | None = None,
        path_map: Iterable[tuple[str, str]] = (),
    ) -> None:
        application = os.path.abspath(application)
        self._listings: dict[str, frozenset[str]] = {}
        self._path_map = [(os.path.abspath(old), new) for old, new in path_map]
        packages = site_directories() if packages is None else packages
        self.application = Root(application, "application", self.rewrite(application))
        self.roots = (
            Root(os.path.normpath(LIB), "tamapy.lib", LIB_PREFIX),
            *(Root(os.path.abspath(path), "tamapy.lib", LIB_PREFIX) for path in extra_lib),
            self.application,
            Root(STDLIB, "lib", STDLIB_PREFIX),
            *(Root(os.path.abspath(path), "package", PACKAGES_PREFIX) for path in packages),
        )
        dynamic = os.path.join(STDLIB, "lib-dynload")
        self._extensions = Root(dynamic, "lib", STDLIB_PREFIX + "/lib-dynload")

    def rewrite(self, path: str) -> str:
        """An application's path as the image shows it."""
        for old, new in self._path_map:
            if path == old or path.startswith(old + os.sep):
                return new + path[len(old):].replace(os.sep, "/")
        return path

    def find(self, name: str, search: tuple[Root, ...] | None = None) -> Found | None:
        """The module called ``name``; ``search`` are its package's directories."""
        tail = name.rpartition(".")[2]
        namespace: list[Root] = []
        for root in self.roots if search is None else search:
            found = self._in(root, name, tail)
            if found is None:
                continue
            if found.kind != "namespace":
                return found
            namespace.extend(found.search)
        if namespace:
            return Found(name, "namespace", search=tuple(namespace))
        if search is None:
            if name in sys.builtin_module_names:
                return Found(name, "extension", "built-in")
            return self._in(self._extensions, name, tail)
        return None

    def modules_in(self, root: Root) -> list[str]:
        """The modules in a directory of the application's or a package's."""
        if root.origin not in ("application", "package"):
            return []
        names = {name.removesuffix(".py") for name in self._listing(root.directory)}
        found = (self._in(root, name, name) for name in names if name.isidentifier())
        kinds = ("source", "package")
        return sorted(
            one.name for one in found
            if one is not None and one.kind in kinds and not one.name.startswith("__")
        )

    def _in(self, root: Root, name: str, tail: str) -> Found | None:
        entries = self._listing(root.directory)
        shown = tail if root.shown == "." else f"{root.shown}/{tail}"
        path = os.path.join(root.directory, tail)
        if tail in entries and "__init__.py" in self._listing(path):
            inside = (Root(path, root.origin, shown), *_beside(root, tail))
            return Found(
                name, "package", os.path.join(path, "__init__.py"), shown + "/__init__.py",
                root.origin, inside,
            )
        if tail + ".py" in entries:
            return Found(name, "source", path + ".py", shown + ".py", root.origin)
        for suffix in EXTENSION_SUFFIXES:
            if tail + suffix in entries:
                return Found(name, "extension", path + suffix)
        if tail in entries and os.path.isdir(path) and root.origin in ("application", "package"):
            return Found(name, "namespace", search=(Root(path, root.origin, shown),))
        return None

    def _listing(self, directory: str) -> frozenset[str]:
        found = self._listings.get(directory)
        if found is None:
            try:
                found = frozenset(os.listdir(directory))
            except (FileNotFoundError, NotADirectoryError):
                found = frozenset()
            self._listings[directory] = found
        return found
