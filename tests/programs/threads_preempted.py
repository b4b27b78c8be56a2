"""Threads that never wait: none keeps the others from running."""

import heapq
import queue
import threading
import time
from collections import OrderedDict, deque

stop = False
ended = []


def spin(name):
    count = 0
    while not stop:
        count += 1
    ended.append(name)


threads = [threading.Thread(target=spin, args=(i,)) for i in range(3)]
for thread in threads:
    thread.start()
time.sleep(0.05)
print("the main thread goes on")
stop = True
for thread in threads:
    thread.join()
print(sorted(ended))


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


results = []
thread = threading.Thread(target=lambda: results.append(fib(20)))
thread.start()
while not results:
    pass
print(results)

lock = threading.Lock()
total = 0


def add():
    global total
    for _ in range(3000):
        with lock:
            before = total
            total = before + 1


threads = [threading.Thread(target=add) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)

fired = []
timer = threading.Timer(0.02, fired.append, [1])
timer.start()
while not fired:
    pass
print("timer", fired)


def numbers():
    n = 0
    while True:
        yield n
        n += 1


def consume():
    found = 0
    for n in numbers():
        found += n
        if n > 9000:
            break
    results.append(found)


threads = [threading.Thread(target=consume) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results[1:])

# What CPython has in C is not interrupted.
ordered, ends, heap = OrderedDict(), deque(), []


def fill(base):
    for i in range(1000):
        ordered[base + i] = i
        ends.append(base + i)
        heapq.heappush(heap, base + i)
        if i % 3 == 0:
            ordered.move_to_end(base + i, last=False)
            ends.rotate(1)


threads = [threading.Thread(target=fill, args=(1000 * n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(ordered), len(list(ordered)), len(list(reversed(ordered))), sorted(ends) == list(range(4000)))
print([heapq.heappop(heap) for _ in range(4000)] == list(range(4000)))

handed = queue.Queue(maxsize=2)


def produce():
    for i in range(200):
        handed.put(i)
    handed.put(None)


threading.Thread(target=produce).start()
taken = []
while (item := handed.get()) is not None:
    taken.append(item)
print(taken == list(range(200)))


class Loud:
    """Runs Python when it is compared and when it is dropped."""

    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return sum(range(50)) and self.n == other.n

    def __hash__(self):
        return self.n % 7


def table():
    known = {Loud(n): n for n in range(150)}
    results.append(all(known[Loud(n)] == n for n in range(150)))


results.clear()
threads = [threading.Thread(target=table) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)


def fails(depth):
    for _ in range(200):
        try:
            if depth:
                fails(0)
            raise ValueError(depth)
        except ValueError as error:
            assert error.args == (depth,), error
            assert depth or error.__context__ is None
    results.append(threading.current_thread().name)


results.clear()
threads = [threading.Thread(target=fails, args=(0,), name=f"t{n}") for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results))
