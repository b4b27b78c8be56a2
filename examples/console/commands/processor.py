"""Threads, their stacks, and the processor's sleep."""

import sys
import threading
import time
import traceback

from table import Command, Usage


class Burner:
    """Keeps the processor from sleep by a thread that always wants to run."""

    def __init__(self):
        self.thread = None
        self.stop = False

    def burn(self):
        while not self.stop:
            time.sleep(0)

    def start(self):
        if self.thread is None:
            self.stop = False
            self.thread = threading.Thread(target=self.burn, name="burner", daemon=True)
            self.thread.start()

    def end(self):
        if self.thread is not None:
            self.stop = True
            self.thread.join()
            self.thread = None


BURNER = Burner()


def cpuidle(console, words):
    """Let the processor sleep while nothing is to be done, or not."""
    if words:
        if words[0] not in ("on", "off"):
            raise Usage
        if words[0] == "on":
            BURNER.end()
        else:
            BURNER.start()
    busy = BURNER.thread is not None
    console.say(f"idle: {'no, a thread keeps it busy' if busy else console.board.idle}")


def show(console, frame):
    """The calls that led to a frame."""
    for line in traceback.format_stack(frame):
        console.write(line)


def stack(console, words):
    """Of this thread."""
    show(console, sys._getframe())


def stackall(console, words):
    """Of all threads."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    for ident, frame in sys._current_frames().items():
        console.say(f"thread {names.get(ident, ident)}:")
        show(console, frame)


COMMANDS = (
    Command("stack", "", "the stack of this thread", stack),
    Command("stackall", "", "the stacks of all threads", stackall),
    Command("cpuidle", "[on|off]", "the processor's sleep", cpuidle, 0, 1, ("on", "off")),
)
