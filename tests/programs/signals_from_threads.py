"""Signals that threads send: the main thread handles them, waiting, sleeping or at work."""

import _thread
import signal
import threading
import time


def handler(number, frame):
    print("handled", number == signal.SIGUSR1, threading.current_thread() is threading.main_thread())


def interrupted(wait):
    """How a wait of the main thread ends when another thread interrupts it."""
    thread = threading.Thread(target=_thread.interrupt_main)
    try:
        thread.start()
        wait(thread)
        print("went on")
    except KeyboardInterrupt:
        print("interrupted")
    thread.join()


def work(thread):
    total = 0
    while True:
        total += one()


def one():
    return 1


signal.signal(signal.SIGUSR1, handler)
signal.raise_signal(signal.SIGUSR1)
thread = threading.Thread(target=signal.raise_signal, args=(signal.SIGUSR1,))
thread.start()
thread.join()
interrupted(lambda thread: thread.join() or time.sleep(1))
interrupted(lambda thread: time.sleep(60))
interrupted(lambda thread: threading.Event().wait(60))
interrupted(lambda thread: threading.Lock().acquire() and threading.Condition().__enter__() and time.sleep(60))
interrupted(work)
begin = time.monotonic()
thread = threading.Thread(target=signal.raise_signal, args=(signal.SIGUSR1,))
thread.start()
time.sleep(0.2)
print(time.monotonic() - begin >= 0.2)
for kept in signal.SIG_IGN, signal.SIG_DFL:
    signal.signal(signal.SIGUSR1, kept)
    _thread.interrupt_main(signal.SIGUSR1)
try:
    _thread.interrupt_main(1000)
except ValueError as error:
    print(error)
try:
    _thread.interrupt_main()
except KeyboardInterrupt:
    print("at once")
