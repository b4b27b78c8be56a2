"""What the temperature sensor's counts mean (p3531, 52.2 Software Usage Guidelines, IMX6ULLRM)."""

ROOM = 25.0  # degrees Celsius
COLDEST, HOTTEST = -40, 125
CLOCK = 32768  # Hz, of the time between measurements
LONGEST = 0xFFFF


class Scale:
    """The scale of a chip, by its fuse word OCOTP_ANA1; ``RuntimeError`` if it has none."""

    def __init__(self, word):
        # p3531, Table 52-1. OCOTP_ANA1 Temperature Sensor Calibration Data, IMX6ULLRM
        self.room_count, self.hot_count = word >> 20 & 0xFFF, word >> 8 & 0xFFF
        self.hot = word & 0xFF
        if self.room_count <= self.hot_count or self.hot <= ROOM:
            raise RuntimeError("the temperature monitor is not calibrated")
        self.degrees = (self.hot - ROOM) / (self.room_count - self.hot_count)  # of a count

    def celsius(self, count):
        """The temperature at a count."""
        return self.hot - (count - self.hot_count) * self.degrees

    def count(self, celsius):
        """The count at a temperature."""
        return max(0, min(round(self.hot_count + (self.hot - celsius) / self.degrees), 0xFFF))


def ticks(period):
    """A period in seconds as ticks of the clock; ``ValueError`` if it has none of these."""
    if not isinstance(period, (int, float)) or not 1 <= period * CLOCK < LONGEST + 1:
        raise ValueError(f"the time between measurements is less than 2 seconds, not {period!r}")
    return int(period * CLOCK)


def check(low, high, panic):
    """``ValueError`` unless these are temperatures that rise, or ``None``."""
    last = None
    for name, celsius in (("low", low), ("high", high), ("panic", panic)):
        if celsius is None:
            continue
        if not isinstance(celsius, (int, float)) or not COLDEST <= celsius <= HOTTEST:
            raise ValueError(
                f"{name}: an alarm is set from {COLDEST} to {HOTTEST} degrees, not {celsius!r}")
        if last is not None and celsius <= last:
            raise ValueError(f"{name}: {celsius!r} degrees are not above {last!r}")
        last = celsius
