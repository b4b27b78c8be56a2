"""Fields that may be null, as Python sees them."""

from tamapy.metal import is_null, metal, null


@metal
def or_none(value: object) -> object:
    """A field's value, ``None`` if it is null."""
    if is_null(value):
        return None
    return value


@metal
def or_null(value: object) -> object:
    """The contrary, for storing."""
    if value is None:
        return null(object)
    return value
