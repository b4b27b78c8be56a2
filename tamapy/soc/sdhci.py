"""What controllers of SD cards have in common whose registers are the standard's, or nearly so.

SDHC-3.00: SD Specifications, Part A2, SD Host Controller Simplified Specification, 3.00, 2011/02,
chapter 2.
"""

from tamapy import reg
from tamapy.runtime.arguments import integer
from tamapy.storage import commands
from tamapy.storage.errors import CardError, CrcError, NoResponseError, TableError, TuningError

ARGUMENT = 0x08

COMMAND = 0x0C  # with the transfer mode in its lower half
COMMAND_INDEX = 24
COMMAND_DATA = 21
COMMAND_INDEX_CHECK = 20
COMMAND_CRC_CHECK = 19
COMMAND_RESPONSE = 16

RESPONSE0 = 0x10

STATE = 0x24
STATE_DATA_INHIBIT = 1
STATE_COMMAND_INHIBIT = 0

SYSTEM = 0x2C
SYSTEM_RESET_DATA = 26
SYSTEM_RESET_COMMAND = 25
SYSTEM_RESET_ALL = 24

FLAGS = 0x30
TUNING_ERROR = 26
DATA_TIMEOUT = 20
COMMAND_TIMEOUT = 16
TRANSFER_COMPLETE = 1
COMMAND_COMPLETE = 0
COMMAND_CRC = 0b111 << 17  # of the checksum, the end bit, the index
DATA_CRC = 0b11 << 21
ERRORS = 0xFFFF0000

COMMAND_TIME = 20000000  # nanoseconds; the controller gives up after 64 clocks of the card
BUSY_TIME = 1000000000
LONGEST_BUSY = 60 * BUSY_TIME


class Host:
    """A controller by its name and address: commands, and what goes wrong with them.

    Its block tells what its registers are called, where the data lines' levels are in ``STATE``,
    and which flags are of a wrong table.
    """

    state_name, system_name, flags_name = "PRES_STATE", "SYS_CTRL", "INT_STATUS"
    lines = 24
    table_errors = 0

    def __init__(self, name, base):
        self.name = name
        self.base = base

    def are_lines_low(self):
        """Whether the four data lines are, as in the middle of a switch of the voltage."""
        return reg.get(self.base + STATE, self.lines, 0b1111) == 0

    def wait_ready(self, timeout=BUSY_TIME):
        """Wait while the card holds its first data line low, at most ``timeout`` nanoseconds."""
        integer(timeout, 0, LONGEST_BUSY, "a time in nanoseconds")
        self._wait(STATE, self.state_name, self.lines, 1, timeout)

    def command(self, command, argument):
        """Send a command without data; its response."""
        self.check_argument(argument)
        if command.response == commands.BUSY and command is not commands.STOP_TRANSMISSION:
            self.wait_ready()
        self._send(command, argument, 0, 0)
        if command.response == commands.LONG:
            word = 0
            for i in range(4):
                word |= int(reg.read(self.base + RESPONSE0 + i * 4)) << i * 32
            return word << 8  # the checksum is not in the registers
        return int(reg.read(self.base + RESPONSE0))

    def check_argument(self, argument):
        """``ValueError`` if a command cannot have such an argument."""
        integer(argument, 0, 0xFFFFFFFF, "a command's argument")

    def _send(self, command, argument, transfer, data):
        """Send a command; ``data`` is the bit ``COMMAND_DATA`` if a transfer follows."""
        self._wait(STATE, self.state_name, STATE_COMMAND_INHIBIT, 0)
        if data:
            self._wait(STATE, self.state_name, STATE_DATA_INHIBIT, 0)
        self._write(FLAGS, 0xFFFFFFFF)
        self._write(ARGUMENT, argument)
        word = data | command.index << COMMAND_INDEX | self._set_transfer(transfer)
        word |= command.response << COMMAND_RESPONSE
        if command.checked:
            word |= 1 << COMMAND_CRC_CHECK
            if command.response != commands.LONG:
                word |= 1 << COMMAND_INDEX_CHECK
        self._write(COMMAND, word)
        self._finish(COMMAND_COMPLETE, COMMAND_TIME, command)

    def _set_transfer(self, transfer):
        """How data is transferred, as it goes along with the command."""
        return transfer

    def _write(self, register, value):
        reg.write(self.base + register, value)

    def _finish(self, bit, timeout, command):
        """Wait for a flag; raise what an error's flag tells of."""
        flags = int(reg.wait_any(timeout, self.base + FLAGS, 1 << bit | ERRORS))
        if flags & ERRORS:
            self._fail(flags, command)
        if not flags:
            self._reset_lines()
            raise self._late(FLAGS, self.flags_name, bit, 1)

    def _fail(self, flags, command):
        """Give a command up."""
        table = self._table_state()
        self._reset_lines()
        what = f"{self.name}: CMD{command.index}"
        if flags & COMMAND_CRC:
            raise CrcError(f"{what}: the response is not as it was sent")
        if flags >> COMMAND_TIMEOUT & 1:
            raise NoResponseError(f"{what}: no response")
        if flags & self.table_errors:
            raise TableError(f"{what}: ADMA error, status 0x{table:x}")
        if flags & DATA_CRC:
            raise CrcError(f"{what}: the data is not as it was sent")
        if flags >> DATA_TIMEOUT & 1:
            commands.check(int(reg.read(self.base + RESPONSE0)))  # it may have told why
            raise self._late(FLAGS, self.flags_name, TRANSFER_COMPLETE, 1)
        if flags >> TUNING_ERROR & 1:
            raise TuningError(f"{what}: the data lines cannot be sampled any more")
        raise CardError(f"{what}: error, {self.flags_name} 0x{flags:08x}")

    def _table_state(self):
        """What is known of a table that is wrong."""
        return 0

    def _reset_lines(self):
        """Have the controller forget a command and its data (one after the other, for QEMU)."""
        for bit in (SYSTEM_RESET_COMMAND, SYSTEM_RESET_DATA):
            self._write(SYSTEM, int(reg.read(self.base + SYSTEM)) | 1 << bit)
            self._wait(SYSTEM, self.system_name, bit, 0)

    def _wait(self, register, name, bit, value, timeout=reg.SECOND):
        if not reg.wait_for(timeout, self.base + register, bit, 1, value):
            raise self._late(register, name, bit, value)

    def _late(self, register, name, bit, value):
        return reg.late(self.base + register, bit, 1, value, f"{self.name}_{name}")
