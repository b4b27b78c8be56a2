"""Driver of NXP's temperature monitor TEMPMON (i.MX 6UL family).

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 52.
Alarms' status, and that the panic alarm resets the chip: torvalds/linux,
drivers/thermal/imx_thermal.c.
"""

from tamapy import bits, reg
from tamapy.soc.nxp.tempmon import scale

# p3532, 52.3 TEMPMON Memory Map/Register Definition, IMX6ULLRM
TEMPSENSE0 = 0x00
TEMPSENSE0_SET = 0x04
TEMPSENSE0_CLR = 0x08
TEMPSENSE0_ALARM_VALUE = 20
TEMPSENSE0_TEMP_CNT = 8
TEMPSENSE0_FINISHED = 2
TEMPSENSE0_MEASURE_TEMP = 1
TEMPSENSE0_POWER_DOWN = 0

TEMPSENSE1 = 0x10
TEMPSENSE1_CLR = 0x18
TEMPSENSE1_MEASURE_FREQ = 0

TEMPSENSE2 = 0x110
TEMPSENSE2_PANIC_ALARM_VALUE = 16
TEMPSENSE2_LOW_ALARM_VALUE = 0

# PMU_MISC1, which has the alarms' status (39.6.5, IMX6ULLRM)
MISC1_CLR = 0x08
MISC1_IRQ_TEMPHIGH = 29
MISC1_IRQ_TEMPLOW = 28
MISC1_IRQ_TEMPPANIC = 27

#: Alarms, as :meth:`TEMPMON.alarms` has them.
HIGH, LOW, PANIC = "high", "low", "panic"
ALARMS = ((HIGH, MISC1_IRQ_TEMPHIGH), (LOW, MISC1_IRQ_TEMPLOW), (PANIC, MISC1_IRQ_TEMPPANIC))
NEVER_HIGH, NEVER_LOW = 0, 0xFFF  # counts, which fall as the temperature rises

LONGEST = 100000000  # nanoseconds for a measurement


class TEMPMON:
    """The monitor at an address.

    ``calibration`` gives the fuse word OCOTP_ANA1; ``status`` is the address of PMU_MISC1, and
    ``interrupt`` the number of the alarms'.
    """

    def __init__(self, base, calibration, status, interrupt):
        self.base = base
        self.calibration = calibration
        self.status = status
        self.interrupt = interrupt

    def read(self):
        """The temperature of the chip in degrees Celsius: measured now, or while the monitor
        watches it, what was measured last.

        ``RuntimeError`` if the chip was never calibrated.
        """
        found = scale.Scale(self.calibration())
        if self.is_watching():
            return found.celsius(self._finished())
        self._limit(NEVER_LOW, NEVER_HIGH, NEVER_HIGH)
        base = self.base
        reg.write(base + TEMPSENSE0_CLR, 1 << TEMPSENSE0_POWER_DOWN)
        try:
            reg.write(base + TEMPSENSE1_CLR, 0xFFFF << TEMPSENSE1_MEASURE_FREQ)
            reg.write(base + TEMPSENSE0_SET, 1 << TEMPSENSE0_MEASURE_TEMP)
            return found.celsius(self._finished())
        finally:
            self.stop()

    def watch(self, period=1.0, low=None, high=None, panic=None):
        """Measure again and again, and raise an alarm below ``low``, or from ``high`` on; from
        ``panic`` on the chip resets itself.

        The period is in seconds (less than 2), temperatures in degrees Celsius (-40 to 125);
        those that are ``None`` raise nothing. What was raised before is forgotten.
        """
        ticks = scale.ticks(period)
        scale.check(low, high, panic)
        found = scale.Scale(self.calibration())
        self.stop()
        base = self.base
        below = NEVER_LOW if low is None else found.count(low)
        above = NEVER_HIGH if high is None else found.count(high)
        most = NEVER_HIGH if panic is None else found.count(panic)
        self._limit(below, above, most)
        reg.write(base + TEMPSENSE1, ticks << TEMPSENSE1_MEASURE_FREQ)
        reg.write(base + TEMPSENSE0_CLR, 1 << TEMPSENSE0_POWER_DOWN)
        self.clear()
        reg.write(base + TEMPSENSE0_SET, 1 << TEMPSENSE0_MEASURE_TEMP)

    def is_watching(self):
        """Whether it measures again and again."""
        frequency = reg.get(self.base + TEMPSENSE1, TEMPSENSE1_MEASURE_FREQ, 0xFFFF)
        return frequency != 0 and reg.is_set(self.base + TEMPSENSE0, TEMPSENSE0_MEASURE_TEMP)

    def stop(self):
        """Measure no more, and take the sensor's power; no alarm is raised any more."""
        reg.write(self.base + TEMPSENSE0_CLR, 1 << TEMPSENSE0_MEASURE_TEMP)
        reg.write(self.base + TEMPSENSE0_SET, 1 << TEMPSENSE0_POWER_DOWN)

    def alarms(self):
        """Which alarms were raised since they were cleared, a set: ``HIGH``, ``LOW``, ``PANIC``."""
        word = reg.read(self.status)
        return {name for name, bit in ALARMS if bits.is_set(word, bit)}

    def clear(self):
        """Forget the alarms; the next measurement raises them again if they hold."""
        reg.write(
            self.status + MISC1_CLR,
            1 << MISC1_IRQ_TEMPHIGH | 1 << MISC1_IRQ_TEMPLOW | 1 << MISC1_IRQ_TEMPPANIC,
        )

    def _limit(self, below, above, most):
        """Counts that raise the alarms."""
        base = self.base
        reg.write(
            base + TEMPSENSE2,
            most << TEMPSENSE2_PANIC_ALARM_VALUE | below << TEMPSENSE2_LOW_ALARM_VALUE,
        )
        reg.set_field(base + TEMPSENSE0, TEMPSENSE0_ALARM_VALUE, 0xFFF, above)

    def _finished(self):
        """What the sensor counts, as soon as it has."""
        base = self.base
        reg.wait(base + TEMPSENSE0, TEMPSENSE0_FINISHED, 1, 1, LONGEST, "TEMPMON_TEMPSENSE0")
        return int(reg.get(base + TEMPSENSE0, TEMPSENSE0_TEMP_CNT, 0xFFF))
