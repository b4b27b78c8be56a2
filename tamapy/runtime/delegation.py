"""``yield from`` and ``await``: generators that hand on what others give.

Resumed, a generator that delegates to another one is not run: its innermost one is, at once, and
those around it only when that has come to its end. For this a generator that is resumed, the root,
remembers its innermost one, and those between know who delegates to them (``resumed_by``). They
are *linked* then, until somebody else resumes one of them, or throws into it: that starts a new
epoch, in which no root relies on what it remembers.
"""

from types import CoroutineType, GeneratorType

from tamapy.metal import (
    Ptr,
    Struct,
    address_of,
    attempt,
    cast,
    is_null,
    isize,
    make_small,
    metal,
    null,
    stack_array,
    static,
    type_object,
    type_of,
    u8,
    u32,
    usize,
)
from tamapy.runtime import exceptions, generators, iteration, sequences
from tamapy.runtime.objects import FINISHED, LINKED, RUNNING, SUSPENDED, Generator
from tamapy.runtime.state import state


class Resumption(Struct):
    """On the stack where an innermost generator is resumed: what the stack does not tell."""

    root: object  # keeps those between alive
    innermost: object
    outer: usize  # the next such one further out on the stack, or 0


class Links(Struct):
    """What holds for all that is linked."""

    epoch: u32


links = static(Links)


@metal
def is_resumable(value: object) -> bool:
    """Whether a value is a generator or a coroutine."""
    type_ = type_of(value)
    return type_ is type_object(GeneratorType) or type_ is type_object(CoroutineType)


@metal
def _inner_of(generator: Generator) -> Generator:
    """The generator that one delegates to, or null."""
    if is_null(generator.delegate) or not is_resumable(generator.delegate):
        return null(Generator)
    return cast(Generator, generator.delegate)


@metal
def _resumer_of(generator: Generator) -> Generator:
    """The generator that delegates to one that is linked."""
    return cast(Generator, Ptr[u8](generator.resumed_by))


# -- links -----------------------------------------------------------------------------


@metal
def is_running(generator: Generator) -> bool:
    """Whether a generator is being run, be it for what it delegates to."""
    while generator.status == LINKED:
        inner = _inner_of(generator)
        if is_null(inner) or inner.resumed_by != address_of(generator):
            return False
        generator = inner
    return generator.status == RUNNING


@metal
def detach(generator: Generator) -> bool:
    """Have a generator that is linked be resumed for itself; false if that cannot be now."""
    if generator.status != LINKED or is_running(generator):
        return False
    generator.status = SUSPENDED
    generator.resumed_by = 0
    links.epoch = links.epoch + 1
    return True


@metal
def _innermost(generator: Generator) -> Generator:
    """The last that can be run of those that a generator delegates to; it may be itself."""
    last = generator
    inner = _inner_of(last)
    while not is_null(inner) and inner.status != FINISHED:
        if inner.status == RUNNING:
            return _last_before_running(generator)
        last = inner
        inner = _inner_of(last)
    return last


@metal
def _last_before_running(generator: Generator) -> Generator:
    """The last before one that is run already on behalf of somebody else."""
    inner = _inner_of(generator)
    while not is_running(inner):
        generator = inner
        inner = _inner_of(generator)
    return generator


@metal
def _link(root: Generator, generator: Generator) -> Generator:
    """Link those that one, linked itself or the root, delegates to; the innermost of them.

    The root does not remember it if it has to be told what those between are handling.
    """
    innermost = _innermost(generator)
    is_plain = True
    while address_of(generator) != address_of(innermost):
        if not is_null(generator.handled):
            is_plain = False
        inner = cast(Generator, generator.delegate)
        if inner.status == LINKED and inner.resumed_by != address_of(generator):
            links.epoch = links.epoch + 1
        inner.status = LINKED
        inner.resumed_by = address_of(generator)
        generator = inner
    root.innermost = 0
    if is_plain:
        root.innermost = address_of(innermost)
        root.epoch = links.epoch
    return innermost


# -- resuming --------------------------------------------------------------------------


@metal
def resume_innermost(root: Generator, value: object) -> object:
    """``generators.resume`` of a generator that delegates, with a value and no exception."""
    here = stack_array(Resumption, 1)[0]
    here.root = cast(object, root)
    here.outer = state.resumption
    generator = root
    root.status = RUNNING
    if root.innermost != 0 and root.epoch == links.epoch:
        generator = cast(Generator, Ptr[u8](root.innermost))
        here.innermost = cast(object, generator)
        state.resumption = address_of(here)
        found = attempt(generators.run(generator, value))
        if is_null(found):
            found = attempt(_go_on(here, state.around))
    else:
        generator = _link(root, root)
        around = state.around
        state.around = _handled_around(generator, root, around)
        here.innermost = cast(object, generator)
        state.resumption = address_of(here)
        found = attempt(generators.run(generator, value))
        if is_null(found):
            found = attempt(_go_on(here, around))
    state.resumption = here.outer
    if not is_null(found):
        _suspend(root, cast(Generator, here.innermost))
    return found


@metal
def _go_on(here: Resumption, around: object) -> object:
    """The innermost has come to its end: resume those who delegated to it, to the next value."""
    root = cast(Generator, here.root)
    generator = cast(Generator, here.innermost)
    found = null(object)
    while is_null(found) and address_of(generator) != address_of(root):
        outer = _resumer_of(generator)
        outer.delegate = null(object)
        value = null(object)
        if is_null(state.pending):
            value = None
            outer.result = generator.result
            generator.result = null(object)
        generator = outer
        here.innermost = cast(object, generator)
        if not is_null(generator.handled):
            state.around = _handled_around(generator, root, around)
        found = attempt(generators.run(generator, value))
    return found


@metal
def _suspend(root: Generator, innermost: Generator) -> None:
    """All are suspended again, the innermost of those linked so far with a value."""
    if address_of(innermost) != address_of(root):
        innermost.status = LINKED
        root.status = SUSPENDED
    if root.innermost == 0:
        return
    root.innermost = address_of(innermost)
    if root.epoch == links.epoch and not is_null(_inner_of(innermost)):
        _link(root, innermost)


@metal
def _handled_around(generator: Generator, root: Generator, around: object) -> object:
    """What those who delegate to a generator handle, or what was handled around them all."""
    while address_of(generator) != address_of(root):
        generator = _resumer_of(generator)
        if not is_null(generator.handled):
            return generator.handled
    return around


@metal
def append_delegating(found: object, resumption: usize) -> usize:
    """Append those who delegate to what is resumed, as ``call_stack.running`` tells them.

    Their places are lines, negative. The result is the next resumption further out.
    """
    here = Ptr[Resumption](resumption)[0]
    generator = cast(Generator, here.innermost)
    while address_of(generator) != address_of(here.root):
        generator = _resumer_of(generator)
        known = sequences.new_tuple(3)
        known.items[0] = cast(object, generator.function.code)
        known.items[1] = generator.function.globals
        known.items[2] = make_small(-isize(generator.line))
        sequences.list_append(found, cast(object, known))
    return here.outer


# -- what generators' code calls -------------------------------------------------------


@metal
def iterator_of(generator: object, value: object) -> object:
    """The iterator of ``yield from value``."""
    if type_of(value) is type_object(CoroutineType):
        if cast(Generator, generator).function.code.flags & generators.COROUTINE_FLAGS == 0:
            raise TypeError(
                "cannot 'yield from' a coroutine object in a non-coroutine generator"
            )
        return value
    return iteration.get_iter(value)


@metal
def first_or_null(generator: object, iterator: object) -> object:
    """Begin to delegate to an iterator: its first value, or null when it is done."""
    outer = cast(Generator, generator)
    outer.delegate = iterator
    return _step(outer, None)


@metal
def next_or_null(generator: object, sent: object) -> object:
    """The next value, likewise; a null ``sent`` means that an exception is pending."""
    outer = cast(Generator, generator)
    if is_null(outer.delegate):
        return null(object)  # it has come to its end, or has failed
    if is_null(sent):
        return attempt(_throw(outer, outer.delegate))
    return _step(outer, sent)


@metal
def _step(outer: Generator, sent: object) -> object:
    found = null(object)
    iterator = outer.delegate
    if is_resumable(iterator):
        inner = cast(Generator, iterator)
        found = attempt(generators.resume(inner, sent))
        if is_null(found) and is_null(state.pending):
            outer.result = inner.result
            inner.result = null(object)
    elif sent is None:
        iteration.forget_stop()
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


def stop_value(exc):
    """The value a ``StopIteration`` carries."""
    return exc.value


@metal
def result_of(generator: object) -> object:
    """The value of a ``yield from`` expression that has come to its end."""
    outer = cast(Generator, generator)
    found = outer.result
    outer.result = null(object)
    if is_null(found):
        return None
    return found


@metal
def delegate_of(generator: Generator) -> object:
    """What a suspended generator waits for in ``yield from`` or ``await``, or ``None``."""
    if is_null(generator.delegate) or is_running(generator):
        return None
    return generator.delegate


# -- exceptions thrown in --------------------------------------------------------------


@metal
def _throw(generator: Generator, inner: object) -> object:
    """Pass a pending exception on to the inner iterator; what it gives, or null at its end."""
    exc = exceptions.take_pending()
    if is_resumable(inner):
        found = attempt(generators.throw_into(cast(Generator, inner), exc, False))
    else:
        found = attempt(pass_on(inner, exc))
    if not is_null(found) and found is not NotImplemented:
        return found
    generator.delegate = null(object)
    if found is NotImplemented:
        throw_in(exc, state.handled)
    elif exceptions.pending_matches(type_object(StopIteration)):
        generator.result = stop_value(exceptions.take_pending())
    else:
        throw_in(exceptions.take_pending(), state.handled)
    return null(object)


def pass_on(inner, exc):
    """Throw into the iterator of ``yield from``; ``NotImplemented`` if it cannot take it."""
    method = getattr(inner, "throw", None)
    if method is None:
        return NotImplemented
    return method(exc)


@metal
def throw_in(exc: object, handled: object) -> None:
    """Make an exception pending, in the context of what a generator handles."""
    if is_null(handled):
        state.pending = exc
    else:
        exceptions.throw_while(exc, handled)


@metal
def close_delegate(generator: Generator, exc: object) -> object:
    """Close the inner iterator; the exception that is raised in the generator then."""
    generator.status = RUNNING
    if is_null(attempt(close_inner(generator.delegate))):
        exc = exceptions.take_pending()
    generator.status = SUSPENDED
    generator.delegate = null(object)
    return exc


def close_inner(inner):
    """Close the iterator of ``yield from``."""
    method = getattr(inner, "close", None)
    if method is not None:
        method()
