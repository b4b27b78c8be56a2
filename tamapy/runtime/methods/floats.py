"""``float``."""

from tamapy.runtime.floats.text import float_repr
from tamapy.runtime.layout import Float
from tamapy.runtime.registry import implements


@implements(float)
class FloatMethods:
    """``float``."""

    def __repr__(self: Float, /):
        return float_repr(self.value)
