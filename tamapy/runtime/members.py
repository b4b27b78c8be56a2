"""Entries of ``__slots__``: where instances keep what their class names there."""

from tamapy.metal import cast, is_null, metal, type_of
from tamapy.runtime import attributes, exceptions
from tamapy.runtime.objects import Member, Type


@metal
def has_entry(member: Member, value: object) -> bool:
    """Whether a value (null: none) has the ``__slots__`` entry."""
    if is_null(value):
        return False
    type_ = type_of(value)
    owner = cast(Type, member.owner)
    return type_ is owner or exceptions.is_subtype(type_, owner)


@metal
def load(member: Member, value: object) -> object:
    """The value of a ``__slots__`` entry."""
    found = attributes.field_place(value, member.offset)[0]
    if is_null(found):
        attributes.missing(value, member.name)
    return found


@metal
def store(member: Member, value: object, item: object) -> None:
    """Set (or, with null, delete) a ``__slots__`` entry."""
    if member.read_only != 0:
        raise AttributeError("readonly attribute")
    place = attributes.field_place(value, member.offset)
    if is_null(item) and is_null(place[0]):
        raise_empty(member.name)
    place[0] = item


def raise_empty(name):
    """A slot that holds nothing is to be deleted."""
    raise AttributeError(name)
