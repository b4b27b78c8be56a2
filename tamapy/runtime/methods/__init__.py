"""The methods of the built-in types, one module a family. Importing this registers them all."""

from tamapy.runtime.methods import (
    callables,
    descriptors,
    dict_,
    exceptions_,
    iterators,
    lists,
    objects_,
    ranges,
    sets_,
    tuples,
)

__all__ = [
    "callables", "descriptors", "dict_", "exceptions_", "iterators", "lists", "objects_",
    "ranges", "sets_", "tuples",
]
