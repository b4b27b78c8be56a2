"""Driver of NXP's general purpose timer GPT: 32 bits, counting up, three compare channels.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 30.
"""

from tamapy import reg
from tamapy.runtime.arguments import integer
from tamapy.soc.nxp.gates import open_gate

# GPT Memory Map/Register Definition, IMX6ULLRM
CR = 0x00
CR_SWR = 15
CR_FRR = 9
CR_CLKSRC = 6
CR_ENMOD = 1
CR_EN = 0

PR = 0x04
SR = 0x08
IR = 0x0C
OCR1 = 0x10
CNT = 0x24

HIGH_FREQUENCY = 0b010  # of CLKSRC: PERCLK_CLK_ROOT
LARGEST_PRESCALER = 4096
CHANNELS = 3
LATEST = (1 << 31) - 1  # ticks ahead; what is farther is behind


class GPT:
    """The timer with an index at an address.

    ``gates`` are its clocks' (register, number); ``clock`` gives PERCLK_CLK_ROOT in Hz;
    ``interrupt`` is its number.
    """

    def __init__(self, index, base, gates, clock, interrupt):
        self.index = index
        self.base = base
        self.gates = gates
        self.clock = clock
        self.interrupt = interrupt

    def init(self):
        """Switch its clocks on."""
        for gate in self.gates:
            open_gate(gate)

    def start(self, prescaler=1, period=None):
        """Count from 0, a tick each ``prescaler`` periods of the clock (1 to 4096).

        With a ``period``, 2 to 2**32 ticks, the counter begins again after so many, and channel 1
        is due each time. Without, it runs through all 32 bits.
        """
        integer(prescaler, 1, LARGEST_PRESCALER, "a prescaler")
        if period is not None:
            integer(period, 2, 1 << 32, "a period in ticks")
        base = self.base
        # The source is chosen while the timer is off, its interrupts too, and after a reset.
        reg.write(base + CR, 0)
        reg.write(base + IR, 0)
        reg.set(base + CR, CR_SWR)
        reg.wait(base + CR, CR_SWR, 1, 0, name=f"GPT{self.index}_CR")
        control = HIGH_FREQUENCY << CR_CLKSRC | (period is None) << CR_FRR | 1 << CR_ENMOD
        reg.write(base + CR, control)
        reg.write(base + PR, prescaler - 1)
        reg.write(base + CR, control | 1 << CR_EN)
        if period is not None:
            self.set_compare(1, period - 1)

    def stop(self):
        """Stop counting."""
        reg.clear(self.base + CR, CR_EN)

    def frequency(self):
        """Ticks a second."""
        return self.clock() // (int(reg.read(self.base + PR)) + 1)

    def count(self):
        """Ticks since the start, or the period's begin."""
        return int(reg.read(self.base + CNT))

    def set_compare(self, channel, count):
        """Have channel 1, 2 or 3 due, and its interrupt raised, when the counter is ``count``.

        A count that has passed already comes a round later: see :meth:`due_in`.
        """
        bit = self._bit(channel)
        integer(count, 0, 0xFFFFFFFF, "a count of ticks")
        reg.write(self.base + OCR1 + bit * 4, count)
        self.clear(channel)
        reg.set(self.base + IR, bit)

    def due_in(self, channel, ticks):
        """Have a channel due in so many ticks, or as soon as can be if that takes no longer; for a
        timer that counts freely."""
        self._bit(channel)
        integer(ticks, 1, LATEST, "ticks until a channel is due")
        while True:
            target = self.count() + ticks & 0xFFFFFFFF
            self.set_compare(channel, target)
            left = target - self.count() & 0xFFFFFFFF
            if self.is_due(channel) or 0 < left <= LATEST:
                return
            ticks += ticks  # it passed before it was set

    def disable_compare(self, channel):
        """Have the channel not raise the interrupt any more."""
        reg.clear(self.base + IR, self._bit(channel))

    def is_due(self, channel):
        """Whether the counter has got to the channel's count since it was cleared."""
        return reg.is_set(self.base + SR, self._bit(channel))

    def clear(self, channel):
        """Forget that the channel was due."""
        reg.write(self.base + SR, 1 << self._bit(channel))

    def _bit(self, channel):
        return integer(channel, 1, CHANNELS, "a channel") - 1
