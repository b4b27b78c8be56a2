"""Registers of coprocessor 15 that Unicorn leaves out, by hooks on the instructions in an image.

Unicorn drops what is written to the control registers of the generic timer, does not know where
the private peripherals are, and starts in the non-secure state. The instructions that access
those registers are looked for in the image's code once, and done here in Unicorn's place.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import partial
from typing import Any

import unicorn as u
from unicorn import arm_const as arm

ENABLE, IMASK, ISTATUS = 1, 2, 4

# MRC and MCR as (opc1, CRn, CRm, opc2) of coprocessor 15 (ARM DDI 0406C, A8.8.98, A8.8.107).
CNTP_CTL = (0, 14, 2, 1)
CNTV_CTL = (0, 14, 3, 1)
CBAR = (4, 15, 0, 0)
SCR = (0, 1, 1, 0)
NSACR = (0, 1, 1, 2)
MVBAR = (0, 12, 0, 1)
# What Unicorn's registers are called: (15, 64 bits, secure, 0, CRm, opc1, 0).
_PHYSICAL = ((15, 1, 0, 0, 14, 0, 0), (15, 1, 0, 0, 14, 2, 0))  # counter and compare value
_VIRTUAL = ((15, 1, 0, 0, 14, 1, 0), (15, 1, 0, 0, 14, 3, 0))

_REGISTERS = [getattr(arm, f"UC_ARM_REG_R{i}") for i in range(13)] + [
    arm.UC_ARM_REG_SP, arm.UC_ARM_REG_LR,
]


class Timer:
    """One timer of the processor: its control register, and whether its line is up."""

    def __init__(self, uc: Any, registers: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
        self.uc = uc
        self.counter, self.compare = registers
        self.control = 0

    def ticks_left(self) -> int | None:
        """Ticks until the line goes up (0: it is), or ``None`` while it cannot."""
        if self.control & (ENABLE | IMASK) != ENABLE:
            return None
        return max(0, self._distance())

    def _distance(self) -> int:
        compare = self.uc.reg_read(arm.UC_ARM_REG_CP_REG, self.compare)
        return int(compare - self.uc.reg_read(arm.UC_ARM_REG_CP_REG, self.counter))

    def read(self) -> int:
        """The control register."""
        due = self.control & ENABLE and self._distance() <= 0
        return self.control | (ISTATUS if due else 0)

    def write(self, value: int) -> None:
        """Set it."""
        self.control = value & (ENABLE | IMASK)


class Coprocessor:
    """The registers of one machine, by hooks on its code."""

    def __init__(self, uc: Any, private_base: int) -> None:
        self.uc = uc
        self.physical = Timer(uc, _PHYSICAL)
        self.virtual = Timer(uc, _VIRTUAL)
        #: Those of the security extensions just keep what is written.
        self.values = {SCR: 0, NSACR: 0, MVBAR: 0}
        self.reads: dict[tuple[int, ...], Callable[[], int]] = {
            CNTP_CTL: self.physical.read, CNTV_CTL: self.virtual.read,
            CBAR: lambda: private_base,
            **{name: partial(self.values.__getitem__, name) for name in self.values},
        }
        self.writes: dict[tuple[int, ...], Callable[[int], None]] = {
            CNTP_CTL: self.physical.write, CNTV_CTL: self.virtual.write,
            **{name: partial(self.values.__setitem__, name) for name in self.values},
        }

    def hook(self, start: int, code: bytes) -> None:
        """Find the instructions in code that will be at an address."""
        wanted = {_word(name, True) for name in self.reads}
        wanted |= {_word(name, False) for name in self.writes}
        words = struct.unpack(f"<{len(code) // 4}I", code[: len(code) & ~3])
        for i, word in enumerate(words):
            if word & 0xFFFF0FFF in wanted:
                address = start + 4 * i
                self.uc.hook_add(u.UC_HOOK_CODE, self._do, word, address, address)

    def _do(self, uc: Any, address: int, size: int, word: int) -> None:
        name = (word >> 21 & 7, word >> 16 & 15, word & 15, word >> 5 & 7)
        register = _REGISTERS[word >> 12 & 15]
        if word >> 20 & 1:
            uc.reg_write(register, self.reads[name]())
        else:
            self.writes[name](uc.reg_read(register))
        uc.reg_write(arm.UC_ARM_REG_PC, address + 4)


def _word(name: tuple[int, ...], read: bool) -> int:
    """MRC or MCR with condition AL and register 0."""
    opc1, crn, crm, opc2 = name
    return 0xEE000F10 | opc1 << 21 | read << 20 | crn << 16 | opc2 << 5 | crm
