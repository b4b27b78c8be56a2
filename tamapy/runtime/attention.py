"""What the start of a function has to look after besides the depth of the stack.

The collector cannot call Python: it runs wherever memory is asked for. What it leaves to be done
(callbacks of weak references, ``__del__``, the end of dropped generators) is done when the next
Python function starts: the collector sets the stack's limit so high that the check every
function begins with leads to ``attend``.
"""

from tamapy.metal import Struct, attempt, frame_address, is_null, metal, null, static, usize
from tamapy.runtime import (
    calls,
    exceptions,
    finalizers,
    heap_info,
    roots,
    unraisable,
    weak,
)
from tamapy.runtime.state import state


class Attention(Struct):
    """Whether it is being paid already."""

    busy: usize
    errand: object  # what is called each time, or null: see ``run_errand``
    guard: object  # what is called at the start of every function, or null: see ``guard``


attention = static(Attention)


@metal
def attend() -> None:
    """The check at a function's start failed: the stack is used up, or something waits."""
    if frame_address() < state.stack_low:
        exceptions.raise_recursion()
        return
    state.stack_limit = state.stack_low
    if not is_null(attention.guard):
        checked = attempt(calls.call0(attention.guard))
        state.stack_limit = ~usize(0)
        if is_null(checked):
            return
    if not is_null(attention.errand) and is_null(attempt(calls.call0(attention.errand))):
        return  # what it raises is raised by the function that starts
    if attention.busy == 0:
        serve()


@metal
def run_errand(function: object) -> None:
    """Have a function called whenever a function attends: it sees whether there is something."""
    attention.errand = function


@metal
def guard(function: object) -> None:
    """Have a function called at the start of every function, or (``None``) no more."""
    attention.guard = null(object)
    if function is not None:
        attention.guard = function
        state.stack_limit = ~usize(0)


@metal
def demand() -> None:
    """Have the next function attend, if anything waits."""
    if attention.busy == 0 and finalizers.table.ready + weak.table.waiting != 0:
        state.stack_limit = ~usize(0)


@metal
def _begin() -> bool:
    if attention.busy != 0:
        return False
    attention.busy = 1
    return True


@metal
def _end() -> None:
    attention.busy = 0


def serve():
    """Do what waits, unless it is being done."""
    if not _begin():
        return
    try:
        server = weak.server_or_null()
        if not is_null(server):
            server()
        while True:
            value = finalizers.take_or_null()
            if is_null(value):
                break
            _finalize(value, finalizers.taken())
    finally:
        _end()


def collect():
    """Collect until nothing is left to be finalised, as far as that ends."""
    freed = 0
    for _ in range(16):
        roots.clear_dead_stack()
        freed += heap_info.collect()
        if not _waits():
            break
        serve()
    return freed


@metal
def _waits() -> bool:
    return finalizers.table.ready + weak.table.waiting != 0


def finish():
    """The program ends: finalise what is unreachable, then all the rest."""
    if _is_any():
        collect()
        finalizers.make_all_ready()
        serve()


@metal
def _is_any() -> bool:
    return finalizers.table.count != 0


def _finalize(value, end):
    try:
        end(value)
    except BaseException as error:
        unraisable.report(error, getattr(type(value), "__del__", value))
