"""``importlib.machinery``: what other modules mention of it."""

from _frozen_importlib import ImageLoader, ModuleSpec, PathFinder

SOURCE_SUFFIXES = [".py"]
DEBUG_BYTECODE_SUFFIXES = [".pyc"]
OPTIMIZED_BYTECODE_SUFFIXES = [".pyc"]
BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []


def all_suffixes():
    """Suffixes of files that modules come from."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


class BuiltinImporter(ImageLoader):
    """Modules without a file."""


class FrozenImporter(ImageLoader):
    """Modules of the image."""


class SourceFileLoader(ImageLoader):
    """Modules of the image that have a file name."""


class SourcelessFileLoader(ImageLoader):
    """No module of the image is of this kind."""


class ExtensionFileLoader(ImageLoader):
    """No module of the image is of this kind."""


class FileFinder(ImageLoader):
    """There is no path to search."""


class NamespaceLoader(ImageLoader):
    """Packages without a file."""


__all__ = [
    "BYTECODE_SUFFIXES", "EXTENSION_SUFFIXES", "SOURCE_SUFFIXES", "BuiltinImporter",
    "ExtensionFileLoader", "FileFinder", "FrozenImporter", "ModuleSpec", "PathFinder",
    "SourceFileLoader", "SourcelessFileLoader", "all_suffixes",
]
