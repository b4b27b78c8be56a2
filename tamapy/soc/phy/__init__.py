"""PHYs of Ethernet by the registers that all of them have (IEEE 802.3-2018, 22.2.4 and 28.2.4).

A bus has ``read(phy, register)`` and ``write(phy, register, value)``.
"""

from tamapy.runtime import board
from tamapy.runtime.arguments import nanoseconds

# Table 22-6, IEEE 802.3-2018; numbers of registers, not addresses
CONTROL = 0
CONTROL_RESET = 15
CONTROL_NEGOTIATE = 12
CONTROL_RESTART = 9
STATUS = 1
STATUS_NEGOTIATED = 5
STATUS_LINK = 2
IDENTITY = 2
ADVERTISEMENT = 4
PARTNER = 5
#: Bits of the last two, the best first (28.2.4.1.3 and annex 28B.3), with speed and full duplex.
MODES = ((8, 100, True), (7, 100, False), (6, 10, True), (5, 10, False))
SELECTOR = 0b00001  # IEEE 802.3

SECOND = 1000000000
RESET_TIME = SECOND // 2  # 22.2.4.1.1


class Phy:
    """The PHY with an address on a bus."""

    def __init__(self, bus, address):
        self.bus = bus
        self.address = address

    def read(self, register):
        """A register."""
        return self.bus.read(self.address, register)

    def write(self, register, value):
        """Set a register."""
        self.bus.write(self.address, register, value)

    def identity(self):
        """Maker, model and revision as a word of 32 bits.

        ``RuntimeError`` if there is no PHY at the address.
        """
        word = self.read(IDENTITY) << 16 | self.read(IDENTITY + 1)
        if word in (0, 0xFFFFFFFF):
            raise RuntimeError(f"no PHY answers at address {self.address}")
        return word

    def start(self):
        """Reset it, and have it negotiate speed and duplex with its partner.

        ``RuntimeError`` if there is none, ``TimeoutError`` if it does not come back.
        """
        self.identity()
        self.write(CONTROL, 1 << CONTROL_RESET)
        end = int(board.nanotime()) + RESET_TIME
        while self.read(CONTROL) >> CONTROL_RESET & 1:
            if board.nanotime() >= end:
                raise TimeoutError(
                    f"PHY {self.address}, register {CONTROL}: bit {CONTROL_RESET} did not become 0"
                )
        self.configure()
        offered = SELECTOR
        for bit, _, _ in MODES:
            offered |= 1 << bit
        self.write(ADVERTISEMENT, offered)
        self.write(CONTROL, 1 << CONTROL_NEGOTIATE | 1 << CONTROL_RESTART)

    def configure(self):
        """Set what is this model's own; comes after the reset."""

    def link(self):
        """Speed in Mbit/s and whether it is full duplex, or ``None`` while there is no link."""
        status = self.read(STATUS)
        if not status >> STATUS_LINK & 1:
            status = self.read(STATUS)  # the first look told of a loss, however long ago
        if not status >> STATUS_LINK & 1 or not status >> STATUS_NEGOTIATED & 1:
            return None
        common = self.read(ADVERTISEMENT) & self.read(PARTNER)
        for bit, speed, full_duplex in MODES:
            if common >> bit & 1:
                return speed, full_duplex
        return None

    def wait_for_link(self, timeout):
        """What :meth:`link` tells, as soon as there is one or ``timeout`` seconds have passed."""
        end = nanoseconds(timeout) + int(board.nanotime())
        found = self.link()
        while found is None and board.nanotime() < end:
            found = self.link()
        return found
