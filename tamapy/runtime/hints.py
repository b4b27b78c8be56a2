"""How many items there will be: what is asked before a list or tuple is made of an iterable."""

from tamapy.metal import attempt, i64, is_null, metal, sizeof, type_object, type_of, u64
from tamapy.runtime import boxing, calls, exceptions, operators, slots
from tamapy.runtime.flags import HEAP
from tamapy.runtime.pages import pages


@metal
def ask(value: object) -> None:
    """Have an instance of a class written in Python say how many items it has.

    The answer is for nothing but what an odd one raises: it has to be a number that is not
    negative, of items that memory may have room for.
    """
    type_ = type_of(value)
    if type_.flags & HEAP == 0:
        return
    if not is_null(type_.slots[slots.LEN]):
        length = attempt(boxed_length(value))
        if not is_null(length):
            check_room(length)
            return
        if not exceptions.pending_matches(type_object(TypeError)):
            return
        exceptions.take_pending()
    if is_null(type_.slots[slots.LENGTH_HINT]):
        return
    hint = attempt(calls.slot1(slots.LENGTH_HINT, value))
    if is_null(hint):
        if exceptions.pending_matches(type_object(TypeError)):
            exceptions.take_pending()
        return
    if hint is not NotImplemented:
        check(hint)
        check_room(hint)


@metal
def boxed_length(value: object) -> object:
    """``len(value)``."""
    return boxing.box_i64(i64(operators.length(value)))


def check(hint):
    """What ``__length_hint__`` returned has to be a number of items."""
    if not isinstance(hint, int):
        raise TypeError(f"__length_hint__ must be an integer, not {type(hint).__name__}")
    if not -(1 << bits()) <= hint < 1 << bits():
        raise OverflowError("Python int too large to convert to C ssize_t")
    if hint < 0:
        raise ValueError("__length_hint__() should return >= 0")


def check_room(count):
    """A list of so many items has to fit in memory."""
    if count > heap_words():
        raise MemoryError


@metal
def bits() -> object:
    """Bits of a word without its sign."""
    return boxing.box_i64(i64(8 * sizeof(object) - 1))


@metal
def heap_words() -> object:
    """How many words the heap has."""
    return boxing.box_u64(u64((pages.end - pages.base) // sizeof(object)))
