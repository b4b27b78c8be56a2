"""The methods of the built-in types, one module a family. Importing this registers them all."""

from tamapy.runtime.methods import (
    bytes_,
    callables,
    descriptors,
    dict_,
    exceptions_,
    floats,
    ints,
    iterators,
    lists,
    objects_,
    ranges,
    sets_,
    strings,
    tuples,
)

__all__ = [
    "bytes_", "callables", "descriptors", "dict_", "exceptions_", "floats", "ints", "iterators",
    "lists", "objects_", "ranges", "sets_", "strings", "tuples",
]
