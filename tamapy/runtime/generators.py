"""Generators and coroutines: state machines made by the compiler, resumed here.

A generator's code takes (generator, sent value) and returns the value yielded, or null:
with a pending exception if it failed, without if it returned. A null sent value
means that an exception, pending already, is thrown in. Coroutines and asynchronous
generators are generators of another type.
"""

from types import AsyncGeneratorType, CoroutineType, GeneratorType

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
    usize,
)
from tamapy.runtime import exceptions, iteration
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.objects import Function, Generator, Type
from tamapy.runtime.state import state

SUSPENDED = 0
RUNNING = 1
FINISHED = 2
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
    made.length = frame
    made.name = made.function.name
    made.qualname = made.function.qualname
    for i in range(count):
        made.frame[i] = arguments[i]
    return cast(object, made)


@metal
def resume(generator: Generator, sent: object) -> object:
    """Run to the next ``yield``: its value, or null at the end or on failure."""
    if generator.status != SUSPENDED:
        refuse_resuming(cast(object, generator), generator.status == RUNNING)
        return null(object)
    outer = state.handled
    around = state.around
    if not is_null(outer):
        state.around = outer
    state.handled = generator.handled
    generator.status = RUNNING
    if frame_is_low():
        generator.status = SUSPENDED
        state.handled = outer
        state.around = around
        exceptions.raise_recursion()
    result = invoke(generator.resume, cast(object, generator), cast(Ptr[object], sent))
    generator.handled = state.handled
    state.handled = outer
    state.around = around
    if is_null(result):
        generator.status = FINISHED
        generator.handled = null(object)
        generator.delegate = null(object)
        for i in range(generator.length):
            generator.frame[i] = null(object)
        if exceptions.pending_matches(type_object(StopIteration)):
            stop_inside(cast(object, generator))
        elif type_of(cast(object, generator)) is type_object(AsyncGeneratorType):
            if exceptions.pending_matches(type_object(StopAsyncIteration)):
                stop_inside(cast(object, generator))
        return result
    generator.status = SUSPENDED
    return result


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

    If it is delegating, the inner iterator gets it first, in ``delegate_step_or_null``; with
    ``closing``, a ``GeneratorExit`` closes the inner iterator instead.
    """
    if generator.status == FINISHED and type_of(cast(object, generator)) is not type_object(
        CoroutineType
    ):
        state.pending = exc
        return null(object)
    if generator.status == SUSPENDED:
        if not is_null(generator.delegate) and closing:
            if exceptions.is_subtype(type_of(exc), type_object(GeneratorExit)):
                exc = _close_delegate(generator, exc)
        if is_null(generator.delegate):
            _throw_in(exc, generator.handled)
        else:
            state.pending = exc
    found = resume(generator, null(object))
    if is_null(found):
        raise_stop(generator)
    return found


@metal
def _throw_in(exc: object, handled: object) -> None:
    """Make an exception pending, in the context of what a generator handles."""
    if is_null(handled):
        state.pending = exc
    else:
        exceptions.throw_while(exc, handled)


@metal
def _close_delegate(generator: Generator, exc: object) -> object:
    """Close the inner iterator; the exception that is raised in the generator then."""
    generator.status = RUNNING
    if is_null(attempt(close_inner(generator.delegate))):
        exc = exceptions.take_pending()
    generator.status = SUSPENDED
    generator.delegate = null(object)
    return exc


@metal
def _throw_delegate(generator: Generator, inner: object) -> object:
    """Pass a pending exception on to the inner iterator; what it gives, or null at its end."""
    exc = exceptions.take_pending()
    if is_resumable(inner):
        found = attempt(throw_into(cast(Generator, inner), exc, False))
    else:
        found = attempt(pass_on(inner, exc))
    if not is_null(found) and found is not NotImplemented:
        return found
    generator.delegate = null(object)
    if found is NotImplemented:
        _throw_in(exc, state.handled)
    elif exceptions.pending_matches(type_object(StopIteration)):
        generator.result = stop_value(exceptions.take_pending())
    else:
        _throw_in(exceptions.take_pending(), state.handled)
    return null(object)


@metal
def is_resumable(value: object) -> bool:
    """Whether a value is a generator or a coroutine."""
    type_ = type_of(value)
    return type_ is type_object(GeneratorType) or type_ is type_object(CoroutineType)


def close_inner(inner):
    """Close the iterator of ``yield from``."""
    method = getattr(inner, "close", None)
    if method is not None:
        method()


def pass_on(inner, exc):
    """Throw into the iterator of ``yield from``; ``NotImplemented`` if it cannot take it."""
    method = getattr(inner, "throw", None)
    if method is None:
        return NotImplemented
    return method(exc)


def stop_value(exc):
    """The value a ``StopIteration`` carries."""
    return exc.value


@metal
def delegate_iter(generator: object, value: object) -> object:
    """The iterator of ``yield from value``."""
    if type_of(value) is type_object(CoroutineType):
        if cast(Generator, generator).function.code.flags & COROUTINE_FLAGS == 0:
            raise TypeError(
                "cannot 'yield from' a coroutine object in a non-coroutine generator"
            )
        return value
    return iteration.get_iter(value)


@metal
def delegate_step_or_null(generator: object, iterator: object, sent: object) -> object:
    """One step of ``yield from``: the inner value, or null when it is done."""
    outer = cast(Generator, generator)
    if is_null(sent):
        if is_null(outer.delegate):
            return null(object)
        return attempt(_throw_delegate(outer, iterator))
    outer.delegate = iterator
    if is_resumable(iterator):
        inner = cast(Generator, iterator)
        found = attempt(resume(inner, sent))
        if is_null(found) and is_null(state.pending):
            outer.result = inner.result
            inner.result = null(object)
    elif sent is None:
        found = attempt(iteration.next_or_null(iterator))
        if is_null(found) and is_null(state.pending):
            outer.result = None
            if not is_null(iteration.last_stop.value):
                outer.result = stop_value(iteration.last_stop.value)
    else:
        found = attempt(send_value(iterator, sent))
        if is_null(found) and exceptions.pending_matches(type_object(StopIteration)):
            outer.result = stop_value(exceptions.take_pending())
    if is_null(found):
        outer.delegate = null(object)
    return found


def send_value(iterator, value):
    """Send into the iterator of ``yield from``."""
    return iterator.send(value)


@metal
def delegate_of(generator: Generator) -> object:
    """What a suspended generator waits for in ``yield from`` or ``await``, or ``None``."""
    if generator.status != SUSPENDED or is_null(generator.delegate):
        return None
    return generator.delegate


@metal
def delegate_result(generator: object) -> object:
    """The value of a ``yield from`` expression that has come to its end."""
    outer = cast(Generator, generator)
    found = outer.result
    outer.result = null(object)
    if is_null(found):
        return None
    return found


@metal
def is_started(generator: Generator) -> bool:
    """Whether a generator has run to its first ``yield``."""
    return generator.state != 0 or generator.status != SUSPENDED


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
