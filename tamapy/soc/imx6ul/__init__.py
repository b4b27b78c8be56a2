"""NXP i.MX 6UL, 6ULL and 6ULZ: the blocks at their addresses.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11.
"""

from tamapy import reg
from tamapy.arm import gic, timer
from tamapy.arm.tzc380 import TZC380 as _TZC380
from tamapy.metal import metal, u32, usize
from tamapy.runtime.arguments import integer
from tamapy.soc.imx6ul.clocks import (
    CCM_ANALOG_PLL_ARM,
    CCM_BASE,
    CCM_CCGR0,
    CCM_CCGR1,
    CCM_CCGR2,
    CCM_CCGR3,
    CCM_CCGR5,
    CCM_CCGR6,
    arm_clock,
    ecspi_clock,
    ipg_clock,
    per_clock,
    set_usdhc_divider,
    uart_clock,
)
from tamapy.soc.nxp.bee import BEE as _BEE
from tamapy.soc.nxp.caam import CAAM as _CAAM
from tamapy.soc.nxp.ccm import CCM as _CCM
from tamapy.soc.nxp.csu import CSU as _CSU
from tamapy.soc.nxp.dcp import DCP as _DCP
from tamapy.soc.nxp.ecspi import ECSPI as _ECSPI
from tamapy.soc.nxp.enet import ENET as _ENET
from tamapy.soc.nxp.epit import EPIT as _EPIT
from tamapy.soc.nxp.gpio import GPIO as _GPIO
from tamapy.soc.nxp.gpt import GPT as _GPT
from tamapy.soc.nxp.i2c import I2C as _I2C
from tamapy.soc.nxp.ocotp import OCOTP as _OCOTP
from tamapy.soc.nxp.rngb import RNGB as _RNGB
from tamapy.soc.nxp.snvs import SNVS as _SNVS
from tamapy.soc.nxp.tempmon import TEMPMON as _TEMPMON
from tamapy.soc.nxp.uart import UART as _UART
from tamapy.soc.nxp.usdhc import USDHC as _USDHC
from tamapy.soc.nxp.wdog import WDOG as _WDOG

# p178, Table 2-1 System memory map and Table 2-3 AIPS-1/2 memory map, IMX6ULLRM
OCRAM_START = 0x00900000
OCRAM_SIZE = 0x20000
GIC_BASE = 0x00A00000
ECSPI1_BASE = 0x02008000
ECSPI2_BASE = 0x0200C000
ECSPI3_BASE = 0x02010000
ECSPI4_BASE = 0x02014000
UART1_BASE = 0x02020000
BEE_BASE = 0x02044000
GPT1_BASE = 0x02098000
GPIO1_BASE = 0x0209C000
GPIO2_BASE = 0x020A0000
GPIO3_BASE = 0x020A4000
GPIO4_BASE = 0x020A8000
GPIO5_BASE = 0x020AC000
ENET2_BASE = 0x020B4000
WDOG1_BASE = 0x020BC000
WDOG2_BASE = 0x020C0000
PMU_MISC1 = 0x020C8160
TEMPMON_BASE = 0x020C8180
USB_ANALOG_DIGPROG = 0x020C8260
SNVS_HP_BASE = 0x020CC000
EPIT1_BASE = 0x020D0000
EPIT2_BASE = 0x020D4000
SRC_SCR = 0x020D8000
SCR_WARM_RESET_ENABLE = 0
IOMUXC_GPR_GPR1 = 0x020E4004
GPR1_TZASC1_BOOT_LOCK = 23
#: By Ethernet controller: what has its reference clock come from elsewhere than TX_CLK's pad, and
#: what has that pad give the clock out.
GPR1_ENET = {1: (13, 17), 2: (14, 18)}
IOMUXC_GPR_GPR9 = 0x020E4024
GPR9_TZASC1_BYP = 0  # 1 where memory is not used past the controller, whatever its name
GPT2_BASE = 0x020E8000
CAAM_BASE = 0x02140000
ENET1_BASE = 0x02188000
USDHC1_BASE = 0x02190000
USDHC2_BASE = 0x02194000
I2C1_BASE = 0x021A0000
I2C2_BASE = 0x021A4000
OCOTP_BASE = 0x021BC000
CSU_BASE = 0x021C0000
TZASC_BASE = 0x021D0000
SYS_CNT_BASE = 0x021DC000
WDOG3_BASE = 0x021E4000
UART2_BASE = 0x021E8000
UART3_BASE = 0x021EC000
UART4_BASE = 0x021F0000
DCP_BASE = 0x02280000
RNGB_BASE = 0x02284000

# Interrupts (p127, Table 3-1 ARM Cortex A7 domain interrupt summary, IMX6ULLRM): 32 and the
# number in the table
WDOG3_INTERRUPT = 32 + 11
UART1_INTERRUPT = 32 + 26
UART2_INTERRUPT = 32 + 27
UART3_INTERRUPT = 32 + 28
UART4_INTERRUPT = 32 + 29
ECSPI1_INTERRUPT = 32 + 31
ECSPI2_INTERRUPT = 32 + 32
ECSPI3_INTERRUPT = 32 + 33
ECSPI4_INTERRUPT = 32 + 34
I2C1_INTERRUPT = 32 + 36
I2C2_INTERRUPT = 32 + 37
TEMPMON_INTERRUPT = 32 + 49  # its alarms'
GPT1_INTERRUPT = 32 + 55
EPIT1_INTERRUPT = 32 + 56
EPIT2_INTERRUPT = 32 + 57
GPIO1_INTERRUPTS = 32 + 66, 32 + 67  # the lower 16 pins', the others'
GPIO2_INTERRUPTS = 32 + 68, 32 + 69
GPIO3_INTERRUPTS = 32 + 70, 32 + 71
GPIO4_INTERRUPTS = 32 + 72, 32 + 73
GPIO5_INTERRUPTS = 32 + 74, 32 + 75
WDOG1_INTERRUPT = 32 + 80
WDOG2_INTERRUPT = 32 + 81
GPT2_INTERRUPT = 32 + 109
ENET1_INTERRUPT = 32 + 118
ENET2_INTERRUPT = 32 + 120

DEVICES_START = 0x00A00000
DEVICES_END = 0x02400000

# p3945, 57.4.11 Chip Silicon Version (USB_ANALOG_DIGPROG), IMX6ULLRM
FAMILY_UL = 0x64
FAMILY_ULL = 0x65
CFG5_ULZ = 6  # of fuse word 0, 6, as TamaGo tells the 6ULZ from the 6ULL

# System counter control frame (ARM DDI 0406C, D5.7)
CNTCR = 0x00
CNTCR_HDBG = 1
CNTCR_EN = 0
CNTFID0 = 0x20
COUNTER_HZ = 8000000


@metal
def family() -> u32:
    """Which of the family this is: ``FAMILY_UL`` or ``FAMILY_ULL``."""
    return reg.get(USB_ANALOG_DIGPROG, 16, 0xFF)


def fuse_banks():
    """How many banks of fuses this one of the family has."""
    return 16 if family() == FAMILY_UL else 8


def temperature_calibration():
    """The temperature monitor's (p3531, Table 52-1, IMX6ULLRM)."""
    OCOTP.init()
    return OCOTP.read(1, 6)


def unique_id():
    """The 64 bits that are this chip's alone (37.5.13 and 37.5.14, IMX6ULLRM), as eight bytes."""
    OCOTP.init()
    words = OCOTP.read(0, 1), OCOTP.read(0, 2)
    return b"".join([word.to_bytes(4, "little") for word in words])


def model():
    """What this one of the family is called."""
    if family() == FAMILY_UL:
        return "i.MX6UL"
    OCOTP.init()
    return "i.MX6ULZ" if OCOTP.read(0, 6) >> CFG5_ULZ & 1 else "i.MX6ULL"


def start_enet_reference(index):
    """Give Ethernet controller 1 or 2, and its PHY by the pad TX_CLK, a clock of 50 MHz."""
    integer(index, 1, 2, "an Ethernet controller")
    select, out = GPR1_ENET[index]
    reg.clear(IOMUXC_GPR_GPR1, select)
    reg.set(IOMUXC_GPR_GPR1, out)
    CCM.enable_enet_clock(index)


def reset():
    """Restart the chip. What else is on the board may keep its power; this does not come back."""
    reg.clear(SRC_SCR, SCR_WARM_RESET_ENABLE)
    WDOG1.reset()


@metal
def interrupt_controller() -> usize:
    """The base of the processor's private registers, where its interrupt controller is."""
    base = gic.base_address()
    return base if base != 0 else usize(GIC_BASE)


@metal
def is_native() -> bool:
    """Whether this is silicon: emulators leave the revision 0."""
    return reg.get(USB_ANALOG_DIGPROG, 0, 0xFFFF) != 0


@metal
def start_counter() -> None:
    """Start the system counter behind the generic timer; emulators have it running."""
    if not is_native():
        return
    reg.write(SYS_CNT_BASE + CNTFID0, COUNTER_HZ)
    reg.set_bits(SYS_CNT_BASE + CNTCR, 1 << CNTCR_HDBG | 1 << CNTCR_EN)
    timer.set_frequency(COUNTER_HZ)


UART1 = _UART(1, UART1_BASE, uart_clock, UART1_INTERRUPT)
UART2 = _UART(2, UART2_BASE, uart_clock, UART2_INTERRUPT)
UART3 = _UART(3, UART3_BASE, uart_clock, UART3_INTERRUPT)
UART4 = _UART(4, UART4_BASE, uart_clock, UART4_INTERRUPT)
CCM = _CCM(CCM_BASE, CCM_ANALOG_PLL_ARM, arm_clock)
CSU = _CSU(CSU_BASE, (CCM_CCGR1, 14))
OCOTP = _OCOTP(OCOTP_BASE, (CCM_CCGR2, 6), ipg_clock, fuse_banks)
SNVS = _SNVS(SNVS_HP_BASE, (CCM_CCGR5, 9))
TEMPMON = _TEMPMON(TEMPMON_BASE, temperature_calibration, PMU_MISC1, TEMPMON_INTERRUPT)
TZASC = _TZC380(
    TZASC_BASE, (IOMUXC_GPR_GPR9, GPR9_TZASC1_BYP), (IOMUXC_GPR_GPR1, GPR1_TZASC1_BOOT_LOCK)
)
ECSPI1 = _ECSPI(1, ECSPI1_BASE, (CCM_CCGR1, 0), ecspi_clock, ECSPI1_INTERRUPT)
ECSPI2 = _ECSPI(2, ECSPI2_BASE, (CCM_CCGR1, 1), ecspi_clock, ECSPI2_INTERRUPT)
ECSPI3 = _ECSPI(3, ECSPI3_BASE, (CCM_CCGR1, 2), ecspi_clock, ECSPI3_INTERRUPT)
ECSPI4 = _ECSPI(4, ECSPI4_BASE, (CCM_CCGR1, 3), ecspi_clock, ECSPI4_INTERRUPT)
#: The gate of both Ethernet controllers, on the 6ULL and on the 6UL; the other chip has something
#: else there, which does no harm. The 6ULZ has no Ethernet.
ENET_GATES = ((CCM_CCGR0, 6), (CCM_CCGR3, 2))
ENET1 = _ENET(1, ENET1_BASE, ENET_GATES, ipg_clock, ENET1_INTERRUPT)
ENET2 = _ENET(2, ENET2_BASE, ENET_GATES, ipg_clock, ENET2_INTERRUPT)
EPIT1 = _EPIT(1, EPIT1_BASE, (CCM_CCGR1, 6), per_clock, EPIT1_INTERRUPT)
EPIT2 = _EPIT(2, EPIT2_BASE, (CCM_CCGR1, 7), per_clock, EPIT2_INTERRUPT)
GPT1 = _GPT(1, GPT1_BASE, ((CCM_CCGR1, 10), (CCM_CCGR1, 11)), per_clock, GPT1_INTERRUPT)
GPT2 = _GPT(2, GPT2_BASE, ((CCM_CCGR0, 12), (CCM_CCGR0, 13)), per_clock, GPT2_INTERRUPT)
GPIO1 = _GPIO(1, GPIO1_BASE, (CCM_CCGR1, 13), GPIO1_INTERRUPTS)
GPIO2 = _GPIO(2, GPIO2_BASE, (CCM_CCGR0, 15), GPIO2_INTERRUPTS)
GPIO3 = _GPIO(3, GPIO3_BASE, (CCM_CCGR2, 13), GPIO3_INTERRUPTS)
GPIO4 = _GPIO(4, GPIO4_BASE, (CCM_CCGR3, 6), GPIO4_INTERRUPTS)
GPIO5 = _GPIO(5, GPIO5_BASE, (CCM_CCGR1, 15), GPIO5_INTERRUPTS)
I2C1 = _I2C(1, I2C1_BASE, (CCM_CCGR2, 3), per_clock, I2C1_INTERRUPT)
I2C2 = _I2C(2, I2C2_BASE, (CCM_CCGR2, 4), per_clock, I2C2_INTERRUPT)
USDHC1 = _USDHC(1, USDHC1_BASE, (CCM_CCGR6, 1), set_usdhc_divider)
USDHC2 = _USDHC(2, USDHC2_BASE, (CCM_CCGR6, 2), set_usdhc_divider)
WDOG1 = _WDOG(1, WDOG1_BASE, (CCM_CCGR3, 8), WDOG1_INTERRUPT)
#: Of the secure world (TZ WDOG).
WDOG2 = _WDOG(2, WDOG2_BASE, (CCM_CCGR5, 5), WDOG2_INTERRUPT)
WDOG3 = _WDOG(3, WDOG3_BASE, (CCM_CCGR6, 10), WDOG3_INTERRUPT)
#: 6UL only.
BEE = _BEE(BEE_BASE, SNVS)
#: 6UL only; its clocks are those of secure memory, the bus and the registers.
CAAM = _CAAM(
    CAAM_BASE, ((CCM_CCGR0, 4), (CCM_CCGR0, 5), (CCM_CCGR0, 6)), SNVS, (OCRAM_START, OCRAM_SIZE)
)
#: 6ULL and 6ULZ only.
DCP = _DCP(DCP_BASE, (CCM_CCGR0, 5), SNVS, (OCRAM_START, OCRAM_SIZE))
#: 6ULL and 6ULZ only.
RNGB = _RNGB(RNGB_BASE)
