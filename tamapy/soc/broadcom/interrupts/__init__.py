"""Driver of the BCM2835's interrupt controller: what is enabled and what is asked for.

BCM2835-ARM-Peripherals: BCM2835 ARM Peripherals (C6357-M-1398), 2012/02/06, chapter 7.
"""

from tamapy import reg
from tamapy.metal import ctz, metal, u32, usize

# p112, 7.5 Registers, BCM2835-ARM-Peripherals
BASIC_PENDING = 0x00
PENDING_1 = 0x04  # two registers
FIQ_CONTROL = 0x0C
ENABLE_1 = 0x10  # three: interrupts 0-31, 32-63, the processor's own from 64 on
DISABLE_1 = 0x1C  # as many
COUNT = 72
OWN = 64
NONE = 1023

# p113, ARM peripherals interrupts table
TIMER_1 = 1
TIMER_3 = 3
AUX = 29
#: Three groups of pins (torvalds/linux, drivers/pinctrl/bcm/pinctrl-bcm2835.c), and all.
GPIO_0 = 49
UART0 = 57
MAILBOX = 65


@metal
def init(base: usize) -> None:
    """All interrupts off, and no fast one."""
    reg.write(base + FIQ_CONTROL, 0)
    for bank in range(usize(3)):
        reg.write(base + DISABLE_1 + bank * 4, 0xFFFFFFFF if bank != 2 else u32(0xFF))


@metal
def first(base: usize) -> u32:
    """The lowest number of those that are let through and asked for, or ``NONE``.

    The basic register tells of some of the others too, but not of all (p113): not asked for that.
    """
    for bank in range(u32(3)):
        found = reg.read(base + PENDING_1 + usize(bank) * 4) if bank != 2 else (
            reg.read(base + BASIC_PENDING) & 0xFF
        )
        if found != 0:
            return bank * 32 + ctz(found)
    return NONE


@metal
def enable(base: usize, number: u32) -> None:
    """Let an interrupt through."""
    reg.write(base + ENABLE_1 + usize(number >> 5) * 4, u32(1) << (number & 31))


@metal
def disable(base: usize, number: u32) -> None:
    """Keep an interrupt back."""
    reg.write(base + DISABLE_1 + usize(number >> 5) * 4, u32(1) << (number & 31))


@metal
def is_pending(base: usize, number: u32) -> bool:
    """Whether an interrupt that is let through is asked for."""
    if number >= OWN:
        return reg.is_set(base + BASIC_PENDING, number - OWN)
    return reg.is_set(base + PENDING_1 + usize(number >> 5) * 4, number & 31)


class Interrupts:
    """The controller at an address."""

    def __init__(self, base):
        self.base = base

    def enable(self, number):
        """Let an interrupt through."""
        self._check(number)
        enable(self.base, number)

    def disable(self, number):
        """Keep an interrupt back."""
        self._check(number)
        disable(self.base, number)

    def is_pending(self, number):
        """Whether an interrupt that is let through is asked for."""
        self._check(number)
        return is_pending(self.base, number)

    def _check(self, number):
        if not isinstance(number, int) or not 0 <= number < COUNT:
            raise ValueError(f"there is no interrupt {number}")
