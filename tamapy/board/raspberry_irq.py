"""Interrupts of the Raspberry Pis, for :mod:`tamapy.arm.irq`, which knows them by these names.

The controller is the BCM2835's; the alarm is a comparator of the system timer.

BCM2835-ARM-Peripherals: BCM2835 ARM Peripherals (C6357-M-1398), 2012/02/06.
"""

from tamapy.board import raspberry
from tamapy.metal import dsb, i64, metal, u32, usize
from tamapy.runtime import board
from tamapy.soc.bcm2835 import blocks
from tamapy.soc.broadcom import interrupts, systimer


@metal
def base() -> usize:
    """The controller's address."""
    return raspberry.state.peripherals + blocks.INTERRUPTS


@metal
def timer() -> usize:
    """The system timer's address."""
    return raspberry.state.peripherals + blocks.SYSTEM_TIMER


@metal
def start_interrupts() -> u32:
    """The controller, with all interrupts off but the alarm's; how many there are."""
    interrupts.init(base())
    interrupts.enable(base(), interrupts.TIMER_3)
    return interrupts.COUNT


@metal
def enable_interrupt(number: u32) -> None:
    """Let an interrupt through."""
    interrupts.enable(base(), number)


@metal
def disable_interrupt(number: u32) -> None:
    """Keep an interrupt back."""
    interrupts.disable(base(), number)


@metal
def acknowledge_interrupt() -> u32:
    """The lowest interrupt that has come.

    Whoever is interrupted may be in the middle of accesses to another block; barriers here and
    at the end keep data of one from passing for the other's (p7, 1.3 Peripheral access
    precautions for correct memory ordering, BCM2835-ARM-Peripherals).
    """
    dsb()
    return interrupts.first(base())


@metal
def end_interrupt(word: u32) -> None:
    """The controller shows what is asked for now, and keeps nothing in mind."""
    dsb()


@metal
def is_alarm(number: u32) -> bool:
    """Whether an interrupt is the runtime's comparator's."""
    return number == interrupts.TIMER_3


@metal
def set_alarm(moment: i64) -> None:
    """Interrupt at a moment of ``nanotime``, or earlier if that is too far off."""
    systimer.set_alarm(timer(), moment - board.nanotime())


@metal
def cancel_alarm() -> None:
    """Forget that it has come."""
    systimer.clear(timer(), systimer.ALARM)
