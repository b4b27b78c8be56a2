"""What is done with generators and coroutines that nobody will resume any more."""

from types import AsyncGeneratorType

from tamapy.metal import (
    Ptr,
    Struct,
    address_of,
    cast,
    is_null,
    metal,
    null,
    static,
    type_object,
    usize,
)
from tamapy.runtime import async_generators, calls, finalizers, generators, warned
from tamapy.runtime.objects import Generator, Type


class Origins(Struct):
    """What tells who makes a coroutine; null while nobody wants to know."""

    teller: object


origins = static(Origins)


@metal
def tell_origins(teller: object) -> None:
    """Have a function called for each new coroutine, or none if it is ``None``."""
    origins.teller = teller
    if teller is None:
        origins.teller = null(object)


@metal
def new_generator(
    type_: object, function: object, resume_address: usize, frame: usize, count: usize,
    arguments: Ptr[object],
) -> object:
    """``generators.new_generator``, of one that has something to do when it is dropped."""
    made = generators.new_generator(type_, function, resume_address, frame, count, arguments)
    finalizers.register(made, leave)
    return made


@metal
def new_coroutine(
    type_: object, function: object, resume_address: usize, frame: usize, count: usize,
    arguments: Ptr[object],
) -> object:
    """A coroutine, or an asynchronous generator."""
    made = generators.new_generator(type_, function, resume_address, frame, count, arguments)
    if address_of(cast(Type, type_)) == address_of(type_object(AsyncGeneratorType)):
        finalizers.register(made, async_generators.call_finalizer)
    else:
        finalizers.register(made, leave_coroutine)
        if not is_null(origins.teller):
            cast(Generator, made).origin = calls.call0(origins.teller)
    return made


def leave(generator):
    """Run the rest of a generator that was started."""
    if generators.was_started(generator):
        generators.close(generator)


def leave_coroutine(coroutine):
    """The same for a coroutine; one that never ran is worth a warning."""
    if generators.was_started(coroutine):
        generators.close(coroutine)
    else:
        warned.never_awaited(coroutine)
