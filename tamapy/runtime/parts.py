"""``value[start:stop:step]`` and assignments to it, without a slice object where that is simple."""

from tamapy.metal import cast, is_null, metal, type_object, type_of
from tamapy.runtime import operators, sequences, slicing
from tamapy.runtime.layout import List


@metal
def load(value: object, start: object, stop: object, step: object) -> object:
    """``value[start:stop:step]``."""
    found = slicing.part_between(value, type_of(value), start, stop, step)
    if is_null(found):
        found = operators.getitem(value, sequences.new_slice(start, stop, step))
    return found


@metal
def store(value: object, start: object, stop: object, step: object, items: object) -> None:
    """``value[start:stop:step] = items``."""
    if type_of(value) is type_object(list):
        if slicing.replace(cast(List, value), start, stop, step, items):
            return
    operators.setitem(value, sequences.new_slice(start, stop, step), items)
