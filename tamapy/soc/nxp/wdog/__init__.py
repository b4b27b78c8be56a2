"""Driver of NXP's watchdog timer WDOG.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 59.

Once started it cannot be stopped: a program that does not service it in time is reset.
"""

from tamapy import reg
from tamapy.runtime import board
from tamapy.soc.nxp.gates import open_gate

# WDOG Memory Map/Register Definition, IMX6ULLRM; all are 16 bits wide
WCR = 0x00
WCR_WT = 8
WCR_SRE = 6
WCR_WDA = 5
WCR_SRS = 4
WCR_WDT = 3
WCR_WDE = 2

WSR = 0x02

WRSR = 0x04
WRSR_POR = 4
WRSR_TOUT = 1
WRSR_SFTW = 0

WICR = 0x06
WICR_WIE = 15
WICR_WTIS = 14
WICR_WICT = 0

WMCR = 0x08

SERVICE = (0x5555, 0xAAAA)
LONGEST = 256  # half seconds until a reset
LONGEST_WARNING = 255  # half seconds before it
RESET_WRITES = 3
RESET_TIME = 2000000000  # nanoseconds

#: What :meth:`WDOG.reset_cause` gives.
POWER_ON, TIMEOUT, SOFTWARE = "power-on", "timeout", "software"


def half_seconds(seconds, least, most):
    """A time as the block counts it."""
    if not least <= seconds * 2 <= most or int(seconds * 2) != seconds * 2:
        raise ValueError(
            f"a watchdog's time is {least / 2} to {most / 2} seconds in steps of half a second"
        )
    return int(seconds * 2)


class WDOG:
    """The watchdog with an index at an address.

    ``gate`` is its clock's (register, number); ``interrupt`` is its number.
    """

    def __init__(self, index, base, gate, interrupt):
        self.index = index
        self.base = base
        self.interrupt = interrupt
        self.gate = gate

    def init(self):
        """Switch its clock on, and off the counter that would pull its pin 16 s after a reset."""
        open_gate(self.gate)
        # p4085, 59.5.3 Power-down counter event, IMX6ULLRM
        reg.write16(self.base + WMCR, 0)

    def is_running(self):
        """Whether it has been started."""
        return bool(reg.read16(self.base + WCR) >> WCR_WDE & 1)

    def start(self, seconds):
        """Have the system reset, and the watchdog's pin pulled, unless it is serviced in time.

        0.5 to 128 seconds in steps of 0.5. One that runs gets a new time from now on.
        """
        count = half_seconds(seconds, 1, LONGEST)
        control = int(reg.read16(self.base + WCR)) & ~(0xFF << WCR_WT)
        running = control >> WCR_WDE & 1
        # WDE and WDT can be made 1 once and stay so; one write sets both and the time.
        control |= count - 1 << WCR_WT | 1 << WCR_WDT | 1 << WCR_WDE
        reg.write16(self.base + WCR, control)
        if running:
            self.service()  # which loads the new time

    def service(self):
        """Let the time begin anew."""
        # The normal world may have switched a secure watchdog's clock off, without which it
        # would go on counting and not hear this.
        open_gate(self.gate)
        for word in SERVICE:
            reg.write16(self.base + WSR, word)

    def set_interrupt(self, seconds):
        """Raise the interrupt so long before the reset: 0 to 127.5 seconds, in steps of 0.5.

        It can be chosen once after a reset; ``RuntimeError`` if it was.
        """
        count = half_seconds(seconds, 0, LONGEST_WARNING)
        if reg.read16(self.base + WICR) >> WICR_WIE & 1:
            raise RuntimeError(f"the interrupt of WDOG{self.index} was set before")
        reg.write16(self.base + WICR, 1 << WICR_WIE | count << WICR_WICT)

    def is_interrupting(self):
        """Whether the interrupt is raised."""
        return bool(reg.read16(self.base + WICR) >> WICR_WTIS & 1)

    def clear_interrupt(self):
        """Take the interrupt back."""
        reg.set16(self.base + WICR, WICR_WTIS)

    def reset_cause(self):
        """What the last reset came from: ``POWER_ON``, ``TIMEOUT`` or ``SOFTWARE``.

        ``None`` if it was none of these, such as another watchdog.
        """
        status = reg.read16(self.base + WRSR)
        for bit, cause in ((WRSR_TOUT, TIMEOUT), (WRSR_SFTW, SOFTWARE), (WRSR_POR, POWER_ON)):
            if status >> bit & 1:
                return cause
        return None

    def reset(self):
        """Reset the system now; this does not come back."""
        # It is started with the shortest time as well, which also is what QEMU resets for.
        control = int(reg.read16(self.base + WCR)) & ~(0xFF << WCR_WT)
        control |= 1 << WCR_SRE | 1 << WCR_WDE
        reg.write16(self.base + WCR, control)
        # ERR004346: it is heard for sure if two of the writes fall into one 32 kHz period.
        for _ in range(RESET_WRITES):
            reg.write16(self.base + WCR, control & ~(1 << WCR_SRS))
        deadline = board.nanotime() + RESET_TIME
        while board.nanotime() < deadline:
            pass
        raise TimeoutError(f"WDOG{self.index}_WCR: bit {WCR_SRS} did not reset the system")
