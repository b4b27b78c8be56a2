"""Model of ARM's address space controller TZC-380 (TZC-380 TRM, r0p1): regions, locks, refusals.

Bus masters ask it by :meth:`Tzc380.lets_through`. The processor's own accesses to memory do not
pass it here: the emulated processor is in the secure world.
"""

from __future__ import annotations

from collections.abc import Callable

from tamapy.emulator.models import ModelError

CONFIGURATION, ACTION, LOCKDOWN_RANGE, LOCKDOWN_SELECT = 0x000, 0x004, 0x008, 0x00C
INT_STATUS, INT_CLEAR, SPECULATION, INVERSION = 0x010, 0x014, 0x030, 0x034
#: Registers of region 0; those of each further one lie 16 bytes on.
REGION_SETUP_LOW, REGION_SETUP_HIGH, REGION_ATTRIBUTES = 0x100, 0x104, 0x108
FAIL_ADDRESS_LOW, FAIL_ADDRESS_HIGH, FAIL_CONTROL, FAIL_ID = 0x020, 0x024, 0x028, 0x02C
READ_ONLY = (
    CONFIGURATION, INT_STATUS, FAIL_ADDRESS_LOW, FAIL_ADDRESS_HIGH, FAIL_CONTROL, FAIL_ID,
)
MASKS = {
    ACTION: 0b11, LOCKDOWN_RANGE: 0x8000000F, LOCKDOWN_SELECT: 0b111, SPECULATION: 0b11,
    INVERSION: 1,
}
#: Bits of LOCKDOWN_SELECT that lock other registers.
LOCKS = {LOCKDOWN_RANGE: 1 << 0, INVERSION: 1 << 1, SPECULATION: 1 << 2}
SECURE = 0b1100
OVERRUN, STATUS = 1 << 1, 1 << 0  # of INT_STATUS
DECERR = 1 << 0  # of ACTION: a refused access fails; else it reads zeros and writes nothing
WRITE, NONSECURE, PRIVILEGED = 1 << 24, 1 << 21, 1 << 20  # of FAIL_CONTROL
#: Permissions by (secure, write).
PERMISSIONS = {
    (True, False): 1 << 3, (True, True): 1 << 2, (False, False): 1 << 1, (False, True): 1 << 0,
}
SMALLEST = 1 << 15


class Tzc380:
    """The controller. ``lock_signal()`` tells of secure_boot_lock, which lets locks take effect."""

    def __init__(self, lock_signal: Callable[[], bool] = lambda: False, regions: int = 16) -> None:
        self.lock_signal = lock_signal
        self.count = regions
        self.values = dict.fromkeys((*READ_ONLY, *MASKS), 0)
        self.values[CONFIGURATION] = 0x1F00 | regions - 1
        self.values[ACTION] = DECERR
        self.low, self.high, self.attributes = ([0] * regions for _ in range(3))
        self.attributes[0] = 0xC000003F  # everything, for the secure world

    def read(self, offset: int, size: int) -> int:
        """A register."""
        if offset in self.values and size == 4:
            return self.values[offset]
        table, number = self._region(offset, size, "readable")
        return table[number]

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register, unless it is locked."""
        if offset == INT_CLEAR and size == 4:
            self.values[INT_STATUS] = 0
        elif offset in MASKS and size == 4:
            if not self._is_locked(offset):
                self.values[offset] = value & MASKS[offset]
        else:
            table, number = self._region(offset, size, "writable")
            if number >= self._first_locked():
                return
            if table is self.low:
                value &= 0xFFFF8000
            elif table is self.attributes:
                value &= 0xF000FF7F
                if number == 0:
                    value = value & 0xF0000000 | 0x3F
            if number or table is self.attributes:
                table[number] = value

    def _is_locked(self, offset: int) -> bool:
        if not self.lock_signal():
            return False
        if offset == LOCKDOWN_SELECT:
            return True
        return bool(self.values[LOCKDOWN_SELECT] & LOCKS.get(offset, 0))

    def _first_locked(self) -> int:
        lock = self.values[LOCKDOWN_RANGE]
        if not lock >> 31 or not self.lock_signal():
            return self.count
        return max(self.count - (lock & 0xF) - 1, 0)

    def _region(self, offset: int, size: int, what: str) -> tuple[list[int], int]:
        number = offset - REGION_SETUP_LOW >> 4
        table = {
            REGION_SETUP_LOW: self.low, REGION_SETUP_HIGH: self.high,
            REGION_ATTRIBUTES: self.attributes,
        }.get(offset - 16 * number)
        if size != 4 or not 0 <= number < self.count or table is None:
            raise ModelError(f"the TZC-380 has no {what} register at +0x{offset:x}")
        return table, number

    def permissions(self, address: int) -> int:
        """Who may reach an address: secure read and write, normal read and write."""
        for number in reversed(range(self.count)):
            attributes = self.attributes[number]
            size = 1 << (attributes >> 1 & 0x3F) + 1
            if number and size < SMALLEST:
                if attributes & 1:
                    raise ModelError(f"region {number} is smaller than 32 KiB")
                continue
            start = self.low[number] // size * size
            if number == 0 or (attributes & 1 and start <= address < start + size):
                found = attributes >> 28
                # What the normal world may, the secure world may, unless that is inverted.
                return found if self.values[INVERSION] else found | found << 2 & SECURE
        raise AssertionError("region 0 holds everything")

    @property
    def fails(self) -> bool:
        """Whether a refused access gets an error in answer."""
        return bool(self.values[ACTION] & DECERR)

    def lets_through(
        self, address: int, size: int, secure: bool, write: bool, master: int
    ) -> bool:
        """Whether a master's access is allowed; the registers keep the first that is not."""
        end = address + size
        while address < end:
            if not self.permissions(address) & PERMISSIONS[secure, write]:
                self._note(address, secure, write, master)
                return False
            address = (address | SMALLEST - 1) + 1  # regions hold such pieces whole
        return True

    def _note(self, address: int, secure: bool, write: bool, master: int) -> None:
        if self.values[INT_STATUS] & STATUS:
            self.values[INT_STATUS] |= OVERRUN
            return
        self.values[INT_STATUS] = STATUS
        self.values[FAIL_ADDRESS_LOW] = address
        self.values[FAIL_CONTROL] = (
            (WRITE if write else 0) | (0 if secure else NONSECURE) | PRIVILEGED
        )
        self.values[FAIL_ID] = master
