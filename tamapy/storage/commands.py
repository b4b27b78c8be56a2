"""Commands, their responses, and the status that cards answer with.

p115, 4.7.4 Detailed Command Description, SD-PL-7.10; p142, 6.10.4, JESD84-B51.
"""

from tamapy.storage.errors import CardError, WriteProtectedError

NONE, LONG, SHORT, BUSY = 0, 1, 2, 3  # responses of 136 and 48 bits, and 48 and busy afterwards


class Command:
    """A command by its number.

    ``checked`` responses repeat the number and have a checksum. Data, if any, goes to the card
    where ``write`` is set.
    """

    def __init__(self, index, response=SHORT, checked=True, write=False):
        self.index = index
        self.response = response
        self.checked = checked
        self.write = write


GO_IDLE_STATE = Command(0, NONE, checked=False)
MMC_SEND_OP_COND = Command(1, checked=False)
ALL_SEND_CID = Command(2, LONG)
RELATIVE_ADDRESS = Command(3)  # SD cards choose it, an eMMC is given it
SD_SWITCH = Command(6)
MMC_SWITCH = Command(6, BUSY)
SELECT_CARD = Command(7, BUSY)
SEND_IF_COND = Command(8)
SEND_EXT_CSD = Command(8)
SEND_CSD = Command(9, LONG)
VOLTAGE_SWITCH = Command(11)
STOP_TRANSMISSION = Command(12, BUSY)
SEND_STATUS = Command(13)
SET_BLOCKLEN = Command(16)
READ_SINGLE_BLOCK = Command(17)
READ_MULTIPLE_BLOCK = Command(18)
SD_TUNING_BLOCK = Command(19)
MMC_TUNING_BLOCK = Command(21)
SET_BLOCK_COUNT = Command(23)
WRITE_BLOCK = Command(24, write=True)
WRITE_MULTIPLE_BLOCK = Command(25, write=True)
APP_CMD = Command(55)
# after APP_CMD
SET_BUS_WIDTH = Command(6)
SD_SEND_OP_COND = Command(41, checked=False)
SEND_SCR = Command(51)

RCA = 16  # of arguments that address a card, and of the response to RELATIVE_ADDRESS

# p131, Table 4-42 Card Status, SD-PL-7.10; p160, Table 68 Device Status, JESD84-B51
STATUS_WP_VIOLATION = 26
STATUS_READY_FOR_DATA = 8
STATUS_CURRENT_STATE = 9
STATUS_SWITCH_ERROR = 7
STATUS_APP_CMD = 5
STATE_TRAN, STATE_DATA, STATE_RCV, STATE_PRG = 4, 5, 6, 7
ERRORS = {
    31: "the address is out of range", 30: "the address is misaligned",
    29: "the block's length is wrong", 28: "the sequence of erasing is wrong",
    27: "what to erase is wrong", 26: "the block is protected", 24: "locking failed",
    23: "the command before had a wrong checksum", 22: "the command is not legal now",
    21: "its own error correction failed", 20: "its controller failed", 19: "an error",
    16: "its registers cannot be overwritten", 15: "protected blocks were not erased",
}
ERROR_MASK = 0xFDF98000


def state(status):
    """The state a card was in when it answered."""
    return status >> STATUS_CURRENT_STATE & 0b1111


def describe(status):
    """The errors in a status, in words."""
    return ", ".join([text for bit, text in ERRORS.items() if status >> bit & 1])


def check(status):
    """Raise what a status tells of: ``WriteProtectedError`` or ``CardError``."""
    if status >> STATUS_WP_VIOLATION & 1:
        raise WriteProtectedError("the block is protected from writing")
    if status & ERROR_MASK:
        raise CardError(f"the card tells: {describe(status)}")
