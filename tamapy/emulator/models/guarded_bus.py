"""A bus master's way to memory, past NXP's CSU and the TZC-380."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tamapy.emulator.models.bus import Bus, BusError
from tamapy.emulator.models.csu import Csu, Slave
from tamapy.emulator.models.tzc380 import Tzc380


@dataclass(frozen=True)
class Guards:
    """Who stands before a chip's memory.

    ``is_active()`` tells whether RAM is used through the ``tzasc``; ``slaves`` are memories that
    the CSU guards: start, size, the slave.
    """

    csu: Csu
    tzasc: Tzc380
    is_active: Callable[[], bool]
    slaves: tuple[tuple[int, int, Slave], ...] = ()


class GuardedBus:
    """Memory as the master with a number of the CSU's reaches it."""

    def __init__(self, bus: Bus, guards: Guards, master: int) -> None:
        self.bus = bus
        self.guards = guards
        self.master = master

    def read(self, address: int, size: int) -> bytes:
        """Bytes; zeros where the TZC-380 refuses without an error."""
        return self.bus.read(address, size) if self._passes(address, size, False) else bytes(size)

    def write(self, address: int, data: bytes) -> None:
        """Store bytes; nothing where the TZC-380 refuses without an error."""
        if self._passes(address, len(data), True):
            self.bus.write(address, data)

    def _passes(self, address: int, size: int, write: bool) -> bool:
        guards = self.guards
        secure = guards.csu.is_secure(self.master)
        for start, room, slave in guards.slaves:
            if start <= address < start + room:
                if guards.csu.allows(slave, secure, write):
                    return True
                raise self._refusal("CSU", address, write)
        if not guards.is_active() or guards.tzasc.lets_through(
            address, size, secure, write, self.master
        ):
            return True
        if guards.tzasc.fails:
            raise self._refusal("TZC-380", address, write)
        return False

    def _refusal(self, guard: str, address: int, write: bool) -> BusError:
        verb = "write to" if write else "read from"
        return BusError(f"the {guard} does not let master {self.master} {verb} 0x{address:08x}")
