"""Model of NXP's temperature monitor TEMPMON (IMX6ULLRM, chapter 52); alarms are not modelled."""

from __future__ import annotations

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bank import RegisterBank

SENSE0, SENSE1, SENSE2 = 0x00, 0x10, 0x110
FINISHED, MEASURE, POWER_DOWN = 1 << 2, 1 << 1, 1 << 0
COUNT = 0xFFF << 8
STEPS = 3  # looks that a measurement takes


class Tempmon(RegisterBank):
    """The monitor of a chip with a temperature, ``celsius``, and its ``calibration`` fuse word."""

    def __init__(self, calibration: int, celsius: float = 40.0) -> None:
        super().__init__({SENSE0: POWER_DOWN, SENSE1: 1, SENSE2: 0}, aliases=True)
        self.calibration = calibration
        self.celsius = celsius
        self.left = 0
        self.stalled = False

    def count(self) -> int:
        """What the sensor counts at the temperature."""
        room, hot = self.calibration >> 20 & 0xFFF, self.calibration >> 8 & 0xFFF
        slope = (room - hot) / ((self.calibration & 0xFF) - 25)
        return round(room - (self.celsius - 25) * slope)

    def read(self, offset: int, size: int) -> int:
        """A register; a measurement that was started goes on."""
        if self.left and not self.stalled:
            self.left -= 1
            if not self.left:
                word = self.values[SENSE0] & ~COUNT
                self.values[SENSE0] = word | FINISHED | self.count() << 8
        return super().read(offset, size)

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register; a measurement begins as MEASURE_TEMP becomes 1."""
        old = self.values[SENSE0]
        super().write(offset, size, value)
        new = self.values[SENSE0] & ~(COUNT | FINISHED) | old & (COUNT | FINISHED)
        if new & MEASURE and not old & MEASURE:
            if new & POWER_DOWN:
                raise ModelError("the temperature sensor has no power")
            if self.values[SENSE1] & 0xFFFF:
                raise ModelError("the model of the temperature sensor measures only once")
            new &= ~FINISHED
            self.left = STEPS
        if new & POWER_DOWN:
            self.left = 0
        self.values[SENSE0] = new
