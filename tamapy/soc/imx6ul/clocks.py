"""Clocks of the i.MX 6UL family (IMX6ULLRM, chapter 18)."""

from tamapy import reg
from tamapy.metal import metal, u32, u64
from tamapy.runtime.arguments import integer

OSC_HZ = 24000000
PLL2_HZ = 528000000
PLL3_HZ = 480000000

# p660, 18.6 CCM Memory Map/Register Definition, IMX6ULLRM
CCM_BASE = 0x020C4000
CCM_CCSR = 0x020C400C
CCSR_STEP_SEL = 8
CCSR_SECONDARY_CLK_SEL = 3
CCSR_PLL1_SW_CLK_SEL = 2
CCM_CACRR = 0x020C4010
CACRR_ARM_PODF = 0
CCM_CBCDR = 0x020C4014
CBCDR_PERIPH_CLK2_PODF = 27
CBCDR_PERIPH_CLK_SEL = 25
CBCDR_AHB_PODF = 10
CBCDR_IPG_PODF = 8
CCM_CBCMR = 0x020C4018
CBCMR_PRE_PERIPH_CLK_SEL = 18
CBCMR_PERIPH_CLK2_SEL = 12
CCM_CSCMR1 = 0x020C401C
CSCMR1_USDHC2_CLK_SEL = 17
CSCMR1_USDHC1_CLK_SEL = 16
CSCMR1_PERCLK_SEL = 6
CSCMR1_PERCLK_PODF = 0
CCM_CSCDR1 = 0x020C4024
CSCDR1_USDHC2_PODF = 16
CSCDR1_USDHC1_PODF = 11
CCM_CSCDR2 = 0x020C4038
CSCDR2_ECSPI_CLK_PODF = 19
CSCDR2_ECSPI_CLK_SEL = 18
CCM_CCGR0 = 0x020C4068
CCM_CCGR1 = 0x020C406C
CCM_CCGR2 = 0x020C4070
CCM_CCGR3 = 0x020C4074
CCM_CCGR5 = 0x020C407C
CCM_CCGR6 = 0x020C4080
CSCDR1_UART_CLK_SEL = 6
CSCDR1_UART_CLK_PODF = 0

# p714, 18.7.1 Analog ARM PLL control Register, IMX6ULLRM
CCM_ANALOG_PLL_ARM = 0x020C8000
PLL_BYPASS = 16
PLL_DIV_SELECT = 0
# p736, 18.7.16 528MHz Clock (PLL2) Phase Fractional Divider Control Register, IMX6ULLRM
CCM_ANALOG_PFD_528 = 0x020C8100


@metal
def pll2_pfd(number: u32) -> u32:
    """One of PLL2's fractions 0 to 3 in Hz (p646, 18.5.1.4 Phase Fractional Dividers)."""
    fraction = reg.get(CCM_ANALOG_PFD_528, number * 8, 0b111111)
    return u32(u64(PLL2_HZ) * 18 // u64(fraction)) if fraction != 0 else u32(0)


@metal
def arm_clock() -> u32:
    """ARM_CLK_ROOT in Hz (p629, Figure 18-2. Clock Tree - Part 1, IMX6ULLRM)."""
    hertz: u32 = OSC_HZ
    if reg.is_set(CCM_CCSR, CCSR_PLL1_SW_CLK_SEL):
        if reg.is_set(CCM_CCSR, CCSR_STEP_SEL):
            hertz = pll2_pfd(2)
            if reg.is_set(CCM_CCSR, CCSR_SECONDARY_CLK_SEL):
                hertz = PLL2_HZ
    elif not reg.is_set(CCM_ANALOG_PLL_ARM, PLL_BYPASS):
        hertz = OSC_HZ // 2 * reg.get(CCM_ANALOG_PLL_ARM, PLL_DIV_SELECT, 0b1111111)
    # p665, 18.6.5 CCM Arm Clock Root Register
    return hertz // (reg.get(CCM_CACRR, CACRR_ARM_PODF, 0b111) + 1)


@metal
def periph_clock() -> u32:
    """PERIPH_CLK in Hz (p629, Figure 18-2. Clock Tree - Part 1, IMX6ULLRM)."""
    if reg.is_set(CCM_CBCDR, CBCDR_PERIPH_CLK_SEL):
        source = reg.get(CCM_CBCMR, CBCMR_PERIPH_CLK2_SEL, 0b11)
        hertz: u32 = PLL3_HZ
        if source != 0:
            hertz = OSC_HZ  # itself, or as PLL2's bypass
        return hertz // (reg.get(CCM_CBCDR, CBCDR_PERIPH_CLK2_PODF, 0b111) + 1)
    choice = reg.get(CCM_CBCMR, CBCMR_PRE_PERIPH_CLK_SEL, 0b11)
    if choice == 0:
        return PLL2_HZ
    if choice == 2:
        return pll2_pfd(0)
    return pll2_pfd(2) if choice == 1 else pll2_pfd(2) // 2


@metal
def ahb_clock() -> u32:
    """AHB_CLK_ROOT in Hz: 132 MHz as the boot ROM leaves it (p261, Table 8-4, IMX6ULLRM)."""
    return periph_clock() // (reg.get(CCM_CBCDR, CBCDR_AHB_PODF, 0b111) + 1)


@metal
def ipg_clock() -> u32:
    """IPG_CLK_ROOT in Hz (p629, Figure 18-2. Clock Tree - Part 1, IMX6ULLRM)."""
    return ahb_clock() // (reg.get(CCM_CBCDR, CBCDR_IPG_PODF, 0b11) + 1)


@metal
def per_clock() -> u32:
    """PERCLK_CLK_ROOT in Hz (p629, Figure 18-2. Clock Tree - Part 1, IMX6ULLRM)."""
    hertz: u32 = ipg_clock()
    if reg.is_set(CCM_CSCMR1, CSCMR1_PERCLK_SEL):
        hertz = OSC_HZ
    return hertz // (reg.get(CCM_CSCMR1, CSCMR1_PERCLK_PODF, 0b111111) + 1)


@metal
def uart_clock() -> u32:
    """UART_CLK_ROOT in Hz (p630, Figure 18-3. Clock Tree - Part 2, IMX6ULLRM)."""
    # The 480 MHz PLL reaches this tree through a fixed divider by 6.
    hertz: u32 = PLL3_HZ // 6
    if reg.is_set(CCM_CSCDR1, CSCDR1_UART_CLK_SEL):
        hertz = OSC_HZ
    return hertz // (reg.get(CCM_CSCDR1, CSCDR1_UART_CLK_PODF, 0b111111) + 1)


@metal
def ecspi_clock() -> u32:
    """ECSPI_CLK_ROOT in Hz (p630, Figure 18-3. Clock Tree - Part 2, IMX6ULLRM)."""
    # The 480 MHz PLL reaches this tree through a fixed divider by 8.
    hertz: u32 = PLL3_HZ // 8
    if reg.is_set(CCM_CSCDR2, CSCDR2_ECSPI_CLK_SEL):
        hertz = OSC_HZ
    return hertz // (reg.get(CCM_CSCDR2, CSCDR2_ECSPI_CLK_PODF, 0b111111) + 1)


USDHC_SELECT = {1: CSCMR1_USDHC1_CLK_SEL, 2: CSCMR1_USDHC2_CLK_SEL}
USDHC_DIVIDER = {1: CSCDR1_USDHC1_PODF, 2: CSCDR1_USDHC2_PODF}


def set_usdhc_divider(index, divider):
    """Have USDHC 1 or 2 run on PLL2's fraction 2, 396 MHz, divided by 1 to 8; the clock in Hz.

    (p629, Figure 18-2. Clock Tree - Part 1, IMX6ULLRM)
    """
    integer(index, 1, 2, "a uSDHC")
    integer(divider, 1, 8, "a divider")
    reg.clear(CCM_CSCMR1, USDHC_SELECT[index])
    reg.set_field(CCM_CSCDR1, USDHC_DIVIDER[index], 0b111, divider - 1)
    return int(pll2_pfd(2)) // divider
