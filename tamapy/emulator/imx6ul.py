"""The i.MX 6ULL as the emulator knows it: models at the addresses of the memory map.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 2.
"""

from __future__ import annotations

from typing import Any

from unicorn import arm_const

from tamapy.emulator.chip import Chip, Host, Lines
from tamapy.emulator.models.bank import Overlay, RegisterBank
from tamapy.emulator.models.ccm import Analog, Ccm
from tamapy.emulator.models.csu import Csu
from tamapy.emulator.models.dcp import TEST_KEY, Dcp
from tamapy.emulator.models.ecspi import Ecspi
from tamapy.emulator.models.enet import Enet
from tamapy.emulator.models.epit import Epit
from tamapy.emulator.models.gic import Gic
from tamapy.emulator.models.gpio import Gpio
from tamapy.emulator.models.gpt import Gpt
from tamapy.emulator.models.i2c import I2c, pf1510
from tamapy.emulator.models.mmdc import BASE as MMDC_BASE
from tamapy.emulator.models.mmdc import Mmdc
from tamapy.emulator.models.ocotp import Ocotp
from tamapy.emulator.models.phy import Phy
from tamapy.emulator.models.rngb import Rngb
from tamapy.emulator.models.snvs import Snvs
from tamapy.emulator.models.tempmon import Tempmon
from tamapy.emulator.models.tzc380 import Tzc380
from tamapy.emulator.models.uart import Silent, Uart
from tamapy.emulator.models.usdhc import Usdhc
from tamapy.emulator.models.wdog import Wdog

RAM_START = 0x80000000
OCRAM = (0x00900000, 0x20000)
REGISTERS = (0x00A00000, 0x02400000 - 0x00A00000)
#: The Cortex-A7's private peripherals, of which the interrupt controller is the only one.
PRIVATE_BASE = 0x00A00000
#: Its interrupts of the processor's timers, those of the secure state (Cortex-A7 TRM, 8.2.2),
#: and the devices' by base address (3.2, Table 3-1 ARM Cortex A7 domain interrupt summary).
LINES = Lines(
    PRIVATE_BASE, physical_timer=29, virtual_timer=27,
    devices={
        0x02020000: 58, 0x021E8000: 59, 0x021EC000: 60, 0x021F0000: 61, 0x02188000: 150,
        0x020B4000: 152, 0x02008000: 63, 0x0200C000: 64, 0x02010000: 65, 0x02014000: 66,
    },
)

#: The controllers of the USB armory's microSD slot, USDHC1, and of its eMMC, USDHC2.
SLOTS = {"sd": 0x02190000, "mmc": 0x02194000}
ECSPIS = range(0x02008000, 0x02018000, 0x4000)  # ECSPI1 to ECSPI4
#: ENET1 and ENET2, with PHYs as on the MCIMX6ULL-EVK.
PORTS = (0x02188000, 0x020B4000)

#: The emulated device's own key, which the DCP uses where the boot was secure.
DEVICE_KEY = bytes.fromhex("74616d6170792d656d756c61746f7231")
#: Its fuses: a unique number, and the temperature sensor's calibration.
FUSES = {0x01: 0x6D615461, 0x02: 0x00015950, 0x0E: 0x5794FD69}


def analog(ccm: Ccm) -> Overlay:
    """CCM_ANALOG, PMU, USB_ANALOG and TEMPMON (18.7, 39.6, 57.4, 52.3).

    DIGPROG tells of a 6ULL, with the revision 0 that marks an emulator.
    """
    monitor = (Tempmon(FUSES[0x0E]), {*range(0x20), *range(0x110, 0x120)})
    return Overlay(Analog(ccm), {0x180: monitor})


def usdhc_root(ccm: Ccm, index: int) -> int:
    """USDHC 1's or 2's clock: PLL2's fraction 2, or 0, divided (18.3, Figure 18-2)."""
    fraction = 0 if ccm.values[0x1C] >> 15 + index & 1 else 2
    assert ccm.analog is not None
    divider = ccm.analog.values[0x100] >> fraction * 8 & 0x3F
    shift = 11 if index == 1 else 16
    return 528000000 * 18 // divider // ((ccm.values[0x24] >> shift & 7) + 1)


def ecspi_root(ccm: Ccm) -> int:
    """The ECSPIs' clock: an eighth of PLL3, or the oscillator, divided (Figure 18-3)."""
    word = ccm.values.get(0x38, 0)
    return (24000000 if word >> 18 & 1 else 60000000) // ((word >> 19 & 63) + 1)


def peripherals(host: Host) -> dict[int, Any]:
    """Models by base address. The device has not been booted securely."""
    snvs, routing, ccm = Snvs(), RegisterBank(), Ccm()
    return {
        PRIVATE_BASE: Gic(),
        **{base: Ecspi(root=lambda: ecspi_root(ccm)) for base in ECSPIS},
        0x02020000: Uart(Silent()),  # UART1
        0x02098000: Gpt(),  # GPT1
        **{base: Gpio() for base in range(0x0209C000, 0x020B0000, 0x4000)},  # GPIO1 to GPIO5
        PORTS[1]: Enet(host, {1: Phy()}),
        0x020BC000: Wdog("WDOG1"),
        0x020C0000: Wdog("WDOG2"),
        0x020C4000: ccm,
        0x020C8000: analog(ccm),
        0x020CC000: snvs,
        0x020D0000: Epit(),  # EPIT1
        0x020D4000: Epit(),  # EPIT2
        0x020D8000: RegisterBank({0x00: 0x00000521}),  # SRC
        0x020E0000: RegisterBank(),  # IOMUXC
        0x020E4000: routing,  # IOMUXC_GPR
        0x020E8000: Gpt(),  # GPT2
        PORTS[0]: Enet(host, {2: Phy()}),
        SLOTS["sd"]: Usdhc(host, lambda: usdhc_root(ccm, 1)),
        SLOTS["mmc"]: Usdhc(host, lambda: usdhc_root(ccm, 2)),
        0x021A0000: I2c({0x08: pf1510()}),  # I2C1
        0x021A4000: I2c(),  # I2C2
        MMDC_BASE: Mmdc(),
        0x021BC000: Ocotp(FUSES),
        0x021C0000: Csu(),
        0x021D0000: Tzc380(lambda: bool(routing.values.get(4, 0) >> 23 & 1)),
        0x021E4000: Wdog("WDOG3"),
        0x021E8000: Uart(host.console),  # UART2
        0x021EC000: Uart(Silent()),  # UART3
        0x021F0000: Uart(Silent()),  # UART4
        0x02280000: Dcp(host, lambda: DEVICE_KEY if snvs.trusted else TEST_KEY),
        0x02284000: Rngb(),
    }


CHIP = Chip(
    cpu=arm_const.UC_CPU_ARM_CORTEX_A7, ram_start=RAM_START, registers=(REGISTERS,), block=0x4000,
    peripherals=peripherals, memory=(OCRAM,), lines=LINES, slots=SLOTS,
    ports=PORTS,
)
