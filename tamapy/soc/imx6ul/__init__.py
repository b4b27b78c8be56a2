"""NXP i.MX 6UL, 6ULL and 6ULZ: the blocks at their addresses.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11.
"""

from tamapy import reg
from tamapy.arm import gic, timer
from tamapy.metal import metal, u32, usize
from tamapy.soc.imx6ul.clocks import uart_clock
from tamapy.soc.nxp.rngb import RNGB as _RNGB
from tamapy.soc.nxp.uart import UART as _UART

# p178, Table 2-1 System memory map and Table 2-3 AIPS-1/2 memory map, IMX6ULLRM
OCRAM_START = 0x00900000
OCRAM_SIZE = 0x20000
GIC_BASE = 0x00A00000
UART1_BASE = 0x02020000
USB_ANALOG_DIGPROG = 0x020C8260
SYS_CNT_BASE = 0x021DC000
UART2_BASE = 0x021E8000
UART3_BASE = 0x021EC000
UART4_BASE = 0x021F0000
RNGB_BASE = 0x02284000

# Interrupts (p127, Table 3-1 ARM Cortex A7 domain interrupt summary, IMX6ULLRM): 32 and the
# number in the table
UART1_INTERRUPT = 32 + 26
UART2_INTERRUPT = 32 + 27
UART3_INTERRUPT = 32 + 28
UART4_INTERRUPT = 32 + 29

DEVICES_START = 0x00A00000
DEVICES_END = 0x02400000

# p3945, 57.4.11 Chip Silicon Version (USB_ANALOG_DIGPROG), IMX6ULLRM
FAMILY_UL = 0x64
FAMILY_ULL = 0x65

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


UART1 = _UART(1, UART1_BASE, uart_clock)
UART2 = _UART(2, UART2_BASE, uart_clock)
UART3 = _UART(3, UART3_BASE, uart_clock)
UART4 = _UART(4, UART4_BASE, uart_clock)
#: 6ULL and 6ULZ only.
RNGB = _RNGB(RNGB_BASE)
