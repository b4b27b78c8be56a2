"""Driver of the BCM2835's watchdog, which also resets the chip.

Broadcom has published no manual of it. Registers and sequences are those of torvalds/linux,
drivers/watchdog/bcm2835_wdt.c.
"""

from tamapy import bits, reg
from tamapy.metal import metal, u32, usize
from tamapy.runtime import board

PASSWORD = 0x5A000000  # in the upper byte of what is written

RSTC = 0x1C
RSTC_WRCFG = 4  # 2 bits
WRCFG_FULL_RESET = 0b10
RSTC_STOPPED = 0x102

RSTS = 0x20
RSTS_HALT = 0x555  # partition 63, spread over the even bits: the firmware does not boot again

WDOG = 0x24
WDOG_TIME = 0xFFFFF
TICKS = 65536  # a second
SHORTEST = 10  # ticks, for a reset at once
RESET_TIME = 100_000_000  # ns


@metal
def start(base: usize, ticks: u32) -> None:
    """Reset the chip in so many ticks, unless this is called again before."""
    reg.write(base + WDOG, PASSWORD | ticks & WDOG_TIME)
    control = bits.set_field(reg.read(base + RSTC), RSTC_WRCFG, 0b11, WRCFG_FULL_RESET)
    reg.write(base + RSTC, PASSWORD | control & 0xFFFFFF)


@metal
def stop(base: usize) -> None:
    """No reset after all."""
    reg.write(base + RSTC, PASSWORD | RSTC_STOPPED)


class Watchdog:
    """The watchdog at an address."""

    def __init__(self, base):
        self.base = base

    def start(self, seconds):
        """Reset the chip in ``seconds``, at most 15.99, unless :meth:`start` is called again."""
        if not SHORTEST <= seconds * TICKS < WDOG_TIME + 1:
            raise ValueError(f"the watchdog cannot wait for {seconds} seconds")
        start(self.base, int(seconds * TICKS))

    def stop(self):
        """Switch it off."""
        stop(self.base)

    def remaining(self):
        """Seconds that are left; ``None`` if it is off."""
        if reg.get(self.base + RSTC, RSTC_WRCFG, 0b11) != WRCFG_FULL_RESET:
            return None
        return (reg.read(self.base + WDOG) & WDOG_TIME) / TICKS

    def reset(self):
        """Reset the chip; the firmware boots it again. ``TimeoutError`` if it does not happen."""
        start(self.base, SHORTEST)
        deadline = board.nanotime() + RESET_TIME
        while board.nanotime() < deadline:
            pass
        raise reg.late(self.base + WDOG, 0, WDOG_TIME, 0, "PM_WDOG")

    def halt(self):
        """Reset the chip for the firmware to leave it halted, which uses the least power."""
        status = reg.read(self.base + RSTS) & 0xFFFFFF
        reg.write(self.base + RSTS, PASSWORD | status | RSTS_HALT)
        self.reset()
