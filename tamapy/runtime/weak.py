"""Weak references and finalizers, as the collector sees them."""

from tamapy.metal import Ptr, Struct, address_of, cast, is_null, metal, null, static, u8, usize
from tamapy.runtime import dicts, heap
from tamapy.runtime.layout import Vector
from tamapy.runtime.objects import WeakReference


class Table(Struct):
    """All weak references, in storage that itself is kept alive."""

    references: Vector
    count: usize
    dead: usize  # references cleared whose callbacks wait


table = static(Table)


@metal
def register(reference: WeakReference) -> None:
    """Let the collector know of a weak reference."""
    if is_null(table.references):
        table.references = dicts.new_vector(64)
    if table.count == table.references.capacity:
        grown = dicts.new_vector(table.count * 2)
        for i in range(table.count):
            grown.items[i] = table.references.items[i]
        table.references = grown
    table.references.items[table.count] = cast(object, reference)
    table.count = table.count + 1


@metal
def after_marking() -> None:
    """Clear the references to objects that are about to be freed; forget dead references."""
    if is_null(table.references):
        return
    kept: usize = 0
    for i in range(table.count):
        reference = cast(WeakReference, table.references.items[i])
        if reference.referent != 0:
            if not heap.is_marked(reference.referent):
                reference.referent = 0
                table.dead = table.dead + 1
        table.references.items[kept] = cast(object, reference)
        kept += 1
    table.count = kept


@metal
def referent(reference: WeakReference) -> object:
    """What a weak reference refers to, or ``None``."""
    if reference.referent == 0:
        return None
    return cast(object, Ptr[u8](reference.referent))


@metal
def set_referent(reference: WeakReference, value: object) -> None:
    """Point a new weak reference at an object."""
    reference.referent = address_of(value)
    register(reference)


@metal
def forget(reference: WeakReference) -> None:
    """A reference is cleared by hand."""
    reference.referent = 0
    reference.callback = null(object)
