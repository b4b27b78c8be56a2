"""Driver of NXP's clock controller CCM and its analog part (i.MX 6UL family): what changes clocks.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 18;
IMX6ULLCEC: i.MX 6ULL Data Sheet, rev. 1.2, 2017/11.
"""

from tamapy import bits, reg
from tamapy.runtime import board
from tamapy.runtime.arguments import integer

# p660, 18.6 CCM Memory Map/Register Definition, IMX6ULLRM
CCSR = 0x0C
CCSR_PLL1_SW_CLK_SEL = 2
CACRR = 0x10
CACRR_ARM_PODF = 0
CDHIPR = 0x48
CDHIPR_ARM_PODF_BUSY = 16

# p714, 18.7 CCM Analog Memory Map/Register Definition, IMX6ULLRM
PLL_ARM = 0x00
PLL_USB1 = 0x10
PLL_USB2 = 0x20
PLL_LOCK = 31
PLL_BYPASS = 16
PLL_BYPASS_CLK_SRC = 14
PLL_ENABLE = 13
PLL_POWER = 12  # 1 switches a USB PLL on, the others off
PLL_EN_USB_CLKS = 6
PLL_ENET = 0xE0
#: By controller: its divider, and the bit that lets its clock out.
PLL_ENET_PARTS = {1: (0, 13), 2: (2, 20)}
PLL_ENET_50_MHZ = 1
PLL_DIV_SELECT = 0

PFD_480 = 0xF0
PFD_528 = 0x100
PFD_CLKGATE = 7  # of each of a register's four bytes
PFD_FRAC = 0

# p2456, 39.6.4 Digital Regulator Core Register, IMX6ULLRM
PMU_REG_CORE = 0x140
CORE_REG2_TARG = 18
CORE_REG0_TARG = 0

#: By MHz: divider of the PLL, ARM_PODF, and millivolts (p24, Table 10. Operating Ranges,
#: IMX6ULLCEC).
OPERATING_POINTS = {
    198: (66, 3, 950), 396: (66, 1, 1025), 528: (88, 1, 1175), 792: (66, 0, 1225),
    900: (75, 0, 1275),
}
LEAST_SOC = 1150  # millivolts
SETTLED = 500000  # nanoseconds: 22 steps of voltage at their slowest


def target(millivolts):
    """A regulator's setting: 25 mV a step from 700 mV."""
    return (millivolts - 700) // 25


class CCM:
    """The controller at an address, its analog part at ``analog``.

    ``arm_clock`` gives what the processor runs at, in Hz.
    """

    def __init__(self, base, analog, arm_clock):
        self.base = base
        self.analog = analog
        self.arm_clock = arm_clock

    def set_arm_freq(self, mhz):
        """Have the processor run at 198, 396, 528, 792 or 900 MHz, with the voltage for it.

        Not every part of the family may run at the higher ones (IMX6ULLCEC, Table 1).
        """
        if mhz not in OPERATING_POINTS:
            raise ValueError("the processor runs at 198, 396, 528, 792 or 900 MHz")
        divider, podf, millivolts = OPERATING_POINTS[mhz]
        before = self.arm_clock() // 1000000
        if mhz == before:
            return
        if mhz > before:
            self._set_voltage(millivolts)
        self._set_arm_pll(divider, podf)
        if mhz < before:
            self._set_voltage(millivolts)

    def _set_voltage(self, millivolts):
        word = reg.read(self.analog + PMU_REG_CORE)
        word = bits.set_field(word, CORE_REG0_TARG, 0b11111, target(millivolts))
        word = bits.set_field(word, CORE_REG2_TARG, 0b11111, target(max(millivolts, LEAST_SOC)))
        reg.write(self.analog + PMU_REG_CORE, word)
        deadline = board.nanotime() + SETTLED
        while board.nanotime() < deadline:
            pass

    def _set_arm_pll(self, divider, podf):
        """Program the PLL and the divider behind it, while the oscillator goes past it."""
        pll = self.analog + PLL_ARM
        reg.clear_field(pll, PLL_BYPASS_CLK_SRC, 0b11)
        reg.set(pll, PLL_BYPASS)
        # The processor is at 24 MHz now, at most.
        reg.set_field(self.base + CACRR, CACRR_ARM_PODF, 0b111, podf)
        reg.wait(self.base + CDHIPR, CDHIPR_ARM_PODF_BUSY, 1, 0, name="CCM_CDHIPR")
        reg.set_field(pll, PLL_DIV_SELECT, 0b1111111, divider)
        reg.clear(pll, PLL_POWER)
        reg.wait(pll, PLL_LOCK, 1, 1, name="CCM_ANALOG_PLL_ARM")
        reg.set(pll, PLL_ENABLE)
        reg.clear(self.base + CCSR, CCSR_PLL1_SW_CLK_SEL)
        reg.clear(pll, PLL_BYPASS)

    def voltage(self):
        """The processor's in millivolts, as it is set."""
        return 700 + 25 * int(reg.get(self.analog + PMU_REG_CORE, CORE_REG0_TARG, 0b11111))

    def enable_usb_pll(self, index):
        """Switch the 480 MHz of USB PHY 1 or 2 on."""
        if index not in (1, 2):
            raise ValueError("there are the USB PLLs 1 and 2")
        pll = self.analog + (PLL_USB1 if index == 1 else PLL_USB2)
        reg.set(pll, PLL_POWER)
        reg.set(pll, PLL_EN_USB_CLKS)
        reg.wait(pll, PLL_LOCK, 1, 1, name=f"CCM_ANALOG_PLL_USB{index}")
        reg.clear(pll, PLL_BYPASS)
        reg.set(pll, PLL_ENABLE)

    def enable_enet_clock(self, index):
        """Make the reference clock of Ethernet controller 1 or 2, 50 MHz for RMII.

        Analog ENET PLL Control Register (18.7, IMX6ULLRM).
        """
        if index not in PLL_ENET_PARTS:
            raise ValueError("there are the Ethernet controllers 1 and 2")
        divider, enable = PLL_ENET_PARTS[index]
        pll = self.analog + PLL_ENET
        reg.set_field(pll, divider, 0b11, PLL_ENET_50_MHZ)
        reg.clear(pll, PLL_POWER)
        reg.wait(pll, PLL_LOCK, 1, 1, name="CCM_ANALOG_PLL_ENET")
        reg.set(pll, enable)
        reg.clear(pll, PLL_BYPASS)

    # -- phase fractional dividers (p646, 18.5.1.4, IMX6ULLRM) -----------------------------

    def pfd(self, pll, number):
        """In Hz, the fraction 0 to 3 of PLL 2 or 3; 0 while it is switched off."""
        register, hertz = self._pfd(pll, number)
        byte = int(reg.get(register, number * 8, 0xFF))
        fraction = byte >> PFD_FRAC & 0b111111
        if byte >> PFD_CLKGATE or not fraction:
            return 0
        return hertz * 18 // fraction

    def set_pfd(self, pll, number, fraction):
        """Set the PLL's fraction to 18 / ``fraction``, which is 12 to 35."""
        register, _ = self._pfd(pll, number)
        integer(fraction, 12, 35, "a fractional divider")
        reg.set_field(register, number * 8 + PFD_FRAC, 0b111111, fraction)

    def _pfd(self, pll, number):
        integer(pll, 2, 3, "a PLL with fractions")
        integer(number, 0, 3, "a PLL's fraction")
        if pll == 2:
            return self.analog + PFD_528, 528000000
        return self.analog + PFD_480, 480000000
