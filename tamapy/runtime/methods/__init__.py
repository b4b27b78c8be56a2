"""The methods of the built-in types, one module a family. Importing this registers them all."""

from tamapy.runtime.methods import (
    aliases,
    bytes_,
    callables,
    cells,
    complexes,
    coroutines_,
    descriptors,
    dict_,
    exception_groups,
    exceptions_,
    floats,
    ints,
    iterators,
    lists,
    memoryviews,
    objects_,
    os_errors,
    ranges,
    sets_,
    strings,
    tuples,
    weakrefs,
)

__all__ = [
    "aliases", "bytes_", "callables", "cells", "complexes", "coroutines_", "descriptors", "dict_",
    "exception_groups", "exceptions_", "floats", "ints", "iterators", "lists", "memoryviews",
    "objects_", "os_errors", "ranges", "sets_", "strings", "tuples", "weakrefs",
]
