"""Interrupts and the alarm of a Cortex-A7, for :mod:`tamapy.arm.irq`: GIC and generic timer."""

from tamapy.arm import gic, timer
from tamapy.arm.gic import acknowledge as acknowledge_interrupt
from tamapy.arm.gic import disable as disable_interrupt
from tamapy.arm.gic import enable as enable_interrupt
from tamapy.arm.gic import end as end_interrupt
from tamapy.arm.timer import cancel as cancel_alarm
from tamapy.arm.timer import set_alarm
from tamapy.metal import hook, metal, u32, usize


@hook
def interrupt_controller() -> usize:
    """Where the board's interrupt controller is."""


@metal
def start_interrupts() -> u32:
    """The controller, with the physical timer's interrupts, of which the state has one."""
    gic.init(interrupt_controller())
    gic.enable(timer.SECURE_INTERRUPT)
    gic.enable(timer.INTERRUPT)
    return gic.state.lines


@metal
def is_alarm(number: u32) -> bool:
    """Whether an interrupt is the physical timer's."""
    return number == timer.SECURE_INTERRUPT or number == timer.INTERRUPT


__all__ = [
    "acknowledge_interrupt", "cancel_alarm", "disable_interrupt", "enable_interrupt",
    "end_interrupt", "is_alarm", "set_alarm", "start_interrupts",
]
