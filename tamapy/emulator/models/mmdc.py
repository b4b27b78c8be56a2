"""Model of NXP's memory controller MMDC (IMX6ULLRM, chapter 33).

It tells whether the RAM works and how large it is. Delays are not modelled: any calibration does.
"""

from __future__ import annotations

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bank import RegisterBank

BASE = 0x021B0000
RAM_START = 0x80000000
MDCTL, MDMISC, MDSCR, MDASP = 0x00, 0x18, 0x1C, 0x40
ENABLE = 1 << 31  # of MDCTL: SDE_0
SECOND = 1 << 30  # SDE_1
FOUR_BANKS = 1 << 5  # of MDMISC
CON_REQ, CON_ACK = 1 << 15, 1 << 14  # of MDSCR: to be configured; it may be
LOAD_MODE = 3  # command in bits 4 to 6 of MDSCR; bits 0 to 2 are the RAM's register
MODES = {0, 1, 2, 3}  # all that DDR3 has (JESD79-3, 3.4)
COLUMNS = (9, 10, 11, 8, 12)
UNIT = 32 << 20  # of MDASP


class Mmdc(RegisterBank):
    """MMDC as it is after reset: the RAM does not work."""

    def __init__(self) -> None:
        super().__init__()
        self.reset()

    def reset(self) -> None:
        """Forget everything."""
        self.values = {MDCTL: 0x03110000, MDMISC: 0x00001600, MDASP: 0x3F}
        self.modes: set[int] = set()

    def read(self, offset: int, size: int) -> int:
        """A register; a request to be configured is granted at once."""
        value = super().read(offset, size)
        if offset == MDSCR and value & CON_REQ:
            value |= CON_ACK
        return value

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register; MDSCR also takes commands to the RAM."""
        super().write(offset, size, value)
        if offset == MDSCR and value >> 4 & 7:
            if not value & CON_REQ:
                raise ModelError("MDSCR takes commands only with CON_REQ set")
            if not self.values[MDCTL] & ENABLE:
                raise ModelError("a command to the RAM before MDCTL enables it")
            if value >> 4 & 7 == LOAD_MODE:
                self.modes.add(value & 7)

    def ram(self) -> tuple[int, str]:
        """Bytes of RAM that work; if none do, why."""
        control = self.values[MDCTL]
        if not control & ENABLE:
            return 0, "MDCTL does not enable it"
        if self.values.get(MDSCR, 0) & CON_REQ:
            return 0, "MDSCR still asks to be configured (CON_REQ)"
        if not self.modes >= MODES:
            missing = ", ".join(str(mode) for mode in sorted(MODES - self.modes))
            return 0, f"its mode registers were not all loaded: {missing} missing"
        column = control >> 20 & 7
        if column >= len(COLUMNS):
            return 0, "MDCTL has a number of columns that does not exist"
        banks = 2 if self.values[MDMISC] & FOUR_BANKS else 3
        bits = 11 + (control >> 24 & 7) + COLUMNS[column] + banks + 1 + (control >> 16 & 3)
        end = (self.values[MDASP] + 1) * UNIT  # of the first chip's addresses
        size = 1 << bits
        if end - RAM_START != size:
            return 0, f"MDASP ends it at {end:#x}, but the rows and columns make {size:#x} bytes"
        return size << (1 if control & SECOND else 0), ""
