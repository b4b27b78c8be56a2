"""Threads of the Raspberry Pi 2 that wait by interrupts: lines say what should be so.

Its input is a line, which a thread reads, and then "pins" where somebody drives them: asked by
"drive N L", pin N.
"""

import sys
import threading
import time

from tamapy.arm import irq
from tamapy.board import pi2 as board
from tamapy.soc import bcm2836 as soc
from tamapy.soc.broadcom import waiting


class Beside:
    """Another thread, which has to have its turns meanwhile."""

    def __enter__(self):
        self.turns, self.going = 0, True
        self.thread = threading.Thread(target=self.run)
        self.begin = time.monotonic()
        self.thread.start()
        return self

    def run(self):
        while self.going:
            self.turns += 1
            time.sleep(0.001)

    def __exit__(self, *error):
        self.took = time.monotonic() - self.begin
        self.going = False
        self.thread.join()


def refusal(function, *arguments):
    """What a call raises."""
    try:
        function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "nothing"


def matches():
    timer = soc.SYSTEM_TIMER
    came = []
    with Beside() as beside:
        for _ in range(5):
            timer.start(1, 20000)
            came.append(waiting.for_match(timer, 1, 2.0))
    print(came, 0.1 <= beside.took < 2, beside.turns > 5)
    with Beside() as beside:
        came = waiting.for_match(timer, 1, 0.05)
    print(came, 0.05 <= beside.took < 2, beside.turns > 2, refusal(irq.wait, 72))


def reading():
    """A thread reads the console's input, this one computes until the line is there."""
    lines, turns = [], 0
    thread = threading.Thread(target=lambda: lines.append(sys.stdin.readline()))
    thread.start()
    while not lines:
        turns += 1
    thread.join()
    state = board.input_state()
    print(lines, state.overruns, state.breaks, state.broken)
    with Beside() as beside:  # nothing comes on the other port
        soc.UART1.init(250000000)
        print(waiting.for_input(soc.UART1, 0.02))
    print(beside.turns > 2)


def drive(number, level):
    print("drive", number, level)


def edges():
    for number in (3, 30, 33, 50):  # of every group, the second one in both registers
        pin = soc.GPIO.pin(number)
        pin.input()
        pin.watch("rising")
        drive(number, 1)
        drive(number, 0)
        print(waiting.for_pin(pin, 5), waiting.for_pin(pin, 0.02))
        pin.watch("falling")
        drive(number, 1)
        print(waiting.for_pin(pin, 0.02))
        drive(number, 0)
        print(waiting.for_pin(pin, 5))
        pin.watch()
    pins = {number: soc.GPIO.pin(number) for number in (4, 5, 40)}
    seen = []

    def wait(number):
        while waiting.for_pin(pins[number], 5):
            seen.append(number)
            if seen.count(number) == 3:
                break
            drive(number, 0)
            drive(number, 1)

    for pin in pins.values():
        pin.watch("rising")
    threads = [threading.Thread(target=wait, args=(number,)) for number in pins]
    for thread in threads:
        thread.start()
    for number in (5, 40, 4):
        drive(number, 1)
    for thread in threads:
        thread.join()
    print(sorted(seen))
    pins[4].watch("low")
    print(refusal(waiting.for_pin, pins[5], 1))


matches()
reading()
if sys.stdin.readline() == "pins\n":
    edges()
