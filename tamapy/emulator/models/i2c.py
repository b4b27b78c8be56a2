"""Model of NXP's I2C controller as a master (IMX6ULLRM, chapter 31), and targets for its bus."""

from __future__ import annotations

from typing import Protocol

from tamapy.emulator.models import ModelError

IADR, IFDR, I2CR, I2SR, I2DR = range(0x00, 0x14, 4)
IEN, IIEN, MSTA, MTX, TXAK, RSTA = (1 << bit for bit in range(7, 1, -1))
ICF, IBB, IAL, IIF, RXAK = 1 << 7, 1 << 5, 1 << 4, 1 << 1, 1 << 0
LOOKS = 2  # that a byte takes


class Target(Protocol):
    """What is attached to a bus."""

    def start(self, reads: bool) -> bool:
        """It is addressed; whether it acknowledges."""

    def write(self, byte: int) -> bool:
        """It is sent a byte; whether it takes it."""

    def read(self) -> int:
        """It is asked for a byte."""


class Registers:
    """A target with registers of a byte, their numbers of ``width`` bytes, which count up."""

    def __init__(
        self, values: dict[int, int], width: int = 1, read_only: frozenset[int] = frozenset(),
    ) -> None:
        self.values = values
        self.width = width
        self.read_only = read_only
        self.number = 0
        self.missing = 0  # bytes of the number

    def start(self, reads: bool) -> bool:
        """It is always there."""
        if not reads:
            self.missing = self.width
            self.number = 0
        return True

    def write(self, byte: int) -> bool:
        """First the register's number, then what to set."""
        if self.missing:
            self.missing -= 1
            self.number = self.number << 8 | byte
            return True
        if self.number in self.read_only:
            return False
        self.values[self.number] = byte
        self._step()
        return True

    def read(self) -> int:
        """The next register."""
        value = self.values.get(self.number, 0)
        self._step()
        return value

    def _step(self) -> None:
        self.number = (self.number + 1) % (1 << self.width * 8)


class I2c:
    """The controller, with targets by their addresses.

    Tests have another master hold the bus (``held``) or win it after so many bytes
    (``lost_after``, -1: as it starts), and a target stretch the clock for ever (``stuck``).
    ``interrupt`` is the line.
    """

    def __init__(self, targets: dict[int, Target] | None = None) -> None:
        self.targets = targets or {}
        self.values = {IADR: 0, IFDR: 0, I2CR: 0, I2SR: ICF | RXAK, I2DR: 0}
        self.target: Target | None = None
        self.addressed = False
        self.byte: int | None = None  # on its way out
        self.receiving = False
        self.looks = 0
        self.held = self.stuck = False
        self.lost_after: int | None = None
        self.others = 0  # looks until the other master that won leaves the bus

    @property
    def interrupt(self) -> bool:
        """Whether it raises its interrupt."""
        return bool(self.values[I2SR] & IIF and self.values[I2CR] & IIEN)

    def read(self, offset: int, size: int) -> int:
        """A register."""
        self._check(offset, size)
        if offset == I2SR:
            self._see_the_other_end()
            self._go_on()
            return self.values[I2SR] | (IBB if self.held else 0)
        if offset == I2DR:
            return self._take()
        return self.values[offset]

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        self._check(offset, size)
        if offset == I2CR:
            self._set_control(value & 0xFC)
        elif offset == I2SR:
            self.values[I2SR] &= value | ~(IAL | IIF)
        elif offset == I2DR:
            self._send(value & 0xFF)
        else:
            self.values[offset] = value

    def _check(self, offset: int, size: int) -> None:
        if size != 2 or offset not in self.values:
            raise ModelError("the I2C controller has registers of 16 bits at 0 to 0x10")

    def _set_control(self, value: int) -> None:
        old = self.values[I2CR]
        if value & MSTA and not old & MSTA and not value & old & IEN:
            raise ModelError("the I2C controller is started before it is enabled")
        if value & RSTA and not value & old & MSTA:
            raise ModelError("the I2C controller starts anew without having the bus")
        self.values[I2CR] = value & ~RSTA
        if value & RSTA or not value & MSTA:
            self.addressed, self.target = False, None
        if not value & MSTA:
            self.byte, self.receiving = None, False
            if old & MSTA:
                self.values[I2SR] &= ~IBB
        elif not old & MSTA:
            self.values[I2SR] |= IBB
            if self.lost_after == -1:
                self._lose()

    def _send(self, value: int) -> None:
        if not self.values[I2CR] & MSTA or not self.values[I2CR] & MTX:
            raise ModelError("the I2C controller is given a byte while it does not send")
        if self.byte is not None:
            raise ModelError("the I2C controller is given a byte while another is on its way")
        self.byte, self.looks = value, LOOKS
        self.values[I2SR] &= ~ICF

    def _take(self) -> int:
        """A byte that was received; if the bus is still ours, this begins the next."""
        control = self.values[I2CR]
        if control & MSTA and not control & MTX:
            if self.receiving:
                raise ModelError("the I2C controller's byte is taken before it is there")
            self.receiving, self.looks = True, LOOKS
            self.values[I2SR] &= ~ICF
        return self.values[I2DR]

    def _go_on(self) -> None:
        """A byte comes nearer to its end."""
        if (self.byte is None and not self.receiving) or self.stuck:
            return
        self.looks -= 1
        if self.looks:
            return
        self.values[I2SR] |= ICF | IIF
        if self._is_lost():
            return
        if self.byte is not None:
            taken = self._deliver(self.byte)
            self.values[I2SR] = self.values[I2SR] & ~RXAK | (0 if taken else RXAK)
            self.byte = None
        else:
            self.values[I2DR] = self.target.read() if self.target else 0xFF
            self.receiving = False

    def _is_lost(self) -> bool:
        """Whether another master wins the bus with this byte."""
        if self.lost_after is None:
            return False
        self.lost_after -= 1
        if self.lost_after >= 0:
            return False
        self._lose()
        return True

    def _lose(self) -> None:
        """Be no longer master; the bus is the other's."""
        self.lost_after = None
        self._set_control(self.values[I2CR] & ~(MSTA | MTX))
        self.values[I2SR] |= IAL | IIF | IBB
        self.others = LOOKS

    def _see_the_other_end(self) -> None:
        """The other master leaves the bus some time later."""
        if self.others:
            self.others -= 1
            if not self.others:
                self.values[I2SR] &= ~IBB

    def _deliver(self, byte: int) -> bool:
        if self.addressed:
            return self.target is not None and self.target.write(byte)
        self.addressed = True
        self.target = self.targets.get(byte >> 1)
        return self.target is not None and self.target.start(bool(byte & 1))
