"""Generators and coroutines: state machines made by the compiler, resumed here.

A generator's code takes (generator, sent value) and returns the value yielded, or null:
with a pending exception if it failed, without if it returned. A null sent value
means that an exception, pending already, is thrown in. Coroutines and asynchronous
generators are generators of another type.
"""

from types import AsyncGeneratorType, CoroutineType

from tamapy.metal import (
    Ptr,
    attempt,
    cast,
    frame_address,
    invoke,
    is_null,
    metal,
    null,
    sizeof,
    type_object,
    type_of,
    u32,
    usize,
)
from tamapy.runtime import delegation, exceptions
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.objects import FINISHED, RUNNING, SUSPENDED, Function, Generator, Type
from tamapy.runtime.state import state

#: Flags of code: it makes generators that may be awaited; these, or coroutines.
ITERABLE_COROUTINE = 0x100
COROUTINE_FLAGS = 0x80 | ITERABLE_COROUTINE


@metal
def new_generator(
    type_: object, function: object, resume_address: usize, frame: usize, count: usize,
    arguments: Ptr[object],
) -> object:
    """A generator (coroutine, …) about to run ``function`` with these parameters."""
    made = cast(
        Generator, heap_alloc(cast(Type, type_), sizeof(Generator) + frame * sizeof(object))
    )
    made.function = cast(Function, function)
    made.resume = resume_address
    made.length = u32(frame)
    made.name = made.function.name
    made.qualname = made.function.qualname
    for i in range(count):
        made.frame[i] = arguments[i]
    return cast(object, made)


@metal
def resume(generator: Generator, sent: object) -> object:
    """Run to the next ``yield``: its value, or null at the end or on failure."""
    if generator.status != SUSPENDED and not delegation.detach(generator):
        generator.result = null(object)  # if nobody asked for it, it is told no more
        refuse_resuming(cast(object, generator), generator.status != FINISHED)
        return null(object)
    if frame_is_low():
        exceptions.raise_recursion()
    handled = state.handled
    around = state.around
    if not is_null(handled):
        state.around = handled
    found = null(object)
    if is_null(generator.delegate) or is_null(sent):
        found = attempt(run(generator, sent))
    else:
        found = attempt(delegation.resume_innermost(generator, sent))
    state.handled = handled
    state.around = around
    return found


@metal
def run(generator: Generator, sent: object) -> object:
    """``resume`` of a generator itself, whoever it delegates to."""
    generator.status = RUNNING
    state.handled = generator.handled
    found = invoke(generator.resume, cast(object, generator), cast(Ptr[object], sent))
    if is_null(found):
        _end(generator)
        return found
    generator.handled = state.handled
    generator.status = SUSPENDED
    return found


@metal
def _end(generator: Generator) -> None:
    """A generator has returned or failed."""
    generator.status = FINISHED
    generator.handled = null(object)
    generator.delegate = null(object)
    for i in range(generator.length):
        generator.frame[i] = null(object)
    if is_null(state.pending):
        return
    if exceptions.pending_matches(type_object(StopIteration)):
        stop_inside(cast(object, generator))
    elif type_of(cast(object, generator)) is type_object(AsyncGeneratorType):
        if exceptions.pending_matches(type_object(StopAsyncIteration)):
            stop_inside(cast(object, generator))


def refuse_resuming(generator, running: bool):
    """A generator that runs cannot be resumed; one that has finished gives nothing more."""
    if running:
        raise ValueError(f"{kind_of(generator)} already executing")
    if type(generator) is CoroutineType:
        raise RuntimeError("cannot reuse already awaited coroutine")


def kind_of(generator):
    """What messages call a generator."""
    return type(generator).__name__.replace("_", " ")


@metal
def frame_is_low() -> bool:
    """Whether the stack is nearly used up."""
    return frame_address() < state.stack_low


def stop_inside(generator):
    """The exception that means the end left a generator's body: that is an error."""
    cause = exceptions.take_pending()
    raise_caused(RuntimeError(f"{kind_of(generator)} raised {type(cause).__name__}"), cause)


def raise_caused(exc, cause):
    """Raise ``exc`` in place of ``cause``."""
    exc.__cause__ = cause
    exc.__context__ = cause
    exceptions.set_pending(exc)


@metal
def finish(generator: object, value: object) -> None:
    """Remember what a generator returns."""
    cast(Generator, generator).result = value


@metal
def result_of(generator: Generator) -> object:
    """What a finished generator returned."""
    if is_null(generator.result):
        return None
    return generator.result


@metal
def raise_stop(generator: Generator) -> None:
    """Raise what means the end: ``StopIteration`` with the generator's result, once."""
    if type_of(cast(object, generator)) is type_object(AsyncGeneratorType):
        raise StopAsyncIteration
    value = result_of(generator)
    generator.result = null(object)
    raise_stop_with(value)


def raise_stop_with(value):
    """``raise StopIteration(value)``; without an argument for ``None``."""
    if value is None:
        raise StopIteration
    raise StopIteration(value)


@metal
def send(generator: Generator, value: object) -> object:
    """``generator.send(value)``."""
    if generator.status == SUSPENDED and generator.state == 0 and value is not None:
        refuse_value(cast(object, generator))
    found = resume(generator, value)
    if is_null(found):
        raise_stop(generator)
    return found


def refuse_value(generator):
    """There is no ``yield`` yet that could take the value."""
    raise TypeError(f"can't send non-None value to a just-started {kind_of(generator)}")


@metal
def throw_into(generator: Generator, exc: object, closing: bool) -> object:
    """Resume with an exception raised at the ``yield``.

    If it is delegating, the inner iterator gets it first, in ``delegation.step_or_null``; with
    ``closing``, a ``GeneratorExit`` closes the inner iterator instead.
    """
    if generator.status == FINISHED and type_of(cast(object, generator)) is not type_object(
        CoroutineType
    ):
        state.pending = exc
        return null(object)
    if generator.status == SUSPENDED or delegation.detach(generator):
        if not is_null(generator.delegate) and closing:
            if exceptions.is_subtype(type_of(exc), type_object(GeneratorExit)):
                exc = delegation.close_delegate(generator, exc)
        if is_null(generator.delegate):
            delegation.throw_in(exc, generator.handled)
        else:
            state.pending = exc
    found = resume(generator, null(object))
    if is_null(found):
        raise_stop(generator)
    return found


@metal
def is_started(generator: Generator) -> bool:
    """Whether a generator has run to its first ``yield``."""
    return generator.state != 0 or generator.status != SUSPENDED


@metal
def is_suspended(generator: Generator) -> bool:
    """Whether a generator waits at a ``yield``."""
    if generator.state == 0 or generator.status == FINISHED:
        return False
    return not delegation.is_running(generator)


@metal
def was_started(generator: object) -> bool:
    """``is_started`` of a generator or coroutine."""
    return is_started(cast(Generator, generator))


def close(generator):
    """``generator.close()``, of a coroutine too."""
    if is_finished(generator):
        return
    try:
        throw_into_any(generator, GeneratorExit(), True)
    except (GeneratorExit, StopIteration):
        return
    raise RuntimeError(f"{kind_of(generator)} ignored GeneratorExit")


@metal
def throw_into_any(generator: object, exc: object, closing: bool) -> object:
    """``throw_into`` of a generator, coroutine or asynchronous generator."""
    return throw_into(cast(Generator, generator), exc, closing)


@metal
def is_finished(generator: object) -> bool:
    """Whether a generator has returned or failed."""
    return cast(Generator, generator).status == FINISHED
