"""Ethernet of NXP's boards MCIMX6UL-EVK and MCIMX6ULL-EVK: two ports, each with a KSZ8081.

QEMU's machine mcimx6ul-evk has these ports, with PHYs of its own, and so has the emulator; the
USB armory has none.
"""

from tamapy.runtime import board
from tamapy.runtime.arguments import integer
from tamapy.soc import imx6ul
from tamapy.soc.nxp import iomuxc
from tamapy.soc.nxp.enet import mdio
from tamapy.soc.phy import IDENTITY
from tamapy.soc.phy.ksz8081 import KSZ8081 as _KSZ8081
from tamapy.soc.phy.port import Port as _Port
from tamapy.soc.shift_register import ShiftRegister as _ShiftRegister

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

#: The 74LV595 that has the board's resets (torvalds/linux, imx6ul-14x14-evk.dtsi), and the pads of
#: its pins BOOT_MODE0, BOOT_MODE1, SNVS_TAMPER7 and SNVS_TAMPER8: on the 6UL in IOMUXC, on the 6ULL
#: in IOMUXC_SNVS (imx6ul-pinfunc.h, imx6ull-pinfunc-snvs.h there).
RESETS = _ShiftRegister(
    imx6ul.GPIO5.pin(10), imx6ul.GPIO5.pin(11), imx6ul.GPIO5.pin(7), imx6ul.GPIO5.pin(8)
)
RESET_PADS = {
    imx6ul.FAMILY_UL: [(0x020E0000 + at, 0x020E028C + at) for at in (0x14, 0x18, 0x38, 0x3C, 0x24)],
    imx6ul.FAMILY_ULL: [
        (0x02290000 + at, 0x02290044 + at) for at in (0x00, 0x04, 0x24, 0x28, 0x10)
    ],
}
#: Switches the PHYs' supply on while it is low; the last of the pads, SNVS_TAMPER2, is its.
SUPPLY = imx6ul.GPIO5.pin(2)
GPIO_MODE = 5
#: Outputs: HDMI, ENET1, ENET2 out of reset, CAN awake, Bluetooth powered, the camera in reset and
#: without power, the display with it; a port takes its PHY out of reset.
OTHERS = 0b01010001
OUT_OF_RESET = {1: 1 << 1, 2: 1 << 2}
#: Nanoseconds that reset is low with the supply on, and until a PHY answers: at least 10 ms and
#: 100 µs (KSZ8081RNB data sheet, Reset Timing).
RESET_LOW, RESET_HIGH = 10_000_000, 1_000_000


def _signal(speed):
    return iomuxc.properties(iomuxc.PULL_UP_100K, speed=speed, hysteresis=True)


def _release(index):
    """Take a port's PHY out of reset, as its loader may not have."""
    if RESETS.value is None:
        for mux, control in RESET_PADS[int(imx6ul.family())]:
            pad = iomuxc.Pad(mux, control)
            pad.set_mode(GPIO_MODE)
            pad.set_properties(iomuxc.properties())
        imx6ul.GPIO5.init()
        RESETS.write(OTHERS)
        SUPPLY.output(False)
        _pass(RESET_LOW)
    if not RESETS.value & OUT_OF_RESET[index]:
        RESETS.write(RESETS.value | OUT_OF_RESET[index])
        _pass(RESET_HIGH)


def _pass(time):
    end = int(board.nanotime()) + time
    while board.nanotime() < end:
        pass


def _prepare(index):
    """Pads, reference clock and reset of a port: the clock has to run as it ends."""
    mux, control, clock_daisy, _ = PADS[index]
    for i in range(COUNT):
        clock = i == TX_CLK
        pad = iomuxc.Pad(mux + 4 * i, control + 4 * i, clock_daisy if clock else 0)
        pad.set_mode(CLOCK_MODE if clock else DATA_MODE, loop_back=clock)
        pad.set_properties(_signal(50 if clock else 100))
        if clock:
            pad.select(CLOCK_CHOICE)
    imx6ul.start_enet_reference(index)
    _release(index)


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
