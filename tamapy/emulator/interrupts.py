"""Interrupts of the emulated machine, which Unicorn does not deliver.

Until the image turns its interrupt controller on, the processor runs freely. From then on it is
stopped every so many blocks of instructions (:mod:`tamapy.emulator.gate`), and wherever it waits
for an interrupt; the devices' lines are looked at, and the interrupt is taken as the processor
would take it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from unicorn import arm_const as arm

from tamapy.emulator.controllers import Controller
from tamapy.emulator.gate import Gate

MODE_IRQ, VECTOR_IRQ, RETURN_IRQ = 0x12, 0x18, 4  # ARM DDI 0406C, table B1-7 and B1.8.1
PSR_I, PSR_A, PSR_T, PSR_E = 0x80, 0x100, 0x20, 0x200
VBAR = (15, 0, 0, 12, 0, 0, 0)
#: WFI, and what the ARM1176 has for it: MCR to c7, c0, 4 with any register (ARM DDI 0301H, 3.2.22).
WFI = 0xE320F003
WFI_V6, WFI_V6_MASK = 0xEE070F90, 0xFFFF0FFF

#: Blocks between two looks at the lines: some tenths of a millisecond.
USUAL = 50_000
#: While an interrupt waits for the processor to unmask it.
SOON = 20
#: What an access to a device counts for.
ACCESS = 200
#: Seconds between two looks at the lines while the processor waits.
PAUSE = 0.001


class Interrupts:
    """The interrupt lines of one machine, and what delivers them."""

    def __init__(self, uc: Any, controller: Controller) -> None:
        self.uc = uc
        self.controller = controller
        self.usual = USUAL
        self.gate: Gate | None = None
        self.taken = 0

    def arm(self) -> None:
        """The controller is about to be turned on."""
        self.gate = Gate(self.uc)

    def begin(self) -> None:
        """The processor is about to run."""
        if self.gate is not None:
            self.gate.open(SOON if self.controller.is_asserted else self.usual)

    def accessed(self) -> None:
        """A device has been accessed: what it did may interrupt, and took time."""
        if self.gate is not None:
            if self.controller.is_on and self.controller.look():
                self.gate.shut()
            else:
                self.gate.spend(ACCESS)

    def settle(self, halted: Callable[[], bool]) -> None:
        """The processor has stopped between two instructions: wait if it waits, then deliver."""
        if self.gate is None:
            time.sleep(PAUSE)  # waiting for what cannot come
            return
        asserted = self.controller.look()
        if not self.gate.is_shut and self._waits():
            while not asserted and not halted():
                time.sleep(self._pause())
                asserted = self.controller.look()
        if asserted and not self.uc.reg_read(arm.UC_ARM_REG_CPSR) & PSR_I:
            self._take()

    def _pause(self) -> float:
        """How long to sleep: to the next alarm, but not past a look at the other lines."""
        left = self.controller.left()
        return PAUSE if left is None else min(PAUSE, left)

    def _waits(self) -> bool:
        """Whether the instruction before this one is WFI, which ends Unicorn's run."""
        pc = self.uc.reg_read(arm.UC_ARM_REG_PC)
        word = int.from_bytes(self.uc.mem_read(pc - 4, 4), "little")
        return word == WFI or word & WFI_V6_MASK == WFI_V6

    def _take(self) -> None:
        """Enter the handler."""
        uc = self.uc
        pc, psr = uc.reg_read(arm.UC_ARM_REG_PC), uc.reg_read(arm.UC_ARM_REG_CPSR)
        uc.reg_write(
            arm.UC_ARM_REG_CPSR, psr & ~(0x1F | PSR_T | PSR_E) | MODE_IRQ | PSR_I | PSR_A
        )
        uc.reg_write(arm.UC_ARM_REG_SPSR, psr)
        uc.reg_write(arm.UC_ARM_REG_LR, pc + RETURN_IRQ)
        uc.reg_write(arm.UC_ARM_REG_PC, uc.reg_read(arm.UC_ARM_REG_CP_REG, VBAR) + VECTOR_IRQ)
        self.taken += 1
