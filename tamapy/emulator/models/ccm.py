"""Models of NXP's clock controller CCM and its analog part (IMX6ULLRM, chapter 18 and 39.6.4).

Of the clock tree only what makes the processor's clock has an effect: PLLs lock after some time,
dividers take some, and a clock that is too fast for the voltage is reported.
"""

from __future__ import annotations

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bank import RegisterBank

CCSR, CACRR, CDHIPR = 0x0C, 0x10, 0x48
ARM_PODF_BUSY = 1 << 16
PLL_ARM, PLL_USB1, PLL_USB2, PLL_ENET, REG_CORE, DIGPROG = 0x00, 0x10, 0x20, 0xE0, 0x140, 0x260
PLLS = (PLL_ARM, PLL_USB1, PLL_USB2, PLL_ENET)
LOCK, BYPASS, ENABLE, POWER = 1 << 31, 1 << 16, 1 << 13, 1 << 12
LOOKS = 3  # until a PLL is locked
OSC = 24
#: MHz to the millivolts they need (IMX6ULLCEC, Table 10, with its margins).
LEAST = ((198, 950), (396, 1025), (528, 1175), (792, 1225), (900, 1275))


class Ccm(RegisterBank):
    """CCM, its values after the boot ROM where drivers look at them."""

    def __init__(self) -> None:
        super().__init__({
            0x10: 0x00000001, 0x14: 0x00018D00, 0x18: 0x24820324, 0x1C: 0x04900080,
            0x20: 0x03192F06, 0x24: 0x00490B00, CDHIPR: 0,
            0x68: 0xFFFFFFFF, 0x6C: 0xFFFFFFFF, 0x70: 0xFC3FFFFF, 0x74: 0xFFFFFFFF,
            0x78: 0xFFFFFFFF, 0x7C: 0xFFFFFFFF, 0x80: 0xFFFFFFFF,
        }, read_only=frozenset((CDHIPR,)))
        self.analog: Analog | None = None
        self.stalled = False

    def read(self, offset: int, size: int) -> int:
        """A register; one that told of work under way has told so."""
        value = super().read(offset, size)
        if offset == CDHIPR and not self.stalled:
            self.values[CDHIPR] = 0
        return value

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        super().write(offset, size, value)
        if offset == CACRR:
            self.values[CDHIPR] = ARM_PODF_BUSY
        if self.analog is not None:
            self.analog.check()


class Analog(RegisterBank):
    """CCM_ANALOG with the regulators PMU, for a ``ccm``; ``stalled`` PLLs do not lock.

    ``family`` is what DIGPROG tells of the chip.
    """

    def __init__(self, ccm: Ccm, family: int = 0x65) -> None:
        super().__init__({
            PLL_ARM: 0x80002042, PLL_USB1: 0x80003000, PLL_USB2: 0x80003000, 0x030: 0x80002001,
            PLL_ENET: 0x00011001, 0x0F0: 0x1311100C, 0x100: 0x1018101B,
            REG_CORE: 0x00482012, DIGPROG: family << 16,
        }, aliases=True, read_only=frozenset((DIGPROG,)))
        self.ccm = ccm
        ccm.analog = self
        self.left = 0
        self.stalled = False

    def mhz(self) -> float:
        """What the processor runs at; from the step clock it is the oscillator's."""
        pll = self.values[PLL_ARM]
        hertz: float = OSC
        if not pll & BYPASS and not self.ccm.values.get(CCSR, 0) & 1 << 2:
            hertz = OSC * (pll & 0x7F) / 2
        return hertz / ((self.ccm.values[CACRR] & 7) + 1)

    def check(self) -> None:
        """Report a clock that is too fast for the voltage."""
        millivolts = 700 + 25 * (self.values[REG_CORE] & 31)
        need = next((least for mhz, least in LEAST if self.mhz() <= mhz), None)
        if need is None or millivolts < need:
            raise ModelError(f"the processor cannot run at {self.mhz():g} MHz at {millivolts} mV")

    def read(self, offset: int, size: int) -> int:
        """A register; PLLs lock meanwhile."""
        base = offset & ~15
        if base in PLLS and self.left and not self.stalled:
            self.left -= 1
            if not self.left and self._is_on(base):
                self.values[base] |= LOCK
        return super().read(offset, size)

    def _is_on(self, pll: int) -> bool:
        power = bool(self.values[pll] & POWER)
        return not power if pll in (PLL_ARM, PLL_ENET) else power

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        base = offset & ~15
        old = self.values.get(base, 0)
        super().write(offset, size, value)
        if base in PLLS:
            self._set_pll(base, old)
        self.check()

    def _set_pll(self, pll: int, old: int) -> None:
        new = self.values[pll] & ~LOCK | old & LOCK  # which is read-only
        if pll == PLL_ARM and (new ^ old) & 0x7F:
            if not old & BYPASS:
                raise ModelError("the ARM PLL's divider is changed while it is in use")
            if not 54 <= new & 0x7F <= 108:
                raise ModelError("the ARM PLL's divider is 54 to 108")
        if (new ^ old) & (POWER | 0x7F if pll == PLL_ARM else POWER):
            new &= ~LOCK
            self.left = LOOKS
        self.values[pll] = new
        if not new & BYPASS and not new & LOCK:
            raise ModelError("a PLL is used before it is locked")
