"""Waiting for devices by their interrupts, whatever their block, so that other threads run.

What programs do not call is not in their images, and neither are interrupts then: that is why these
are no methods of the drivers. Times are in seconds; each function tells whether it came in time.
"""

from tamapy.arm import irq
from tamapy.runtime.arguments import as_bytes


def until(number, condition, clear, timeout=None):
    """Wait for an interrupt until ``condition()`` is true, then ``clear()``; for one thread."""
    came = irq.wait_until(number, condition, timeout)
    if came:
        clear()
    return came


def for_input(port, timeout=None):
    """Wait until a serial port has something to be read; for one thread, not of the console's.

    Another thread may :func:`send` meanwhile.
    """
    port.interrupt_on_receive(True)
    came = irq.wait_until(port.interrupt, port.is_ready, timeout)
    port.interrupt_on_receive(False)
    return came


def for_room(port, timeout=None):
    """Wait until a serial port can take something to be sent; as :func:`for_input`."""
    if port.has_room():
        return True
    port.interrupt_on_transmit(True)
    came = irq.wait_until(port.interrupt, port.has_room, timeout)
    port.interrupt_on_transmit(False)
    return came


def send(port, data, timeout=None):
    """Send bytes by a serial port; other threads run while its transmitter is full.

    How many were sent: fewer if there was no room for one within ``timeout`` seconds.
    """
    data = as_bytes(data)
    for i in range(len(data)):
        if not for_room(port, timeout):
            return i
        port.tx(data[i])
    return len(data)
