"""Output by interrupts while the program goes on; what it is to do next comes by its first line.

The module of the board is the test's to put in.
"""

import sys
import threading

from tamapy import reg
from tamapy.board import BOARD as board

LINE = "".join(chr(33 + i % 90) for i in range(79)) + "\n"


def work():
    """Print much, and go on at once: what waits then."""
    sys.stdout.write(LINE * 50)
    sys.stdout.flush()
    waited = board.output_waiting()
    total = sum(i * i % 7 for i in range(1000))
    print("waits", waited > 0, total)
    print("an error", file=sys.stderr)
    print("no more", board.output_waiting())
    for i in range(80):  # more than the ring has room for
        print(f"{i:03d}", LINE, end="")


def threads():
    """Lines of two threads stay whole."""
    def speak(word):
        for _ in range(40):
            print(word * 20)

    both = [threading.Thread(target=speak, args=(word,)) for word in ("one ", "two ")]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()


def uncaught():
    """What is printed before an error that nobody catches."""
    print(LINE * 20, end="")
    raise ValueError("after all lines")


def fault():
    """And before a fault of the processor."""
    print(LINE * 20, end="")
    reg.read(0x10 if board.RAM_START else 0xF0000000)


board.buffer_output()
globals()[sys.stdin.readline().strip()]()
