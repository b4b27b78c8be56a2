"""Model of NXP's temperature monitor TEMPMON (IMX6ULLRM, chapter 52).

Alarms' status lies in PMU_MISC1, and panic resets the machine (torvalds/linux,
drivers/thermal/imx_thermal.c).
"""

from __future__ import annotations

import time
from collections.abc import Callable

from tamapy.emulator.models import ModelError, ResetError
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.ticks import SLOW

SENSE0, SENSE1, SENSE2 = 0x00, 0x10, 0x110
FINISHED, MEASURE, POWER_DOWN = 1 << 2, 1 << 1, 1 << 0
COUNT = 0xFFF << 8
STEPS = 3  # looks that a measurement takes
MISC1 = 0x160  # of the block that has the status
HIGH, LOW, PANIC = 1 << 29, 1 << 28, 1 << 27
STATUS = HIGH | LOW | PANIC


class Tempmon(RegisterBank):
    """The monitor of a chip with a temperature, ``celsius``, and its ``calibration`` fuse word.

    ``analog`` has MISC1; ``now()`` gives seconds.
    """

    def __init__(
        self, calibration: int, celsius: float = 40.0, analog: RegisterBank | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__({SENSE0: POWER_DOWN, SENSE1: 1, SENSE2: 0}, aliases=True)
        self.calibration = calibration
        self.celsius = celsius
        self.analog = analog or RegisterBank(aliases=True)
        self.now = now
        self.due: float | None = None  # when it measures again by itself
        self.left = 0
        self.stalled = False

    @property
    def interrupt(self) -> bool:
        """Whether an alarm is raised."""
        return bool(self.analog.values.get(MISC1, 0) & STATUS)

    def count(self) -> int:
        """What the sensor counts at the temperature."""
        room, hot = self.calibration >> 20 & 0xFFF, self.calibration >> 8 & 0xFFF
        slope = (room - hot) / ((self.calibration & 0xFF) - 25)
        return round(room - (self.celsius - 25) * slope)

    def check(self) -> None:
        """Let what is due happen."""
        if self.due is not None and self.now() >= self.due and not self.stalled:
            self._measure()
            self.due = self.now() + self._period()

    def _period(self) -> float:
        return (self.values[SENSE1] & 0xFFFF) / SLOW

    def _measure(self) -> None:
        """A measurement is finished; alarms compare it."""
        count = self.count()
        word = self.values[SENSE0] & ~COUNT
        self.values[SENSE0] = word | FINISHED | count << 8
        limits = self.values[SENSE2]
        raised = 0
        if count <= word >> 20:
            raised |= HIGH
        if count > limits & 0xFFF:
            raised |= LOW
        if count <= limits >> 16 & 0xFFF:
            raised |= PANIC
        self.analog.values[MISC1] = self.analog.values.get(MISC1, 0) | raised
        if raised & PANIC:
            degrees = f"{self.celsius:g} degrees"
            raise ResetError(f"the temperature monitor resets the machine: {degrees}")

    def read(self, offset: int, size: int) -> int:
        """A register; a measurement that was started goes on."""
        if self.left and not self.stalled:
            self.left -= 1
            if not self.left:
                self._measure()
        self.check()
        return super().read(offset, size)

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register; a measurement begins as MEASURE_TEMP becomes 1."""
        old = self.values[SENSE0]
        super().write(offset, size, value)
        new = self.values[SENSE0] & ~(COUNT | FINISHED) | old & (COUNT | FINISHED)
        if new & MEASURE and not old & MEASURE:
            if new & POWER_DOWN:
                raise ModelError("the temperature sensor has no power")
            new &= ~FINISHED
            self.left = STEPS
            self.due = self.now() + self._period() if self.values[SENSE1] & 0xFFFF else None
        if new & POWER_DOWN or not new & MEASURE:
            self.left = 0
            self.due = None
        self.values[SENSE0] = new
