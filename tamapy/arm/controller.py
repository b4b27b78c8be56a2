"""What :mod:`tamapy.arm.irq` needs of an interrupt controller, and of the alarm that ends sleep.

A board has functions of these names; the architecture's, for those that have none, are those of
the Cortex-A7: its GIC and its generic timer (:mod:`tamapy.arm.gic`, :mod:`tamapy.arm.timer`).
"""

from tamapy.metal import hook, i64, u32

NUMBER = 0x3FF  # the bits of ``acknowledge_interrupt`` that are the interrupt's number
NONE = 1020  # from here on it is none


@hook
def start_interrupts() -> u32:
    """Set the controller up, with all interrupts off but the alarm's; how many there are."""


@hook
def enable_interrupt(number: u32) -> None:
    """Forward an interrupt to the processor."""


@hook
def disable_interrupt(number: u32) -> None:
    """Hold an interrupt back."""


@hook
def acknowledge_interrupt() -> u32:
    """The interrupt that has come; from ``NONE`` on there is none any more."""


@hook
def end_interrupt(word: u32) -> None:
    """That interrupt has been dealt with: what ``acknowledge_interrupt`` gave."""


@hook
def is_alarm(number: u32) -> bool:
    """Whether an interrupt is the alarm's."""


@hook
def set_alarm(moment: i64) -> None:
    """Interrupt at a moment of ``nanotime``, or earlier if that is too far off."""


@hook
def cancel_alarm() -> None:
    """Take that back."""
