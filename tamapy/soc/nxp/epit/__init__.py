"""Driver of NXP's enhanced periodic interrupt timer EPIT: 32 bits, counting down.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 24.
"""

from tamapy import reg
from tamapy.runtime.arguments import integer
from tamapy.soc.nxp.gates import open_gate

# EPIT Memory Map/Register Definition, IMX6ULLRM
CR = 0x00
CR_CLKSRC = 24
CR_SWR = 16
CR_PRESCALAR = 4
CR_RLD = 3
CR_OCIEN = 2
CR_ENMOD = 1
CR_EN = 0

SR = 0x04
SR_OCIF = 0

LR = 0x08
CMPR = 0x0C
CNR = 0x10

HIGH_FREQUENCY = 0b10  # of CLKSRC: PERCLK_CLK_ROOT
LARGEST_PRESCALER = 4096


class EPIT:
    """The timer with an index at an address.

    ``gate`` is its clock's (register, number); ``clock`` gives PERCLK_CLK_ROOT in Hz;
    ``interrupt`` is its number.
    """

    def __init__(self, index, base, gate, clock, interrupt):
        self.index = index
        self.base = base
        self.gate = gate
        self.clock = clock
        self.interrupt = interrupt

    def init(self):
        """Switch its clock on."""
        open_gate(self.gate)

    def start(self, period, prescaler=1):
        """Be due, and raise the interrupt, each ``period`` ticks (2 to 2**32).

        A tick is ``prescaler`` periods of the clock (1 to 4096).
        """
        integer(prescaler, 1, LARGEST_PRESCALER, "a prescaler")
        integer(period, 2, 1 << 32, "a period in ticks")
        base = self.base
        # The source is chosen while the timer is off, and after a reset.
        reg.write(base + CR, 0)
        reg.set(base + CR, CR_SWR)
        reg.wait(base + CR, CR_SWR, 1, 0, name=f"EPIT{self.index}_CR")
        # It counts from what it is loaded with to 0, and then loads itself again.
        control = HIGH_FREQUENCY << CR_CLKSRC | prescaler - 1 << CR_PRESCALAR
        control |= 1 << CR_RLD | 1 << CR_OCIEN | 1 << CR_ENMOD
        reg.write(base + CR, control)
        reg.write(base + LR, period - 1)
        reg.write(base + CMPR, 0)
        self.clear()
        reg.write(base + CR, control | 1 << CR_EN)

    def stop(self):
        """Stop counting."""
        reg.clear(self.base + CR, CR_EN)

    def frequency(self):
        """Ticks a second."""
        return self.clock() // (int(reg.get(self.base + CR, CR_PRESCALAR, 0xFFF)) + 1)

    def count(self):
        """Ticks until it is due."""
        return int(reg.read(self.base + CNR))

    def is_due(self):
        """Whether a period has ended since it was cleared."""
        return reg.is_set(self.base + SR, SR_OCIF)

    def clear(self):
        """Forget that it was due."""
        reg.write(self.base + SR, 1 << SR_OCIF)
