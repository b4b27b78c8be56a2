"""Prints and reads the clock at its top, so it has to run when the program runs."""

import time
from dataclasses import dataclass

print("announce is imported")
started = time.time()
log = ["announced"]


@dataclass
class Greeting:
    """A greeting."""

    word: str = "hello"


def greeting(name):
    """Greets."""
    return f"{Greeting().word} {name}, {Greeting('hi')}"
