"""An alarm for applications: the processor's virtual timer (ARM DDI 0406C, B8.1.5).

:func:`set` it, then wait for interrupt :data:`INTERRUPT` with :mod:`tamapy.arm.irq`. The physical
timer is the runtime's own, for sleeping.
"""

from tamapy.arm import timer
from tamapy.metal import metal, u32
from tamapy.runtime.effect import effect

INTERRUPT = timer.VIRTUAL_INTERRUPT


@metal
def _hertz() -> u32:
    return timer.frequency()


def set(seconds):
    """Interrupt once, so many seconds from now.

    ``ValueError``: less than none, or more ticks than 31 bits hold (34 s at 62.5 MHz, 268 s at
    8 MHz).
    """
    effect("register")
    if not 0 <= seconds * _hertz() <= timer.FARTHEST:
        raise ValueError(f"the alarm cannot be set {seconds} seconds ahead")
    timer.set_virtual_alarm(int(seconds * _hertz()))


def cancel():
    """Take that back."""
    effect("register")
    timer.cancel_virtual()


def is_due():
    """Whether the alarm is set and its time has come."""
    effect("register")
    return timer.is_virtual_due()
