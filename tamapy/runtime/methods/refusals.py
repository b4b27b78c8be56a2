"""What the operators of sequences say to an operand that they do not take.

Called by their names they raise. As operators they have to leave the word to the other operand
if that is an instance of a class statement with the reflected method.
"""

from tamapy.metal import is_null, metal, type_of, usize
from tamapy.runtime import operators, slots
from tamapy.runtime.flags import HEAP


@metal
def has_own(value: object, index: usize) -> bool:
    """Whether an instance of a class statement has a special method."""
    type_ = type_of(value)
    return type_.flags & HEAP != 0 and not is_null(type_.slots[index])


def not_added(sequence, other):
    """``sequence + other`` of something else."""
    if has_own(other, slots.RADD):
        return NotImplemented
    operators.cannot_add("+", sequence, other)


def not_repeated(sequence, other):
    """``sequence * other`` and ``other * sequence`` of something that is no number."""
    if has_own(other, slots.MUL) or has_own(other, slots.RMUL):
        return NotImplemented
    operators.cannot_multiply("*", sequence, other)
