"""Waiting for the i.MX's devices by their interrupts: see :mod:`tamapy.soc.waiting`."""

from tamapy.arm import irq, irq_shared
from tamapy.soc import waiting
from tamapy.soc.nxp import gpio, i2c

#: Nanoseconds that others may keep the processor from whoever waits for a word.
OTHERS = 1000000000

for_input = waiting.for_input
for_room = waiting.for_room
send = waiting.send


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
    return waiting.until(epit.interrupt, epit.is_due, epit.clear, timeout)


def for_channel(gpt, channel, timeout=None):
    """Wait until a channel of a GPT is due, and forget it; one thread may do so at a time.

    The other channels' interrupts have to be disabled, or they come again and again.
    """
    return waiting.until(
        gpt.interrupt, lambda: gpt.is_due(channel), lambda: gpt.clear(channel), timeout
    )


def for_alarm(monitor, timeout=None):
    """Wait for an alarm of the temperature monitor's, and forget it; the alarms that came, a set.

    One thread may do so at a time. An alarm that holds comes again with each measurement.
    """
    found = set()

    def came():
        found.update(monitor.alarms())
        return bool(found)

    waiting.until(monitor.interrupt, came, monitor.clear, timeout)
    return found


def for_warning(wdog, timeout=None):
    """Wait for a watchdog's interrupt before its reset, and take it back; one thread at a time."""
    return waiting.until(wdog.interrupt, wdog.is_interrupting, wdog.clear_interrupt, timeout)


def during_words(bus):
    """Have other threads run while words are on their way on a bus of SPI, from now on.

    Sixty-four words of 32 bits take 200 microseconds at 10 MHz.
    """
    bus.waiter = lambda late: irq.wait_until(
        bus.interrupt, bus.has_received, (late + OTHERS) / 1e9
    )


def during_bytes(bus):
    """Have other threads run while a byte is on its way on an I2C bus, from now on.

    A byte takes 90 microseconds at 100 kHz: this is worth it only if others have much to do.
    """
    bus.waiter = lambda: irq.wait_until(bus.interrupt, bus.is_flagged, i2c.LATEST / 1e9)
