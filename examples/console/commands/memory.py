"""Memory for devices; and what an ordinary build says of ``peek`` and ``poke``."""

from table import Command, Missing


def dma(console, words):
    """Where it is; a buffer of it is filled, read and given back."""
    for line in console.board.dma():
        console.say(line)


def refuse(console, words):
    """The commands that debug.py has."""
    raise Missing("this build has no access to raw memory: build examples/console/debug.py")


PEEK = ("peek", "ADDRESS [WORDS]", "show words of memory (debug build)", 1, 2)
POKE = ("poke", "ADDRESS VALUE", "write a word of memory (debug build)", 2, 2)
DMA = Command("dma", "", "memory for devices", dma)
REFUSED = (
    DMA,
    Command(*PEEK[:3], refuse, *PEEK[3:]),
    Command(*POKE[:3], refuse, *POKE[3:]),
)
