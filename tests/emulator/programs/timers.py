"""Timers beside the board's clock: every line says what should be so."""

import time

from tamapy.soc import imx6ul


def seconds(event):
    """How long it takes until something is so."""
    begin = time.monotonic()
    while not event():
        pass
    return time.monotonic() - begin


def periods(count, is_due, clear):
    """How long so many periods take, and whether none had ended before."""
    begin, early = time.monotonic(), is_due()
    for _ in range(count):
        while not is_due():
            pass
        clear()
    return early, time.monotonic() - begin


def is_near(found, expected):
    """Whether a time is right, but for what the host does meanwhile."""
    return 0.95 * expected < found < 1.5 * expected


timer = imx6ul.GPT1
timer.init()
timer.start(66)
second = timer.frequency()
print(is_near(seconds(lambda: timer.count() >= second // 10), 0.1))
timer.set_compare(2, timer.count() + second // 10)
print(timer.is_due(2), is_near(seconds(lambda: timer.is_due(2)), 0.1))
timer.clear(2)
print(timer.is_due(1), timer.is_due(2))
timer.stop()
print(timer.count() == timer.count())

timer.start(33, period=second // 25)  # twice as many ticks a second
early, taken = periods(5, lambda: timer.is_due(1), lambda: timer.clear(1))
print(early, is_near(taken, 0.1))
print(timer.count() < second // 25)
timer.stop()

for timer in (imx6ul.EPIT1, imx6ul.EPIT2):
    timer.init()
    timer.start(second // 20, 66)
    early, taken = periods(5, timer.is_due, timer.clear)
    print(early, is_near(taken, 0.25))
    print(timer.frequency() == second, timer.count() < second // 20)
    timer.stop()
    print(timer.count() == timer.count())
