"""Threads: locks, conditions, events, queues, timers, thread-locals, exceptions."""

import queue
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def attempt(make):
    try:
        print(make())
    except BaseException as error:
        print(type(error).__name__, error)


results = []
threads = [threading.Thread(target=lambda n=n: results.append(n * n), name=f"worker-{n}") for n in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results), threads[0].name, threads[0].is_alive(), threading.active_count())
print(threading.current_thread() is threading.main_thread(), threading.current_thread().name, threads[1].daemon)
attempt(lambda: threads[0].start())
attempt(lambda: threading.Thread(target=print).join())
attempt(lambda: threading.current_thread().join())
print(threading.Thread(name="x").is_alive(), threading.Thread(target=print, name="q", daemon=True))

lock = threading.Lock()
total = 0


def add(n):
    global total
    for _ in range(n):
        with lock:
            total += 1


threads = [threading.Thread(target=add, args=(500,)) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(total, lock.locked(), lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.01), lock.locked())
lock.release()
attempt(lambda: lock.release())
attempt(lambda: lock.acquire(False, 1))
attempt(lambda: lock.acquire(timeout=-2))
rlock = threading.RLock()
with rlock:
    with rlock:
        print("nested", rlock._recursion_count())
attempt(lambda: rlock.acquire(False, 1))
attempt(lambda: rlock.acquire(timeout=-2))
attempt(lambda: rlock.release())

q = queue.Queue(maxsize=2)


def producer():
    for i in range(5):
        q.put(i)
    q.put(None)


def consumer(out):
    while (item := q.get()) is not None:
        out.append(item)
        q.task_done()
    q.task_done()


out = []
pair = [threading.Thread(target=producer), threading.Thread(target=consumer, args=(out,))]
[t.start() for t in pair]
[t.join() for t in pair]
q.join()
print(out, q.empty(), q.qsize())
attempt(lambda: q.get_nowait())
attempt(lambda: q.get(timeout=0.01))
q.put(1)
q.put(2)
attempt(lambda: q.put_nowait(3))
attempt(lambda: q.put(3, timeout=0.01))
attempt(lambda: [q.task_done() for _ in range(3)])
p = queue.PriorityQueue()
for n in (3, 1, 2):
    p.put(n)
s = queue.LifoQueue()
s.put("a"), s.put("b")
sq = queue.SimpleQueue()
sq.put(5)
print([p.get() for _ in range(3)], s.get(), sq.get(), sq.empty())
attempt(lambda: sq.get(block=False))

event = threading.Event()
log = []


def waiter():
    log.append(event.wait(5))


t = threading.Thread(target=waiter)
t.start()
event.set()
t.join()
print(log, event.is_set(), event.wait(0))
event.clear()
print(event.wait(0.01))

condition = threading.Condition()
ready = False


def notify():
    global ready
    with condition:
        ready = True
        condition.notify_all()


t = threading.Thread(target=notify)
with condition:
    t.start()
    print(condition.wait_for(lambda: ready, timeout=5))
t.join()
attempt(lambda: condition.notify())
attempt(lambda: condition.wait())

local = threading.local()
local.value = "main"


def look():
    print(hasattr(local, "value"))
    local.value = "other"
    print(local.value)


t = threading.Thread(target=look)
t.start()
t.join()
print(local.value)

timer = threading.Timer(0.01, lambda: print("timer"))
timer.start()
timer.join()
timer = threading.Timer(60, print)
timer.start()
timer.cancel()
timer.join()

semaphore = threading.BoundedSemaphore(2)
print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(blocking=False))
semaphore.release(2)
attempt(lambda: semaphore.release())
barrier = threading.Barrier(2)
t = threading.Thread(target=barrier.wait)
t.start()
print(barrier.wait() in (0, 1), barrier.parties)
t.join()


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name)


def failing():
    raise ValueError("in thread")


threading.excepthook = hook
t = threading.Thread(target=failing, name="bad")
t.start()
t.join()
threading.excepthook = threading.__excepthook__
t = threading.Thread(target=sys.exit)
t.start()
t.join()

with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(lambda x: x * x, range(5))))
    future = pool.submit(failing)
    attempt(future.result)
    futures = [pool.submit(pow, 2, n) for n in range(4)]
    print(sorted(f.result() for f in as_completed(futures)), future.done(), repr(future.exception()))
attempt(lambda: pool.submit(print))
start = time.monotonic()
time.sleep(0.02)
print(time.monotonic() - start >= 0.02, threading.get_ident() == threading.main_thread().ident)
attempt(lambda: time.sleep(-1))
