"""The PHY KSZ8081 of Microchip, with RMII.

DS000002202C: KSZ8081RNA/KSZ8081RND data sheet, 2018/01; where it differs from the KSZ8081RNB of
NXP's boards, as torvalds/linux, arch/arm/mach-imx/mach-imx6ul.c.
"""

from tamapy.soc.phy import Phy

IDENTITY = 0x00221560  # the last four bits are the revision's

# Numbers of registers
STRAP_OVERRIDE = 22
STRAP_BROADCAST_OFF = 9  # it does not answer at address 0 as well
STRAP_RMII = 1
CONTROL_2 = 31
CONTROL_2_HP_MDIX = 15  # crossed and straight cables alike
CONTROL_2_JABBER = 8
CONTROL_2_RMII_50_MHZ = 7  # the reference clock comes from the controller
CONTROL_2_LED_MODE = 4  # one for the link, one for activity


class KSZ8081(Phy):
    """With a reference clock of 50 MHz from outside."""

    def configure(self):
        """RMII, whatever the pins said at the reset."""
        self.write(
            CONTROL_2,
            1 << CONTROL_2_HP_MDIX | 1 << CONTROL_2_JABBER | 1 << CONTROL_2_RMII_50_MHZ
            | 1 << CONTROL_2_LED_MODE,
        )
        self.write(STRAP_OVERRIDE, 1 << STRAP_BROADCAST_OFF | 1 << STRAP_RMII)
