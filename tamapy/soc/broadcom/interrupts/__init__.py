"""Driver of the BCM2835's interrupt controller: what is enabled and what is asked for.

BCM2835-ARM-Peripherals: BCM2835 ARM Peripherals (C6357-M-1398), 2012/02/06, chapter 7.
"""

from tamapy import reg
from tamapy.metal import metal, u32, usize

# p112, 7.5 Registers, BCM2835-ARM-Peripherals
BASIC_PENDING = 0x00
PENDING_1 = 0x04  # two registers
ENABLE_1 = 0x10  # three: interrupts 0-31, 32-63, the processor's own from 64 on
DISABLE_1 = 0x1C  # as many
COUNT = 72
OWN = 64

# p113, ARM peripherals interrupts table
TIMER_1 = 1
TIMER_3 = 3
AUX = 29
GPIO_0 = 49
UART0 = 57
MAILBOX = 65


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
