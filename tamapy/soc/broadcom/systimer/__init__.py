"""Driver of the BCM2835's system timer: a counter of microseconds with four comparators.

BCM2835-ARM-Peripherals: BCM2835 ARM Peripherals (C6357-M-1398), 2012/02/06, chapter 12.
"""

from tamapy import reg
from tamapy.metal import i64, metal, u32, u64, usize
from tamapy.runtime.arguments import integer
from tamapy.soc.broadcom.interrupts import TIMER_1

# p172, 12.1 System Timer Registers, BCM2835-ARM-Peripherals
CS = 0x00  # which comparators have matched; a 1 clears
CLO = 0x04
CHI = 0x08
C0 = 0x0C

CHANNELS = (1,)  # the VideoCore uses 0 and 2,
ALARM = 3  # the runtime this one, to end sleep
HOUR = 3_600_000_000  # microseconds
LEAST = 4  # microseconds from writing a comparator to its match
FARTHEST = 0x40000000


@metal
def microseconds(base: usize) -> u64:
    """The counter. If its upper half changes meanwhile, the lower one is read again: that has just
    begun anew."""
    high = reg.read(base + CHI)
    low = reg.read(base + CLO)
    again = reg.read(base + CHI)
    if again != high:
        low = reg.read(base + CLO)
    return u64(again) << 32 | u64(low)


@metal
def nanoseconds(base: usize) -> i64:
    """The counter in nanoseconds."""
    return i64(microseconds(base)) * 1000


@metal
def compare(base: usize, channel: u32, at: u32) -> None:
    """Match when the counter's lower half is ``at``; a match from before is forgotten."""
    reg.write(base + C0 + usize(channel) * 4, at)
    reg.write(base + CS, u32(1) << channel)


@metal
def matched(base: usize, channel: u32) -> bool:
    """Whether the counter has come to the comparator's value."""
    return reg.is_set(base + CS, channel)


@metal
def compare_soon(base: usize, channel: u32, after: u32) -> None:
    """Match ``after`` microseconds from now, or as soon as it can.

    The comparator matches one value of the counter: if that passes while it is being written,
    it would match an hour later.
    """
    left = after if after > LEAST else u32(LEAST)
    while True:
        at = reg.read(base + CLO) + left
        compare(base, channel, at)
        if at - reg.read(base + CLO) - 1 < left or matched(base, channel):
            return  # it lies ahead still, or was not missed
        left *= 2


@metal
def set_alarm(base: usize, left: i64) -> None:
    """Match after so many nanoseconds, or earlier if they are too many."""
    microseconds = (left + 999) // 1000
    if microseconds < 0:
        microseconds = 0
    elif microseconds > FARTHEST:
        microseconds = FARTHEST
    compare_soon(base, ALARM, u32(microseconds))


@metal
def clear(base: usize, channel: u32) -> None:
    """Forget a match."""
    reg.write(base + CS, u32(1) << channel)


class SystemTimer:
    """The timer at an address; ``interrupts`` are the channels' numbers."""

    def __init__(self, base):
        self.base = base
        self.interrupts = {1: TIMER_1}

    def now(self):
        """Microseconds since the VideoCore started."""
        return microseconds(self.base)

    def start(self, channel, after):
        """Let a channel (1) match ``after`` microseconds from now, at most an hour."""
        self._check(channel)
        integer(after, 1, HOUR, "a time in microseconds")
        compare_soon(self.base, channel, after)

    def is_due(self, channel):
        """Whether that time has come."""
        self._check(channel)
        return matched(self.base, channel)

    def clear(self, channel):
        """Forget that it has."""
        self._check(channel)
        clear(self.base, channel)

    def _check(self, channel):
        if channel not in CHANNELS:
            raise ValueError(f"channel {channel} of the system timer is not the program's")
