"""Driver of ARM's TrustZone address space controller TZC-380: which world may reach which memory.

TZC-380 TRM: CoreLink TrustZone Address Space Controller TZC-380, revision r0p1 (ARM DDI 0431).
"""

from tamapy import bits, reg
from tamapy.runtime.arguments import integer

# p37, Table 3-1 Register summary, TZC-380 TRM
CONFIGURATION = 0x000
CONFIGURATION_REGIONS = 0

ACTION = 0x004
ACTION_ERROR = 0  # a refused access gets an error in answer, and not zeros

LOCKDOWN_RANGE = 0x008
LOCKDOWN_SELECT = 0x00C
INT_STATUS = 0x010
INT_STATUS_STATUS = 0

INT_CLEAR = 0x014
FAIL_ADDRESS_LOW = 0x020
FAIL_CONTROL = 0x028
FAIL_CONTROL_WRITE = 24
FAIL_CONTROL_NONSECURE = 21

FAIL_ID = 0x02C
SECURITY_INVERSION = 0x034

REGION_SETUP_LOW = 0x100  # of region 0
REGION_SETUP_HIGH = 0x104
REGION_ATTRIBUTES = 0x108
REGION_STEP = 0x10
ATTRIBUTES_SP = 28
ATTRIBUTES_SIZE = 1
ATTRIBUTES_EN = 0

#: Permissions (p28, Table 2-4, TZC-380 TRM).
SECURE_READ, SECURE_WRITE, NORMAL_READ, NORMAL_WRITE = 1 << 3, 1 << 2, 1 << 1, 1 << 0
ALL = SECURE_READ | SECURE_WRITE | NORMAL_READ | NORMAL_WRITE

SMALLEST, LARGEST = 1 << 15, 1 << 32
MOST_REGIONS = 16  # that a controller can have


class TZC380:
    """The controller at an address.

    ``active`` is (register, bit) of what is 1 where the controller is not passed by, which has
    to be set before memory is used; ``lock_signal`` (register, bit) of its secure_boot_lock.
    """

    def __init__(self, base, active, lock_signal):
        self.base = base
        self.active = active
        self.lock_signal = lock_signal

    def regions(self):
        """How many regions it has. Where they overlap, the one with the highest number counts."""
        return int(reg.get(self.base + CONFIGURATION, CONFIGURATION_REGIONS, 0xF)) + 1

    def set_region(self, number, permissions, start=0, size=LARGEST):
        """Permissions for a region of memory; region 0 is all of it.

        Its size is a power of two from 32 KiB, its start a multiple of that. ``RuntimeError`` if
        memory is used past the controller, or the region is locked.
        """
        for value in (start, size):
            integer(value, 0, LARGEST, "an address or a size")
        integer(number, 0, MOST_REGIONS - 1, "a region")
        integer(permissions, 0, ALL, "the word of permissions")
        whole = start == 0 and size == LARGEST
        if size & (size - 1) or not SMALLEST <= size <= LARGEST or start % size or (
            not 0 <= start < LARGEST
        ) or (number == 0 and not whole):
            raise ValueError("a region's size is a power of two from 32 KiB, and divides its start")
        self._check_number(number)
        self._check_active()
        at = self.base + REGION_STEP * number
        # Whole memory has the field 31: a size is 2 ** (SIZE + 1).
        attributes = permissions << ATTRIBUTES_SP | (size.bit_length() - 2) << ATTRIBUTES_SIZE | 1
        if number:
            reg.clear(at + REGION_ATTRIBUTES, ATTRIBUTES_EN)  # while it changes
            reg.write(at + REGION_SETUP_LOW, start)
            reg.write(at + REGION_SETUP_HIGH, 0)
        reg.write(at + REGION_ATTRIBUTES, attributes)
        if reg.read(at + REGION_ATTRIBUTES) != attributes or (
            number and reg.read(at + REGION_SETUP_LOW) != start
        ):
            raise RuntimeError(f"region {number} is locked")

    def disable_region(self, number):
        """Leave its memory to regions with lower numbers."""
        integer(number, 1, MOST_REGIONS - 1, "a region that can be disabled")
        self._check_number(number)
        self._check_active()
        address = self.base + REGION_STEP * number + REGION_ATTRIBUTES
        reg.clear(address, ATTRIBUTES_EN)
        if reg.is_set(address, ATTRIBUTES_EN):
            raise RuntimeError(f"region {number} is locked")

    def answer_errors(self, errors):
        """Whether refused accesses get an error in answer, as they do after a reset; if not, they
        read zeros and write nothing (p40, 3.2.2 Action Register, TZC-380 TRM)."""
        reg.set_to(self.base + ACTION, ACTION_ERROR, errors)

    def refused(self):
        """The first access that was refused since :meth:`forget`, or ``None``: its address, whether
        it was to write, whether it was the secure world's, and the identifier of its master."""
        base = self.base
        if not reg.is_set(base + INT_STATUS, INT_STATUS_STATUS):
            return None
        control = reg.read(base + FAIL_CONTROL)
        return (
            int(reg.read(base + FAIL_ADDRESS_LOW)), bits.is_set(control, FAIL_CONTROL_WRITE),
            not bits.is_set(control, FAIL_CONTROL_NONSECURE), int(reg.read(base + FAIL_ID)),
        )

    def forget(self):
        """Forget what was refused, so that the next one is told."""
        reg.write(self.base + INT_CLEAR, 1)

    def invert(self):
        """Have permissions of the normal world imply none of the secure world
        (p49, 3.2.12 Security Inversion Enable Register, TZC-380 TRM). ``RuntimeError`` if that is
        locked."""
        reg.set(self.base + SECURITY_INVERSION, 0)
        if not reg.is_set(self.base + SECURITY_INVERSION, 0):
            raise RuntimeError("the inversion of permissions is locked")

    def lock(self):
        """Forbid all changes until the next reset (p30, 2.2.8, TZC-380 TRM). ``RuntimeError`` if
        memory is used past the controller: nothing would be guarded."""
        self._check_active()
        reg.write(self.base + LOCKDOWN_RANGE, 1 << 31 | self.regions() - 1)
        reg.write(self.base + LOCKDOWN_SELECT, 0b111)
        register, bit = self.lock_signal
        reg.set(register, bit)

    def _check_number(self, number):
        integer(number, 0, self.regions() - 1, "a region")

    def _check_active(self):
        register, bit = self.active
        if not reg.is_set(register, bit):
            raise RuntimeError("TZASC inactive (bypass detected)")
