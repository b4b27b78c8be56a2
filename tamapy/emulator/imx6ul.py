"""The i.MX 6ULL as the emulator knows it: models at the addresses of the memory map.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 2.
"""

from __future__ import annotations

from typing import Any

from unicorn import arm_const

from tamapy.emulator.chip import Chip, Host
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.rngb import Rngb
from tamapy.emulator.models.uart import Silent, Uart

RAM_START = 0x80000000
OCRAM = (0x00900000, 0x20000)
REGISTERS = (0x00A00000, 0x02400000 - 0x00A00000)


def clock_controller() -> RegisterBank:
    """CCM (18.6), its values after reset where drivers look at them."""
    return RegisterBank({
        0x10: 0x00000001, 0x14: 0x00018D00, 0x1C: 0x04900080, 0x20: 0x03192F06, 0x24: 0x00490B00,
        0x68: 0xFFFFFFFF, 0x6C: 0xFFFFFFFF, 0x70: 0xFC3FFFFF, 0x74: 0xFFFFFFFF,
        0x78: 0xFFFFFFFF, 0x7C: 0xFFFFFFFF, 0x80: 0xFFFFFFFF,
    })


def analog() -> RegisterBank:
    """CCM_ANALOG, PMU and USB_ANALOG (18.7, 39.6, 57.4): PLLs are locked at once.

    DIGPROG tells of a 6ULL, with the revision 0 that marks an emulator.
    """
    return RegisterBank({
        0x000: 0x80002042, 0x010: 0x80003000, 0x020: 0x80003000, 0x030: 0x80002001,
        0x0F0: 0x1311100C, 0x100: 0x1018101B, 0x140: 0x00482012, 0x260: 0x00650000,
    }, aliases=True, read_only=frozenset((0x260,)))


def peripherals(host: Host) -> dict[int, Any]:
    """Models by base address."""
    return {
        0x02020000: Uart(Silent()),  # UART1
        0x020C4000: clock_controller(),
        0x020C8000: analog(),
        0x020E0000: RegisterBank(),  # IOMUXC
        0x020E4000: RegisterBank(),  # IOMUXC_GPR
        0x021E8000: Uart(host.console),  # UART2
        0x021EC000: Uart(Silent()),  # UART3
        0x021F0000: Uart(Silent()),  # UART4
        0x02284000: Rngb(),
    }


CHIP = Chip(
    cpu=arm_const.UC_CPU_ARM_CORTEX_A7, ram_start=RAM_START, registers=(REGISTERS,), block=0x4000,
    peripherals=peripherals, memory=(OCRAM,),
)
