"""faulthandler and sys._current_frames: where all threads are."""

import faulthandler
import os
import signal
import sys
import threading
import time


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


reader, writer = os.pipe()


def show():
    """What was written, without the lines: compiled code tells those of definitions."""
    for line in os.read(reader, 100_000).decode().splitlines():
        print("   ", line.partition(", line ")[2].partition(" ")[2] or line)


class Stream:
    flushed = 0

    def fileno(self):
        return writer

    def flush(self):
        self.flushed += 1
        raise ValueError("ignored")


def outer(*arguments):
    inner(arguments)


def inner(arguments):
    faulthandler.dump_traceback(*arguments)


def recurse(depth):
    if depth:
        recurse(depth - 1)
    else:
        outer(writer, False)


outer(writer, False)
show()
stream = Stream()
outer(stream)
print(stream.flushed)
show()
recurse(120)
lines = os.read(reader, 100_000).decode().splitlines()
print(len(lines), lines[0], lines[-1], {line.rpartition(" ")[2] for line in lines[3:-1]})

ready = threading.Event()
go_on = threading.Event()


def wait_here():
    ready.set()
    go_on.wait()


def wait_elsewhere():
    with lock:
        pass


lock = threading.Lock()
waiting = threading.Thread(target=wait_here)
locked = threading.Thread(target=wait_elsewhere)
with lock:
    waiting.start()
    ready.wait()
    locked.start()
    time.sleep(0.02)
    outer(writer)
    show()
    frames = sys._current_frames()
    print(sorted(frames) == sorted([threading.get_ident(), waiting.ident, locked.ident]), frames[threading.get_ident()] is not None)
    names = []
    frame = frames[waiting.ident]
    while frame is not None:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    print(names)
    faulthandler.dump_traceback_later(0.01, file=writer)
    time.sleep(0.05)
    show()
    faulthandler.dump_traceback_later(60, file=writer)
    faulthandler.cancel_dump_traceback_later()
    faulthandler.cancel_dump_traceback_later()
go_on.set()
waiting.join()
locked.join()

signal.signal(signal.SIGUSR1, lambda number, frame: print("handled", number))
print(faulthandler.register(signal.SIGUSR1, writer, all_threads=False, chain=True))
signal.raise_signal(signal.SIGUSR1)
show()
faulthandler.register(signal.SIGUSR1, writer, False)
signal.raise_signal(signal.SIGUSR1)
show()
print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1))
signal.raise_signal(signal.SIGUSR1)

faulthandler.disable()
print(faulthandler.is_enabled(), faulthandler.disable(), faulthandler.enable(), faulthandler.is_enabled(), faulthandler.disable())
for wrong in (-1, 2.5, "name"):
    attempt(lambda: faulthandler.dump_traceback(file=wrong))
attempt(lambda: faulthandler.register(signal.SIGSEGV))
attempt(lambda: faulthandler.register(0))
attempt(lambda: faulthandler.register(100))
attempt(lambda: faulthandler.unregister(11))
attempt(lambda: faulthandler.register("x"))
attempt(lambda: faulthandler.dump_traceback_later(0))
attempt(lambda: faulthandler.dump_traceback_later("x"))
