"""``async for`` and ``async with`` in all positions, and contextlib's asynchronous tools."""

import contextlib
import sys
import traceback
import types


@types.coroutine
def pause(value=None):
    return (yield value)


def drive(coroutine):
    given = []
    sent = None
    try:
        while True:
            sent = coroutine.send(sent)
            given.append(sent)
    except StopIteration as stop:
        return given, stop.value


def show(label, function, *args):
    try:
        print(label, function(*args))
    except BaseException as exc:
        print(label, type(exc).__name__, exc, repr(exc.__cause__), repr(exc.__context__))


class Room:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    async def __aenter__(self):
        await pause(f"enter {self.name}")
        print("enter", self.name)
        return self

    async def __aexit__(self, kind, value, trace):
        await pause(f"leave {self.name}")
        print("leave", self.name, kind and kind.__name__, value, trace is not None)
        return self.swallow


async def count(n):
    for i in range(n):
        await pause()
        yield i


# -- ways out -------------------------------------------------------------------------


async def loops():
    async for i in count(10):
        if i == 1:
            continue
        async with Room(i), Room(f"{i} inner") as inner:
            if i == 3:
                break
            try:
                if i == 2:
                    continue
            finally:
                await pause()
                print("finally", i, inner.name)
        print("after", i)
    else:
        print("never")
    async for _ in count(2):
        pass
    else:
        print("else")
    async for [a, *b] in rows():
        print(a, b)


async def rows():
    yield [1, 2, 3]
    yield "xy"


async def returns():
    for i in range(3):
        async with Room("outer"):
            async with Room("inner"):
                async for x in count(5):
                    if x == i + 1:
                        return x


async def raises(swallow):
    async with Room("swallowing", swallow):
        async with Room("plain"):
            raise ValueError("from the body")
    return "swallowed"


async def raises_while_leaving():
    async with Room("first"):
        async with Leaver():
            raise KeyError("body")


class Leaver(Room):
    def __init__(self):
        super().__init__("leaver")

    async def __aexit__(self, *details):
        await pause()
        raise RuntimeError("while leaving")


drive(loops())
print(drive(returns()))
show("swallowed", drive, raises(True))
show("raised", drive, raises(False))
show("leaving", drive, raises_while_leaving())
print(sys.exc_info())

# -- what is wrong ---------------------------------------------------------------------


class NoExit:
    async def __aenter__(self):
        return self


class PlainEnter(Room):
    def __aenter__(self):
        return 5


class PlainExit(Room):
    def __aexit__(self, *details):
        return 6


class NoNext:
    def __aiter__(self):
        return self


class PlainNext(NoNext):
    def __anext__(self):
        return 7


class BadNext(NoNext):
    def __anext__(self):
        return BadAwait()


class BadAwait:
    def __await__(self):
        raise ZeroDivisionError("await")


async def enters(manager):
    async with manager:
        print("inside")


async def enters_and_fails(manager):
    async with manager:
        raise KeyError("inside")


async def enters_plainly(manager):
    with manager:
        pass


async def iterates(iterable):
    async for _ in iterable:
        pass


for manager in (5, NoExit(), PlainEnter("plain"), PlainExit("plain")):
    show(type(manager).__name__, drive, enters(manager))
show("PlainExit", drive, enters_and_fails(PlainExit("plain")))
show("with", drive, enters_plainly(Room("plain")))
for iterable in (5, [1], NoNext(), PlainNext(), BadNext()):
    show(type(iterable).__name__, drive, iterates(iterable))

# -- contextlib ------------------------------------------------------------------------


@contextlib.asynccontextmanager
async def managed(name):
    await pause()
    print("begin", name)
    try:
        yield name
    except LookupError as exc:
        print("managed caught", repr(exc))
    finally:
        await pause()
        print("end", name)


@managed("decorator")
async def decorated():
    print("decorated")
    return 1


async def tools():
    async with managed("one") as a, managed("two") as b:
        print(a, b)
    async with managed("caught"):
        raise KeyError("k")
    print(await decorated())
    async with contextlib.aclosing(count(5)) as numbers:
        async for x in numbers:
            print(x)
            if x:
                break
    async with contextlib.AsyncExitStack() as stack:
        print(await stack.enter_async_context(managed("stack one")))
        stack.push_async_callback(pause_coroutine, "callback")
        stack.callback(print, "plain callback")
        stack.enter_context(contextlib.suppress(ValueError))
        await stack.enter_async_context(managed("stack two"))
        raise ValueError("suppressed")
    async with contextlib.nullcontext(3) as three:
        print(three)


async def pause_coroutine(name):
    await pause()
    print(name)


drive(tools())

# -- tracebacks ------------------------------------------------------------------------


async def two_managers():
    async with Room("a") as _, \
            PlainEnter("b") as _:
        pass


async def through_managers():
    async with Room("c"):
        async for x in count(1):
            async with managed("d"):
                print(int(f"number {x}"))


for function in (two_managers, through_managers, raises_while_leaving):
    try:
        drive(function())
    except Exception:
        traceback.print_exc()
