"""Model of NXP's ECSPI as a master (IMX6ULLRM, chapter 20), without DMA and sample periods.

A word is through when the status, or the interrupt, is looked at next; of a ``slow`` bus, when the
interrupt is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Protocol

from tamapy.emulator.models import ModelError

RXDATA, TXDATA, CONREG, CONFIGREG, INTREG, DMAREG, STATREG, PERIODREG, TESTREG = range(0, 0x24, 4)
EN, XCH, SMC = 1 << 0, 1 << 2, 1 << 3
TE, TDR, TF, RR, RDR, RF, RO, TC = (1 << bit for bit in range(8))
LOOP = 1 << 31
DEPTH = 64
RESET = {CONREG: 0, CONFIGREG: 0, INTREG: 0, DMAREG: 0, PERIODREG: 0, TESTREG: 0}


class Target(Protocol):
    """What is attached to a chip select.

    ``modes`` are those it knows, ``fastest`` its clock in Hz.
    """

    modes: tuple[int, ...]
    fastest: int

    def select(self) -> None:
        """Its chip select goes on."""

    def deselect(self) -> None:
        """Its chip select goes off."""

    def bit(self, out: int) -> int:
        """It is sent a bit; the bit that it sends meanwhile."""


class Ecspi:
    """The controller with targets by chip select; ``root()`` is its clock in Hz.

    ``others`` are targets whose chip selects are not the controller's. Tests have it stop for ever
    (``stalled``), or take time for each word (``slow``).
    """

    def __init__(
        self, targets: dict[int, Target] | None = None,
        root: Callable[[], int] = lambda: 60000000, others: tuple[Target, ...] = (),
    ) -> None:
        self.targets = targets or {}
        self.root = root
        self.others = others
        self.stalled = self.slow = False
        self.reset()

    def reset(self) -> None:
        """The state after a reset."""
        self.values = dict(RESET)
        self._empty()

    def _empty(self) -> None:
        """Nothing under way."""
        self.sending: deque[int] = deque()
        self.shifted: deque[int] = deque()
        self.received: deque[int] = deque()
        self.left = 0  # bits of the burst
        self.flags = 0
        self.active: Target | None = None

    @property
    def interrupt(self) -> bool:
        """Whether its interrupt line is up."""
        self._settle()
        return bool(self._status() & self.values[INTREG])

    @property
    def channel(self) -> int:
        """The chip select in use."""
        return self.values[CONREG] >> 18 & 3

    @property
    def hertz(self) -> int:
        """The bus's clock."""
        control = self.values[CONREG]
        return self.root() // ((control >> 12 & 15) + 1) >> (control >> 8 & 15)

    @property
    def mode(self) -> int:
        """SPI's mode on the channel."""
        config = self.values[CONFIGREG] >> self.channel
        return (config >> 4 & 1) << 1 | config & 1

    def read(self, offset: int, size: int) -> int:
        """A register."""
        self._check(offset, size)
        if offset == RXDATA:
            if not self.received:
                raise ModelError("the ECSPI's RXFIFO is read while it is empty")
            return self.received.popleft()
        if offset == TXDATA:
            raise ModelError("the ECSPI's TXDATA cannot be read")
        if offset == STATREG:
            if not self.slow:
                self._settle()
            return self._status()
        if offset == TESTREG:
            return self.values[TESTREG] & LOOP | len(self.received) << 8 | len(self.sending)
        return self.values[offset]

    def _check(self, offset: int, size: int) -> None:
        if size != 4 or offset & 3 or not 0 <= offset <= TESTREG:
            raise ModelError(f"the ECSPI's model has no register of {size} bytes at +0x{offset:x}")

    def _status(self) -> int:
        waiting, come = len(self.sending), len(self.received)
        word = self.flags
        word |= TE if not waiting else 0
        word |= TDR if waiting <= self.values[DMAREG] & 63 else 0
        word |= TF if waiting == DEPTH else 0
        word |= RR if come else 0
        word |= RDR if come > self.values[DMAREG] >> 16 & 63 else 0
        return word | (RF if come == DEPTH else 0)

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        self._check(offset, size)
        if offset == CONREG:
            self._control(value)
            return
        if not self.values[CONREG] & EN:
            raise ModelError("the ECSPI's registers are set before it is enabled")
        if offset == TXDATA:
            self._take(value)
        elif offset == STATREG:
            self.flags &= ~(value & (RO | TC))
        elif offset == RXDATA:
            raise ModelError("the ECSPI's RXDATA cannot be written")
        elif offset == CONFIGREG and self.left and value != self.values[offset]:
            raise ModelError("the ECSPI's configuration is changed during a burst")
        else:
            self.values[offset] = value

    def _control(self, value: int) -> None:
        old = self.values[CONREG]
        if self.left and value & EN and (value ^ old) & ~(XCH | SMC):
            raise ModelError("the ECSPI's control register is changed during a burst")
        self.values[CONREG] = value & ~XCH
        if not value & EN:
            self._end()
            self._empty()
            self.values.update({key: 0 for key in RESET if key != CONREG})
            return
        if not value >> 4 + self.channel & 1:
            raise ModelError("the ECSPI's model is a master")
        if value & (XCH | SMC):
            self._shift(bool(value & SMC))

    def _take(self, value: int) -> None:
        if len(self.sending) == DEPTH:
            raise ModelError("the ECSPI's TXFIFO is written while it is full")
        self.sending.append(value)
        if self.values[CONREG] & SMC:
            self._shift(True)

    # -- bursts ----------------------------------------------------------------

    def _shift(self, more: bool) -> None:
        """Shift what waits, one burst or all."""
        if self.values[CONFIGREG] >> 8 + self.channel & 1:
            more = True
        while self.sending and not self.stalled:
            if not self.left:
                self._begin()
            bits = self.left % 32 or 32
            self.shifted.append(self._exchange(self.sending.popleft(), bits))
            self.left -= bits
            if not self.left:
                self._end()
                self.flags |= TC
                if not more:
                    return

    def _begin(self) -> None:
        self.left = (self.values[CONREG] >> 20) + 1
        self.active = self.targets.get(self.channel)
        for target in self._listeners():
            if self.hertz > target.fastest:
                raise ModelError(f"a device for {target.fastest} Hz is clocked by {self.hertz} Hz")
            if self.mode not in target.modes:
                raise ModelError(f"a device is accessed in mode {self.mode}, which it has not")
        if self.active is not None:
            self.active.select()

    def _end(self) -> None:
        if self.active is not None:
            self.active.deselect()
        self.active = None

    def _listeners(self) -> list[Target]:
        return [*([] if self.active is None else [self.active]), *self.others]

    def _exchange(self, word: int, bits: int) -> int:
        """The word that comes for one that goes, its first bit the highest."""
        if self.values[TESTREG] & LOOP:
            return word & (1 << bits) - 1
        found = 0
        for position in range(bits - 1, -1, -1):
            into = 0  # what nobody drives
            for target in self._listeners():
                into |= target.bit(word >> position & 1)
            found = found << 1 | into
        return found

    def _settle(self) -> None:
        """A word that was shifted is there now."""
        if self.shifted:
            word = self.shifted.popleft()
            if len(self.received) == DEPTH:
                self.flags |= RO
            else:
                self.received.append(word)
