"""How an eMMC is identified and made ready (p58, 6.4.4 Device identification, JESD84-B51)."""

from tamapy.runtime import board
from tamapy.storage import commands
from tamapy.storage.errors import CardError, NoResponseError
from tamapy.storage.info import Info
from tamapy.storage.registers import (
    EXT_CSD_BUS_WIDTH,
    EXT_CSD_DEVICE_TYPE,
    EXT_CSD_HS_TIMING,
    EXT_CSD_REV,
    EXT_CSD_SEC_COUNT,
    EXT_CSD_SIZE,
    Cid,
    Csd,
)

# p181, 7.1 OCR register
OCR_READY = 31
OCR_SECTORS = 30
OCR_VOLTAGES = 0x1FF << 15
POWER_UP = 1000000000  # nanoseconds

# p62, 6.6.1 Command sets and extended settings
SWITCH_WRITE_BYTE = 0b11 << 24
SWITCH_INDEX = 16
SWITCH_VALUE = 8
SWITCH_TIME = 500000000  # nanoseconds

ADDRESS = 2  # greater than 1 (p301, A.6.1 Bus initialization)
DEFAULT_HERTZ = 26000000
HIGH_SPEED_HERTZ = 52000000
HS200_HERTZ = 200000000
WIDTHS = {1: 0, 4: 1, 8: 2}  # p223, 7.4.67 BUS_WIDTH [183]
TUNING_SIZES = {4: 64, 8: 128}
# p220, Table 137 Device types
TYPE_HIGH_SPEED = 0b11
TYPE_HS200_LOW = 0b010000  # at 1.8 V
# p222, 7.4.65 HS_TIMING [185]
TIMING_HIGH_SPEED, TIMING_HS200 = 1, 2


def identify(host, width, set_voltage):
    """The :class:`Info` of an eMMC, ready for transfers; ``None`` if there is none.

    ``set_voltage`` is as :class:`tamapy.storage.card.Card`'s, or ``None``.
    """
    host.command(commands.GO_IDLE_STATE, 0)
    ocr = _power_up(host)
    if ocr is None:
        return None
    cid = host.command(commands.ALL_SEND_CID, 0)
    host.command(commands.RELATIVE_ADDRESS, ADDRESS << commands.RCA)
    info = Info("MMC", ADDRESS, bool(ocr >> OCR_SECTORS & 1))
    info.csd = Csd(host.command(commands.SEND_CSD, ADDRESS << commands.RCA), True)
    info.capacity = info.csd.blocks
    info.protected = info.csd.protected
    info.hertz = host.set_clock(DEFAULT_HERTZ)
    host.command(commands.SELECT_CARD, ADDRESS << commands.RCA)
    if not info.high_capacity:
        host.command(commands.SET_BLOCKLEN, info.block_size)
    if info.csd.version >= 4:
        _use_extended(host, info, width, set_voltage)
    info.cid = Cid(cid, True, info.ext_csd[EXT_CSD_REV] if info.ext_csd else 0)
    return info


def _power_up(host):
    """The operating conditions once it has powered up; ``None`` if nobody answers."""
    deadline = board.nanotime() + POWER_UP
    while True:
        try:
            ocr = host.command(commands.MMC_SEND_OP_COND, 1 << OCR_SECTORS | OCR_VOLTAGES)
        except NoResponseError:
            return None
        if ocr >> OCR_READY & 1:
            return ocr
        if board.nanotime() >= deadline:
            raise TimeoutError(f"the eMMC's OCR: bit {OCR_READY} did not become 1")


def _use_extended(host, info, width, set_voltage):
    """What EXT_CSD tells, more data lines, and the fastest mode that both ends have."""
    info.ext_csd = host.read(commands.SEND_EXT_CSD, 0, 1, EXT_CSD_SIZE)
    if info.high_capacity:
        at = EXT_CSD_SEC_COUNT
        info.capacity = int.from_bytes(info.ext_csd[at:at + 4], "little")
    if width in WIDTHS and width > 1:
        switch(host, ADDRESS, EXT_CSD_BUS_WIDTH, WIDTHS[width])
        host.set_width(width)
        info.width = width
    kinds = info.ext_csd[EXT_CSD_DEVICE_TYPE]
    low = set_voltage is not None and set_voltage(True)
    if kinds & TYPE_HS200_LOW and low and info.width in TUNING_SIZES:
        host.set_low_voltage()
        switch(host, ADDRESS, EXT_CSD_HS_TIMING, TIMING_HS200)
        info.mode, info.hertz = "HS200", host.set_clock(HS200_HERTZ)
        host.tune(commands.MMC_TUNING_BLOCK, TUNING_SIZES[info.width])
    elif kinds & TYPE_HIGH_SPEED:
        switch(host, ADDRESS, EXT_CSD_HS_TIMING, TIMING_HIGH_SPEED)
        info.mode, info.hertz = "high speed", host.set_clock(HIGH_SPEED_HERTZ)


def switch(host, address, index, value):
    """Set a byte of EXT_CSD."""
    host.command(
        commands.MMC_SWITCH, SWITCH_WRITE_BYTE | index << SWITCH_INDEX | value << SWITCH_VALUE
    )
    host.wait_ready(SWITCH_TIME)
    status = host.command(commands.SEND_STATUS, address << commands.RCA)
    if status >> commands.STATUS_SWITCH_ERROR & 1:
        raise CardError(f"the eMMC does not take {value} for EXT_CSD[{index}]")
