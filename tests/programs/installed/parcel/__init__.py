"""A package that knows its version from what was installed, and finds its wrappers by name."""

from importlib import import_module, metadata

__version__ = metadata.version("parcel")


def wrappers():
    return {point.name: point for point in metadata.entry_points(group="parcel.wrappers")}


def shape(name):
    return import_module(f"{__name__}.shapes.{name}").SIDES
