"""Waiting for devices by their interrupts, so that other threads run meanwhile.

What programs do not call is not in their images, and neither are interrupts then: that is why these
are no methods of the drivers. Times are in seconds; each function tells whether it came in time.
"""

from tamapy.arm import irq, irq_shared
from tamapy.soc.nxp import gpio, i2c


def for_pin(pin, timeout=None):
    """Wait for what a pin's ``set_interrupt`` chose, and forget it.

    Any number of threads may wait for a pin each. What comes between two calls is not lost, but
    is once.
    """
    base, half = pin.gpio.base, pin.number // gpio.PINS_PER_ICR
    came = irq_shared.wait(
        pin.gpio.interrupts[half], (base + gpio.ISR, base + gpio.IMR), gpio.HALVES[half],
        pin.number, timeout,
    )
    if came:
        pin.clear_interrupt()
    return came


def for_period(epit, timeout=None):
    """Wait for the end of an EPIT's period, and forget it; one thread may do so at a time."""
    came = irq.wait_until(epit.interrupt, epit.is_due, timeout)
    if came:
        epit.clear()
    return came


def for_channel(gpt, channel, timeout=None):
    """Wait until a channel of a GPT is due, and forget it; one thread may do so at a time.

    The other channels' interrupts have to be disabled, or they come again and again.
    """
    came = irq.wait_until(gpt.interrupt, lambda: gpt.is_due(channel), timeout)
    if came:
        gpt.clear(channel)
    return came


def for_warning(wdog, timeout=None):
    """Wait for a watchdog's interrupt before its reset, and take it back; one thread at a time."""
    came = irq.wait_until(wdog.interrupt, wdog.is_interrupting, timeout)
    if came:
        wdog.clear_interrupt()
    return came


def during_bytes(bus):
    """Have other threads run while a byte is on its way on an I2C bus, from now on.

    A byte takes 90 microseconds at 100 kHz: this is worth it only if others have much to do.
    """
    bus.waiter = lambda: irq.wait_until(bus.interrupt, bus.is_flagged, i2c.LATEST / 1e9)
