"""Driver of NXP's SD and eMMC host controller uSDHC; :mod:`tamapy.storage` knows the cards.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 58;
IMX6FG: i.MX 6 Series Firmware Guide, rev. 0, 2012/11, chapter 35.
"""

from tamapy import dma, reg
from tamapy.soc.nxp.gates import open_gate
from tamapy.soc.nxp.usdhc import adma
from tamapy.soc.nxp.usdhc import registers as r
from tamapy.storage import commands
from tamapy.storage.errors import CardError, CrcError, NoResponseError, TableError, TuningError

WIDTHS = {1: 0b00, 4: 0b01, 8: 0b10}
SLOWEST = 400000  # Hz, of identification
ROOT = 2  # divides 396 MHz to 198 MHz; the fastest modes have 132 MHz
FAST_ROOT = 3
DATA_TIMEOUT = 0xC  # 2 ** 26 clocks of the card
COMMAND_TIME = 20000000  # nanoseconds; the controller gives up after 64 clocks of the card
DATA_TIME = 2000000000
BUSY_TIME = 1000000000
TUNING_TIME = 50000000
TUNING_TRIES = 40  # p42, 4.2.4.5 Tuning Command, SD-PL-7.10
TUNING_STEP, TUNING_START = 2, 20

COMMAND_CRC = 1 << r.INT_CCE | 1 << r.INT_CEBE | 1 << r.INT_CIE
DATA_CRC = 1 << r.INT_DCE | 1 << r.INT_DEBE
#: The second is where a standard controller tells of it, and QEMU's uSDHC.
TABLE = 1 << r.INT_DMAE | 1 << 25
ERRORS = 0xFFFF0000
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


class USDHC:
    """The controller with an index at an address: a host for :class:`tamapy.storage.card.Card`.

    ``gate`` is its clock's (register, number); ``set_divider(index, divider)`` divides the 396 MHz
    it runs on and gives the clock in Hz.
    """

    most_blocks = 128  # 64 KiB, half of the on-chip RAM

    def __init__(self, index, base, gate, set_divider):
        self.index = index
        self.base = base
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
        if hertz < SLOWEST:
            raise ValueError(f"a card's clock is {SLOWEST} Hz at least")
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

    def are_lines_low(self):
        """Whether the four data lines are, as in the middle of a switch of the voltage."""
        return reg.get(self.base + r.PRES_STATE, r.PRES_STATE_DLSL, 0b1111) == 0

    def is_present(self):
        """Whether the slot's switch tells of a card; slots without one say what they like."""
        return bool(reg.get(self.base + r.PRES_STATE, r.PRES_STATE_CINST, 1))

    def is_protected(self):
        """Whether the slot's switch tells that the card must not be written."""
        return not reg.get(self.base + r.PRES_STATE, r.PRES_STATE_WPSPL, 1)

    def wait_ready(self, timeout=BUSY_TIME):
        """Wait while the card holds its first data line low, at most ``timeout`` nanoseconds."""
        self._wait(r.PRES_STATE, "PRES_STATE", r.PRES_STATE_DLSL, 1, timeout)

    # -- commands (p349, 35.4.3 Send command to card flow chart, IMX6FG) -------------------

    def command(self, command, argument):
        """Send a command without data; its response."""
        if command.response == commands.BUSY and command is not commands.STOP_TRANSMISSION:
            self.wait_ready()
        self._send(command, argument, 0, 0)
        if command.response == commands.LONG:
            word = 0
            for i in range(4):
                word |= int(reg.read(self.base + r.CMD_RSP0 + i * 4)) << i * 32
            return word << 8  # the checksum is not in the registers
        return int(reg.read(self.base + r.CMD_RSP0))

    def _send(self, command, argument, transfer, data):
        self._wait(r.PRES_STATE, "PRES_STATE", r.PRES_STATE_CIHB, 0)
        if data:
            self._wait(r.PRES_STATE, "PRES_STATE", r.PRES_STATE_CDIHB, 0)
        reg.write(self.base + r.INT_STATUS, 0xFFFFFFFF)
        reg.write(self.base + r.CMD_ARG, argument)
        self._mix(transfer, MIX_MASK)
        word = data | command.index << r.CMD_XFR_TYP_CMDINX
        word |= command.response << r.CMD_XFR_TYP_RSPTYP
        if command.checked:
            word |= 1 << r.CMD_XFR_TYP_CCCEN
            if command.response != commands.LONG:
                word |= 1 << r.CMD_XFR_TYP_CICEN
        reg.write(self.base + r.CMD_XFR_TYP, word)
        self._finish(r.INT_CC, COMMAND_TIME, command)

    def _mix(self, value, mask):
        word = int(reg.read(self.base + r.MIX_CTRL))
        reg.write(self.base + r.MIX_CTRL, word & ~mask | value)

    def _finish(self, bit, timeout, command):
        """Wait for a flag; raise what an error's flag tells of."""
        status = self.base + r.INT_STATUS
        flags = int(reg.wait_any(timeout, status, 1 << bit | ERRORS))
        if flags & ERRORS:
            self._fail(flags, command)
        if not flags:
            self._reset_lines()
            raise self._late(r.INT_STATUS, "INT_STATUS", bit, 1)

    def _fail(self, flags, command):
        """Give a command up."""
        table = int(reg.read(self.base + r.ADMA_ERR_STATUS))
        self._reset_lines()
        what = f"USDHC{self.index}: CMD{command.index}"
        if flags & COMMAND_CRC:
            raise CrcError(f"{what}: the response is not as it was sent")
        if flags >> r.INT_CTOE & 1:
            raise NoResponseError(f"{what}: no response")
        if flags & TABLE:
            raise TableError(f"{what}: ADMA error, status 0x{table:x}")
        if flags & DATA_CRC:
            raise CrcError(f"{what}: the data is not as it was sent")
        if flags >> r.INT_DTOE & 1:
            commands.check(int(reg.read(self.base + r.CMD_RSP0)))  # it may have told why
            raise self._late(r.INT_STATUS, "INT_STATUS", r.INT_TC, 1)
        if flags >> r.INT_TNE & 1:
            raise TuningError(f"{what}: the data lines cannot be sampled any more")
        raise CardError(f"{what}: error, INT_STATUS 0x{flags:08x}")

    def _reset_lines(self):
        """Have the controller forget a command and its data (one after the other, for QEMU)."""
        for bit in (r.SYS_CTRL_RSTC, r.SYS_CTRL_RSTD):
            reg.set(self.base + r.SYS_CTRL, bit)
            self._wait(r.SYS_CTRL, "SYS_CTRL", bit, 0)

    # -- data (p347, 35.5.1 Reading data, and p354, 35.5.2 Writing data, IMX6FG) -----------

    def read(self, command, argument, blocks, size, stop=True):
        """Send a command that brings blocks; their bytes."""
        with dma.default().reserve(blocks * size) as buffer:
            self._transfer(command, argument, buffer, size, stop)
            return bytes(buffer)

    def write(self, command, argument, data, size, stop=True):
        """Send a command with blocks of data; DMA memory is not copied."""
        with dma.default().place(data) as buffer:
            self._transfer(command, argument, buffer, size, stop)

    def _transfer(self, command, argument, buffer, size, stop):
        blocks, rest = divmod(len(buffer), size)
        if rest or not 0 < blocks <= self.most_blocks:
            raise ValueError(f"the uSDHC transfers 1 to {self.most_blocks} whole blocks")
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
            raise TuningError(f"USDHC{self.index}: no tuning block came") from error
        finally:
            reg.write(self.base + r.INT_STATUS_EN, FLAGS)
        word = int(reg.read(status))
        if word >> r.AUTOCMD12_EXE_TUNE & 1 or not word >> r.AUTOCMD12_SMP_CLK_SEL & 1:
            reg.clear(status, r.AUTOCMD12_EXE_TUNE)
            self._mix(0, TUNED)
            raise TuningError(f"USDHC{self.index}: tuning found no delay")

    # -- waiting -------------------------------------------------------------------------

    def _wait(self, register, name, bit, value, timeout=reg.SECOND):
        if not reg.wait_for(timeout, self.base + register, bit, 1, value):
            raise self._late(register, name, bit, value)

    def _late(self, register, name, bit, value):
        return reg.late(self.base + register, bit, 1, value, f"USDHC{self.index}_{name}")


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
