"""Model of a PHY on the management bus (IEEE 802.3-2018, 22.2.4 and 28.2.4): a KSZ8081."""

from __future__ import annotations

from tamapy.emulator.models import ModelError

CONTROL, STATUS, IDENTITY_1, IDENTITY_2, ADVERTISEMENT, PARTNER, EXPANSION = range(7)
RESET, NEGOTIATE, RESTART = 1 << 15, 1 << 12, 1 << 9
NEGOTIATED, LINK = 1 << 5, 1 << 2
ABILITIES = 0x7849  # 10 and 100 Mbit/s, either duplex; negotiation
KSZ8081 = 0x00221560
ALL = 0x01E1  # the modes of 10 and 100 Mbit/s
LOOKS = 3  # until a reset, or a negotiation, has ended


class Phy:
    """A PHY; ``own`` registers keep what is written to them.

    Tests unplug it (``plugged``), have its partner offer less (``partner``), and leave a reset
    without end (``stuck``).
    """

    def __init__(self, identity: int = KSZ8081, own: tuple[int, ...] = (0x16, 0x1B, 0x1F)) -> None:
        self.identity = identity
        self.own = own
        self.partner = ALL
        self.stuck = False
        self._held = False
        self._plugged = True
        self.lost = False  # the link since the last look
        self.reset()

    def reset(self) -> None:
        """The state after a reset."""
        self.values = {CONTROL: 0x3100, ADVERTISEMENT: ALL, **dict.fromkeys(self.own, 0)}
        self.resetting = 0
        self.negotiating = 0

    @property
    def held(self) -> bool:
        """Whether its reset line is low."""
        return self._held

    @held.setter
    def held(self, value: bool) -> None:
        if value and not self._held:
            self.reset()
        self._held = value

    @property
    def plugged(self) -> bool:
        """Whether a partner is at the other end."""
        return self._plugged

    @plugged.setter
    def plugged(self, value: bool) -> None:
        self.lost = self.lost or not value
        self._plugged = value
        self.negotiating = LOOKS if value else 0

    def read(self, register: int) -> int:
        """A register; nobody answers while it is held in reset."""
        if self._held:
            return 0xFFFF
        if register == CONTROL:
            if self.resetting and not self.stuck:
                self.resetting -= 1
            return self.values[CONTROL] | (RESET if self.resetting else 0)
        if register == STATUS:
            return self._status()
        if register == PARTNER:
            return self.partner | 1 << 14 if self.has_link else 0
        if register in (IDENTITY_1, IDENTITY_2):
            return self.identity >> (16 if register == IDENTITY_1 else 0) & 0xFFFF
        if register == EXPANSION:
            return 1
        if register in self.values:
            return self.values[register]
        raise ModelError(f"the PHY has no register {register}")

    @property
    def has_link(self) -> bool:
        """Whether partner and PHY have agreed."""
        return self._plugged and not self._held and not self.negotiating and not self.resetting

    def _status(self) -> int:
        lost, self.lost = self.lost, False  # told until it is read
        if self.negotiating:
            self.negotiating -= 1
        if not self.has_link:
            return ABILITIES
        return ABILITIES | NEGOTIATED | (0 if lost else LINK)

    def write(self, register: int, value: int) -> None:
        """Set a register."""
        if self._held:
            return
        if self.resetting:
            raise ModelError("a PHY's register is written before its reset has ended")
        if register == CONTROL:
            if value & RESET:
                self.reset()
                self.resetting = self.negotiating = LOOKS
                return
            if value & NEGOTIATE and value & RESTART:
                self.negotiating, self.lost = LOOKS, True
            self.values[CONTROL] = value & ~RESTART
        elif register in self.values:
            self.values[register] = value
        else:
            raise ModelError(f"the PHY has no writable register {register}")
