"""Driver of NXP's central security unit CSU: who on the buses may reach which block.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, 11.2;
IMX6ULLSRM: its Security Reference Manual, rev. 0, 2016/09, chapter CSU.
"""

from tamapy import bits, reg
from tamapy.runtime.arguments import integer
from tamapy.soc.nxp.gates import open_gate

# Configuration of slaves: two of them in each register.
CSL0 = 0x00
CSL_SECOND = 16  # the second one's field
CSL_LOCK = 8
SLAVES = 40

#: Masters: two bits each.
SA = 0x218
SA_NONSECURE = 0
SA_LOCK = 1
MASTERS = 16

#: Rights over a slave, from all to none (p383, Table 11-1. Permission Access Table, IMX6ULLRM).
LEVELS = (
    0b11111111,  # 0: everybody reads and writes
    0b10111011,  # 1: all but the normal world's users
    0b00111111,  # 2: the normal world reads, the secure world reads and writes
    0b00111011,  # 3: of the normal world its supervisor reads
    0b00110011,  # 4: the secure world alone
    0b00100010,  # 5: the secure world's supervisor alone
    0b00000011,  # 6: the secure world reads
    0b00000000,  # 7: nobody
)


class CSU:
    """The unit at an address; ``gate`` is its clock's (register, number).

    Slaves are numbered (register, half) and masters (number) as the Security Reference
    Manual's tables do. What is locked stays so until the next reset.
    """

    def __init__(self, base, gate):
        self.base = base
        self.gate = gate

    def init(self):
        """Switch its clock on."""
        open_gate(self.gate)

    def rights(self, slave, half):
        """A slave's rights, one of :data:`LEVELS` if it is as the manual has it, and whether
        they are locked."""
        address, position = self._slave(slave, half)
        word = reg.read(address)
        return int(bits.get(word, position, 0xFF)), bits.is_set(word, position + CSL_LOCK)

    def set_rights(self, slave, half, rights, lock=False):
        """Give a slave its rights. ``RuntimeError`` if they are locked already."""
        address, position = self._slave(slave, half)
        integer(rights, 0, 0xFF, "the word of rights")
        if reg.is_set(address, position + CSL_LOCK):
            raise RuntimeError(f"the rights over slave {slave}, {half} are locked")
        reg.set_field(address, position, 0xFF, rights)
        if lock:
            reg.set(address, position + CSL_LOCK)

    def is_secure(self, master):
        """Whether a master's accesses count for the secure world's, and whether that is locked."""
        position = self._master(master)
        word = reg.read(self.base + SA)
        return not bits.is_set(word, position + SA_NONSECURE), bits.is_set(word, position + SA_LOCK)

    def set_secure(self, master, secure, lock=False):
        """Count a master's accesses for one of the worlds. ``RuntimeError`` if that is locked."""
        position = self._master(master)
        if reg.is_set(self.base + SA, position + SA_LOCK):
            raise RuntimeError(f"the world of master {master} is locked")
        reg.set_to(self.base + SA, position + SA_NONSECURE, not secure)
        if lock:
            reg.set(self.base + SA, position + SA_LOCK)

    def _slave(self, slave, half):
        integer(slave, 0, SLAVES - 1, "a slave")
        integer(half, 0, 1, "a slave's half")
        return self.base + CSL0 + 4 * slave, CSL_SECOND * half

    def _master(self, master):
        integer(master, 0, MASTERS - 1, "a master")
        return 2 * master
