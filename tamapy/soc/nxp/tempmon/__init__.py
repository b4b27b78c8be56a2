"""Driver of NXP's temperature monitor TEMPMON (i.MX 6UL family).

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 52.
"""

from tamapy import reg

# p3532, 52.3 TEMPMON Memory Map/Register Definition, IMX6ULLRM
TEMPSENSE0 = 0x00
TEMPSENSE0_SET = 0x04
TEMPSENSE0_CLR = 0x08
TEMPSENSE0_TEMP_CNT = 8
TEMPSENSE0_FINISHED = 2
TEMPSENSE0_MEASURE_TEMP = 1
TEMPSENSE0_POWER_DOWN = 0

TEMPSENSE1_CLR = 0x18
TEMPSENSE1_MEASURE_FREQ = 0

ROOM = 25.0  # degrees Celsius
LONGEST = 100000000  # nanoseconds for a measurement


class TEMPMON:
    """The monitor at an address; ``calibration`` gives the fuse word OCOTP_ANA1."""

    def __init__(self, base, calibration):
        self.base = base
        self.calibration = calibration

    def read(self):
        """Measure once: the temperature of the chip in degrees Celsius.

        ``RuntimeError`` if the chip was never calibrated.
        """
        # p3531, Table 52-1. OCOTP_ANA1 Temperature Sensor Calibration Data, IMX6ULLRM
        word = self.calibration()
        room_count, hot_count, hot = word >> 20 & 0xFFF, word >> 8 & 0xFFF, word & 0xFF
        if room_count == hot_count:
            raise RuntimeError("the temperature monitor is not calibrated")
        count = self._count()
        # p3531, 52.2 Software Usage Guidelines, IMX6ULLRM
        return hot - (count - hot_count) * ((hot - ROOM) / (room_count - hot_count))

    def _count(self):
        """What the sensor counts, which has power for this one measurement only."""
        base = self.base
        reg.write(base + TEMPSENSE0_CLR, 1 << TEMPSENSE0_POWER_DOWN)
        try:
            reg.write(base + TEMPSENSE1_CLR, 0xFFFF << TEMPSENSE1_MEASURE_FREQ)
            reg.write(base + TEMPSENSE0_SET, 1 << TEMPSENSE0_MEASURE_TEMP)
            reg.wait(base + TEMPSENSE0, TEMPSENSE0_FINISHED, 1, 1, LONGEST, "TEMPMON_TEMPSENSE0")
            return int(reg.get(base + TEMPSENSE0, TEMPSENSE0_TEMP_CNT, 0xFFF))
        finally:
            reg.write(base + TEMPSENSE0_CLR, 1 << TEMPSENSE0_MEASURE_TEMP)
            reg.write(base + TEMPSENSE0_SET, 1 << TEMPSENSE0_POWER_DOWN)
