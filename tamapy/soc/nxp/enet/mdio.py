"""The management bus: registers of the PHYs at an Ethernet controller."""

from tamapy import reg
from tamapy.runtime.arguments import integer
from tamapy.soc.nxp.enet import registers as r

FASTEST = 2500000  # Hz (22.2.2.13, IEEE 802.3-2018)
MOST = 64 * 2 * FASTEST  # MII_SPEED has six bits
HOLD = 10  # nanoseconds that MDIO stays after MDC's edge, at least
LATEST = 10000000  # nanoseconds; a frame of 64 bits takes 26 microseconds

# Fields of a management frame (22.2.4.5, IEEE 802.3-2018)
START = 0b01
READ, WRITE = 0b10, 0b01
TURNAROUND = 0b10


class Mdio:
    """The bus of the controller at ``base``; frames are those of clause 22."""

    def __init__(self, base, name):
        self.base = base
        self.name = name

    def init(self, hertz):
        """Set the bus's clock; the controller runs at ``hertz``.

        MII Speed Control Register (22.5, IMX6ULLRM): MDC is the clock by 2 (MII_SPEED + 1), and
        the hold time HOLDTIME + 1 of its cycles.
        """
        integer(hertz, 1, MOST, "a clock in Hz")
        speed = -(-hertz // (2 * FASTEST)) - 1
        hold = -(-hertz * HOLD // 1000000000) - 1
        reg.write(self.base + r.MSCR, speed << r.MSCR_MII_SPEED | hold << r.MSCR_HOLDTIME)

    def read(self, phy, register):
        """A register of the PHY with an address; all ones if there is none.

        ``TimeoutError`` if the controller does not end the frame.
        """
        return self._exchange(READ, phy, register, 0)

    def write(self, phy, register, value):
        """Set a register."""
        integer(value, 0, 0xFFFF, "what a PHY's register has")
        self._exchange(WRITE, phy, register, value)

    def _exchange(self, operation, phy, register, value):
        check(phy, register)
        reg.write(self.base + r.EIR, 1 << r.EIR_MII)
        reg.write(
            self.base + r.MMFR,
            START << r.MMFR_ST | operation << r.MMFR_OP | phy << r.MMFR_PA
            | register << r.MMFR_RA | TURNAROUND << r.MMFR_TA | value,
        )
        reg.wait(self.base + r.EIR, r.EIR_MII, 1, 1, LATEST, f"{self.name}_EIR")
        reg.write(self.base + r.EIR, 1 << r.EIR_MII)
        return int(reg.get(self.base + r.MMFR, 0, 0xFFFF))


def check(phy, register):
    """``ValueError`` if a PHY cannot have such an address, or such a register."""
    integer(phy, 0, 31, "a PHY's address")
    integer(register, 0, 31, "a PHY's register")
