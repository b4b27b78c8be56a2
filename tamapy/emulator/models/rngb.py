"""Model of NXP's random number generator RNGB (IMX6ULLRM, chapter 44)."""

from __future__ import annotations

import os
from collections.abc import Callable

from tamapy.emulator.models import ModelError

VER, CMD, CR, SR, ESR, OUT = 0x00, 0x04, 0x08, 0x0C, 0x10, 0x14
CMD_SR, CMD_CE, CMD_CI, CMD_GS, CMD_ST = 1 << 6, 1 << 5, 1 << 4, 1 << 1, 1 << 0
CR_AR = 1 << 4
SR_ST_PF, SR_ERR, SR_FIFO_SIZE, SR_FIFO_LVL = 21, 16, 12, 8
SR_SDN, SR_STDN, SR_BUSY = 1 << 5, 1 << 4, 1 << 1
ESR_FUFE, ESR_STE = 1 << 4, 1 << 1
DEPTH = 5
SEED_LIFE = 1 << 20  # words until a seed is used up
VERSION = 0x10000280


class Rngb:
    """The generator. ``entropy(n)`` gives its bytes; tests make it fail its self test.

    Work takes time: each look at the status register lets a unit of it pass.
    """

    def __init__(
        self, entropy: Callable[[int], bytes] = os.urandom, self_test_passes: bool = True
    ) -> None:
        self.entropy = entropy
        self.self_test_passes = self_test_passes
        self.reset()

    def reset(self) -> None:
        """The state after power-on or a software reset."""
        self.control = 0
        self.status = 0
        self.errors = 0
        self.fifo: list[int] = []
        self.left = 0
        self.work: list[tuple[int, Callable[[], None]]] = []

    def read(self, offset: int, size: int) -> int:
        """A register; reading OUT takes a word from the FIFO."""
        if offset == SR:
            self._pass_time()
            error = 1 << SR_ERR if self.errors else 0
            busy = SR_BUSY if self.work else 0
            level = len(self.fifo) << SR_FIFO_LVL
            return self.status | DEPTH << SR_FIFO_SIZE | level | error | busy
        if offset == OUT:
            if self.fifo:
                return self.fifo.pop(0)
            self.errors |= ESR_FUFE
            return 0
        found = {VER: VERSION, CMD: 0, CR: self.control, ESR: self.errors}.get(offset)
        if found is None:
            raise ModelError(f"the RNGB has no readable register at +0x{offset:x}")
        return found

    def write(self, offset: int, size: int, value: int) -> None:
        """Set the control register or give commands."""
        if offset == CR:
            self.control = value
        elif offset == CMD:
            self._command(value)
        else:
            raise ModelError(f"the RNGB has no writable register at +0x{offset:x}")

    def _command(self, value: int) -> None:
        if value & CMD_CE:
            self.errors = 0
        if value & CMD_SR:
            self.reset()
        if value & CMD_CI:
            return
        if value & CMD_ST:
            self.work.append((3, self._self_test))
        if value & CMD_GS:
            self.work.append((5, self._seed))

    def _self_test(self) -> None:
        self.status |= SR_STDN
        if not self.self_test_passes:
            self.status |= 0b111 << SR_ST_PF
            self.errors |= ESR_STE

    def _seed(self) -> None:
        self.status |= SR_SDN
        self.left = SEED_LIFE

    def _pass_time(self) -> None:
        if self.work:
            units, done = self.work[0]
            if units:
                self.work[0] = (units - 1, done)
            else:
                self.work.pop(0)
                done()
        elif self.left and len(self.fifo) < DEPTH:
            self.fifo.append(int.from_bytes(self.entropy(4), "little"))
            self.left -= 1
            if not self.left and self.control & CR_AR:
                self._seed()
