"""``importlib.abc``: the base classes of loaders."""

import abc


class Finder(metaclass=abc.ABCMeta):
    """Something that finds modules."""


class MetaPathFinder(Finder):
    """A finder for ``sys.meta_path``."""


class PathEntryFinder(Finder):
    """A finder for an entry of ``sys.path``."""


class Loader(metaclass=abc.ABCMeta):
    """Something that loads modules."""


class ResourceLoader(Loader):
    """A loader of files beside modules."""


class InspectLoader(Loader):
    """A loader that shows source."""


class ExecutionLoader(InspectLoader):
    """A loader of modules that have files."""


class FileLoader(ResourceLoader, ExecutionLoader):
    """A loader of files."""


class SourceLoader(ResourceLoader, ExecutionLoader):
    """A loader of source."""
