"""Eight more outputs behind four pins: a 74x595 (74LV595 data sheet, 7.1 and 10).

Bits go in at the rising edge of its clock, the last one for Q7 first, and come out at the rising
edge of its latch; it is never waited for them, for a pin takes longer to change than it needs.
"""

from tamapy.runtime.arguments import integer

OUTPUTS = 8


class ShiftRegister:
    """``data``, ``clock`` and ``latch`` are pins, and ``enable`` one that lets it drive its outputs
    while it is low."""

    def __init__(self, data, clock, latch, enable):
        self.data = data
        self.clock = clock
        self.latch = latch
        self.enable = enable
        self.value = None  # nobody knows before it is written

    def write(self, value):
        """Set its outputs, bit 0 for Q0."""
        integer(value, 0, (1 << OUTPUTS) - 1, "what a shift register has")
        for pin in (self.data, self.clock, self.latch):
            pin.output(False)
        for output in range(OUTPUTS - 1, -1, -1):
            self.data.set(value >> output & 1)
            self.clock.set(True)
            self.clock.set(False)
        self.latch.set(True)
        self.latch.set(False)
        self.enable.output(False)
        self.value = value
