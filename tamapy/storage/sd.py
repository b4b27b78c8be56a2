"""How SD cards are identified and made ready.

p57, 4.2.3 Card Initialization and Identification Process, SD-PL-7.10.
"""

from tamapy.runtime import board
from tamapy.storage import commands
from tamapy.storage.errors import CardError, NoResponseError, VoltageError
from tamapy.storage.info import Info
from tamapy.storage.registers import Cid, Csd, Scr
from tamapy.storage.waiting import pause

# p101, 4.3.13 Send Interface Condition Command (CMD8)
IF_COND = 0b0001 << 8 | 0xAA  # 2.7 to 3.6 V, and a pattern to be repeated

# p59, 4.2.3.1 Initialization Command (ACMD41); p198, 5.1 OCR register
OCR_READY = 31
OCR_CCS = 30  # high capacity: asked for, and told
OCR_XPC = 28
OCR_S18 = 24
OCR_VOLTAGES = 0x1FF << 15
POWER_UP = 1000000000  # nanoseconds

# p92, Table 4-11 Available Functions of CMD6; p95, 4.3.10.4 Switch Function Status
SWITCH = 1 << 31
NO_CHANGE = 0xFFFFFF
ACCESS_MODE = 0
POWER_LIMIT = 12
POWER_288W = 3
STATUS_SIZE = 64
SUPPORTED_MODES = 13  # byte of the status: a bit a mode
SELECTED_MODE = 16

DEFAULT_HERTZ = 25000000
#: Access modes from the fastest on: number, name, clock, whether they need 1.8 V and tuning.
MODES = (
    (3, "SDR104", 208000000, True), (2, "SDR50", 100000000, True),
    (1, "high speed", 50000000, False),
)
TUNING_SIZE = 64


def identify(host, width, set_voltage):
    """The card's :class:`Info`, ready for transfers; ``None`` if it is no SD card.

    ``set_voltage`` is as :class:`tamapy.storage.card.Card`'s, or ``None``.
    """
    if set_voltage is not None:
        set_voltage(False)
    host.command(commands.GO_IDLE_STATE, 0)
    ocr = _power_up(host, set_voltage is not None)
    if ocr is None:
        return None
    low = set_voltage is not None and bool(ocr >> OCR_S18 & 1)
    if low:
        _switch_voltage(host, set_voltage)
    cid = host.command(commands.ALL_SEND_CID, 0)
    address = host.command(commands.RELATIVE_ADDRESS, 0) >> commands.RCA
    info = Info("SD", address, bool(ocr >> OCR_CCS & 1))
    info.cid = Cid(cid, False)
    info.csd = Csd(host.command(commands.SEND_CSD, address << commands.RCA), False)
    info.capacity = info.csd.blocks
    info.protected = info.csd.protected
    info.hertz = host.set_clock(DEFAULT_HERTZ)
    host.command(commands.SELECT_CARD, address << commands.RCA)
    if not info.high_capacity:
        host.command(commands.SET_BLOCKLEN, info.block_size)
    _send_app(host, address)
    info.scr = Scr(int.from_bytes(host.read(commands.SEND_SCR, 0, 1, 8), "big"))
    if width >= 4 and info.scr.four_lines:
        _send_app(host, address)
        host.command(commands.SET_BUS_WIDTH, 0b10)  # p118, Table 4-31
        host.set_width(4)
        info.width = 4
    if info.scr.has_switch:
        _choose_mode(host, info, low)
    return info


def _send_app(host, address):
    """Announce a command of the SD card's own."""
    status = host.command(commands.APP_CMD, address << commands.RCA)
    if not status >> commands.STATUS_APP_CMD & 1:
        raise CardError("the card expects no command of an application")


def _power_up(host, low):
    """The operating conditions once the card has powered up; ``None`` without an SD card."""
    wanted = OCR_VOLTAGES
    try:
        if host.command(commands.SEND_IF_COND, IF_COND) & 0xFFF != IF_COND:
            return None
        wanted |= 1 << OCR_CCS | 1 << OCR_XPC | low << OCR_S18
    except NoResponseError:
        pass  # made before version 2.00, or no SD card
    deadline = board.nanotime() + POWER_UP
    while True:
        try:
            host.command(commands.APP_CMD, 0)
            ocr = host.command(commands.SD_SEND_OP_COND, wanted)
        except NoResponseError:
            return None
        if ocr >> OCR_READY & 1:
            return ocr
        if board.nanotime() >= deadline:
            raise TimeoutError(f"the card's OCR: bit {OCR_READY} did not become 1")


def _switch_voltage(host, set_voltage):
    """Have the lines at 1.8 V (p60, 4.2.4 Bus Signal Voltage Switch Sequence)."""
    host.command(commands.VOLTAGE_SWITCH, 0)
    host.stop_clock()  # the card holds the lines low until the clock is back
    if not host.are_lines_low():
        raise VoltageError("the card does not let its lines go to 1.8 V")
    host.set_low_voltage()
    if not set_voltage(True):
        raise VoltageError("the board did not switch the lines to 1.8 V")
    pause(5000000)
    host.restart_clock()
    pause(1000000)
    if host.are_lines_low():
        raise VoltageError("the card's lines are not at 1.8 V")


def _switch(host, function, group, mode=SWITCH):
    """The status of CMD6, which checks or switches the function of a group (p89, 4.3.10)."""
    argument = mode | NO_CHANGE & ~(0xF << group) | function << group
    return host.read(commands.SD_SWITCH, argument, 1, STATUS_SIZE)


def _choose_mode(host, info, low):
    """Switch to the fastest mode that card, voltage and controller have."""
    supported = _switch(host, 0xF, ACCESS_MODE, 0)[SUPPORTED_MODES]
    for number, name, hertz, fast in MODES:
        if not supported >> number & 1 or (fast and not low):
            continue
        if fast:
            _switch(host, POWER_288W, POWER_LIMIT)
        if _switch(host, number, ACCESS_MODE)[SELECTED_MODE] & 0xF != number:
            continue
        info.mode, info.hertz = name, host.set_clock(hertz)
        if fast:
            host.tune(commands.SD_TUNING_BLOCK, TUNING_SIZE)
        return
