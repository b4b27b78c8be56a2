"""How deep functions may call each other, where a program says less than CPython's limit.

Usually calls are not counted: the stack limits recursion, and is good for many thousand calls.
Below a limit every function that starts has the functions on the stack counted.
"""

from tamapy.metal import (
    Ptr,
    Struct,
    frame_address,
    isize,
    make_small,
    metal,
    static,
    usize,
)
from tamapy.runtime import attention, call_stack, recursion_limit
from tamapy.runtime.state import state


class Limit(Struct):
    """How many functions may be running; 0 for any number."""

    calls: usize


_most = static(Limit)


#: More functions than can be running.
MANY = 1 << 24
#: Frames of machine code that a Python function and what C would be around it have at most:
#: so many more than functions are a recursion in C, which CPython counts as well.
FRAMES = 64


@metal
def _depth(most: usize) -> usize:
    """How many Python functions are running; more than ``most`` if that is certain."""
    frame = frame_address()
    found: usize = 0
    frames: usize = 0
    while frame != 0 and frame < state.stack_base and found <= most:
        words = Ptr[usize](frame)
        if call_stack.entry_of(words[1] - 1) != 0:
            found += 1
        frames += 1
        if frames > most * FRAMES:
            return most + 1
        if words[0] <= frame:
            break
        frame = words[0]
    return found


@metal
def depth() -> object:
    """How many Python functions are running."""
    return make_small(isize(_depth(MANY)))


@metal
def _is_deeper() -> bool:
    return _depth(_most.calls) > _most.calls


def check():
    """Called where a function starts."""
    if _is_deeper():
        raise RecursionError("maximum recursion depth exceeded")


@metal
def _set(calls: usize) -> None:
    _most.calls = calls


def limit_to(limit):
    """Set the limit; ``RecursionError`` if the recursion is as deep already."""
    now = depth()
    if limit <= now:
        raise RecursionError(
            f"cannot set the recursion limit to {limit} at the recursion depth {now}: "
            "the limit is too low"
        )
    recursion_limit.set_(limit)
    if limit < recursion_limit.USUAL:
        _set(limit)
        attention.guard(check)
    else:
        attention.guard(None)
