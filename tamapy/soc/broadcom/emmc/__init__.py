"""Driver of the BCM2835's SD and eMMC controller EMMC, an Arasan; data goes through its port.

BCM2835-ARM-Peripherals: BCM2835 ARM Peripherals (C6357-M-1398), 2012/02/06, chapter 5.
"""

from tamapy import reg
from tamapy.runtime.arguments import as_bytes, integer
from tamapy.soc.sdhci import (
    COMMAND_CRC,
    COMMAND_DATA,
    DATA_CRC,
    DATA_TIMEOUT,
    RESPONSE0,
    SYSTEM,
    SYSTEM_RESET_ALL,
    TRANSFER_COMPLETE,
    Host,
)
from tamapy.storage import commands
from tamapy.storage.errors import TuningError
from tamapy.storage.waiting import pause

# p66, 5. External Mass Media Controller, registers, BCM2835-ARM-Peripherals
BLKSIZECNT = 0x04
BLKSIZECNT_BLKCNT = 16

CMDTM_MULTI_BLOCK = 5
CMDTM_DAT_DIR = 4  # 1: from the card
CMDTM_AUTO_CMD12 = 2
CMDTM_BLKCNT_EN = 1

DATA = 0x20

CONTROL0 = 0x28
CONTROL0_8BIT = 5
CONTROL0_DWIDTH = 1

CONTROL1_DATA_TOUNIT = 16
CONTROL1_CLK_FREQ8 = 8
CONTROL1_CLK_FREQ_MS2 = 6
CONTROL1_CLK_EN = 2
CONTROL1_CLK_STABLE = 1
CONTROL1_CLK_INTLEN = 0

INTERRUPT = 0x30
INTERRUPT_READ_RDY = 5
INTERRUPT_WRITE_RDY = 4
IRPT_MASK = 0x34  # which flags are set at all
IRPT_EN = 0x38  # which of them interrupt
FLAGS = (
    0b11 | 1 << INTERRUPT_READ_RDY | 1 << INTERRUPT_WRITE_RDY | 1 << 16 | COMMAND_CRC
    | 1 << DATA_TIMEOUT | DATA_CRC | 1 << 24
)

SLOWEST, FASTEST = 400000, 208000000  # Hz, of identification and of SDR104
LARGEST_BLOCK = 1023  # bytes: BLKSIZE has 10 bits
LONGEST = 0xE  # 2 ** 27 clocks until data is late
DATA_TIME = 2000000000  # nanoseconds
#: Pins of the card in the slot, and what connects them (CLK, CMD, DAT0 to DAT3; not in the manual:
#: torvalds/linux, arch/arm/boot/dts/broadcom/bcm283x.dtsi, "emmc_gpio48").
PINS = range(48, 54)


class EMMC(Host):
    """The controller at an address; ``clock()`` gives what it runs on, in Hz."""

    state_name, system_name, flags_name = "STATUS", "CONTROL1", "INTERRUPT"
    lines = 20
    most_blocks = 128

    def __init__(self, base, clock):
        super().__init__("EMMC", base)
        self.clock = clock
        self._cycles = 0  # nanoseconds that two of the card's clocks take

    def start(self):
        """Reset the controller; one data line, the clock for identification, a while of it."""
        self._cycles = 2 * 1000000000 // SLOWEST
        self._write(SYSTEM, 1 << SYSTEM_RESET_ALL)
        self._wait(SYSTEM, "CONTROL1", SYSTEM_RESET_ALL, 0)
        self._write(CONTROL0, 0)
        self._write(IRPT_EN, 0)
        self._write(IRPT_MASK, FLAGS)
        self.set_clock(SLOWEST)
        pause(80 * 1000000000 // SLOWEST)

    def set_clock(self, hertz):
        """The fastest clock of the card that is not above ``hertz``, which is returned."""
        integer(hertz, SLOWEST, FASTEST, "a card's clock in Hz")
        root = self.clock()
        divider = 0 if root <= hertz else min(-(-root // (2 * hertz)), 1023)  # 0: undivided
        self.stop_clock()
        word = LONGEST << CONTROL1_DATA_TOUNIT | 1 << CONTROL1_CLK_INTLEN
        word |= (divider & 0xFF) << CONTROL1_CLK_FREQ8 | divider >> 8 << CONTROL1_CLK_FREQ_MS2
        self._write(SYSTEM, word)
        self._wait(SYSTEM, "CONTROL1", CONTROL1_CLK_STABLE, 1)
        self.restart_clock()
        made = root // (2 * divider) if divider else root
        self._cycles = 2 * 1000000000 // made
        return made

    def stop_clock(self):
        """Give the card no clock."""
        self._write(SYSTEM, int(reg.read(self.base + SYSTEM)) & ~(1 << CONTROL1_CLK_EN))

    def restart_clock(self):
        """Give the card its clock."""
        self._write(SYSTEM, int(reg.read(self.base + SYSTEM)) | 1 << CONTROL1_CLK_EN)

    def set_width(self, lines):
        """Transfer data over 1, 4 or 8 lines."""
        if lines not in (1, 4, 8):
            raise ValueError("the EMMC has 1, 4 or 8 data lines")
        self._write(CONTROL0, (lines == 4) << CONTROL0_DWIDTH | (lines == 8) << CONTROL0_8BIT)

    def set_low_voltage(self):
        """Nothing: the boards have the lines at 3.3 V."""

    def tune(self, command, size):
        """There are no modes that need it at 3.3 V."""
        raise TuningError("the EMMC's lines are at 3.3 V")

    def is_present(self):
        """The slots have no switch for cards; they are found out by commands."""
        return True

    def is_protected(self):
        """Nor one for protection."""
        return False

    def _write(self, register, value):
        """Set a register. A write to one is lost within two clocks of the card after another
        (torvalds/linux, drivers/mmc/host/sdhci-iproc.c)."""
        reg.write(self.base + register, value)
        pause(self._cycles)

    # -- data --------------------------------------------------------------------------

    def read(self, command, argument, blocks, size, stop=True):
        """Send a command that brings blocks; their bytes."""
        self._begin(command, argument, blocks, size, stop, 1 << CMDTM_DAT_DIR)
        parts = []
        for _ in range(blocks):
            self._finish(INTERRUPT_READ_RDY, DATA_TIME, command)
            reg.write(self.base + INTERRUPT, 1 << INTERRUPT_READ_RDY)
            parts.append(reg.read_port(self.base + DATA, size))
        self._finish(TRANSFER_COMPLETE, DATA_TIME, command)
        return b"".join(parts)

    def write(self, command, argument, data, size, stop=True):
        """Send a command with blocks of data."""
        data = as_bytes(data)
        integer(size, 4, LARGEST_BLOCK, "a block's size")
        blocks, rest = divmod(len(data), size)
        self._begin(command, argument, 0 if rest else blocks, size, stop, 0)
        for i in range(blocks):
            self._finish(INTERRUPT_WRITE_RDY, DATA_TIME, command)
            reg.write(self.base + INTERRUPT, 1 << INTERRUPT_WRITE_RDY)
            reg.write_port(self.base + DATA, bytes(data[i * size:(i + 1) * size]))
        self._finish(TRANSFER_COMPLETE, DATA_TIME, command)

    def _begin(self, command, argument, blocks, size, stop, mode):
        self.check_argument(argument)
        integer(blocks, 1, self.most_blocks, "a number of whole blocks")
        if integer(size, 4, LARGEST_BLOCK, "a block's size") % 4:
            raise ValueError("a block consists of words")
        if blocks > 1:
            mode |= 1 << CMDTM_MULTI_BLOCK | 1 << CMDTM_BLKCNT_EN
            mode |= bool(stop) << CMDTM_AUTO_CMD12
        self.wait_ready()
        self._write(BLKSIZECNT, blocks << BLKSIZECNT_BLKCNT | size)
        self._send(command, argument, mode, 1 << COMMAND_DATA)
        commands.check(int(reg.read(self.base + RESPONSE0)))
