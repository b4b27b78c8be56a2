"""Model of what is on the MCIMX6ULL-EVK beside its chip: the 74LV595 on GPIO5 that holds the
Ethernet PHYs in reset (torvalds/linux, imx6ul-14x14-evk.dtsi; U-Boot, mx6ul_14x14_evk.c)."""

from __future__ import annotations

from typing import Any

from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.gpio import GDIR, Gpio
from tamapy.emulator.models.phy import Phy

#: Pins of GPIO5; the PHYs have power while SUPPLY is driven low, the shift register drives its
#: outputs while ENABLE is.
SUPPLY, LATCH, ENABLE, DATA, CLOCK = 2, 7, 8, 10, 11
ENET1_NRST, ENET2_NRST = 1 << 1, 1 << 2  # outputs
GPIO5, IOMUXC_SNVS = 0x020AC000, 0x02290000
PORTS = ((0x02188000, 2, ENET1_NRST), (0x020B4000, 1, ENET2_NRST))  # controller, PHY, its reset


class Expanded(Gpio):
    """GPIO5 with the shift register; ``phys`` are held in reset by outputs that are not high."""

    def __init__(self, phys: dict[int, Phy]) -> None:
        super().__init__()
        self.phys = phys
        self.before = 0
        self.shifted = self.latched = 0
        self._hold()

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register; the shift register sees the pins' edges."""
        super().write(offset, size, value)
        rising = self.outputs & ~self.before
        self.before = self.outputs
        if rising >> CLOCK & 1:
            self.shifted = (self.shifted << 1 | self.outputs >> DATA & 1) & 0xFF
        if rising >> LATCH & 1:
            self.latched = self.shifted
        self._hold()

    def _hold(self) -> None:
        low = self.values[GDIR] & ~self.outputs
        alive = low >> ENABLE & low >> SUPPLY & 1
        for bit, phy in self.phys.items():
            phy.held = not (alive and self.latched & bit)


def equip(devices: dict[int, Any]) -> None:
    """Connect it to the models of the chip."""
    devices[GPIO5] = Expanded({bit: devices[base].phys[phy] for base, phy, bit in PORTS})
    devices[IOMUXC_SNVS] = RegisterBank()
