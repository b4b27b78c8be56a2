"""Coroutines without an event loop: await, send, throw, close, what is wrong, tracebacks."""

import collections.abc
import inspect
import traceback
import types


@types.coroutine
def pause(value=None):
    """Give a value to whoever drives the coroutine; what is sent back."""
    return (yield value)


def drive(coroutine):
    """Run a coroutine to its end: what it gave on the way, and its result."""
    given = []
    sent = None
    try:
        while True:
            sent = coroutine.send(sent)
            given.append(sent)
    except StopIteration as stop:
        return given, stop.value


def show(label, function, *args):
    """Print what a call gives or raises."""
    try:
        print(label, function(*args))
    except BaseException as exc:
        print(label, type(exc).__name__, exc, repr(exc.__cause__), repr(exc.__context__))


async def double(x):
    got = await pause(x)
    return got * 2


async def total(numbers):
    found = 0
    for number in numbers:
        found += await double(number)
    return found


async def await_it(value):
    return await value


print(drive(total([1, 2, 3])))

# -- what can be awaited ---------------------------------------------------------------


class Steps:
    def __init__(self, iterator):
        self.iterator = iterator

    def __await__(self):
        return self.iterator


class Future:
    def __await__(self):
        answer = yield "waiting"
        return ("answer", answer)


def plain():
    yield 1


async def twice():
    once = double(4)
    first = await once
    return first, await once


show("future", drive, await_it(Future()))
show("iterator", drive, await_it(Steps(iter([1, 2]))))
show("int", drive, await_it(3))
show("generator", drive, await_it(plain()))
show("no iterator", drive, await_it(Steps(5)))
unused = double(1)
show("coroutine from __await__", drive, await_it(Steps(unused)))
unused.close()
show("twice", drive, twice())
shared = double(1)
one, other = await_it(shared), await_it(shared)
one.send(None)
show("awaited by two", other.send, None)
one.close()

# -- a coroutine is no iterator ------------------------------------------------------------


def delegating(inner):
    return (yield from inner)


@types.coroutine
def delegating_coroutine(inner):
    return (yield from inner)


unused = double(1)
show("iter", iter, unused)
show("next", next, unused)
show("yield from", list, delegating(unused))
show("yield from, marked", drive, delegating_coroutine(unused))
wrapped = double(5).__await__()
print(type(wrapped).__name__, next(wrapped))
show("wrapper", wrapped.send, 6)

# -- send, throw, close ----------------------------------------------------------------


async def careful():
    try:
        await pause("try")
    except ValueError as exc:
        print("caught", exc)
        await pause("handling")
    finally:
        print("finally")
    return "end"


async def stubborn():
    try:
        await pause()
    except GeneratorExit:
        await pause("still here")


async def stops(exc):
    raise exc


async def enters_itself():
    myself.send(None)


coroutine = careful()
show("send too early", coroutine.send, 5)
print(coroutine.send(None), coroutine.throw(ValueError("thrown")))
show("end", coroutine.send, None)
show("after the end", coroutine.send, None)
show("throw after the end", coroutine.throw, KeyError("late"))
print(coroutine.close())
coroutine = await_it(careful())
coroutine.send(None)
coroutine.close()
coroutine = careful()
show("throw at the start", coroutine.throw, KeyError("early"))
show("and then", coroutine.send, None)
coroutine = await_it(stubborn())
coroutine.send(None)
show("close", coroutine.close)
show("StopIteration", drive, stops(StopIteration(1)))
show("StopAsyncIteration", drive, stops(StopAsyncIteration(1)))
myself = enters_itself()
show("itself", drive, myself)

# -- what can be told of one -----------------------------------------------------------

coroutine = await_it(double(3))
print(coroutine.__name__, coroutine.__qualname__, coroutine.cr_code.co_name)
print(inspect.getcoroutinestate(coroutine), coroutine.cr_await, coroutine.cr_running)
coroutine.send(None)
print(inspect.getcoroutinestate(coroutine), coroutine.cr_suspended)
print(coroutine.cr_await.__name__, coroutine.cr_await.cr_await.__name__)
print(coroutine.cr_await.cr_frame.f_lineno - double.__code__.co_firstlineno)
print(isinstance(coroutine.cr_frame, types.FrameType), coroutine.cr_origin)
coroutine.close()
print(inspect.getcoroutinestate(coroutine), coroutine.cr_frame, coroutine.cr_await)
coroutine.__name__, coroutine.__qualname__ = "name", "qualified.name"
print(repr(coroutine).partition(" at ")[0])
show("bad name", setattr, coroutine, "__name__", 5)
show("no instances", types.CoroutineType)
for kind in (collections.abc.Coroutine, collections.abc.Awaitable, collections.abc.Generator):
    print(kind.__name__, isinstance(coroutine, kind), isinstance(Future(), kind),
          isinstance(pause(), kind))
print(inspect.iscoroutinefunction(double), inspect.iscoroutinefunction(pause),
      inspect.iscoroutine(coroutine), inspect.isawaitable(pause()), inspect.isawaitable(plain()))
print(type(coroutine) is types.CoroutineType, type(double(1).close()))
print(pause.__code__.co_flags & inspect.CO_ITERABLE_COROUTINE != 0)

# -- methods, closures, exceptions being handled -------------------------------------------


class Account:
    rate = 3

    def __init__(self, owner):
        self.owner = owner

    async def interest(self, amount, /, *more, times=1, **options):
        await pause()
        return self.owner, amount * self.rate * times, more, options, type(super()).__name__

    @classmethod
    async def named(cls, name):
        return cls(name).owner

    @staticmethod
    async def fixed():
        return "fixed"

    async def __call__(self):
        return f"called {self.owner}"


def counter():
    count = 0

    async def step(by=1):
        nonlocal count
        await pause()
        count += by
        return count

    return step


async def handling():
    try:
        raise ValueError("outer")
    except ValueError:
        try:
            await stops(KeyError("inner"))
        except KeyError as exc:
            print(repr(exc.__context__))
        await pause()
        try:
            raise
        except ValueError as exc:
            print("again", exc)


account = Account("ada")
print(drive(account.interest(2, 5, times=2, extra=1))[1], drive(Account.named("bob"))[1])
print(drive(Account.fixed())[1], drive(account())[1])
step = counter()
print([drive(step())[1], drive(step(by=5))[1]])
try:
    raise OSError("around")
except OSError:
    drive(handling())

# -- tracebacks ------------------------------------------------------------------------


async def outermost(x):
    return await middle(x) + 1


async def middle(x):
    return [
        await innermost(y)
        for y in (1, x)
    ]


async def innermost(x):
    await pause(x)
    return str(x, encoding="ascii")


def traced(function, *args):
    try:
        function(*args)
    except Exception:
        traceback.print_exc()


traced(drive, outermost(0))
coroutine = outermost(1)
coroutine.send(None)
traced(coroutine.throw, KeyError("thrown"))
traced(outermost(1).throw, KeyError("not even started"))
drive(outermost(0))
