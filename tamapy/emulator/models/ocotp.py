"""Model of NXP's fuse controller OCOTP (IMX6ULLRM, chapter 37)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tamapy.emulator.models import ModelError

CTRL, TIMING, DATA, READ_CTRL, READ_FUSE_DATA = 0x00, 0x10, 0x20, 0x30, 0x40
SW_STICKY, SCS, CRC_ADDR, CRC_VALUE, VERSION = 0x50, 0x60, 0x70, 0x80, 0x90
TIMING2, SHADOWS = 0x100, 0x400
UNLOCK_KEY = 0x3E77
RELOAD, ERROR, BUSY = 1 << 10, 1 << 9, 1 << 8
ADDRESS = 0x7F
LOCKED = 0xBADABADA
RESET = {TIMING: 0x02C64116, TIMING2: 0x01C10042, SW_STICKY: 0, SCS: 0, CRC_ADDR: 0}
#: Microseconds in which a fuse is blown; the manual reckons with 10 for each.
PROGRAM = (9.0, 11.0)
POSTAMBLE = 2000  # nanoseconds

#: Words, and the bits of the LOCK word that keep fuses from being blown, shadows from being
#: written, and both from being read (p2402, 37.5.12). Two locks are sticky bits instead.
REGIONS: list[tuple[range, int | None, int | None, int | None]] = [
    (range(0x01, 0x05), 0, 1, None),  # tester
    (range(0x05, 0x08), 2, 3, None),  # boot configuration
    (range(0x08, 0x0D), 4, 5, None),  # memory trim
    (range(0x0D, 0x10), 18, 19, None),  # analog
    (range(0x10, 0x18), 17, 17, None),  # OTPMK
    (range(0x18, 0x20), 14, 14, None),  # SRK
    (range(0x20, 0x22), 6, 6, 6),  # SJC response
    (range(0x22, 0x25), 8, 9, None),  # MAC addresses
    (range(0x25, 0x26), 20, 20, None),  # OTPMK CRC
    (range(0x26, 0x27), 10, 11, None),  # GP1
    (range(0x27, 0x28), 12, 13, None),  # GP2
    (range(0x28, 0x2D), 16, 16, None),  # SW GP
    (range(0x2D, 0x2E), 22, 22, None),  # miscellaneous
    (range(0x30, 0x38), 21, 21, None),  # ROM patches
    (range(0x38, 0x3C), 15, 15, 31),  # GP3
    (range(0x3C, 0x40), 23, 23, 30),  # GP4
]
STICKY = {0x2E: 2, 0x2F: 1}  # FIELD_RETURN, SRK_REVOKE
FUSE, SHADOW, READ = range(3)


class Ocotp:
    """The controller with its fuses, by number of the word. ``hertz`` is the bus clock.

    ``dead`` are fuses (word, bit) that cannot be blown. ``nanoseconds`` is the clock that
    the time after a write is measured by, if it is to be.
    """

    def __init__(
        self, fuses: Mapping[int, int] | None = None, words: int = 64, hertz: int = 66_000_000,
        nanoseconds: Callable[[], int] | None = None,
    ) -> None:
        self.fuses = [0] * words
        for word, value in (fuses or {}).items():
            self.fuses[word] = value
        self.hertz = hertz
        self.nanoseconds = nanoseconds
        self.dead: set[tuple[int, int]] = set()
        self.stalled = False
        self.blown: list[tuple[int, int]] = []
        self.values = dict(RESET)
        self.control = 0
        self.read_data = 0
        self.work: list[Callable[[], None]] = []  # a look at BUSY takes the next one away
        self.quiet_until = 0
        self.shadows = list(self.fuses)

    # -- registers ---------------------------------------------------------------------

    def read(self, offset: int, size: int) -> int:
        """A register."""
        if size != 4:
            raise ModelError("the OCOTP's registers are 32 bits wide")
        if offset >= SHADOWS:
            return self._read_shadow(self._word(offset))
        if offset & ~0xC == CTRL:
            self._pass_time()
            return self.control | (BUSY if self.work else 0)
        if offset & ~0xC == SCS:
            return self.values[SCS]
        if offset in self.values:
            return self.values[offset]
        return {READ_FUSE_DATA: self.read_data, VERSION: 0x03000000}.get(offset, 0)

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        if size != 4:
            raise ModelError("the OCOTP's registers are 32 bits wide")
        if self.work and offset & ~0xC != CTRL:
            raise ModelError("the OCOTP is busy: accesses cannot overlap")
        if offset >= SHADOWS:
            self._write_shadow(self._word(offset), value)
        elif offset & ~0xC == CTRL:
            self._set_control(offset >> 2 & 3, value)
        elif offset & ~0xC == SCS:
            self._set_signals(offset >> 2 & 3, value)
        elif offset == DATA:
            self._program(value)
        elif offset == READ_CTRL:
            if value & 1:
                self._sense()
        elif offset == SW_STICKY:
            self.values[SW_STICKY] |= value & 0b110
        elif offset in self.values:
            self.values[offset] = value
        # Others are not there; the controller takes no notice of them (p2388, 37.5).

    def _word(self, offset: int) -> int:
        place = offset - SHADOWS
        if place >= 0x400:  # there is a gap after bank 5
            place -= 0x100
        elif place >= 0x300:
            raise ModelError(f"the OCOTP has no shadow register at +0x{offset:x}")
        if place & 0xF or place >> 4 >= len(self.fuses):
            raise ModelError(f"the OCOTP has no shadow register at +0x{offset:x}")
        return place >> 4

    def _set_control(self, action: int, value: int) -> None:
        old = self.control
        new = (value, old | value, old & ~value, old ^ value)[action]
        # An error is cleared by the alias alone, and never set by software.
        error = old & ERROR & ~(value if action == 2 else 0)
        if self.work and (new ^ old) & (ADDRESS | 0xFFFF0000) and action != 2:
            raise ModelError("the OCOTP is busy: accesses cannot overlap")
        self.control = new & (0xFFFF0000 | RELOAD | ADDRESS) | error
        if new & RELOAD and not old & RELOAD:
            self._reload()

    def _set_signals(self, action: int, value: int) -> None:
        old = self.values[SCS]
        if not old >> 31:
            self.values[SCS] = (value, old | value, old & ~value, old ^ value)[action]

    # -- shadows -----------------------------------------------------------------------

    def _locked(self, word: int, kind: int) -> bool:
        if word in STICKY:
            return kind != READ and bool(self.values[SW_STICKY] >> STICKY[word] & 1)
        if word == 0:
            return kind == SHADOW
        for words, *bits in REGIONS:
            if word in words:
                bit = bits[kind]
                return bit is not None and bool(self.shadows[0] >> bit & 1)
        return False

    def _read_shadow(self, word: int) -> int:
        if self._locked(word, READ):
            self.control |= ERROR
            return LOCKED
        return self.shadows[word]

    def _write_shadow(self, word: int, value: int) -> None:
        if self._locked(word, SHADOW):
            self.control |= ERROR
        else:
            self.shadows[word] = value

    # -- fuses -------------------------------------------------------------------------

    def _pass_time(self) -> None:
        if self.work and not self.stalled:
            self.work.pop(0)()

    def _start(self, steps: int, done: Callable[[], None]) -> None:
        """Begin an access, unless an error is in the way."""
        if self.nanoseconds is not None and self.nanoseconds() < self.quiet_until:
            raise ModelError("the OCOTP needs 2 us after a write")
        if not self.control & ERROR:
            self.work = [lambda: None] * steps + [done]

    def _reload(self) -> None:
        def done() -> None:
            self.shadows = list(self.fuses)
            self.control &= ~RELOAD

        self._start(8, done)

    def _sense(self) -> None:
        word = self._address()
        if self._locked(word, READ):
            self.control |= ERROR
            self.read_data = LOCKED
            return

        def done() -> None:
            self.read_data = self.fuses[word]

        self._start(2, done)

    def _program(self, value: int) -> None:
        if self.control >> 16 != UNLOCK_KEY:
            return
        word = self._address()
        if self._locked(word, FUSE):
            self.control |= ERROR
            return
        time = self.program_time()
        if not PROGRAM[0] <= time <= PROGRAM[1]:
            raise ModelError(f"a fuse would be blown for {time:.2f} us and not 10")

        def done() -> None:
            for bit in range(32):
                if value >> bit & 1 and (word, bit) not in self.dead:
                    self.fuses[word] |= 1 << bit
            self.blown.append((word, value))
            self.control &= 0xFFFF
            if self.nanoseconds is not None:
                self.quiet_until = self.nanoseconds() + POSTAMBLE

        self._start(value.bit_count(), done)

    def program_time(self) -> float:
        """Microseconds for which a fuse would be blown."""
        strobe, relax = self.values[TIMING] & 0xFFF, self.values[TIMING2] & 0xFFF
        return (strobe + 1 - 2 * (relax + 1)) * 1e6 / self.hertz

    def _address(self) -> int:
        word = self.control & ADDRESS
        if word >= len(self.fuses):
            raise ModelError(f"there is no fuse word {word}")
        return word
