"""Driver of NXP's SD and eMMC host controller uSDHC; :mod:`tamapy.storage` knows the cards.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 58;
IMX6FG: i.MX 6 Series Firmware Guide, rev. 0, 2012/11, chapter 35.
"""

from tamapy import dma, reg
from tamapy.runtime.arguments import integer
from tamapy.soc.nxp.gates import open_gate
from tamapy.soc.nxp.usdhc import adma
from tamapy.soc.nxp.usdhc import registers as r
from tamapy.soc.sdhci import COMMAND_CRC, DATA_CRC, Host
from tamapy.storage import commands
from tamapy.storage.errors import TuningError

WIDTHS = {1: 0b00, 4: 0b01, 8: 0b10}
SLOWEST, FASTEST = 400000, 208000000  # Hz, of identification and of SDR104
ROOT = 2  # divides 396 MHz to 198 MHz; the fastest modes have 132 MHz
FAST_ROOT = 3
DATA_TIMEOUT = 0xC  # 2 ** 26 clocks of the card
DATA_TIME = 2000000000  # nanoseconds
TUNING_TIME = 50000000
TUNING_TRIES = 40  # p42, 4.2.4.5 Tuning Command, SD-PL-7.10
TUNING_STEP, TUNING_START = 2, 20

#: The second is where a standard controller tells of it, and QEMU's uSDHC.
TABLE = 1 << r.INT_DMAE | 1 << 25
FLAGS = (
    1 << r.INT_CC | 1 << r.INT_TC | 1 << r.INT_CTOE | COMMAND_CRC | 1 << r.INT_DTOE | DATA_CRC
    | 1 << r.INT_AC12E | 1 << r.INT_TNE | TABLE
)
#: What a command sets anew in MIX_CTRL; the rest is what tuning found.
MIX_MASK = (
    1 << r.MIX_CTRL_MSBSEL | 1 << r.MIX_CTRL_DTDSEL | 1 << r.MIX_CTRL_DDR_EN
    | 1 << r.MIX_CTRL_AC12EN | 1 << r.MIX_CTRL_BCEN | 1 << r.MIX_CTRL_DMAEN
)
TUNED = (
    1 << r.MIX_CTRL_FBCLK_SEL | 1 << r.MIX_CTRL_AUTO_TUNE_EN | 1 << r.MIX_CTRL_SMP_CLK_SEL
    | 1 << r.MIX_CTRL_EXE_TUNE
)
BURST = 8  # words
LARGEST_BLOCK = 4096  # bytes


class USDHC(Host):
    """The controller with an index at an address: a host for :class:`tamapy.storage.card.Card`.

    ``gate`` is its clock's (register, number); ``set_divider(index, divider)`` divides the 396 MHz
    it runs on and gives the clock in Hz.
    """

    most_blocks = 128  # 64 KiB, half of the on-chip RAM
    table_errors = TABLE

    def __init__(self, index, base, gate, set_divider):
        super().__init__(f"USDHC{index}", base)
        self.index = index
        self.gate = gate
        self.set_divider = set_divider

    def start(self):
        """Reset the controller; one data line, the clock for identification, 80 cycles of it."""
        open_gate(self.gate)
        system = self.base + r.SYS_CTRL
        reg.set(system, r.SYS_CTRL_RSTA)
        self._wait(r.SYS_CTRL, "SYS_CTRL", r.SYS_CTRL_RSTA, 0)
        # The reset leaves MIX_CTRL and VEND_SPEC as they are.
        self._mix(0, TUNED | MIX_MASK)
        reg.clear(self.base + r.VEND_SPEC, r.VEND_SPEC_VSELECT)
        reg.write(self.base + r.INT_SIGNAL_EN, 0)
        reg.write(self.base + r.INT_STATUS_EN, FLAGS)
        reg.set_bits(system, r.SYS_CTRL_ONES)
        reg.set_field(system, r.SYS_CTRL_DTOCV, 0xF, DATA_TIMEOUT)
        self.set_width(1)
        self.set_clock(SLOWEST)
        reg.set(system, r.SYS_CTRL_INITA)
        self._wait(r.SYS_CTRL, "SYS_CTRL", r.SYS_CTRL_INITA, 0)

    # -- lines -----------------------------------------------------------------------

    def set_width(self, lines):
        """Transfer data over 1, 4 or 8 lines."""
        if lines not in WIDTHS:
            raise ValueError("the uSDHC has 1, 4 or 8 data lines")
        word = int(reg.read(self.base + r.PROT_CTRL))
        word &= ~(0b11 << r.PROT_CTRL_DMASEL | 0b11 << r.PROT_CTRL_EMODE | 0b11 << r.PROT_CTRL_DTW)
        word |= r.DMASEL_ADMA2 << r.PROT_CTRL_DMASEL | r.EMODE_LITTLE << r.PROT_CTRL_EMODE
        reg.write(self.base + r.PROT_CTRL, word | WIDTHS[lines] << r.PROT_CTRL_DTW)

    def set_clock(self, hertz):
        """The fastest clock of the card that is not above ``hertz``, which is returned.

        Due to ERR010450 it is never above 150 MHz (p348, 35.4.2, IMX6FG; p4011, 58.7.7 Change Clock
        Frequency, IMX6ULLRM).
        """
        integer(hertz, SLOWEST, FASTEST, "a card's clock in Hz")
        self.stop_clock()
        self._wait(r.PRES_STATE, "PRES_STATE", r.PRES_STATE_SDSTB, 1)
        divider = FAST_ROOT if hertz > 100000000 else ROOT
        root = self.set_divider(self.index, divider)
        prescaler, divisor = dividers(root, hertz)
        word = int(reg.read(self.base + r.SYS_CTRL))
        word &= ~(0xFF << r.SYS_CTRL_SDCLKFS | 0xF << r.SYS_CTRL_DVS)
        word |= (prescaler >> 1) << r.SYS_CTRL_SDCLKFS | divisor - 1 << r.SYS_CTRL_DVS
        reg.write(self.base + r.SYS_CTRL, word)
        self._wait(r.PRES_STATE, "PRES_STATE", r.PRES_STATE_SDSTB, 1)
        self.restart_clock()
        return root // (prescaler * divisor)

    def stop_clock(self):
        """Give the card no clock but for what is transferred."""
        reg.clear(self.base + r.VEND_SPEC, r.VEND_SPEC_FRC_SDCLK_ON)

    def restart_clock(self):
        """Give the card its clock all the time."""
        reg.set(self.base + r.VEND_SPEC, r.VEND_SPEC_FRC_SDCLK_ON)

    def set_low_voltage(self):
        """Have the chip's end of the lines at 1.8 V."""
        reg.set(self.base + r.VEND_SPEC, r.VEND_SPEC_VSELECT)

    def is_present(self):
        """Whether the slot's switch tells of a card; slots without one say what they like."""
        return bool(reg.get(self.base + r.PRES_STATE, r.PRES_STATE_CINST, 1))

    def is_protected(self):
        """Whether the slot's switch tells that the card must not be written."""
        return not reg.get(self.base + r.PRES_STATE, r.PRES_STATE_WPSPL, 1)

    # -- commands (p349, 35.4.3 Send command to card flow chart, IMX6FG) -------------------

    def _set_transfer(self, transfer):
        """It goes to a register of its own."""
        self._mix(transfer, MIX_MASK)
        return 0

    def _mix(self, value, mask):
        word = int(reg.read(self.base + r.MIX_CTRL))
        reg.write(self.base + r.MIX_CTRL, word & ~mask | value)

    def _table_state(self):
        return int(reg.read(self.base + r.ADMA_ERR_STATUS))

    # -- data (p347, 35.5.1 Reading data, and p354, 35.5.2 Writing data, IMX6FG) -----------

    def read(self, command, argument, blocks, size, stop=True):
        """Send a command that brings blocks; their bytes."""
        self._check(argument, size)
        integer(blocks, 1, self.most_blocks, "a number of blocks")
        with dma.default().reserve(blocks * size) as buffer:
            self._transfer(command, argument, buffer, size, stop)
            return bytes(buffer)

    def write(self, command, argument, data, size, stop=True):
        """Send a command with blocks of data; DMA memory is not copied."""
        self._check(argument, size)
        blocks, rest = divmod(len(data), size)
        integer(blocks if not rest else 0, 1, self.most_blocks, "a number of whole blocks")
        with dma.default().place(data) as buffer:
            self._transfer(command, argument, buffer, size, stop)

    def _check(self, argument, size):
        self.check_argument(argument)
        if integer(size, 4, LARGEST_BLOCK, "a block's size") % 4:
            raise ValueError("a block consists of words")

    def _transfer(self, command, argument, buffer, size, stop):
        blocks = len(buffer) // size
        mix = 1 << r.MIX_CTRL_DMAEN
        if not command.write:
            mix |= 1 << r.MIX_CTRL_DTDSEL
        if blocks > 1:
            mix |= 1 << r.MIX_CTRL_MSBSEL | 1 << r.MIX_CTRL_BCEN | bool(stop) << r.MIX_CTRL_AC12EN
        self.wait_ready()
        with dma.default().reserve(adma.size(len(buffer))) as table:
            self._describe(table, buffer)
            dma.barrier()
            self._set_blocks(blocks, size)
            reg.write(self.base + r.ADMA_SYS_ADDR, dma.address(table))
            self._send(command, argument, mix, 1 << r.CMD_XFR_TYP_DPSEL)
            status = int(reg.read(self.base + r.CMD_RSP0))
            self._finish(r.INT_TC, DATA_TIME, command)
            dma.barrier()
        commands.check(status)

    def _describe(self, table, buffer):
        """Fill the table of the memory to transfer."""
        adma.fill(table, buffer)

    def _set_blocks(self, blocks, size):
        words = min(size // 4, 128)
        reg.write(self.base + r.BLK_ATT, blocks << r.BLK_ATT_BLKCNT | size << r.BLK_ATT_BLKSIZE)
        reg.write(
            self.base + r.WTMK_LVL,
            words << r.WTMK_LVL_RD_WML | BURST << r.WTMK_LVL_RD_BRST_LEN
            | words << r.WTMK_LVL_WR_WML | BURST << r.WTMK_LVL_WR_BRST_LEN,
        )

    # -- tuning ------------------------------------------------------------------------

    def tune(self, command, size):
        """Find when to sample the data lines, by a card's tuning blocks.

        The standard way: the controller compares each block with what it has to be, at one delay
        after the other. ``TuningError`` if no delay will do.
        """
        status = self.base + r.AUTOCMD12_ERR_STATUS
        if size not in (64, 128):
            raise ValueError("a tuning block has 64 or 128 bytes")
        reg.write(
            self.base + r.TUNING_CTRL,
            1 << r.TUNING_CTRL_STD_TUNING_EN | TUNING_STEP << r.TUNING_CTRL_TUNING_STEP
            | TUNING_START << r.TUNING_CTRL_TUNING_START_TAP,
        )
        reg.set_to(self.base + r.VEND_SPEC2, r.VEND_SPEC2_TUNING_8BIT_EN, size == 128)
        reg.clear(status, r.AUTOCMD12_SMP_CLK_SEL)
        reg.set(status, r.AUTOCMD12_EXE_TUNE)
        self._mix(1 << r.MIX_CTRL_FBCLK_SEL | 1 << r.MIX_CTRL_AUTO_TUNE_EN, 0)
        # Wrong data is no error meanwhile.
        reg.write(self.base + r.INT_STATUS_EN, 1 << r.INT_CC | 1 << r.INT_BRR | 1 << r.INT_CTOE)
        try:
            for _ in range(TUNING_TRIES):
                self._set_blocks(1, size)
                self._send(command, 0, 1 << r.MIX_CTRL_DTDSEL, 1 << r.CMD_XFR_TYP_DPSEL)
                self._finish(r.INT_BRR, TUNING_TIME, command)
                if not reg.get(status, r.AUTOCMD12_EXE_TUNE, 1):
                    break
        except TimeoutError as error:
            raise TuningError(f"{self.name}: no tuning block came") from error
        finally:
            reg.write(self.base + r.INT_STATUS_EN, FLAGS)
        word = int(reg.read(status))
        if word >> r.AUTOCMD12_EXE_TUNE & 1 or not word >> r.AUTOCMD12_SMP_CLK_SEL & 1:
            reg.clear(status, r.AUTOCMD12_EXE_TUNE)
            self._mix(0, TUNED)
            raise TuningError(f"{self.name}: tuning found no delay")


def dividers(root, hertz):
    """Prescaler (a power of two to 256) and divisor (to 16) for the fastest clock not above."""
    best, chosen = 0, (256, 16)
    prescaler = 1
    while prescaler <= 256:
        divisor = min(max(-(-root // (prescaler * hertz)), 1), 16)
        made = root // (prescaler * divisor)
        if best < made <= hertz:
            best, chosen = made, (prescaler, divisor)
        prescaler *= 2
    return chosen
