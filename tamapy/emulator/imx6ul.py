"""The i.MX 6ULL and 6UL as the emulator knows them: models at the addresses of the memory map.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from unicorn import arm_const

from tamapy.emulator.chip import Chip, Host, Lines
from tamapy.emulator.models import bee, caam, dcp
from tamapy.emulator.models.armory import equip as equip_armory
from tamapy.emulator.models.bank import Overlay, RegisterBank
from tamapy.emulator.models.bee import Bee
from tamapy.emulator.models.caam import Caam
from tamapy.emulator.models.ccm import Analog, Ccm
from tamapy.emulator.models.csu import Csu
from tamapy.emulator.models.dcp import Dcp
from tamapy.emulator.models.ecspi import Ecspi
from tamapy.emulator.models.enet import Enet
from tamapy.emulator.models.epit import Epit
from tamapy.emulator.models.evk import equip as equip_evk
from tamapy.emulator.models.gic import Gic
from tamapy.emulator.models.gpio import Gpio
from tamapy.emulator.models.gpt import Gpt
from tamapy.emulator.models.guarded_bus import GuardedBus, Guards
from tamapy.emulator.models.i2c import I2c
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
GPIOS = tuple(range(0x0209C000, 0x020B0000, 0x4000))  # GPIO1 to GPIO5
#: Its interrupts of the processor's timers, those of the secure state (Cortex-A7 TRM, 8.2.2),
#: and the devices' by base address (3.2, Table 3-1 ARM Cortex A7 domain interrupt summary).
LINES = Lines(
    PRIVATE_BASE, physical_timer=29, virtual_timer=27,
    devices={base: (32 + number,) for base, number in {
        0x02020000: 26, 0x021E8000: 27, 0x021EC000: 28, 0x021F0000: 29,  # UART1 to UART4
        0x02098000: 55, 0x020E8000: 109,  # GPT1, GPT2
        0x020BC000: 80, 0x020C0000: 81, 0x021E4000: 11,  # WDOG1 to WDOG3
        0x020D0000: 56, 0x020D4000: 57,  # EPIT1, EPIT2
        0x021A0000: 36, 0x021A4000: 37,  # I2C1, I2C2
        0x020C8000: 49,  # the temperature monitor
        0x02008000: 31, 0x0200C000: 32, 0x02010000: 33, 0x02014000: 34,  # ECSPI1 to ECSPI4
        0x02188000: 118, 0x020B4000: 120,  # ENET1, ENET2
    }.items()} | {
        # The first 16 pins of each GPIO, and the others.
        base: (98 + 2 * index, 99 + 2 * index) for index, base in enumerate(GPIOS)
    },
)

UARTS = (0x02020000, 0x021E8000, 0x021EC000, 0x021F0000)
USDHCS = (0x02190000, 0x02194000)
FAMILY_UL, FAMILY_ULL = 0x64, 0x65  # 57.4.11, USB_ANALOG_DIGPROG
ECSPIS = range(0x02008000, 0x02018000, 0x4000)  # ECSPI1 to ECSPI4
#: ENET1 and ENET2, with PHYs as on the MCIMX6ULL-EVK.
PORTS = (0x02188000, 0x020B4000)

CSU = 0x021C0000
#: Blocks by their slave's (register, half) in the CSU. The Security Reference Manual's table is not
#: public: OP-TEE (core/drivers/imx_csu.c) and GoTEE tell of GPIO4, WDOG2, IOMUXC, OCOTP, the TZASC,
#: the DCP and OCRAM; the others are where the same table of the i.MX 6Dual/6Quad has them
#: (Freescale's platform SDK, CSU_CSL), with which those of the 6UL agree.
SLAVES = {
    0x0209C000: (2, 0), 0x020A0000: (2, 0),  # GPIO1, GPIO2
    0x020A4000: (2, 1), 0x020A8000: (2, 1),  # GPIO3, GPIO4
    0x020AC000: (3, 0),  # GPIO5
    0x020BC000: (4, 1), 0x020C0000: (5, 0),  # WDOG1, WDOG2
    0x020C4000: (5, 1), 0x020CC000: (5, 1), 0x020D8000: (5, 1),  # CCM, SNVS, SRC
    0x020C8000: (6, 0),  # analog
    0x020E0000: (6, 1), 0x020E4000: (6, 1),  # IOMUXC
    0x02188000: (8, 1),  # ENET1
    0x02190000: (9, 1), 0x02194000: (10, 0),  # USDHC1, USDHC2
    0x021A0000: (11, 1), 0x021A4000: (12, 0),  # I2C1, I2C2
    0x021BC000: (14, 1),  # OCOTP
    0x021D0000: (16, 1),  # TZASC
    0x02280000: (34, 0),  # DCP
}
OCRAM_SLAVE = (39, 1)
#: Masters' numbers there, of those that GoTEE tells; the others' world is not known to be theirs.
USDHC1_MASTER, USDHC2_MASTER, DCP_MASTER = 10, 11, 14

#: The emulated device's own key, which the DCP uses where the boot was secure.
DEVICE_KEY = bytes.fromhex("74616d6170792d656d756c61746f7231")
BEE = 0x02044000
MASTER_KEY = DEVICE_KEY + DEVICE_KEY[::-1]  # the same of a 6UL, for its CAAM
#: Its fuses: a unique number, and the temperature sensor's calibration.
FUSES = {0x01: 0x6D615461, 0x02: 0x00015950, 0x0E: 0x5794FD69}


class Analogs(Overlay):
    """What shares the block, of which the temperature monitor raises interrupts and resets."""

    @property
    def interrupt(self) -> bool:
        """The temperature monitor's."""
        return bool(self.parts[0x180][0].interrupt)

    def check(self) -> None:
        """Let the temperature monitor do what is due."""
        self.parts[0x180][0].check()


def analog(ccm: Ccm, family: int) -> Analogs:
    """CCM_ANALOG, PMU, USB_ANALOG and TEMPMON (18.7, 39.6, 57.4, 52.3).

    DIGPROG tells the family, with the revision 0 that marks an emulator.
    """
    rest = Analog(ccm, family)
    monitor = Tempmon(FUSES[0x0E], analog=rest)
    return Analogs(rest, {0x180: (monitor, {*range(0x20), *range(0x110, 0x120)})})


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


def security(host: Host, guards: Guards, snvs: Snvs, family: int) -> dict[int, Any]:
    """What the 6UL has and the 6ULL has not, and the other way round."""
    if family == FAMILY_UL:
        return {
            BEE: Bee(host, lambda: DEVICE_KEY if snvs.trusted else bee.TEST_KEY),
            0x02140000: Caam(host, lambda: MASTER_KEY if snvs.trusted else caam.TEST_KEY),
            0x021BC000: Ocotp(FUSES, words=128),
        }
    return {
        0x021BC000: Ocotp(FUSES),
        0x02280000: Dcp(
            GuardedBus(host, guards, DCP_MASTER),
            lambda: DEVICE_KEY if snvs.trusted else dcp.TEST_KEY,
        ),
        0x02284000: Rngb(),
    }


def peripherals(
    host: Host, *, family: int = FAMILY_ULL, console: int = 2,
    equip: Callable[[dict[int, Any]], None] = lambda devices: None,
) -> dict[int, Any]:
    """Models by base address. The device has not been booted securely.

    ``console`` is the board's UART; ``equip`` connects what else is on the board.
    """
    snvs, routing, ccm = Snvs(), RegisterBank(), Ccm()
    guards = Guards(
        Csu(SLAVES), Tzc380(lambda: bool(routing.values.get(0x04, 0) >> 23 & 1)),
        lambda: bool(routing.values.get(0x24, 0) & 1), ((*OCRAM, OCRAM_SLAVE),),
    )
    serial = (host.console if number == console else Silent() for number in range(1, 5))
    devices = {
        PRIVATE_BASE: Gic(),
        **{base: Ecspi(root=lambda: ecspi_root(ccm)) for base in ECSPIS},
        **{base: Uart(line) for base, line in zip(UARTS, serial, strict=True)},
        0x02098000: Gpt(),  # GPT1
        **{base: Gpio() for base in GPIOS},
        PORTS[1]: Enet(host, {1: Phy()}),
        0x020BC000: Wdog("WDOG1"),
        0x020C0000: Wdog("WDOG2"),
        0x020C4000: ccm,
        0x020C8000: analog(ccm, family),
        0x020CC000: snvs,
        0x020D0000: Epit(),  # EPIT1
        0x020D4000: Epit(),  # EPIT2
        0x020D8000: RegisterBank({0x00: 0x00000521}),  # SRC
        0x020E0000: RegisterBank(),  # IOMUXC
        0x020E4000: routing,  # IOMUXC_GPR
        0x020E8000: Gpt(),  # GPT2
        PORTS[0]: Enet(host, {2: Phy()}),
        USDHCS[0]: Usdhc(GuardedBus(host, guards, USDHC1_MASTER), lambda: usdhc_root(ccm, 1)),
        USDHCS[1]: Usdhc(GuardedBus(host, guards, USDHC2_MASTER), lambda: usdhc_root(ccm, 2)),
        0x021A0000: I2c(),  # I2C1
        0x021A4000: I2c(),  # I2C2
        MMDC_BASE: Mmdc(),
        CSU: guards.csu,
        0x021D0000: guards.tzasc,
        0x021E4000: Wdog("WDOG3"),
        **security(host, guards, snvs, family),
    }
    equip(devices)
    return devices


def _armory(family: int) -> Chip:
    """The USB armory Mk II: its microSD slot is on USDHC1, its eMMC on USDHC2."""
    return Chip(
        cpu=arm_const.UC_CPU_ARM_CORTEX_A7, ram_start=RAM_START, registers=(REGISTERS,),
        block=0x4000, memory=(OCRAM,), lines=LINES,
        peripherals=partial(peripherals, family=family, equip=equip_armory),
        slots={"sd": USDHCS[0], "mmc": USDHCS[1]}, ports=PORTS, guard=CSU,
        windows=tuple((*alias, BEE) for alias in bee.ALIASES) if family == FAMILY_UL else (),
    )


CHIP = _armory(FAMILY_ULL)
#: The USB armory with the other chip.
CHIP_6UL = _armory(FAMILY_UL)
#: The MCIMX6ULL-EVK: slots of the base board and, for microSD, of the processor's board.
EVK = replace(
    CHIP, peripherals=partial(peripherals, console=1, equip=equip_evk),
    slots={"sd": USDHCS[0], "sd2": USDHCS[1]},
)
