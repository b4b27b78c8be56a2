"""The context manager protocol."""

from tamapy.metal import cast, is_null, metal, type_of
from tamapy.runtime import attributes, operators
from tamapy.runtime.calls import call_with_three
from tamapy.runtime.objects import Exception_
from tamapy.runtime.types import lookup_or_null


@metal
def load_enter(manager: object) -> object:
    """The bound ``__enter__``; the manager must have ``__exit__`` too."""
    found = lookup_or_null(type_of(manager), "__enter__")
    if is_null(found):
        no_manager(manager)
    if is_null(lookup_or_null(type_of(manager), "__exit__")):
        no_exit(manager)
    return attributes.bind(found, manager, type_of(manager))


@metal
def load_exit(manager: object) -> object:
    """The bound ``__exit__``."""
    found = lookup_or_null(type_of(manager), "__exit__")
    return attributes.bind(found, manager, type_of(manager))


def no_manager(value):
    """``with`` over something that is no context manager."""
    raise TypeError(
        f"'{type(value).__name__}' object does not support the context manager protocol"
    )


def no_exit(value):
    """A context manager without ``__exit__``."""
    raise TypeError(
        f"'{type(value).__name__}' object does not support the context manager protocol "
        "(missed __exit__ method)"
    )


@metal
def call_exit(exit_: object, exc: object) -> bool:
    """``__exit__(type, exception, traceback)``: whether the exception is swallowed."""
    trace = cast(Exception_, exc).traceback
    if is_null(trace):
        trace = None
    result = call_with_three(exit_, cast(object, type_of(exc)), exc, trace)
    return operators.is_true(result)
