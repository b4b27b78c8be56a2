"""What is installed beside packages: the distributions they come from and their metadata."""

from __future__ import annotations

import configparser
import csv
import os
from collections.abc import Iterable
from dataclasses import dataclass

#: What ``importlib.metadata`` reads of a distribution, without the list of its files: they
#: are not in an image.
_KEPT = ("METADATA", "PKG-INFO", "entry_points.txt", "requires.txt", "top_level.txt")


@dataclass(frozen=True)
class Distribution:
    """A directory ``*.dist-info`` or ``*.egg-info``."""

    directory: str

    @property
    def name(self) -> str:
        """The name of the directory."""
        return os.path.basename(self.directory)

    def files(self) -> Iterable[tuple[str, bytes]]:
        """The names and contents of the files that an image has."""
        for name in _KEPT:
            data = self._read(name)
            if data is not None:
                yield name, data

    def top_levels(self) -> set[str]:
        """The modules and packages of no package that it installs."""
        told = self._read("top_level.txt")
        if told is not None:
            return set(told.decode().split())
        record = (self._read("RECORD") or b"").decode().splitlines()
        tops = (row[0].partition("/")[0] for row in csv.reader(record) if row)
        return {top.removesuffix(".py") for top in tops if not top.startswith(".")}

    def entry_points(self, group: str) -> Iterable[str]:
        """The modules that the entry points of a group are in."""
        parser = configparser.ConfigParser(delimiters="=", interpolation=None, strict=False)
        parser.optionxform = str  # type: ignore[assignment, method-assign]
        parser.read_string((self._read("entry_points.txt") or b"").decode())
        values = parser[group].values() if parser.has_section(group) else ()
        return [value.partition(":")[0].partition("[")[0].strip() for value in values]

    def _read(self, name: str) -> bytes | None:
        try:
            with open(os.path.join(self.directory, name), "rb") as file:
                return file.read()
        except OSError:
            return None


class Installed:
    """The distributions of directories, which are read once."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, list[Distribution]]] = {}

    def of(self, directory: str, top: str) -> list[Distribution]:
        """Those in a directory that install a module or package of no package."""
        known = self._known.get(directory)
        if known is None:
            known = self._known[directory] = {}
            for name in sorted(os.listdir(directory)):
                if name.endswith((".dist-info", ".egg-info")):
                    found = Distribution(os.path.join(directory, name))
                    for installed in found.top_levels():
                        known.setdefault(installed, []).append(found)
        return known.get(top, [])
