"""Asynchronous generators and comprehensions, without an event loop."""

import collections.abc
import inspect
import sys
import traceback
import types


@types.coroutine
def pause(value=None):
    return (yield value)


def drive(coroutine):
    given = []
    try:
        while True:
            given.append(coroutine.send(None))
    except StopIteration as stop:
        return given, stop.value


def show(label, function, *args):
    try:
        print(label, function(*args))
    except BaseException as exc:
        print(label, type(exc).__name__, exc, repr(exc.__cause__), repr(exc.__context__))


async def count(n):
    for i in range(n):
        await pause(("counting", i))
        yield i


async def collect(iterable):
    return [x async for x in iterable]


async def is_even(x):
    await pause()
    return x % 2 == 0


print(drive(collect(count(3))))

# -- the protocol, step by step ----------------------------------------------------------


async def talker():
    try:
        heard = yield "hello"
        print("heard", heard)
        await pause("thinking")
        heard = yield "go on"
        print("heard", heard)
    except ValueError as exc:
        print("caught", exc)
        yield "sorry"
    finally:
        await pause("cleaning")
        print("cleaned")


async def by_hand():
    talk = talker()
    print(await talk.asend(None), await talk.asend("hi"), await talk.athrow(ValueError("oh")))
    for step in (talk.__anext__, talk.aclose, lambda: talk.athrow(KeyError)):
        try:
            print(await step())
        except BaseException as exc:
            print(repr(exc))
    talk = talker()
    step = talk.asend(None)
    print(await step)
    try:
        await step
    except RuntimeError as exc:
        print(exc)
    closing = talk.aclose()
    print(await closing)
    try:
        await closing
    except RuntimeError as exc:
        print(exc)
    fresh = talker()
    print(await fresh.aclose())
    try:
        await fresh.asend(None)
    except StopAsyncIteration:
        print("closed before it began")
    try:
        await talker().asend("too early")
    except TypeError as exc:
        print(exc)
    try:
        await talker().athrow(KeyError, "key")
    except KeyError as exc:
        print(repr(exc))


print(drive(by_hand()))


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def close_stubborn():
    talk = stubborn()
    await talk.__anext__()
    await talk.aclose()


async def raises(exc):
    yield 1
    raise exc


show("ignores its end", drive, close_stubborn())
show("StopIteration", drive, collect(raises(StopIteration(1))))
show("StopAsyncIteration", drive, collect(raises(StopAsyncIteration(1))))
show("other", drive, collect(raises(KeyError(1))))
busy = count(2)
first, second = busy.asend(None), busy.asend(None)
print(first.send(None), busy.ag_running)
show("second step", second.send, None)
show("aclose", busy.aclose().send, None)
show("athrow", busy.athrow(ValueError).send, None)
show("throw", first.throw, KeyError("in the step"))
print(busy.ag_running)
show("done", first.send, None)
unused = busy.asend(None)
unused.close()
show("closed step", unused.send, None)
show("early value", count(1).aclose().send, 5)

# -- what can be told of one -----------------------------------------------------------

talk = talker()
print(talk.__name__, talk.ag_code.co_name, talk.ag_running, talk.ag_await, talk.ag_frame is None)
print(repr(talk).partition(" at ")[0], types.AsyncGeneratorType[int, None])
print(inspect.isasyncgenfunction(count), inspect.isasyncgen(talk), inspect.isawaitable(talk))
print(type(talk.asend(None)).__name__, type(talk.aclose()).__name__, type(talk.__anext__()).__name__)
for kind in (collections.abc.AsyncGenerator, collections.abc.AsyncIterator,
             collections.abc.AsyncIterable, collections.abc.Coroutine):
    print(kind.__name__, isinstance(talk, kind))
show("no instances", types.AsyncGeneratorType)

# -- aiter and anext ---------------------------------------------------------------------


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        await pause()
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


class NoNext:
    def __aiter__(self):
        return self


async def builtins():
    numbers = aiter(Countdown(2))
    print(await anext(numbers), await anext(numbers, "default"), await anext(numbers, "default"))
    try:
        await anext(numbers)
    except StopAsyncIteration as exc:
        print(repr(exc))
    print(await anext(count(0), "empty"), await anext(count(1), "one"))


drive(builtins())
for value in (5, NoNext()):
    show("aiter", aiter, value)
    show("anext", anext, value)
waiting = anext(count(1), "default")
print(waiting.send(None))
show("default", waiting.throw, StopAsyncIteration)
waiting = anext(count(1), "default")
waiting.send(None)
show("other", waiting.throw, ValueError("v"))

# -- comprehensions --------------------------------------------------------------------


async def comprehensions():
    print([i + j async for i in count(3) for j in range(2) if i])
    print({i async for i in count(3)}, {i: -i async for i in Countdown(2)})
    print([await is_even(i) for i in range(3)], [i async for i in count(5) if await is_even(i)])
    print([[x async for x in count(i)] for i in range(3)])
    lazy = (await is_even(i) for i in range(2))
    print(type(lazy).__name__, [x async for x in lazy])
    nested = (x async for x in count(3) if x)
    print(nested.__name__, await collect(y * 2 async for y in nested))
    print(tuple([i async for i in count(2)]), [a async for a, *b in pairs()])
    return {k: [v async for v in count(k)] for k in range(2)}


async def pairs():
    yield 1, 2, 3
    yield 4, 5


print(drive(comprehensions())[1])

# -- hooks -----------------------------------------------------------------------------


def first_iteration(generator):
    print("first iteration of", generator.__name__)


before = sys.get_asyncgen_hooks()
print(before)
sys.set_asyncgen_hooks(firstiter=first_iteration)
watched = count(2)
drive(collect(watched))
drive(watched.aclose())
print(sys.get_asyncgen_hooks().firstiter is first_iteration)
sys.set_asyncgen_hooks(*before)
show("bad hook", lambda: sys.set_asyncgen_hooks(finalizer=5))

# -- tracebacks ------------------------------------------------------------------------


async def divide(n):
    for i in range(n, -1, -1):
        await pause()
        yield divmod(12, i)


async def loop():
    async for x in divide(1):
        print(x)


async def comprehension():
    return [
        x
        async for x in divide(1)
    ]


async def not_iterable():
    async for _ in 5:
        pass


async def expression():
    return await collect(x async for x in divide(0))


for function in (loop, comprehension, not_iterable, expression):
    try:
        drive(function())
    except Exception:
        traceback.print_exc()
