"""Merging mappings into dicts."""

from tamapy.runtime import dicts


def merge(target, other):
    """``dict.update(target, other)`` for a mapping with ``keys`` or an iterable of pairs."""
    if dicts.is_exact(other):
        dicts.update(target, other)
        return
    if hasattr(other, "keys"):
        for key in other.keys():
            dicts.set_item(target, key, other[key])
        return
    index = 0
    for pair in other:
        try:
            items = list(pair)
        except TypeError:
            raise TypeError(
                f"cannot convert dictionary update sequence element #{index} to a sequence"
            ) from None
        if len(items) != 2:
            raise ValueError(
                f"dictionary update sequence element #{index} has length {len(items)}; "
                "2 is required"
            )
        dicts.set_item(target, items[0], items[1])
        index += 1


def display_update(target, other):
    """``{**other}``."""
    if not hasattr(other, "keys"):
        raise TypeError(f"'{type(other).__name__}' object is not a mapping")
    merge(target, other)
