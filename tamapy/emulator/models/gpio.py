"""Model of NXP's GPIO (IMX6ULLRM, chapter 28)."""

from __future__ import annotations

from tamapy.emulator.models import ModelError

DR, GDIR, PSR, ICR1, ICR2, IMR, ISR, EDGE_SEL = range(0x00, 0x20, 4)
WORD = 0xFFFFFFFF
LOW, HIGH, RISING, FALLING = range(4)


class Gpio:
    """A controller of 32 pins; tests drive them (:meth:`drive`) and look at ``outputs``."""

    def __init__(self) -> None:
        self.values = dict.fromkeys((DR, GDIR, ICR1, ICR2, IMR, ISR, EDGE_SEL), 0)
        self.levels = 0  # as others drive the pins

    def drive(self, pin: int, high: bool) -> None:
        """Somebody else drives a pin."""
        before = self.levels
        self.levels = before & ~(1 << pin) | bool(high) << pin
        if self.levels != before and self._trigger(pin) in ((RISING, None) if high else
                                                            (FALLING, None)):
            self.values[ISR] |= 1 << pin & ~self.values[GDIR]
        self._look()

    @property
    def outputs(self) -> int:
        """Pins that are driven high."""
        return self.values[DR] & self.values[GDIR]

    @property
    def interrupts(self) -> tuple[bool, bool]:
        """The interrupts of pins 0 to 15 and of 16 to 31."""
        raised = self.values[ISR] & self.values[IMR]
        return bool(raised & 0xFFFF), bool(raised >> 16)

    def _trigger(self, pin: int) -> int | None:
        """ICR's field, or ``None`` for both edges."""
        if self.values[EDGE_SEL] >> pin & 1:
            return None
        return (self.values[ICR2] << 32 | self.values[ICR1]) >> pin * 2 & 3

    def _look(self) -> None:
        """Levels that inputs have raise their interrupts, as long as they last."""
        for pin in range(32):
            if self._trigger(pin) == (self.levels >> pin & 1):
                self.values[ISR] |= 1 << pin & ~self.values[GDIR]

    def read(self, offset: int, size: int) -> int:
        """A register."""
        self._check(offset, size)
        inputs = self.levels & ~self.values[GDIR]
        if offset == PSR:
            return inputs
        return self.outputs | inputs if offset == DR else self.values[offset]

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        self._check(offset, size)
        if offset == PSR:
            raise ModelError("GPIO_PSR is read-only")
        self.values[offset] = self.values[ISR] & ~value if offset == ISR else value
        if offset not in (DR, IMR):
            self._look()

    def _check(self, offset: int, size: int) -> None:
        if size != 4 or offset not in range(0x00, 0x20, 4):
            raise ModelError(f"the GPIO has no register of {size} bytes at +0x{offset:x}")
