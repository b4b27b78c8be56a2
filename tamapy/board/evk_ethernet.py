"""Ethernet of NXP's boards MCIMX6UL-EVK and MCIMX6ULL-EVK: two ports, each with a KSZ8081.

QEMU's machine mcimx6ul-evk has these ports, with PHYs of its own, and so has the emulator; the
USB armory has none.
"""

from tamapy.runtime.arguments import integer
from tamapy.soc import imx6ul
from tamapy.soc.nxp import iomuxc
from tamapy.soc.nxp.enet import mdio
from tamapy.soc.phy import IDENTITY
from tamapy.soc.phy.ksz8081 import KSZ8081 as _KSZ8081
from tamapy.soc.phy.port import Port as _Port

#: By port: the first of eight pads RX_DATA0, RX_DATA1, RX_EN, TX_DATA0, TX_DATA1, TX_EN, TX_CLK
#: and RX_ER (IOMUXC_SW_MUX_CTL_PAD_ENETn_RX_DATA0 and _SW_PAD_CTL_), which lie side by side;
#: IOMUXC_ENETn_REF_CLKn_SELECT_INPUT, and IOMUXC_ENETn_MAC0_MDIO_SELECT_INPUT.
PADS = {
    1: (0x020E00C4, 0x020E0350, 0x020E0574, 0x020E0578),
    2: (0x020E00E4, 0x020E0370, 0x020E057C, 0x020E0580),
}
COUNT = 8
TX_CLK = 6
DATA_MODE = 0
CLOCK_MODE = 4  # ENETn_REF_CLKn; it goes out, and comes in again from the pad
CLOCK_CHOICE = 0b10
# The management bus is on GPIO1_IO06 and GPIO1_IO07, for either controller.
MDIO = (0x020E0074, 0x020E0300)
MDC = (0x020E0078, 0x020E0304)
NOBODY = 0xFFFF  # what a bus without an answer reads as


def _signal(speed):
    return iomuxc.properties(iomuxc.PULL_UP_100K, speed=speed, hysteresis=True)


def _prepare(index):
    """Pads and reference clock of a port."""
    mux, control, clock_daisy, _ = PADS[index]
    for i in range(COUNT):
        clock = i == TX_CLK
        pad = iomuxc.Pad(mux + 4 * i, control + 4 * i, clock_daisy if clock else 0)
        pad.set_mode(CLOCK_MODE if clock else DATA_MODE, loop_back=clock)
        pad.set_properties(_signal(50 if clock else 100))
        if clock:
            pad.select(CLOCK_CHOICE)
    imx6ul.start_enet_reference(index)


class Bus:
    """The management bus, which both controllers have: one takes it for each access.

    On the boards a PHY answers to either. QEMU connects each to its own, and from version 8 on both
    to the second.
    """

    def __init__(self, *macs):
        self.macs = macs
        self.found = None  # the controller that a PHY has answered to

    def read(self, phy, register):
        """A register of a PHY."""
        mdio.check(phy, register)
        return self._taken(phy).read(phy, register)

    def write(self, phy, register, value):
        """Set a register."""
        mdio.check(phy, register)
        integer(value, 0, 0xFFFF, "what a PHY's register has")
        self._taken(phy).write(phy, register, value)

    def _taken(self, phy):
        if self.found is None:
            for mac in self.macs:
                mac.mdio.init(int(mac.clock()))
                self._take(mac.index)
                if mac.mdio.read(phy, IDENTITY) != NOBODY:
                    self.found = mac
                    break
        mac = self.found or self.macs[0]
        self._take(mac.index)
        return mac.mdio

    def _take(self, index):
        data, clock = iomuxc.Pad(*MDIO, PADS[index][3]), iomuxc.Pad(*MDC)
        for pad in (data, clock):
            pad.set_mode(index - 1)  # ALT0 is the first controller, ALT1 the second
            pad.set_properties(_signal(100))
        data.select(index - 1)


#: The ports, with their PHYs' addresses on the management bus.
ETHERNET1 = _Port(
    imx6ul.ENET1, _KSZ8081(Bus(imx6ul.ENET1, imx6ul.ENET2), 2), lambda: _prepare(1)
)
ETHERNET2 = _Port(
    imx6ul.ENET2, _KSZ8081(Bus(imx6ul.ENET2, imx6ul.ENET1), 1), lambda: _prepare(2)
)
