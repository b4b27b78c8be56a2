"""Chains of ``yield from`` and ``await``: who is resumed, who runs, what ends, fails, is shared."""

import asyncio
import sys
import types


def tell(*values):
    print(*values)


def leaf(name, count):
    try:
        for i in range(count):
            got = yield f"{name}{i}"
            if got is not None:
                tell("leaf", name, "got", got)
    finally:
        tell("leaf", name, "is left")
    return f"{name} ended"


def around(inner):
    result = yield from inner
    tell("result", result)
    yield "after"
    return ("around", result)


def states(*generators):
    return [
        (g.gi_running, g.gi_suspended, type(g.gi_yieldfrom).__name__, g.gi_frame is None)
        for g in generators
    ]


def chain():
    a = leaf("a", 3)
    b = around(a)
    c = around(b)
    d = around(c)
    tell(states(a, b, c, d))
    tell(next(d), states(a, b, c, d))
    tell(d.send("one"), states(a, b, c, d))
    tell(d.send("two"), states(a, b, c, d))
    tell(d.gi_yieldfrom is c, c.gi_yieldfrom is b, b.gi_yieldfrom is a)
    tell(list(d), states(a, b, c, d))
    try:
        next(d)
    except StopIteration as end:
        tell("end", end.value)


def touched():
    """Those in the middle are resumed by somebody else too."""
    a = leaf("t", 9)
    b = around(a)
    c = around(b)
    d = around(c)
    tell(next(d), next(d), next(b), next(d), next(a), next(c), next(d), next(d))
    tell(states(a, b, c, d))
    tell(list(c))
    tell(list(d))
    tell(states(a, b, c, d))
    for who in (a, b, c, d):
        try:
            next(who)
        except StopIteration as end:
            tell("end", end.value)


def shared():
    """Two delegate to one."""
    a = leaf("s", 6)
    b, c = around(a), around(a)
    d, e = around(b), around(c)
    for i in range(4):
        tell(next(d), next(e) if i < 2 else "-")
    try:
        while True:
            tell("d", next(d))
    except StopIteration as end:
        tell("end", end.value)
    tell(list(e))


def busy():
    """A generator that runs is resumed from within, by itself, those around it and others."""
    def inner():
        for who in ("inner", "middle", "outer", "other"):
            try:
                tell(who, "gives", next(found[who]))
            except ValueError as error:
                tell(who, error)
            except StopIteration as end:
                tell(who, "ended", end.value)
            tell(who, [(n, g.gi_running, g.gi_suspended) for n, g in found.items()])
            yield who
            tell("back", [(n, g.gi_running, g.gi_suspended) for n, g in found.items()])

    def middle():
        try:
            yield from found["inner"]
        except ValueError as error:
            tell("middle caught", error)
        return "middle done"

    def outer():
        return (yield from found["middle"])

    def other():
        try:
            yield from found["middle"]
        except ValueError as error:
            tell("other caught", error)
            yield "other goes on"
        return "other done"

    found = {}
    found.update(inner=inner(), middle=middle(), outer=outer(), other=other())
    for i in range(6):
        try:
            tell("main", next(found["outer"]))
        except StopIteration as end:
            tell("main ended", end.value)
    tell(list(found["other"]))


def fails():
    """What fails inside goes through all around it."""
    def inner(when):
        yield 1
        try:
            raise KeyError("first")
        except KeyError:
            yield 2
            if when == 2:
                raise ValueError("inner")
        yield 3
        if when == 3:
            raise StopIteration("never")
        yield 4

    def middle(when):
        try:
            yield from inner(when)
        except ValueError as error:
            yield "middle", repr(error), repr(error.__context__)
            raise

    def outer(when):
        try:
            raise IndexError("outer")
        except IndexError:
            yield from middle(when)

    for when in (2, 3, 4):
        made = outer(when)
        try:
            for value in made:
                tell(value, sys.exc_info()[1])
        except (ValueError, RuntimeError) as error:
            trace, names = error.__traceback__, []
            while trace is not None:
                names.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
                trace = trace.tb_next
            tell(repr(error), names)
            while error is not None:
                tell("context", repr(error))
                error = error.__context__


def handled():
    """Exceptions handled around are seen inside, those inside are not seen around."""
    def inner():
        for i in range(3):
            yield "inner", repr(sys.exc_info()[1])
        try:
            raise KeyError("own")
        except KeyError:
            for i in range(3):
                yield "own", repr(sys.exc_info()[1])

    def middle():
        try:
            raise ValueError("middle")
        except ValueError:
            yield from inner()
            yield "middle", repr(sys.exc_info()[1])
        yield from inner()

    made = around(middle())
    for i in range(4):
        tell(next(made), sys.exc_info()[1])
    try:
        raise OSError("main")
    except OSError:
        for value in made:
            tell(value, repr(sys.exc_info()[1]))


def thrown():
    """Exceptions thrown in, and closing, reach the innermost."""
    def stubborn():
        while True:
            try:
                yield "stubborn"
            except KeyError as error:
                tell("caught", repr(error))
            except IndexError:
                return "had enough"

    a = stubborn()
    d = around(around(around(a)))
    tell(next(d), next(d), d.throw(KeyError("x")), next(d))
    tell(a.throw(KeyError("y")), next(d), d.throw(IndexError), next(d))
    tell(list(d))
    a = leaf("c", 5)
    d = around(around(a))
    next(d)
    next(d)
    d.close()
    tell(states(a, d))
    a = leaf("m", 5)
    b = around(a)
    d = around(around(b))
    next(d)
    next(d)
    b.close()
    tell(states(a, b, d))
    tell(list(d))


def seen():
    """Frames of those that delegate."""
    def names():
        frame, found = sys._getframe(1), []
        while frame is not None and frame.f_code.co_name != "seen":
            found.append((frame.f_code.co_name, frame.f_lineno))
            frame = frame.f_back
        return found

    def inner():
        for i in range(3):
            yield names()

    def middle():
        yield from inner()
        yield names()

    def outer():
        yield from middle()
        yield from around(inner())

    for value in outer():
        tell(value)


def deep():
    """A long chain that grows and shrinks."""
    def down(depth):
        yield depth
        if depth:
            yield from down(depth - 1)
            yield -depth

    tell(sum(1 for _ in down(300)), list(down(4)))

    def tree(low, high):
        if low < high:
            middle = (low + high) // 2
            yield from tree(low, middle)
            yield middle
            yield from tree(middle + 1, high)

    tell(list(tree(0, 20)), sum(tree(0, 500)))
    made = iter(range(3))
    for i in range(200):
        made = (lambda inner: (yield from inner))(made)
    tell(list(made))


def others():
    """What is no generator is delegated to as well."""
    class Count:
        def __init__(self):
            self.at = 0

        def __iter__(self):
            return self

        def __next__(self):
            self.at += 1
            if self.at > 3:
                raise StopIteration("counted")
            return self.at

        def send(self, value):
            tell("sent", value)
            return next(self)

    d = around(around(Count()))
    tell(next(d), d.send("x"), next(d), next(d), list(d))
    tell(list(around(around([1, 2]))), list(around(around("ab"))), list(around({7: 8})))


@types.coroutine
def pause(value):
    return (yield value)


async def inner_task(name, count):
    total = 0
    for i in range(count):
        total += await pause((name, i))
    return total


async def outer_task(name, count):
    tell(name, await inner_task(name, count))
    try:
        return await inner_task(name + "'", count)
    except KeyError as error:
        return repr(error)


def coroutines():
    made = [outer_task(n, 2) for n in "xyz"]
    for i in range(4):
        for task in made:
            tell(task.send(None if not i else i), task.cr_running, task.cr_suspended)
        if i == 2:
            tell(made[0].cr_await.cr_await.gi_frame is None, made[0].cr_await.cr_code.co_name)
    for task in made[:2]:
        try:
            task.send(5)
        except StopIteration as end:
            tell("end", end.value)
    try:
        made[2].throw(KeyError("thrown"))
    except StopIteration as end:
        tell("end", end.value)

    async def values():
        for i in range(2):
            await pause(i)
            yield i

    async def collect():
        return [x async for x in values()] + [await inner_task("c", 1)]

    task = collect()
    tell(task.send(None), task.send(0), task.send(0))
    try:
        task.send(4)
    except StopIteration as end:
        tell("end", end.value)


async def worker(depth, name):
    if depth:
        return await worker(depth - 1, name)
    for i in range(3):
        await asyncio.sleep(0)
        tell(name, i)
    await asyncio.sleep(10 if name == "late" else 0)
    return name


async def cancelled():
    tasks = [asyncio.create_task(worker(3, name)) for name in ("one", "two", "late")]
    done = await asyncio.gather(*tasks[:2])
    tell(done)
    tasks[2].cancel()
    try:
        await tasks[2]
    except asyncio.CancelledError:
        tell("cancelled")


for test in (chain, touched, shared, busy, fails, handled, thrown, seen, deep, others, coroutines):
    print("--", test.__name__)
    test()
asyncio.run(cancelled())
