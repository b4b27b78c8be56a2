"""Clocks of the i.MX 6UL family (IMX6ULLRM, chapter 18)."""

from tamapy import reg
from tamapy.metal import metal, u32

OSC_HZ = 24000000
PLL3_HZ = 480000000
AHB_HZ = 132000000  # p261, Table 8-4. Normal frequency clocks configuration, IMX6ULLRM

# p660, 18.6 CCM Memory Map/Register Definition, IMX6ULLRM
CCM_CBCDR = 0x020C4014
CBCDR_IPG_PODF = 8
CCM_CSCDR1 = 0x020C4024
CCM_CCGR0 = 0x020C4068
CCM_CCGR1 = 0x020C406C
CCM_CCGR2 = 0x020C4070
CCM_CCGR5 = 0x020C407C
CSCDR1_UART_CLK_SEL = 6
CSCDR1_UART_CLK_PODF = 0


@metal
def ipg_clock() -> u32:
    """IPG_CLK_ROOT in Hz, as the boot ROM leaves AHB (p629, Figure 18-2. Clock Tree - Part 1)."""
    return AHB_HZ // (reg.get(CCM_CBCDR, CBCDR_IPG_PODF, 0b11) + 1)


@metal
def uart_clock() -> u32:
    """UART_CLK_ROOT in Hz (p630, Figure 18-3. Clock Tree - Part 2, IMX6ULLRM)."""
    # The 480 MHz PLL reaches this tree through a fixed divider by 6.
    hertz: u32 = PLL3_HZ // 6
    if reg.is_set(CCM_CSCDR1, CSCDR1_UART_CLK_SEL):
        hertz = OSC_HZ
    return hertz // (reg.get(CCM_CSCDR1, CSCDR1_UART_CLK_PODF, 0b111111) + 1)
