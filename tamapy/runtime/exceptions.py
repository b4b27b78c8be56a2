"""Raising, catching and tracing exceptions.

A function that fails leaves the exception in ``state.pending`` and returns null (or
anything, if it does not return an address). Handlers take it from there.
"""

from types import TracebackType

from tamapy.metal import (
    address_of,
    cast,
    is_null,
    isize,
    make_small,
    metal,
    null,
    sizeof,
    stack_array,
    type_object,
    type_of,
    u32,
)
from tamapy.runtime.flags import EXCEPTION_TYPE, TYPE_TYPE
from tamapy.runtime.heap import alloc_or_null, heap_alloc
from tamapy.runtime.layout import Tuple
from tamapy.runtime.objects import Exception_, Traceback, Type
from tamapy.runtime.pages import open_reserve
from tamapy.runtime.state import state

NO_TEXT = ""


@metal
def set_pending(exc: object) -> None:
    """Make ``exc`` the pending exception."""
    state.pending = exc


@metal
def throw(exc: object) -> None:
    """Raise an exception object: its context is the exception being handled."""
    throw_while(exc, innermost_handled())


@metal
def throw_while(exc: object, handled: object) -> None:
    """Raise an exception object while another (or null) is being handled."""
    if not is_null(handled) and handled is not exc:
        _break_cycle(handled, exc)
        cast(Exception_, exc).context = handled
    state.pending = exc


@metal
def _break_cycle(handled: object, exc: object) -> None:
    """Cut ``exc`` out of the chain of contexts that starts at ``handled``.

    The chain may have a cycle already; a second pointer at half the speed notices.
    """
    current = handled
    slow = handled
    step = False
    while True:
        following = cast(Exception_, current).context
        if is_null(following):
            return
        if following is exc:
            cast(Exception_, current).context = null(object)
            return
        current = following
        if current is slow:
            return
        if step:
            slow = cast(Exception_, slow).context
        step = not step


@metal
def tuple_of_one(item: object) -> object:
    """``(item,)``."""
    made = cast(Tuple, heap_alloc(type_object(tuple), sizeof(Tuple) + sizeof(object)))
    made.length = 1
    made.items[0] = item
    return cast(object, made)


@metal
def new_exception(type_: Type, message: object) -> object:
    """An instance of a built-in exception with one argument (none if it is empty or null)."""
    made = cast(Exception_, heap_alloc(type_, type_.size))
    made.suppress = False
    if is_null(message) or message is NO_TEXT:
        made.args = ()
    else:
        made.args = tuple_of_one(message)
    return cast(object, made)


@metal
def with_args(type_: Type, args: object) -> object:
    """An instance of an exception class with a tuple of arguments."""
    made = cast(Exception_, heap_alloc(type_, type_.size))
    made.suppress = False
    made.args = args
    return cast(object, made)


@metal
def raise_text(type_: object, message: object) -> None:
    """Raise a built-in exception with a text."""
    throw(new_exception(cast(Type, type_), message))


@metal
def from_memory_error() -> None:
    """Raise ``MemoryError``, in the last resort the one that was made beforehand."""
    open_reserve()
    made = cast(Exception_, alloc_or_null(type_object(MemoryError), sizeof(Exception_)))
    if is_null(made):
        made = cast(Exception_, memory_error)
        made.context = null(object)
        made.cause = null(object)
        made.traceback = null(object)
    made.suppress = False
    made.args = ()
    throw(cast(object, made))


#: Made by the compiler, so that raising it takes no memory.
memory_error = MemoryError()


@metal
def raise_recursion() -> None:
    """Raise ``RecursionError``."""
    throw(new_exception(type_object(RecursionError), "maximum recursion depth exceeded"))


@metal
def is_exception(value: object) -> bool:
    """Whether a value is an exception object."""
    return type_of(value).flags & EXCEPTION_TYPE != 0


@metal
def is_exception_type(value: object) -> bool:
    """Whether a value is an exception class."""
    if type_of(value).flags & TYPE_TYPE == 0:
        return False
    return cast(Type, value).flags & EXCEPTION_TYPE != 0


def _as_exception(value):
    if is_exception_type(value):
        made = value()
        if not is_exception(made):
            raise TypeError(
                f"calling {value!r} should have returned an instance of BaseException, "
                f"not {type(made)!r}"
            )
        return made
    if is_exception(value):
        return value
    raise TypeError("exceptions must derive from BaseException")


def raise_value(value):
    """``raise value``."""
    throw(_as_exception(value))


def raise_from(value, cause):
    """``raise value from cause``."""
    exc = _as_exception(value)
    if cause is None:
        set_cause(exc, null(object))
    elif is_exception_type(cause) or is_exception(cause):
        set_cause(exc, _as_exception(cause))
    else:
        raise TypeError("exception causes must derive from BaseException")
    throw(exc)


@metal
def set_cause(exc: object, cause: object) -> None:
    """``exc.__cause__ = cause``, which hides the context; null for ``None``."""
    cast(Exception_, exc).cause = cause
    cast(Exception_, exc).suppress = True


@metal
def copy_cause(exc: object, other: object) -> None:
    """Give an exception the cause of another one."""
    cast(Exception_, exc).cause = cast(Exception_, other).cause
    cast(Exception_, exc).suppress = cast(Exception_, other).suppress


def raise_assertion(message: object):
    """``assert`` has failed; ``message`` is null if it has none."""
    if is_null(message):
        raise AssertionError
    raise AssertionError(message)


@metal
def reraise_handled() -> None:
    """``raise`` alone: the handled exception becomes pending again, as it was."""
    handled = innermost_handled()
    if is_null(handled):
        raise RuntimeError("No active exception to reraise")
    state.pending = handled


# -- handlers ------------------------------------------------------------------------


@metal
def handled_or_null() -> object:
    """The exception this function or generator is handling, or null."""
    return state.handled


@metal
def innermost_handled() -> object:
    """The exception being handled, be it by those who resumed this generator; or null."""
    if is_null(state.handled):
        return state.around
    return state.handled


@metal
def handled_or_none() -> object:
    """The exception being handled, for Python."""
    handled = innermost_handled()
    if is_null(handled):
        return None
    return handled


@metal
def restore_handled(exc: object) -> None:
    """Make ``exc`` (or null) the exception being handled."""
    state.handled = exc


@metal
def catch() -> object:
    """Take the pending exception; it is the handled one now."""
    exc = state.pending
    state.pending = null(object)
    state.handled = exc
    return exc


@metal
def take_pending() -> object:
    """Take the pending exception without handling it; null if there is none."""
    exc = state.pending
    state.pending = null(object)
    return exc


@metal
def pending_matches(type_: Type) -> bool:
    """Whether the pending exception is an instance of a built-in class."""
    if is_null(state.pending):
        return False
    return is_subtype(type_of(state.pending), type_)


@metal
def matches(exc: object, kind: object) -> bool:
    """Whether an ``except kind`` clause catches ``exc``."""
    if type_of(kind) is type_object(tuple):
        kinds = cast(Tuple, kind)
        found = False
        for i in range(kinds.length):  # all of them: a wrong one is an error in any case
            if _matches_one(exc, kinds.items[i]):
                found = True
        return found
    return _matches_one(exc, kind)


@metal
def _matches_one(exc: object, kind: object) -> bool:
    if not is_exception_type(kind):
        raise TypeError(
            "catching classes that do not inherit from BaseException is not allowed"
        )
    return is_subtype(type_of(exc), cast(Type, kind))


@metal
def is_subtype(type_: Type, base: Type) -> bool:
    """Whether ``base`` is in the MRO of ``type_``."""
    if type_ is base:
        return True
    mro = type_.mro
    for i in range(mro.length):
        if address_of(mro.items[i]) == address_of(base):
            return True
    return False


# -- tracebacks -------------------------------------------------------------------------


@metal
def add_traceback(code: object, position: u32) -> None:
    """Note that the pending exception passes through a function, at a place of its table."""
    exc = state.pending
    if is_null(exc):
        return
    state.pending = null(object)
    root = stack_array(object, 1)
    root[0] = exc
    made = alloc_or_null(type_object(TracebackType), sizeof(Traceback))
    state.pending = root[0]
    if is_null(made):
        return
    entry = cast(Traceback, made)
    known = cast(Exception_, exc)
    entry.next = known.traceback
    entry.code = code
    entry.position = make_small(isize(position))
    known.traceback = cast(object, entry)
