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
    """How long so many periods take; 0 if one had ended before."""
    clear()
    begin = time.monotonic()
    if is_due():
        return 0
    for _ in range(count):
        while not is_due():
            pass
        clear()
    return time.monotonic() - begin


def is_near(measure, expected):
    """Whether a time is right at one of a few trials: the host does other things meanwhile."""
    return any(0.95 * expected < measure() < 1.5 * expected for _ in range(8))


def count_tenth():
    timer.start(66)
    return seconds(lambda: timer.count() >= second // 10)


def compare_tenth():
    timer.clear(2)
    timer.set_compare(2, timer.count() + second // 10)
    return 0 if timer.is_due(2) else seconds(lambda: timer.is_due(2))


def gpt_periods():
    timer.start(33, period=second // 25)  # twice as many ticks a second
    return periods(5, lambda: timer.is_due(1), lambda: timer.clear(1))


def epit_periods():
    timer.start(second // 20, 66)
    return periods(5, timer.is_due, timer.clear)


timer = imx6ul.GPT1
timer.init()
timer.start(66)
second = timer.frequency()
print(is_near(count_tenth, 0.1))
print(is_near(compare_tenth, 0.1))
timer.clear(2)
print(timer.is_due(1), timer.is_due(2))
timer.stop()
print(timer.count() == timer.count())

print(is_near(gpt_periods, 0.1))
print(timer.count() < second // 25)
timer.stop()

for timer in (imx6ul.EPIT1, imx6ul.EPIT2):
    timer.init()
    print(is_near(epit_periods, 0.25))
    print(timer.frequency() == second, timer.count() < second // 20)
    timer.stop()
    print(timer.count() == timer.count())
