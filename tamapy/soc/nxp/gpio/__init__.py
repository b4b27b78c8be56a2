"""Driver of NXP's general purpose input and output GPIO.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 28.

A pin is the GPIO's once its pad is switched there (:mod:`tamapy.soc.nxp.iomuxc`).
"""

from tamapy import reg
from tamapy.runtime.arguments import integer
from tamapy.soc.nxp.gates import open_gate

# GPIO Memory Map/Register Definition, IMX6ULLRM; a bit for each pin, in ICR two
DR = 0x00
GDIR = 0x04
PSR = 0x08
ICR1 = 0x0C
ICR2 = 0x10
IMR = 0x14
ISR = 0x18
EDGE_SEL = 0x1C

PINS = 32
PINS_PER_ICR = 16
HALVES = (0x0000FFFF, 0xFFFF0000)  # the pins that share an interrupt

#: What raises a pin's interrupt: a level, an edge, or both edges.
LOW, HIGH, RISING, FALLING, BOTH = 0, 1, 2, 3, 4


class Pin:
    """One of a controller's pins; :meth:`GPIO.pin` makes it."""

    def __init__(self, gpio, number):
        self.gpio = gpio
        self.number = number

    def output(self, high):
        """Drive the pin: high or low from the start."""
        self.set(high)
        reg.set(self.gpio.base + GDIR, self.number)

    def input(self):
        """Leave the pin to others."""
        reg.clear(self.gpio.base + GDIR, self.number)

    def is_output(self):
        """Whether the pin is driven."""
        return reg.is_set(self.gpio.base + GDIR, self.number)

    def set(self, high):
        """What the pin is driven to, now or once it is an output."""
        reg.set_to(self.gpio.base + DR, self.number, bool(high))

    def value(self):
        """Whether the pin is high: as others drive it, or as it is driven."""
        return reg.is_set(self.gpio.base + DR, self.number)

    # -- its interrupt -----------------------------------------------------------------

    def set_interrupt(self, trigger):
        """Have the interrupt raised by ``LOW``, ``HIGH``, ``RISING``, ``FALLING`` or ``BOTH``.

        What came before is forgotten.
        """
        integer(trigger, LOW, BOTH, "an interrupt's trigger")
        base, number = self.gpio.base, self.number
        reg.clear(base + IMR, number)
        reg.set_to(base + EDGE_SEL, number, trigger == BOTH)  # which goes before ICR
        if trigger != BOTH:
            register = ICR1 if number < PINS_PER_ICR else ICR2
            reg.set_field(base + register, number % PINS_PER_ICR * 2, 0b11, trigger)
        self.clear_interrupt()
        reg.set(base + IMR, number)

    def mask_interrupt(self):
        """Have the interrupt not raised any more."""
        reg.clear(self.gpio.base + IMR, self.number)

    def is_pending(self):
        """Whether the trigger has come since it was cleared."""
        return reg.is_set(self.gpio.base + ISR, self.number)

    def clear_interrupt(self):
        """Forget that the trigger came; a level that is still there comes at once again."""
        reg.write(self.gpio.base + ISR, 1 << self.number)


class GPIO:
    """The controller with an index at an address.

    ``gate`` is its clock's (register, number); ``interrupts`` are those of its lower 16 pins and of
    the others.
    """

    def __init__(self, index, base, gate, interrupts):
        self.index = index
        self.base = base
        self.gate = gate
        self.interrupts = interrupts

    def init(self):
        """Switch its clock on."""
        open_gate(self.gate)

    def pin(self, number):
        """One of its 32 pins."""
        return Pin(self, integer(number, 0, PINS - 1, f"a pin of GPIO{self.index}"))
