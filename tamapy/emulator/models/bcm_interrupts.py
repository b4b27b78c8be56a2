"""Model of the BCM2835's interrupt controller (BCM2835 ARM Peripherals, chapter 7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tamapy.emulator.models import ModelError

BASIC_PENDING, PENDING_1, PENDING_2, FIQ = 0x00, 0x04, 0x08, 0x0C
ENABLE_1, ENABLE_2, ENABLE_BASIC = 0x10, 0x14, 0x18
DISABLE_1, DISABLE_2, DISABLE_BASIC = 0x1C, 0x20, 0x24
FIQ_ENABLE = 1 << 7
#: Interrupts that the basic register shows as well, from bit 10 on (p113).
SHOWN = (7, 9, 10, 18, 19, 53, 54, 55, 56, 57, 62)
#: The processor's own interrupts are numbered from here on.
OWN = 64


class BcmInterrupts:
    """The controller. ``lines`` tell by an interrupt's number whether its block asks for it."""

    def __init__(self, lines: Mapping[int, Callable[[], bool]]) -> None:
        self.lines = dict(lines)
        self.reset()

    def reset(self) -> None:
        """The state after power-on."""
        self.enabled = 0
        self.fiq = 0

    def pending(self) -> int:
        """Bits of the enabled interrupts that are asked for."""
        return sum(
            1 << number for number, asks in self.lines.items()
            if self.enabled >> number & 1 and asks()
        )

    def read(self, offset: int, size: int) -> int:
        """A register."""
        pending = self.pending()
        halves = pending & 0xFFFFFFFF, pending >> 32 & 0xFFFFFFFF
        if offset == BASIC_PENDING:
            value = pending >> OWN | bool(halves[0]) << 8 | bool(halves[1]) << 9
            return value | sum((pending >> n & 1) << 10 + i for i, n in enumerate(SHOWN))
        if offset in (PENDING_1, PENDING_2):
            return halves[(offset - PENDING_1) >> 2]
        if offset == FIQ:
            return self.fiq
        if ENABLE_1 <= offset <= ENABLE_BASIC:
            return self.enabled >> 8 * (offset - ENABLE_1) & 0xFFFFFFFF
        raise ModelError(f"the interrupt controller has no readable register at +0x{offset:x}")

    def write(self, offset: int, size: int, value: int) -> None:
        """Enable or disable interrupts by writing 1."""
        if ENABLE_1 <= offset <= ENABLE_BASIC:
            self.enabled |= value << 8 * (offset - ENABLE_1)
        elif DISABLE_1 <= offset <= DISABLE_BASIC:
            self.enabled &= ~(value << 8 * (offset - DISABLE_1))
        elif offset == FIQ:
            if value & FIQ_ENABLE:
                raise ModelError("the interrupt controller's model has no FIQ")
            self.fiq = value & 0xFF
        else:
            raise ModelError(f"the interrupt controller has no writable register at +0x{offset:x}")
