"""Files that images have in memory from the start.

These are files that the application's settings name, metadata of the distributions that packages
come from, if ``importlib.metadata`` is in the image, and data in packages, if the application or a
package imports what reads these. They are there while modules are imported, too.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from tamapy.compiler.load.distributions import Distribution, Installed
from tamapy.compiler.load.errors import LoadError
from tamapy.compiler.load.world import PACKAGES_PREFIX

if TYPE_CHECKING:
    from tamapy.compiler.load.finder import Root
    from tamapy.compiler.load.importer import Importer

#: Adds a file to a world: its path there, and its content.
Adding = Callable[[str, bytes], None]
#: Modules after whose import there may be files to add.
ASKING = ("_memfs", "importlib.metadata")
#: Modules that read data in packages.
_READERS = ("importlib.resources", "pkgutil")
#: Endings of files in packages that are no data.
_CODE = (".py", ".pyc", ".pyi", ".so", ".pyd")


def named_files(patterns: Sequence[str], application: Root) -> list[tuple[str, str]]:
    """The files that match patterns below the application: path, and path in the image."""
    found: dict[str, str] = {}
    for pattern in patterns:
        names = sorted(glob.glob(pattern, root_dir=application.directory, recursive=True))
        paths = [(name, os.path.join(application.directory, name)) for name in names]
        files = [(name, path) for name, path in paths if os.path.isfile(path)]
        if not files:
            raise LoadError(f"no file matches '{pattern}' of the setting 'files'")
        for name, path in files:
            found[path] = f"{application.shown}/{name}"
    return list(found.items())


class HostFiles:
    """The build machine's files that worlds may have: those named, and what is installed."""

    def __init__(self, named: Sequence[tuple[str, str]] = ()) -> None:
        self.named = named
        self.installed = Installed()


class ImageFiles:
    """The files of one world."""

    def __init__(self, importer: Importer, host: HostFiles) -> None:
        self.importer = importer
        self.distributions: dict[str, Distribution] = {}
        self._waiting = list(host.named)
        self._installed = host.installed
        self._reading = False
        self._done: set[tuple[str, str]] = set()

    def update(self) -> None:
        """Add the files of what has been imported since."""
        modules = self.importer.modules
        add = getattr(modules.get("_memfs"), "add_file", None)
        if add is None:  # not there, or not yet executed
            return
        for path, shown in self._waiting:
            add(shown, _read(path))
        self._waiting.clear()
        if "importlib.metadata" in modules:
            for name in self._fresh("importlib.metadata"):
                self._add_metadata(add, name)
        if self._reads_data():
            for name in self._fresh("data"):
                for root in self.importer.searches(name) or ():
                    self._add_data(add, root)

    def _reads_data(self) -> bool:
        """Whether the application or a package imports what reads data in packages."""
        for name in () if self._reading else self._fresh("readers"):
            for statement in self.importer.units[name].facts.imports:
                whole = (statement.name, *(f"{statement.name}.{n}" for n in statement.names))
                self._reading = self._reading or any(part in _READERS for part in whole)
        return self._reading

    def _fresh(self, asked: str) -> Iterable[str]:
        """The modules of the application and packages that were imported since."""
        for name, unit in list(self.importer.units.items()):
            if unit.origin in ("application", "package") and (asked, name) not in self._done:
                self._done.add((asked, name))
                yield name

    def _add_metadata(self, add: Adding, module: str) -> None:
        path = self.importer.units[module].path
        for root in self.importer.finder.roots:
            if not path.startswith(root.directory + os.sep):
                continue
            for found in self._installed.of(root.directory, module.partition(".")[0]):
                if self.distributions.setdefault(found.name, found) is not found:
                    continue
                for name, data in found.files():
                    add(f"{PACKAGES_PREFIX}/{found.name}/{name}", data)

    def _add_data(self, add: Adding, root: Root) -> None:
        """The data in a package's directory, and below, but in the packages there."""
        for directory, inner, names in os.walk(root.directory):
            inner[:] = sorted(
                name for name in inner if not name.startswith((".", "__pycache__"))
                and not os.path.exists(os.path.join(directory, name, "__init__.py"))
            )
            below = os.path.relpath(directory, root.directory).replace(os.sep, "/")
            shown = root.shown if below == "." else f"{root.shown}/{below}"
            for name in sorted(names):
                if not name.startswith(".") and not name.endswith(_CODE):
                    add(f"{shown}/{name}", _read(os.path.join(directory, name)))

    def plugins(self, group: str) -> list[str]:
        """The modules of entry points of a group."""
        found = self.distributions.values()
        return [module for one in found for module in one.entry_points(group)]


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise LoadError(f"cannot read '{path}': {error.strerror}") from None
