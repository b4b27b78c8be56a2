"""Model of the generic interrupt controller, version 2 (ARM IHI 0048B.b), for one processor.

It shows its secure side. Interrupts of both groups reach the processor as IRQ, unless FIQEn
makes group 0 FIQ, which is refused. A write of what is not modelled is reported.
"""

from __future__ import annotations

from tamapy.emulator.models import ModelError

DISTRIBUTOR, INTERFACE = 0x1000, 0x2000
LINES = 160
SOFTWARE, PRIVATE = 16, 32
NONE, OF_GROUP_1 = 1023, 1022
#: The Cortex-A7 keeps the upper five bits of a priority.
PRIORITY_MASK = 0xF8
IDLE = 0x100  # the running priority while nothing is active
FIQ_EN, ACK_CTL = 1 << 3, 1 << 2


class Gic:
    """Distributor and CPU interface. Devices call :meth:`set_level`."""

    def __init__(self, lines: int = LINES) -> None:
        self.lines = lines
        self.control = 0
        self.interface = 0
        self.mask = 0
        self.binary_point = 0
        self.level = [False] * lines
        self.latched = [False] * lines
        self.enabled = [i < SOFTWARE for i in range(lines)]
        self.group = [0] * lines
        self.active = [False] * lines
        self.priority = [0] * lines
        self.targets = [1 if i < PRIVATE else 0 for i in range(lines)]
        self.edge = [i < SOFTWARE for i in range(lines)]
        self.running: list[tuple[int, int]] = []  # numbers and priorities, the most urgent last

    # -- for the machine -------------------------------------------------------

    @property
    def is_on(self) -> bool:
        """Whether anything can be forwarded at all."""
        return bool(self.control & 3)

    def set_level(self, number: int, level: bool) -> None:
        """A line goes up or down."""
        if level and not self.level[number] and self.edge[number]:
            self.latched[number] = True
        self.level[number] = level

    def is_pending(self, number: int) -> bool:
        """Whether an interrupt waits to be acknowledged."""
        return self.latched[number] or (self.level[number] and not self.edge[number])

    def best(self) -> int:
        """The most urgent interrupt that could be taken, or ``NONE``."""
        found, least = NONE, min(self.mask, self._running())
        for number in range(self.lines):
            if (
                self.enabled[number] and self.priority[number] < least
                and not self.active[number] and self.is_pending(number)
                and self.control >> self.group[number] & 1
                and (number < PRIVATE or self.targets[number] & 1)
            ):
                found, least = number, self.priority[number]
        return found

    @property
    def irq(self) -> bool:
        """Whether the processor's IRQ line is asserted."""
        found = self.best()
        return found != NONE and bool(self.interface >> self.group[found] & 1)

    def _running(self) -> int:
        return self.running[-1][1] if self.running else IDLE

    # -- registers -------------------------------------------------------------

    def read(self, offset: int, size: int) -> int:
        """A register; reading IAR acknowledges."""
        if offset >= INTERFACE:
            return self._read_interface(offset - INTERFACE, size)
        at = offset - DISTRIBUTOR
        if at == 0x000:
            return self.control
        if at == 0x004:
            return self.lines // 32 - 1 | 1 << 10
        bits = self._bits(at)
        if bits is not None and size == 4:
            first = (at & 0x7F) * 8
            return sum(bit << i for i, bit in enumerate(bits[first : first + 32]))
        table = self._bytes(at)
        if table is not None and size in (1, 4):
            first = at & 0x3FF
            return int.from_bytes(bytes(table[first : first + size]), "little")
        if 0xC00 <= at < 0xC00 + self.lines // 4 and size == 4:
            first = (at - 0xC00) * 4
            return sum(2 << 2 * i for i in range(16) if self.edge[first + i])
        raise ModelError(f"the GIC's distributor has no register of {size} bytes at +0x{at:x}")

    def _bits(self, at: int) -> list[int] | None:
        if at & 0x7F >= self.lines // 8 or at & 3:
            return None
        rows: dict[int, list[int] | list[bool]] = {
            0x080: self.group, 0x100: self.enabled, 0x180: self.enabled,
            0x300: self.active, 0x380: self.active,
        }
        if at & ~0x7F in (0x200, 0x280):
            return [int(self.is_pending(i)) for i in range(self.lines)]
        found = rows.get(at & ~0x7F)
        return None if found is None else [int(bit) for bit in found]

    def _bytes(self, at: int) -> list[int] | None:
        if at & 0x3FF >= self.lines:
            return None
        return {0x400: self.priority, 0x800: self.targets}.get(at & ~0x3FF)

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        if offset >= INTERFACE:
            self._write_interface(offset - INTERFACE, size, value)
            return
        at = offset - DISTRIBUTOR
        if at == 0x000:
            self.control = value & 3
        elif at == 0xF00:
            self._send(value)
        elif self._bits(at) is not None and size == 4:
            self._write_bits(at, value)
        elif self._bytes(at) is not None and size in (1, 4):
            for i in range(size):
                self._write_byte(at + i, value >> 8 * i & 0xFF)
        elif 0xC00 <= at < 0xC00 + self.lines // 4 and size == 4:
            for i in range(16):
                number = (at - 0xC00) * 4 + i
                if number >= PRIVATE:
                    self.edge[number] = bool(value >> 2 * i & 2)
        else:
            raise ModelError(f"the GIC's distributor has no register of {size} bytes at +0x{at:x}")

    def _write_bits(self, at: int, value: int) -> None:
        table, first = at & ~0x7F, (at & 0x7F) * 8
        for number in range(first, first + 32):
            bit = value >> number - first & 1
            if table == 0x080:
                self.group[number] = bit
            elif bit:
                self._write_bit(table, number)

    def _write_bit(self, table: int, number: int) -> None:
        if table in (0x100, 0x180):
            if number >= SOFTWARE:
                self.enabled[number] = table == 0x100
        elif table in (0x200, 0x280):
            if number >= SOFTWARE:
                self.latched[number] = table == 0x200
        else:
            self.active[number] = table == 0x300
            if table == 0x380:
                self.running = [one for one in self.running if one[0] != number]

    def _write_byte(self, at: int, value: int) -> None:
        number = at & 0x3FF
        if at < 0x800:
            self.priority[number] = value & PRIORITY_MASK
        elif number >= PRIVATE:  # those of private interrupts are read-only
            self.targets[number] = value & 1  # the processors there are

    def _send(self, value: int) -> None:
        where = value >> 24 & 3
        if where == 2 or (where == 0 and value >> 16 & 1):
            self.latched[value & 15] = True

    # -- the CPU interface -----------------------------------------------------

    def _read_interface(self, at: int, size: int) -> int:
        if size != 4:
            raise ModelError("the GIC's CPU interface has registers of 4 bytes only")
        if at == 0x0C:
            return self._acknowledge(0)
        if at == 0x20:
            return self._acknowledge(1)
        if at == 0x18:
            found = self.best()
            return OF_GROUP_1 if found != NONE and self.group[found] else found
        found_register = {
            0x00: self.interface, 0x04: self.mask, 0x08: self.binary_point,
            0x14: min(self._running(), 0xFF),
        }.get(at)
        if found_register is None:
            raise ModelError(f"the GIC's CPU interface has no readable register at +0x{at:x}")
        return found_register

    def _acknowledge(self, group: int) -> int:
        if not self.irq:
            return NONE
        number = self.best()
        if self.group[number] != group and not (group == 0 and self.interface & ACK_CTL):
            return OF_GROUP_1 if group == 0 else NONE
        self.latched[number] = False
        self.active[number] = True
        self.running.append((number, self.priority[number]))
        return number

    def _write_interface(self, at: int, size: int, value: int) -> None:
        if at == 0x00:
            if value & FIQ_EN:
                raise ModelError("the GIC's model has no FIQ")
            self.interface = value & 0x1F
        elif at == 0x04:
            self.mask = value & PRIORITY_MASK
        elif at == 0x08:
            self.binary_point = value & 7
        elif at in (0x10, 0x24):
            self._end(value & 0x3FF, int(at == 0x24))
        else:
            raise ModelError(f"the GIC's CPU interface has no writable register at +0x{at:x}")

    def _end(self, number: int, group: int) -> None:
        if number >= 1020:
            return
        if self.group[number] != group and not (group == 0 and self.interface & ACK_CTL):
            raise ModelError(f"interrupt {number} is ended in the register of the other group")
        if not self.running or self.running[-1][0] != number:
            raise ModelError(f"interrupt {number} is ended, but is not the last one acknowledged")
        self.running.pop()
        self.active[number] = False
