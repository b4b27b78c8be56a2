"""Asynchronous generators: how their steps are awaited.

The body is a generator's. What it gives while it awaits is passed on to the event loop as it
is; before it gives a value of its own it sets the mark ``YIELDED`` (the compiler sees to
that), and the step that finds the mark ends with the value.
"""

from typing import Any

from tamapy.metal import attempt, cast, is_null, metal, null, sizeof, type_object, u32
from tamapy.runtime import exceptions, generators, threads
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.objects import (
    ASYNC_SEND,
    ASYNC_THROW,
    AsyncGenerator,
    AsyncStep,
    AsyncThrow,
    Type,
)

# Bits of ``Generator.marks``.
YIELDED = 1  # what was given last is a value, not something to wait for
STEPPING = 2  # a step is being awaited
HOOKED = 4  # the hook of the first iteration was called
CLOSED = 8

# The status of a step.
NEW = 0
AWAITED = 1
DONE = 2

#: What each thread has set by ``sys.set_asyncgen_hooks``: its number to (firstiter, finalizer).
hooks = {}


@metal
def mark_yield(generator: object) -> None:
    """The value given next is one of the generator's own."""
    known = cast(AsyncGenerator, generator)
    known.marks = known.marks | YIELDED


@metal
def new_step(type_: object, generator: AsyncGenerator, value: object) -> object:
    """A step that sends ``value``, or throws the exception its arguments tell."""
    made = cast(AsyncStep, heap_alloc(cast(Type, type_), sizeof(AsyncStep)))
    made.generator = generator
    made.value = value
    return cast(object, made)


@metal
def set_hooked(generator: AsyncGenerator) -> bool:
    """Note that the generator is iterated; whether it is for the first time."""
    if generator.marks & HOOKED != 0:
        return False
    generator.marks = generator.marks | HOOKED
    return True


def call_hook(generator):
    """The first iteration: tell who set a hook for it."""
    known = hooks.get(threads.ident())
    if known is not None and known[0] is not None:
        known[0](generator)


def call_finalizer(generator):
    """Nobody refers to a suspended generator any more: tell who set a hook for that."""
    known = hooks.get(threads.ident())
    if known is not None and known[1] is not None and is_left_open(generator):
        known[1](generator)


@metal
def is_left_open(generator: object) -> bool:
    """Whether a generator was iterated and has not come to its end."""
    known = cast(AsyncGenerator, generator)
    return known.marks & HOOKED != 0 and known.marks & CLOSED == 0 and (
        known.status == generators.SUSPENDED
    )


def send_step(generator: AsyncGenerator, value: object):
    """``__anext__`` and ``asend``."""
    if set_hooked(generator):
        call_hook(generator)
    return new_step(ASYNC_SEND, generator, value)


def throw_step(generator: AsyncGenerator, arguments: object):
    """``athrow``, and with null ``aclose``."""
    if set_hooked(generator):
        call_hook(generator)
    return new_step(ASYNC_THROW, generator, arguments)


@metal
def is_stepping(generator: AsyncGenerator) -> bool:
    """Whether a step is being awaited."""
    return generator.marks & STEPPING != 0


@metal
def is_closed(generator: AsyncGenerator) -> bool:
    """Whether the generator has come to its end, or was told to."""
    return generator.marks & CLOSED != 0


@metal
def set_marks(generator: AsyncGenerator, marks: u32) -> None:
    """Add marks."""
    generator.marks = generator.marks | marks


@metal
def clear_marks(generator: AsyncGenerator, marks: u32) -> None:
    """Take marks away."""
    generator.marks = generator.marks & ~marks


@metal
def unwrap(generator: AsyncGenerator, found: object) -> object:
    """What a step gives on: a value of the generator's own ends the step."""
    if is_null(found):
        if _is_end():
            set_marks(generator, CLOSED)
        clear_marks(generator, STEPPING)
        return null(object)
    if generator.marks & YIELDED != 0:
        clear_marks(generator, STEPPING | YIELDED)
        generators.raise_stop_with(found)
    return found


@metal
def _is_end() -> bool:
    if exceptions.pending_matches(type_object(StopAsyncIteration)):
        return True
    return exceptions.pending_matches(type_object(GeneratorExit))


# -- __anext__ and asend ----------------------------------------------------------------


@metal
def run_send(step: AsyncStep, value: object) -> object:
    """Send into the generator for a step of ``asend``."""
    generator = step.generator
    set_marks(generator, STEPPING)
    found = attempt(generators.send(generator, value))
    result = attempt(unwrap(generator, found))
    if is_null(result):
        step.status = DONE
    return result


@metal
def run_throw(step: AsyncStep, exc: object) -> object:
    """Throw into the generator while a step of ``asend`` is awaited."""
    generator = step.generator
    found = attempt(generators.throw_into(generator, exc, True))
    result = attempt(unwrap(generator, found))
    if is_null(result):
        step.status = DONE
    return result


def refuse_reuse(what):
    """A step can be awaited once."""
    raise RuntimeError("cannot reuse already awaited " + what)


def asend_send(step: AsyncStep, value):
    """One step further in awaiting ``__anext__`` or ``asend``."""
    if step.status == DONE:
        refuse_reuse("__anext__()/asend()")
    if step.status == NEW:
        if is_stepping(step.generator):
            raise RuntimeError("anext(): asynchronous generator is already running")
        if value is None:
            value = step.value
        step.status = AWAITED
    return run_send(step, value)


def asend_throw(step: AsyncStep, exc):
    """An exception thrown into what awaits ``__anext__`` or ``asend``."""
    if step.status == DONE:
        refuse_reuse("__anext__()/asend()")
    return run_throw(step, exc)


# -- athrow and aclose -------------------------------------------------------------------


@metal
def start_throw(step: AsyncThrow, exc: object) -> object:
    """The first step of ``athrow``, or of ``aclose`` (which has no arguments)."""
    generator = step.generator
    set_marks(generator, STEPPING)
    if not is_null(step.value):
        found = attempt(generators.throw_into(generator, exc, False))
        found = attempt(unwrap(generator, found))
        if is_null(found):
            finish_throw(step)
        return found
    set_marks(generator, CLOSED)
    return close_further(step, attempt(generators.throw_into(generator, exc, False)))


@metal
def finish_throw(step: AsyncThrow) -> None:
    """The step is over; ``aclose`` takes the generator's end for success."""
    clear_marks(step.generator, STEPPING)
    step.status = DONE
    if is_null(step.value) and _is_end():
        exceptions.take_pending()
        raise StopIteration


@metal
def close_further(step: AsyncThrow, found: object) -> object:
    """What ``aclose`` gives on; the generator must not give a value any more."""
    if is_null(found):
        finish_throw(step)
        return null(object)
    generator = step.generator
    if generator.marks & YIELDED != 0:
        clear_marks(generator, STEPPING | YIELDED)
        step.status = DONE
        raise RuntimeError("async generator ignored GeneratorExit")
    return found


@metal
def send_further(step: AsyncThrow, value: object) -> object:
    """Another step of ``athrow`` or ``aclose``."""
    generator = step.generator
    found = attempt(generators.send(generator, value))
    if is_null(step.value):
        return close_further(step, found)
    return unwrap(generator, found)


@metal
def throw_further(step: AsyncThrow, exc: object) -> object:
    """Throw into the generator while ``athrow`` or ``aclose`` is awaited."""
    generator = step.generator
    found = attempt(generators.throw_into(generator, exc, True))
    if not is_null(step.value):
        return unwrap(generator, found)
    if is_null(found):
        if _is_end():
            exceptions.take_pending()
            raise StopIteration
        return null(object)
    return close_further(step, found)


def athrow_send(step: AsyncThrow, value, thrown):
    """One step further in awaiting ``athrow`` or ``aclose``.

    ``thrown`` makes the exception of the arguments of ``athrow``.
    """
    if step.status == DONE:
        refuse_reuse("aclose()/athrow()")
    generator = step.generator
    if generators.is_finished(generator):
        step.status = DONE
        raise StopIteration
    if step.status != NEW:
        return send_further(step, value)
    if is_stepping(generator):
        step.status = DONE
        name = "aclose" if is_null(step.value) else "athrow"
        raise RuntimeError(f"{name}(): asynchronous generator is already running")
    if is_closed(generator):
        step.status = DONE
        raise StopAsyncIteration
    if value is not None:
        raise RuntimeError("can't send non-None value to a just-started coroutine")
    step.status = AWAITED
    if is_null(step.value):
        return start_throw(step, GeneratorExit())
    arguments: Any = step.value
    return start_throw(step, thrown(*arguments))


def athrow_throw(step: AsyncThrow, exc):
    """An exception thrown into what awaits ``athrow`` or ``aclose``."""
    if step.status == DONE:
        refuse_reuse("aclose()/athrow()")
    return throw_further(step, exc)


@metal
def end_step(step: AsyncStep) -> None:
    """``close`` of what awaits."""
    step.status = DONE


