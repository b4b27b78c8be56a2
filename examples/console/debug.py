"""The console of a debug build: with ``peek`` and ``poke``, for which nothing is protected."""

import console
from commands import memory, raw

if __name__ == "__main__":
    console.run((memory.DMA, *raw.COMMANDS))
