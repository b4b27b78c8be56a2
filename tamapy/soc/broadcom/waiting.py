"""Waiting for the Raspberry Pis' devices by their interrupts: see :mod:`tamapy.soc.waiting`."""

from tamapy.arm import irq_events
from tamapy.soc import waiting
from tamapy.soc.broadcom import gpio, interrupts

#: The first pins of the second and third group, each with an interrupt of its own
#: (torvalds/linux, drivers/pinctrl/bcm/pinctrl-bcm2835.c).
SECOND_GROUP = 28
THIRD_GROUP = 46

for_input = waiting.for_input
for_room = waiting.for_room
send = waiting.send


def for_pin(pin, timeout=None):
    """Wait for an edge that a pin is ``watch``-ed for, and forget it.

    Any number of threads may wait for a pin each. What comes between two calls is not lost, but
    is once; ``happened()`` tells nothing any more, of all pins. ``ValueError``: some pin is watched
    for a level, which would interrupt again and again.
    """
    if gpio.are_levels_watched(pin.base):
        raise ValueError("a pin is watched for a level: nobody can wait for edges meanwhile")
    irq_events.register(pin.base + gpio.GPEDS0)
    group = (pin.number >= SECOND_GROUP) + (pin.number >= THIRD_GROUP)
    return irq_events.wait(interrupts.GPIO_0 + group, pin.number, timeout)


def for_match(timer, channel, timeout=None):
    """Wait until a channel of the system timer is due, and forget it; one thread at a time."""
    return waiting.until(
        timer.interrupts[channel], lambda: timer.is_due(channel), lambda: timer.clear(channel),
        timeout,
    )
