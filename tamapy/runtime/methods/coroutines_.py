"""Coroutines, asynchronous generators, and what is awaited of them."""

from types import AsyncGeneratorType, CoroutineType

from tamapy.metal import is_null, null
from tamapy.runtime import async_generators, coroutines, delegation, generators
from tamapy.runtime.methods.aliases import make_alias
from tamapy.runtime.methods.callables import check_text, generator_code, generator_frame, thrown
from tamapy.runtime.methods.objects_ import address_text
from tamapy.runtime.objects import (
    ANEXT_AWAITABLE,
    ASYNC_SEND,
    ASYNC_THROW,
    COROUTINE_WRAPPER,
    AnextAwaitable,
    AsyncGenerator,
    AsyncStep,
    AsyncThrow,
    Coroutine,
    CoroutineWrapper,
)
from tamapy.runtime.optional import or_none
from tamapy.runtime.registry import implements


@implements(CoroutineType)
class CoroutineMethods:
    """Coroutines."""

    def __await__(self: Coroutine, /):
        return coroutines.new_wrapper(self)

    def send(self: Coroutine, value, /):
        return generators.send(self, value)

    def throw(self: Coroutine, kind, value=None, traceback=None, /):
        return generators.throw_into(self, thrown(kind, value, traceback), True)

    def close(self: Coroutine, /):
        generators.close(self)

    def __repr__(self: Coroutine, /):
        return f"<coroutine object {self.qualname} at {address_text(self)}>"

    @property
    def dunder_name(self: Coroutine):
        return self.name

    @dunder_name.setter
    def dunder_name(self: Coroutine, value):
        self.name = check_text(value, "__name__")

    @property
    def dunder_qualname(self: Coroutine):
        return self.qualname

    @dunder_qualname.setter
    def dunder_qualname(self: Coroutine, value):
        self.qualname = check_text(value, "__qualname__")

    @property
    def cr_running(self: Coroutine):
        return delegation.is_running(self)

    @property
    def cr_suspended(self: Coroutine):
        return generators.is_suspended(self)

    @property
    def cr_await(self: Coroutine):
        return delegation.delegate_of(self)

    @property
    def cr_code(self: Coroutine):
        return generator_code(self)

    @property
    def cr_frame(self: Coroutine):
        return generator_frame(self)

    @property
    def cr_origin(self: Coroutine):
        return or_none(self.origin)


@implements(COROUTINE_WRAPPER)
class CoroutineWrapperMethods:
    """The iterator of a coroutine."""

    def __iter__(self, /):
        return self

    def __next__(self: CoroutineWrapper, /):
        return generators.send(self.coroutine, None)

    def send(self: CoroutineWrapper, value, /):
        return generators.send(self.coroutine, value)

    def throw(self: CoroutineWrapper, kind, value=None, traceback=None, /):
        return generators.throw_into(self.coroutine, thrown(kind, value, traceback), True)

    def close(self: CoroutineWrapper, /):
        generators.close(self.coroutine)


@implements(AsyncGeneratorType)
class AsyncGeneratorMethods:
    """Asynchronous generators."""

    def __aiter__(self, /):
        return self

    def __anext__(self: AsyncGenerator, /):
        return async_generators.send_step(self, None)

    def asend(self: AsyncGenerator, value, /):
        return async_generators.send_step(self, value)

    def athrow(self: AsyncGenerator, /, *arguments):
        return async_generators.throw_step(self, arguments)

    def aclose(self: AsyncGenerator, /):
        return async_generators.throw_step(self, null(object))

    @classmethod
    def __class_getitem__(cls, item, /):
        return make_alias(cls, item)

    def __repr__(self: AsyncGenerator, /):
        return f"<async_generator object {self.qualname} at {address_text(self)}>"

    @property
    def dunder_name(self: AsyncGenerator):
        return self.name

    @dunder_name.setter
    def dunder_name(self: AsyncGenerator, value):
        self.name = check_text(value, "__name__")

    @property
    def dunder_qualname(self: AsyncGenerator):
        return self.qualname

    @dunder_qualname.setter
    def dunder_qualname(self: AsyncGenerator, value):
        self.qualname = check_text(value, "__qualname__")

    @property
    def ag_running(self: AsyncGenerator):
        return async_generators.is_stepping(self)

    @property
    def ag_await(self: AsyncGenerator):
        return delegation.delegate_of(self)

    @property
    def ag_code(self: AsyncGenerator):
        return generator_code(self)

    @property
    def ag_frame(self: AsyncGenerator):
        return generator_frame(self)


class _Awaited:
    """What all that is only there to be awaited has."""

    def __await__(self, /):
        return self

    def __iter__(self, /):
        return self


@implements(ASYNC_SEND)
class AsyncSendMethods(_Awaited):
    """``asend`` and ``__anext__``, awaited."""

    def __next__(self: AsyncStep, /):
        return async_generators.asend_send(self, None)

    def send(self: AsyncStep, value, /):
        return async_generators.asend_send(self, value)

    def throw(self: AsyncStep, kind, value=None, traceback=None, /):
        return async_generators.asend_throw(self, thrown(kind, value, traceback))

    def close(self: AsyncStep, /):
        async_generators.end_step(self)


def thrown_by(kind, value=None, traceback=None):
    """The exception of the arguments of ``athrow``."""
    return thrown(kind, value, traceback)


@implements(ASYNC_THROW)
class AsyncThrowMethods(_Awaited):
    """``athrow`` and ``aclose``, awaited."""

    def __next__(self: AsyncThrow, /):
        return async_generators.athrow_send(self, None, thrown_by)

    def send(self: AsyncThrow, value, /):
        return async_generators.athrow_send(self, value, thrown_by)

    def throw(self: AsyncThrow, kind, value=None, traceback=None, /):
        return async_generators.athrow_throw(self, thrown(kind, value, traceback))

    def close(self: AsyncThrow, /):
        async_generators.end_step(self)


@implements(ANEXT_AWAITABLE)
class AnextAwaitableMethods(_Awaited):
    """``anext`` with a default, awaited."""

    def __next__(self: AnextAwaitable, /):
        return step_with_default(self.wrapped, self.default, "send", (None,))

    def send(self: AnextAwaitable, value, /):
        return step_with_default(self.wrapped, self.default, "send", (value,))

    def throw(self: AnextAwaitable, /, *arguments):
        return step_with_default(self.wrapped, self.default, "throw", arguments)

    def close(self: AnextAwaitable, /):
        return step_with_default(self.wrapped, self.default, "close", ())


def step_with_default(wrapped, default, name, arguments):
    """Go on awaiting ``__anext__``; the default takes the place of the iterator's end."""
    iterator = coroutines.iterator_of_or_null(wrapped)
    if is_null(iterator):
        coroutines.not_awaitable(wrapped)
    try:
        if name == "send" and arguments[0] is None and hasattr(iterator, "__next__"):
            return next(iterator)
        return getattr(iterator, name)(*arguments)
    except StopAsyncIteration:
        pass
    raise StopIteration(default)
