"""Waiting for devices by their interrupts, whatever their block, so that other threads run.

What programs do not call is not in their images, and neither are interrupts then: that is why these
are no methods of the drivers. Times are in seconds; each function tells whether it came in time.
"""

from tamapy.arm import irq


def until(number, condition, clear, timeout=None):
    """Wait for an interrupt until ``condition()`` is true, then ``clear()``; for one thread."""
    came = irq.wait_until(number, condition, timeout)
    if came:
        clear()
    return came


def for_input(port, timeout=None):
    """Wait until a serial port has something to be read; for one thread, not of the console's."""
    port.interrupt_on_receive(True)
    came = irq.wait_until(port.interrupt, port.is_ready, timeout)
    port.interrupt_on_receive(False)
    return came
