"""Any memory, as words: for debug builds. What is not mapped ends the program with a report."""

from table import Command, Missing, Usage, number

from commands.memory import PEEK, POKE
from tamapy import reg

WORD = 4
MOST = 256
PER_LINE = 4


def address_of(console, text):
    """An argument as the address of a word."""
    if not console.board.on_metal:
        raise Missing("peek and poke are for boards without an operating system")
    address = number(text)
    if address % WORD:
        raise Usage
    return address


def peek(console, words):
    """Show memory."""
    address = address_of(console, words[0])
    left = number(words[1], 1, MOST) if len(words) > 1 else 1
    while left:
        count = min(left, PER_LINE)
        shown = [f"{reg.read(address + WORD * i):08x}" for i in range(count)]
        console.say(f"{address:08x}: {' '.join(shown)}")
        address += WORD * count
        left -= count


def poke(console, words):
    """Write a word, and show what is there now."""
    address = address_of(console, words[0])
    reg.write(address, number(words[1]))
    console.say(f"{address:08x}: {reg.read(address):08x}")


COMMANDS = (Command(*PEEK[:3], peek, *PEEK[3:]), Command(*POKE[:3], poke, *POKE[3:]))
