"""CPython's asyncio: tasks, cancellation, timeouts, groups, queues, locks, contexts."""

import asyncio
import contextvars

STEP = 0.02  # seconds: long enough that slow machines keep the order


async def after(steps, value):
    """A value, some steps later."""
    await asyncio.sleep(steps * STEP)
    return value


async def fails(exc):
    await asyncio.sleep(0)
    raise exc


async def endless(name):
    try:
        await asyncio.sleep(1000)
    except asyncio.CancelledError as exc:
        print(name, "cancelled", exc.args)
        raise
    finally:
        print(name, "leaves")


async def tasks():
    task = asyncio.create_task(after(1, "result"), name="first")
    print(task.get_name(), task.done(), asyncio.current_task() is task, len(asyncio.all_tasks()))
    print(await task, task.done(), task.result(), task.exception())
    print(await asyncio.gather(after(2, "b"), after(1, "a"), after(0, "c")))
    print(await asyncio.gather(fails(KeyError(1)), after(1, 1), return_exceptions=True))
    try:
        await asyncio.gather(fails(ValueError("gathered")), after(1, 1))
    except ValueError as exc:
        print(repr(exc))
    quick, slow = asyncio.create_task(after(1, 1)), asyncio.create_task(endless("slow"))
    done, pending = await asyncio.wait({quick, slow}, return_when=asyncio.FIRST_COMPLETED)
    print(done == {quick}, pending == {slow}, slow.cancel())
    print([type(x).__name__ for x in await asyncio.gather(slow, return_exceptions=True)])
    for future in asyncio.as_completed([after(30, 3), after(1, 1), after(15, 2)]):
        print("completed", await future)
    bad = asyncio.create_task(fails(OSError("kept")))
    bad.add_done_callback(lambda task: print("callback", repr(task.exception())))
    await asyncio.wait([bad])


async def cancellation():
    task = asyncio.create_task(endless("told"))
    await asyncio.sleep(0)
    print(task.cancel("why"), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as exc:
        print(exc.args, task.cancelled())
    task = asyncio.create_task(endless("never started"))
    task.cancel()
    print(await asyncio.wait([task]) is not None, task.cancelled())
    shielded = asyncio.create_task(after(2, "shielded"))
    try:
        await asyncio.wait_for(asyncio.shield(shielded), STEP)
    except asyncio.TimeoutError:
        print("too late", shielded.cancelled(), await shielded)


async def timeouts():
    try:
        await asyncio.wait_for(endless("waited for"), STEP)
    except TimeoutError as exc:
        print(repr(exc))
    print(await asyncio.wait_for(after(1, "in time"), 100))
    try:
        async with asyncio.timeout(STEP) as limit:
            await asyncio.sleep(1000)
    except TimeoutError:
        print("expired", limit.expired())
    async with asyncio.timeout(1000) as limit:
        limit.reschedule(asyncio.get_running_loop().time() + 500)
        await asyncio.sleep(0)
    print(limit.expired())


async def groups():
    async with asyncio.TaskGroup() as group:
        one = group.create_task(after(1, "one"))
        two = group.create_task(after(2, "two"))
    print(one.result(), two.result())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(endless("member"))
            group.create_task(fails(ValueError(1)))
            group.create_task(fails(KeyError(2)))
    except* ValueError as found:
        print(found.exceptions)
    except* KeyError as found:
        print(found.exceptions)


async def queues():
    queue = asyncio.Queue(maxsize=2)

    async def produce():
        for i in range(5):
            await queue.put(i)
            print("put", i)

    async def consume():
        while True:
            print("got", await queue.get())
            queue.task_done()

    consumer = asyncio.create_task(consume())
    await produce()
    await queue.join()
    consumer.cancel()
    ranked, stack = asyncio.PriorityQueue(), asyncio.LifoQueue()
    for x in (3, 1, 2):
        ranked.put_nowait(x)
        stack.put_nowait(x)
    print([ranked.get_nowait() for _ in range(3)], [stack.get_nowait() for _ in range(3)])
    try:
        ranked.get_nowait()
    except asyncio.QueueEmpty as exc:
        print(repr(exc), ranked.empty(), queue.full(), queue.qsize())


async def locks():
    lock, event, limit = asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2)
    condition, barrier = asyncio.Condition(), asyncio.Barrier(3)
    log = []

    async def enter(n):
        async with lock:
            log.append(f"in {n}")
            await asyncio.sleep(0)
            log.append(f"out {n}")

    await asyncio.gather(enter(1), enter(2))
    print(log, lock.locked())
    inside = []

    async def limited(n):
        async with limit:
            inside.append(n)
            count = len(inside)
            await asyncio.sleep(0)
            inside.remove(n)
            return count

    print(await asyncio.gather(*(limited(n) for n in range(5))))
    waiting = [asyncio.create_task(event.wait()) for _ in range(2)]
    await asyncio.sleep(0)
    event.set()
    print(await asyncio.gather(*waiting), event.is_set())

    async def wait_for_item():
        async with condition:
            await condition.wait_for(lambda: log[-1] == "item")
            return log.pop()

    waiter = asyncio.create_task(wait_for_item())
    await asyncio.sleep(0)
    async with condition:
        log.append("item")
        condition.notify_all()
    print(await waiter)

    async def meet():
        return await barrier.wait()

    print(sorted(await asyncio.gather(meet(), meet(), meet())))
    try:
        lock.release()
    except RuntimeError as exc:
        print(exc)


variable = contextvars.ContextVar("variable", default="unset")


async def contexts():
    async def change(value):
        variable.set(value)
        await asyncio.sleep(0)
        return variable.get()

    print(await asyncio.gather(change(1), change(2)), variable.get())
    context = contextvars.copy_context()
    await asyncio.create_task(change("in context"), context=context)
    print(context[variable], variable.get(), await change("here"), variable.get())


async def callbacks():
    loop = asyncio.get_running_loop()
    order = []
    loop.call_later(2 * STEP, order.append, "later")
    loop.call_later(STEP, order.append, "sooner")
    loop.call_later(1.5 * STEP, order.append, "never").cancel()
    loop.call_soon(order.append, "soon")
    start = loop.time()
    await asyncio.sleep(4 * STEP)
    print(order, loop.time() - start >= 4 * STEP)
    future = loop.create_future()
    loop.call_soon(future.set_result, "set")
    print(await future, future.done())
    loop.set_exception_handler(lambda _, details: print("handler", repr(details["exception"])))
    loop.call_soon(divmod, 1, 0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    loop.set_exception_handler(None)


async def generators():
    async def ticks(n):
        try:
            for i in range(n):
                yield i
                await asyncio.sleep(0)
        finally:
            await asyncio.sleep(0)
            print("ticks closed")

    print([x async for x in ticks(2)])
    left_open = ticks(5)
    async for x in left_open:
        if x == 1:
            return left_open  # the loop's end closes it


async def main():
    for part in (tasks, cancellation, timeouts, groups, queues, locks, contexts, callbacks):
        print("--", part.__name__)
        await part()
    return "the end"


print(asyncio.run(main()))
kept = asyncio.run(generators())
with asyncio.Runner() as runner:
    print(runner.run(after(1, "runner")), runner.run(after(0, "again")))
    print(runner.get_loop().is_running(), runner.get_loop().is_closed())


async def nested():
    inner = after(0, 0)
    try:
        asyncio.run(inner)
    finally:
        inner.close()


for attempt in (lambda: asyncio.run(5), lambda: asyncio.run(nested()), asyncio.get_running_loop):
    try:
        attempt()
    except (RuntimeError, ValueError) as error:
        print(error)


async def deep():
    async with asyncio.timeout(100):
        await fails(ZeroDivisionError("deep"))


try:
    asyncio.run(deep())
except ZeroDivisionError as error:
    print(repr(error))
