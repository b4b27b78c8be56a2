"""The i.MX 6ULL as the emulator knows it: models at the addresses of the memory map.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 2.
"""

from __future__ import annotations

from typing import Any

from tamapy.emulator.models.bank import Overlay, RegisterBank
from tamapy.emulator.models.bus import Bus
from tamapy.emulator.models.csu import Csu
from tamapy.emulator.models.dcp import TEST_KEY, Dcp
from tamapy.emulator.models.epit import Epit
from tamapy.emulator.models.gpio import Gpio
from tamapy.emulator.models.gpt import Gpt
from tamapy.emulator.models.i2c import I2c, pf1510
from tamapy.emulator.models.ocotp import Ocotp
from tamapy.emulator.models.rngb import Rngb
from tamapy.emulator.models.snvs import Snvs
from tamapy.emulator.models.tempmon import Tempmon
from tamapy.emulator.models.tzc380 import Tzc380
from tamapy.emulator.models.uart import Line, Uart
from tamapy.emulator.models.wdog import Wdog

RAM_START = 0x80000000
OCRAM = (0x00900000, 0x20000)
#: Where registers are; within it, what has no model is reported.
REGISTERS = (0x00A00000, 0x02400000 - 0x00A00000)
#: Models are looked up by blocks of this size.
BLOCK = 0x4000


#: The emulated device's own key, which the DCP uses where the boot was secure.
DEVICE_KEY = bytes.fromhex("74616d6170792d656d756c61746f7231")
#: Its fuses: a unique number, and the temperature sensor's calibration.
FUSES = {0x01: 0x6D615461, 0x02: 0x00015950, 0x0E: 0x5794FD69}


class Silent:
    """The line of a port with nothing connected."""

    def send(self, byte: int) -> None:
        """Lost."""

    def ready(self) -> bool:
        """Never."""
        return False

    def receive(self) -> int:
        """Never called."""
        return 0


def clock_controller() -> RegisterBank:
    """CCM (18.6), its values after the boot ROM where drivers look at them."""
    return RegisterBank({
        0x10: 0x00000001, 0x14: 0x00018D00, 0x18: 0x24820324, 0x1C: 0x04900080,
        0x20: 0x03192F06, 0x24: 0x00490B00,
        0x68: 0xFFFFFFFF, 0x6C: 0xFFFFFFFF, 0x70: 0xFC3FFFFF, 0x74: 0xFFFFFFFF,
        0x78: 0xFFFFFFFF, 0x7C: 0xFFFFFFFF, 0x80: 0xFFFFFFFF,
    })


def analog() -> Overlay:
    """CCM_ANALOG, PMU, USB_ANALOG and TEMPMON (18.7, 39.6, 57.4, 52.3): PLLs are locked at once.

    DIGPROG tells of a 6ULL, with the revision 0 that marks an emulator.
    """
    monitor = (Tempmon(FUSES[0x0E]), {*range(0x20), *range(0x110, 0x120)})
    return Overlay(RegisterBank({
        0x000: 0x80002042, 0x010: 0x80003000, 0x020: 0x80003000, 0x030: 0x80002001,
        0x0F0: 0x1311100C, 0x100: 0x1018101B, 0x140: 0x00482012, 0x260: 0x00650000,
    }, aliases=True, read_only=frozenset((0x260,))), {0x180: monitor})


def peripherals(console: Line, bus: Bus) -> dict[int, Any]:
    """Models by base address. The device has not been booted securely."""
    snvs, routing = Snvs(), RegisterBank()
    return {
        0x02020000: Uart(Silent()),  # UART1
        0x02098000: Gpt(),  # GPT1
        **{base: Gpio() for base in range(0x0209C000, 0x020B0000, 0x4000)},  # GPIO1 to GPIO5
        0x020BC000: Wdog("WDOG1"),
        0x020C0000: Wdog("WDOG2"),
        0x020C4000: clock_controller(),
        0x020C8000: analog(),
        0x020CC000: snvs,
        0x020D0000: Epit(),  # EPIT1
        0x020D4000: Epit(),  # EPIT2
        0x020D8000: RegisterBank({0x00: 0x00000521}),  # SRC
        0x020E0000: RegisterBank(),  # IOMUXC
        0x020E4000: routing,  # IOMUXC_GPR
        0x020E8000: Gpt(),  # GPT2
        0x021A0000: I2c({0x08: pf1510()}),  # I2C1
        0x021A4000: I2c(),  # I2C2
        0x021BC000: Ocotp(FUSES),
        0x021C0000: Csu(),
        0x021D0000: Tzc380(lambda: bool(routing.values.get(4, 0) >> 23 & 1)),
        0x021E4000: Wdog("WDOG3"),
        0x021E8000: Uart(console),  # UART2
        0x021EC000: Uart(Silent()),  # UART3
        0x021F0000: Uart(Silent()),  # UART4
        0x02280000: Dcp(bus, lambda: DEVICE_KEY if snvs.trusted else TEST_KEY),
        0x02284000: Rngb(),
    }
