"""Model of the BCM2835's random number generator (torvalds/linux, bcm2835-rng.c; QEMU's model)."""

from __future__ import annotations

import os
from collections.abc import Callable

from tamapy.emulator.models import ModelError

CTRL, STATUS, DATA = 0x00, 0x04, 0x08
CTRL_RBGEN = 1 << 0
COUNT = 24
DEPTH = 4


class BcmRng:
    """The generator. ``entropy(n)`` gives its bytes; tests make it ``stuck``.

    Each look at the status lets time pass: first the warm-up, then a word a look.
    """

    def __init__(self, entropy: Callable[[int], bytes] = os.urandom) -> None:
        self.entropy = entropy
        self.stuck = False
        self.reset()

    def reset(self) -> None:
        """The state after power-on."""
        self.control = 0
        self.warm_up = 0
        self.fifo: list[int] = []

    def read(self, offset: int, size: int) -> int:
        """A register; reading DATA takes a word."""
        if offset == CTRL:
            return self.control
        if offset == STATUS:
            self._pass_time()
            return len(self.fifo) << COUNT | self.warm_up
        if offset == DATA:
            if not self.fifo:
                raise ModelError("the random number generator has no word")
            return self.fifo.pop(0)
        raise ModelError(f"the random number generator has no register at +0x{offset:x}")

    def write(self, offset: int, size: int, value: int) -> None:
        """Start or stop it, or set the warm-up."""
        if offset == CTRL:
            self.control = value
        elif offset == STATUS:
            self.warm_up = value & 0xFFFFF
        else:
            raise ModelError(f"no register of the random number generator to write: +0x{offset:x}")

    def _pass_time(self) -> None:
        if not self.control & CTRL_RBGEN or self.stuck:
            return
        if self.warm_up:
            self.warm_up = max(0, self.warm_up - 0x10000)
        elif len(self.fifo) < DEPTH:
            self.fifo.append(int.from_bytes(self.entropy(4), "little"))
