"""Interrupts of a timer and of the console while memory is allocated, collected and checked.

Each alarm is set by whoever served the one before; what the console brings are numbered lines. The
first line of input tells how many interrupts there have to be, and how many further lines follow.
"""

import gc
import sys
import threading
import time

from tamapy.arm import irq

LINE = 50
PATIENCE = 10.0  # seconds without an alarm after which one is lost
PERIODS = [0.00002 + 0.00003 * i for i in range(7)]  # seconds from one to the next
KEPT = 97


def line_of(number):
    """A line of input, without its end."""
    return f"{number:08d}" + chr(97 + number % 26) * (LINE - 9)


class Alarms:
    """One after the other; ``set`` sets the next, so many seconds ahead, ``cancel`` none."""

    def __init__(self, interrupt, set, cancel):
        self.interrupt, self.set, self.cancel = interrupt, set, cancel
        self.asked = self.served = 0
        self.going = True

    def ask(self, seconds):
        """Set the next one."""
        self.asked += 1
        self.set(seconds)

    def serve(self, number):
        """What a thread does for each."""
        self.served += 1
        made = [self.served] * 20  # allocate here too
        if self.going and made[19] == self.served:
            self.ask(PERIODS[self.served % 7])
        else:
            self.cancel()

    def start(self):
        """The first one, and the thread."""
        irq.register(self.interrupt, self.serve)
        self.ask(0)

    def look(self, before):
        """Replace one that does not come, ``before`` being (how many had been served, when)."""
        now = time.monotonic()
        if self.served == before[0]:
            if now - before[1] < PATIENCE:
                return before
            self.ask(0)
        return self.served, now

    def stop(self):
        """Wait for the last one; how many have been lost."""
        self.going = False
        end = time.monotonic() + PATIENCE
        while self.served < self.asked and time.monotonic() < end:
            time.sleep(0.01)
        return abs(self.asked - self.served)


class Reader:
    """The thread that reads the lines."""

    def __init__(self, lines):
        self.lines = lines
        self.received = 0  # characters as they were sent
        self.wrong = 0  # lines that were not
        self.thread = threading.Thread(target=self.read)

    def read(self):
        """All lines, or to the end of input."""
        number = 0
        while number < self.lines:
            text = sys.stdin.readline()
            if not text:
                break
            if text == line_of(number) + "\n":
                self.received += len(text)
                number += 1
            else:
                self.wrong += 1
                number = int(text[:8]) + 1 if text[:8].isdigit() else number + 1


class Floats:
    """A thread that computes the same again and again."""

    def __init__(self):
        self.going, self.rounds, self.wrong = True, 0, 0
        self.thread = threading.Thread(target=self.run)

    def run(self):
        """Compare each result with the first."""
        first = self.compute()
        while self.going:
            self.rounds += 1
            self.wrong += self.compute() != first

    def compute(self):
        """Many registers of the floating-point unit."""
        a, b, c, d = 0.5, 1.25, 2.0, 0.125
        for i in range(200):
            a, b, c, d = b * 0.5 + d, c - a * 0.25, (a + b) / (c * c + 1.0), i * 0.001 + c / 3.0
        return a, b, c, d


class Data:
    """What is allocated, kept for a while, and looked at before it is dropped."""

    def __init__(self):
        self.kept = {}
        self.turns = self.checked = self.wrong = 0

    def turn(self):
        """Replace one of the blocks, after a look at it."""
        self.turns += 1
        place = self.turns % KEPT
        if place in self.kept:
            self.checked += 1
            self.wrong += not self.is_right(*self.kept[place])
        number = self.turns
        floats = [number * 0.5, str(number)] * (number % 40)
        self.kept[place] = number, floats, bytes([number & 255]) * (number % 999)
        if number % 500 == 0:
            gc.collect()

    def is_right(self, number, floats, data):
        """Whether a block is as it was made."""
        return (
            floats == [number * 0.5, str(number)] * (number % 40)
            and len(data) == number % 999 and data.count(number & 255) == len(data)
        )


def run(interrupt, set, cancel, console, input_state):
    """All of it: interrupts of ``interrupt``, which ``set`` sets, and of ``console``.

    An alarm that is not served, or served without having been set, counts as lost.
    """
    wanted, lines = map(int, sys.stdin.readline().split())
    irq.take(console)
    alarms, reader, floats, data = Alarms(interrupt, set, cancel), Reader(lines), Floats(), Data()
    begin = time.monotonic()
    reader.thread.start()
    floats.thread.start()
    alarms.start()
    came, seen = 0, (0, begin)
    while alarms.served + came < wanted or reader.thread.is_alive():
        data.turn()
        came += irq.take(console)
        seen = alarms.look(seen)
    took = time.monotonic() - begin
    lost, floats.going = alarms.stop(), False
    floats.thread.join()
    state, memory = input_state(), gc.get_stats()[0]
    for name, value in {
        "timer": alarms.served, "console": came, "characters": reader.received,
        "lost alarms": lost, "lost characters": lines * LINE - reader.received,
        "wrong lines": reader.wrong, "overruns": state.overruns + state.broken + state.breaks,
        "collections": memory["collections"],
        "kilobytes": memory["total_bytes"] // 1024,
        "blocks": data.checked, "wrong blocks": data.wrong,
        "rounds": floats.rounds, "wrong rounds": floats.wrong, "milliseconds": int(took * 1000),
    }.items():
        print(f"{name}: {value}")
