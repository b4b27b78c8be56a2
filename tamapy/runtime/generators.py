"""Generators: state machines made by the compiler, resumed here.

A generator's code takes (generator, sent value) and returns the value yielded, or null:
with a pending exception if it failed, without if it returned. A null sent value
means that an exception, pending already, is thrown in.
"""

from types import GeneratorType

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
from tamapy.runtime.objects import Function, Generator
from tamapy.runtime.state import state

SUSPENDED = 0
RUNNING = 1
FINISHED = 2


@metal
def new_generator(
    function: object, resume_address: usize, frame: usize, count: usize, arguments: Ptr[object]
) -> object:
    """A generator about to run ``function`` with these parameters."""
    made = cast(
        Generator,
        heap_alloc(type_object(GeneratorType), sizeof(Generator) + frame * sizeof(object)),
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
        if generator.status == RUNNING:
            raise ValueError("generator already executing")
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
        if exceptions.pending_matches(type_object(StopIteration)):
            stop_inside("generator raised StopIteration")
        return result
    generator.status = SUSPENDED
    return result


@metal
def frame_is_low() -> bool:
    """Whether the stack is nearly used up."""
    return frame_address() < state.stack_limit


def stop_inside(text):
    """``StopIteration`` left a generator's body: that is an error."""
    cause = exceptions.take_pending()
    exc = RuntimeError(text)
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
    """Raise ``StopIteration`` with the generator's result, once."""
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
        raise TypeError("can't send non-None value to a just-started generator")
    found = resume(generator, value)
    if is_null(found):
        raise_stop(generator)
    return found


@metal
def throw_into(generator: Generator, exc: object) -> object:
    """Resume with an exception raised at the ``yield``."""
    if generator.status == RUNNING:
        raise ValueError("generator already executing")
    if generator.status == FINISHED or generator.state == 0:
        generator.status = FINISHED
        exceptions.set_pending(exc)
        return null(object)
    if not is_null(generator.delegate):
        return _throw_delegate(generator, exc)
    if is_null(generator.handled):
        state.pending = exc
    else:
        exceptions.throw_while(exc, generator.handled)
    found = resume(generator, null(object))
    if is_null(found):
        raise_stop(generator)
    return found


@metal
def _throw_delegate(generator: Generator, exc: object) -> object:
    """``throw`` while in ``yield from``: the inner iterator gets it first."""
    inner = generator.delegate
    generator.status = RUNNING
    found = attempt(pass_on(inner, exc))
    generator.status = SUSPENDED
    if not is_null(found) and found is not NotImplemented:
        return found
    if found is NotImplemented:
        state.pending = exc
        generator.delegate = null(object)
        value = resume(generator, null(object))
    elif exceptions.pending_matches(type_object(StopIteration)):
        stopped = exceptions.take_pending()
        generator.delegate = null(object)
        generator.result = stop_value(stopped)
        value = resume(generator, end_of_delegate)
    else:
        generator.delegate = null(object)
        value = resume(generator, null(object))
    if is_null(value):
        raise_stop(generator)
    return value


#: Sent into a generator whose inner iterator ended while an exception was thrown in.
end_of_delegate = ("end of delegate",)


def pass_on(inner, exc):
    """Throw into the iterator of ``yield from``; ``NotImplemented`` if it cannot take it."""
    if isinstance(exc, GeneratorExit):
        close = getattr(inner, "close", None)
        if close is not None:
            close()
        return NotImplemented
    method = getattr(inner, "throw", None)
    if method is None:
        return NotImplemented
    return method(exc)


def stop_value(exc):
    """The value a ``StopIteration`` carries."""
    return exc.value


@metal
def delegate_iter(value: object) -> object:
    """The iterator of ``yield from value``."""
    return iteration.get_iter(value)


@metal
def delegate_step_or_null(generator: object, iterator: object, sent: object) -> object:
    """One step of ``yield from``: the inner value, or null when it is done."""
    outer = cast(Generator, generator)
    if is_null(sent):
        return null(object)
    if sent is end_of_delegate:
        return null(object)
    outer.delegate = iterator
    if sent is None:
        found = attempt(iteration.next_or_null(iterator))
        if is_null(found) and is_null(state.pending):
            outer.result = None
            if type_of(iterator) is type_object(GeneratorType):
                outer.result = result_of(cast(Generator, iterator))
            elif not is_null(iteration.last_stop.value):
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


def close(generator):
    """``generator.close()``."""
    if is_finished(generator):
        return
    try:
        throw_into(generator, GeneratorExit())
    except (GeneratorExit, StopIteration):
        return
    raise RuntimeError("generator ignored GeneratorExit")


@metal
def is_finished(generator: Generator) -> bool:
    """Whether a generator has returned or failed."""
    return generator.status == FINISHED
