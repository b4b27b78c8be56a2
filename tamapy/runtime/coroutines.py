"""``await``, ``async for`` and ``async with``: what compiled code calls for them."""

from types import AsyncGeneratorType, CoroutineType, GeneratorType

from tamapy.metal import (
    attempt,
    cast,
    is_null,
    metal,
    null,
    sizeof,
    type_object,
    type_of,
)
from tamapy.runtime import attributes, calls, delegation, exceptions, generators, slots
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.objects import (
    ANEXT_AWAITABLE,
    COROUTINE_WRAPPER,
    AnextAwaitable,
    Coroutine,
    CoroutineWrapper,
    Exception_,
    Generator,
)
from tamapy.runtime.types import lookup_or_null


@metal
def is_coroutine(value: object) -> bool:
    """Whether a value is awaited by resuming it: a coroutine, or a generator marked as one."""
    type_ = type_of(value)
    if type_ is type_object(CoroutineType):
        return True
    if type_ is type_object(GeneratorType):
        return cast(Generator, value).function.code.flags & generators.ITERABLE_COROUTINE != 0
    return False


@metal
def iterator_of_or_null(value: object) -> object:
    """What is iterated to await ``value``; null without an exception if it has no way."""
    if is_coroutine(value):
        return value
    if is_null(type_of(value).slots[slots.AWAIT]):
        return null(object)
    found = calls.slot1(slots.AWAIT, value)
    if is_coroutine(found):
        raise TypeError("__await__() returned a coroutine")
    if is_null(type_of(found).slots[slots.NEXT]):
        no_iterator(found)
    return found


def no_iterator(value):
    """``__await__`` returned something that is no iterator."""
    raise TypeError(
        f"__await__() returned non-iterator of type '{type(value).__name__}'"
    )


@metal
def awaitable(value: object) -> object:
    """The iterator of ``await value``."""
    found = iterator_of_or_null(value)
    if is_null(found):
        not_awaitable(value)
    return unawaited(found)


@metal
def unawaited(iterator: object) -> object:
    """The iterator, unless it is a coroutine that somebody else awaits."""
    if type_of(iterator) is type_object(CoroutineType):
        if delegation.delegate_of(cast(Generator, iterator)) is not None:
            raise RuntimeError("coroutine is being awaited already")
    return iterator


def not_awaitable(value):
    """``await`` of something else."""
    raise TypeError(f"object {type(value).__name__} can't be used in 'await' expression")


# -- async with ------------------------------------------------------------------------


@metal
def load_enter(manager: object) -> object:
    """The bound ``__aenter__``; the manager must have ``__aexit__`` too."""
    found = lookup_or_null(type_of(manager), "__aenter__")
    if is_null(found):
        no_manager(manager, "")
    if is_null(lookup_or_null(type_of(manager), "__aexit__")):
        no_manager(manager, " (missed __aexit__ method)")
    return attributes.bind(found, manager, type_of(manager))


@metal
def load_exit(manager: object) -> object:
    """The bound ``__aexit__``."""
    found = lookup_or_null(type_of(manager), "__aexit__")
    return attributes.bind(found, manager, type_of(manager))


def no_manager(value, what):
    """``async with`` over something that is no asynchronous context manager."""
    raise TypeError(
        f"'{type(value).__name__}' object does not support the asynchronous context manager "
        "protocol" + what
    )


@metal
def awaitable_from(value: object, method: object) -> object:
    """The iterator that awaits what ``__aenter__`` or ``__aexit__`` returned."""
    found = iterator_of_or_null(value)
    if is_null(found):
        method_not_awaitable(value, method)
    return unawaited(found)


def method_not_awaitable(value, method):
    """``__aenter__`` or ``__aexit__`` is no coroutine function."""
    raise TypeError(
        f"'async with' received an object from {method} that does not implement __await__: "
        + type(value).__name__
    )


@metal
def call_exit(exit_: object, exc: object) -> object:
    """``__aexit__(type, exception, traceback)``, to be awaited."""
    trace = cast(Exception_, exc).traceback
    if is_null(trace):
        trace = None
    return calls.call_with_three(exit_, cast(object, type_of(exc)), exc, trace)


# -- async for -------------------------------------------------------------------------


@metal
def async_iter(value: object) -> object:
    """The asynchronous iterator of ``async for``."""
    if is_null(type_of(value).slots[slots.AITER]):
        no_async_iterable(value)
    found = calls.slot1(slots.AITER, value)
    if is_null(type_of(found).slots[slots.ANEXT]):
        no_async_iterator(found)
    return found


def no_async_iterable(value):
    """``async for`` over something without ``__aiter__``."""
    raise TypeError(
        f"'async for' requires an object with __aiter__ method, got {type(value).__name__}"
    )


def no_async_iterator(value):
    """``__aiter__`` returned something without ``__anext__``."""
    raise TypeError(
        "'async for' received an object from __aiter__ that does not implement __anext__: "
        + type(value).__name__
    )


@metal
def async_next(iterator: object) -> object:
    """What is iterated to await the next item."""
    if type_of(iterator) is type_object(AsyncGeneratorType):
        return calls.slot1(slots.ANEXT, iterator)
    if is_null(type_of(iterator).slots[slots.ANEXT]):
        lost_async_iterator(iterator)
    item = calls.slot1(slots.ANEXT, iterator)
    found = attempt(iterator_of_or_null(item))
    if is_null(found):
        invalid_next(item, exceptions.take_pending())
    return unawaited(found)


def lost_async_iterator(value):
    """The iterator's class has no ``__anext__`` any more."""
    raise TypeError(
        f"'async for' requires an iterator with __anext__ method, got {type(value).__name__}"
    )


def invalid_next(value, cause: object):
    """``__anext__`` returned something that cannot be awaited."""
    name = type(value).__name__
    if is_null(cause):
        cause = TypeError(f"object {name} can't be used in 'await' expression")
    generators.raise_caused(
        TypeError(f"'async for' received an invalid object from __anext__: {name}"), cause
    )


@metal
def is_stop() -> bool:
    """Whether ``StopAsyncIteration`` is pending; it is taken then."""
    if not exceptions.pending_matches(type_object(StopAsyncIteration)):
        return False
    exceptions.take_pending()
    return True


# -- objects ---------------------------------------------------------------------------


@metal
def new_wrapper(coroutine: Coroutine) -> object:
    """``coroutine.__await__()``."""
    made = cast(
        CoroutineWrapper, heap_alloc(type_object(COROUTINE_WRAPPER), sizeof(CoroutineWrapper))
    )
    made.coroutine = coroutine
    return cast(object, made)


@metal
def new_anext_awaitable(wrapped: object, default: object) -> object:
    """``anext(iterator, default)`` with what ``__anext__`` returned."""
    made = cast(
        AnextAwaitable, heap_alloc(type_object(ANEXT_AWAITABLE), sizeof(AnextAwaitable))
    )
    made.wrapped = wrapped
    made.default = default
    return cast(object, made)
