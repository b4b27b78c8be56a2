"""Model of NXP's Ethernet controller ENET with enhanced descriptors (IMX6ULLRM, chapter 22).

Frames are sent as soon as they are told of, and received while there are descriptors for them; what
comes meanwhile waits at the cable's other end. Where QEMU's controller does the same it is as that
one, but that one filters nothing and checks no checksums.
"""

from __future__ import annotations

import binascii
import struct

from tamapy.emulator.models import ModelError, checksums
from tamapy.emulator.models.bus import Bus, BusError
from tamapy.emulator.models.ethernet import Cable, Loose
from tamapy.emulator.models.phy import Phy

EIR, EIMR, RDAR, TDAR, ECR, MMFR, MSCR, MIBC = (
    0x004, 0x008, 0x010, 0x014, 0x024, 0x040, 0x044, 0x064
)
RCR, TCR, PALR, PAUR, OPD = 0x084, 0x0C4, 0x0E4, 0x0E8, 0x0EC
IAUR, IALR, GAUR, GALR, TFWR = 0x118, 0x11C, 0x120, 0x124, 0x144
RDSR, TDSR, MRBR = 0x180, 0x184, 0x188
RSFL, RSEM, RAEM, RAFL, TSEM, TAEM, TAFL, TIPG = range(0x190, 0x1B0, 4)
FTRL, TACC, RACC = 0x1B0, 0x1C0, 0x1C4
RESET = {
    EIR: 0, EIMR: 0, RDAR: 0, TDAR: 0, ECR: 0xF0000000, MMFR: 0, MSCR: 0, MIBC: 0xC0000000,
    RCR: 0x05EE0001, TCR: 0, PALR: 0, PAUR: 0x8808, OPD: 0x00010000, IAUR: 0, IALR: 0, GAUR: 0,
    GALR: 0, TFWR: 0, RDSR: 0, TDSR: 0, MRBR: 0, RSFL: 0, RSEM: 0, RAEM: 4, RAFL: 4, TSEM: 0,
    TAEM: 4, TAFL: 8, TIPG: 12, FTRL: 0x7FF, TACC: 0, RACC: 0,
}
#: Bits that can be written, of registers that have others.
WRITABLE = {
    MSCR: 0x7FE, RCR: 0x7FFFF33F, TFWR: 0x13F, RDSR: ~7, TDSR: ~7, MRBR: 0x3FF0, FTRL: 0x3FFF,
    TACC: 0x19, RACC: 0xC7, TIPG: 0x1F, **dict.fromkeys((RSFL, RSEM, RAEM, RAFL, TSEM, TAEM, TAFL),
                                                        0x1FF),
}
#: What must not be changed while the controller is on.
FIXED = frozenset((RDSR, TDSR, MRBR, FTRL, RACC, TACC, RSFL, TFWR, MSCR))

TXF, TXB, RXF, RXB, MII, EBERR = (1 << bit for bit in (27, 26, 25, 24, 23, 22))
LC, RL, UN = 1 << 21, 1 << 20, 1 << 19
ACTIVE = 1 << 24
DBSWP, EN1588, ETHEREN, SOFT_RESET = 1 << 8, 1 << 4, 1 << 1, 1 << 0
PROM, MII_MODE = 1 << 3, 1 << 2
FDEN = 1 << 2
STRFWD = 1 << 8
PRODIS, IPDIS = 1 << 2, 1 << 1

DESCRIPTOR = struct.Struct("<HHIIII")  # length, status, address, extended, checksums, updated
SIZE = 32
READY = EMPTY = 1 << 15
WRAP, LAST, CRC_WANTED = 1 << 13, 1 << 11, 1 << 10
MISS, BROADCAST, MULTICAST, TOO_LONG = 1 << 8, 1 << 7, 1 << 6, 1 << 5
NOT_WHOLE, BAD_CRC, OVERRUN, TRUNCATED = 1 << 4, 1 << 2, 1 << 1, 1 << 0
TX_INT, PINS, IINS, RX_INT = 1 << 30, 1 << 28, 1 << 27, 1 << 23
TXE, UE, EE, FE, LCE, OE = (1 << bit for bit in (15, 13, 12, 11, 10, 9))
UPDATED = 1 << 31
#: Events of what goes wrong with a frame that is sent.
FAULTS = {LCE: LC, EE: RL, UE: UN}
MOST_DESCRIPTORS = 1024


class Enet:
    """The controller on a bus; PHYs by their addresses on the management bus.

    Tests have frames not be sent (``transmit_faults``: a list of bits of the extended status for
    the next ones, 0 for one that is sent), sending take for ever (``stalled``), and the management
    bus (``mute``).
    """

    def __init__(
        self, bus: Bus, phys: dict[int, Phy] | None = None, cable: Cable | None = None
    ) -> None:
        self.bus = bus
        self.phys = phys or {}
        self.cable: Cable = Loose() if cable is None else cable
        self.transmit_faults: list[int] = []
        self.stalled = self.mute = False
        self.reset()

    def reset(self) -> None:
        """The state after power-on, or a reset by ECR; PHYs have resets of their own."""
        self.values = dict(RESET)
        self.receiving = self.sending = 0  # the descriptors that are next

    @property
    def is_on(self) -> bool:
        """Whether frames are sent and received."""
        return bool(self.values[ECR] & ETHEREN)

    @property
    def interrupt(self) -> bool:
        """Whether its interrupt line is up."""
        self._pull()
        return bool(self.values[EIR] & self.values[EIMR])

    @property
    def address(self) -> bytes:
        """Its own."""
        word = self.values[PALR] << 16 | self.values[PAUR] >> 16
        return word.to_bytes(6, "big")

    # -- registers -------------------------------------------------------------

    def read(self, offset: int, size: int) -> int:
        """A register."""
        self._check(offset, size)
        self._pull()
        return self.values[offset]

    def _check(self, offset: int, size: int) -> None:
        if size != 4 or offset not in self.values:
            raise ModelError(f"the ENET's model has no register of {size} bytes at +0x{offset:x}")

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        self._check(offset, size)
        if offset in FIXED and self.is_on and value != self.values[offset]:
            raise ModelError(f"the ENET's register at +0x{offset:x} is changed while it is on")
        value &= WRITABLE.get(offset, 0xFFFFFFFF)
        if offset == EIR:
            self.values[EIR] &= ~value
        elif offset in (RDAR, TDAR):
            self._activate(offset)
        elif offset == ECR:
            self._control(value)
        elif offset == MMFR:
            self._manage(value)
        elif offset == MIBC:
            self.values[MIBC] = 0xC0000000 if value >> 31 else 0
        elif offset == PAUR:
            self.values[PAUR] = value & 0xFFFF0000 | 0x8808
        elif offset == OPD:
            self.values[OPD] = value & 0xFFFF | 0x10000
        else:
            if offset == TCR and self.is_on and (value ^ self.values[TCR]) & FDEN:
                raise ModelError("the ENET's duplex is changed while it is on")
            self.values[offset] = value

    def _control(self, value: int) -> None:
        if value & SOFT_RESET:
            self.reset()
            return
        was_on = self.is_on
        self.values[ECR] = value
        if not self.is_on:
            self.values[RDAR] = self.values[TDAR] = 0
        elif not was_on:
            self._check_start(value)
            self.receiving, self.sending = self.values[RDSR], self.values[TDSR]

    def _check_start(self, control: int) -> None:
        if not control & DBSWP:
            raise ModelError("the ENET is switched on with big-endian descriptors")
        if not control & EN1588:
            raise ModelError("the ENET's model knows enhanced descriptors only")
        if not self.values[RCR] & MII_MODE:
            raise ModelError("RCR[MII_MODE] has to be 1")
        if self.values[RACC] & (PRODIS | IPDIS) and self.values[RSFL]:
            raise ModelError("the ENET checks checksums only of frames that are whole in the FIFO")
        if self.values[MRBR] < 256:
            raise ModelError("the ENET's receive buffers have 256 bytes at least")

    def _activate(self, offset: int) -> None:
        if not self.is_on:
            return
        self.values[offset] = ACTIVE
        if offset == RDAR:
            self._look_for_room()
        else:
            self._send_all()

    def _manage(self, word: int) -> None:
        """Exchange a management frame."""
        if word >> 30 != 0b01 or word >> 16 & 3 != 0b10:
            raise ModelError(f"0x{word:08x} is no management frame of clause 22")
        if not self.values[MSCR] & 0x7E:
            raise ModelError("the management bus has no clock")
        if self.values[EIR] & MII:
            raise ModelError("a management frame is sent before the end of another is noted")
        operation, phy = word >> 28 & 3, self.phys.get(word >> 23 & 31)
        register = word >> 18 & 31
        if operation == 0b10:
            found = 0xFFFF if phy is None else phy.read(register)
            self.values[MMFR] = word & 0xFFFF0000 | found
        elif operation == 0b01:
            self.values[MMFR] = word
            if phy is not None:
                phy.write(register, word & 0xFFFF)
        else:
            raise ModelError("a management frame reads or writes")
        if not self.mute:
            self.values[EIR] |= MII

    # -- memory ----------------------------------------------------------------

    def _descriptor(self, at: int) -> list[int]:
        return list(DESCRIPTOR.unpack(self.bus.read(at, DESCRIPTOR.size)))

    def _after(self, at: int, status: int, first: int) -> int:
        return self.values[first] if status & WRAP else at + SIZE

    def _fail(self) -> None:
        """There was no memory: the controller stops."""
        self.values[EIR] |= EBERR
        self.values[ECR] &= ~ETHEREN
        self.values[RDAR] = self.values[TDAR] = 0

    # -- sending ---------------------------------------------------------------

    def _send_all(self) -> None:
        """Send what descriptors tell of."""
        if self.stalled:
            return
        frame, seen = b"", 0
        try:
            while seen < MOST_DESCRIPTORS:
                descriptor = self._descriptor(self.sending)
                length, status, address, extended = descriptor[:4]
                if not status & READY:
                    break
                frame += self.bus.read(address, length)
                if status & LAST:
                    if not status & CRC_WANTED:
                        raise ModelError("a frame is sent without its CRC")
                    descriptor[3] = extended | self._send(frame, extended)
                    descriptor[5] = UPDATED
                    frame = b""
                if extended & TX_INT:
                    self.values[EIR] |= TXB | (TXF if status & LAST else 0)
                descriptor[1] = status & ~READY
                self.bus.write(self.sending, DESCRIPTOR.pack(*descriptor))
                self.sending = self._after(self.sending, status, TDSR)
                seen += 1
        except BusError:
            self._fail()
        self.values[TDAR] = 0

    def _send(self, frame: bytes, extended: int) -> int:
        """Put a frame on the cable; what went wrong."""
        if extended & (PINS | IINS):
            if not self.values[TFWR] & STRFWD:
                raise ModelError("checksums are put in only with TFWR[STRFWD]")
            try:
                frame = checksums.insert(frame, bool(extended & IINS), bool(extended & PINS))
            except ValueError as error:
                raise ModelError(str(error)) from None
        fault = self.transmit_faults.pop(0) if self.transmit_faults else 0
        if fault:
            self.values[EIR] |= FAULTS.get(fault, 0)
            return TXE | fault
        self.cable.send(frame)
        return 0

    # -- receiving -------------------------------------------------------------

    def _look_for_room(self) -> None:
        """See whether the next descriptor can be filled."""
        try:
            free = self._descriptor(self.receiving)[1] & EMPTY
        except BusError:
            self._fail()
            return
        self.values[RDAR] = ACTIVE if free else 0

    def _pull(self) -> None:
        """Receive what has come, as far as there are descriptors."""
        while self.is_on and self.values[RDAR]:
            found = self.cable.receive()
            if found is None:
                return
            frame, faults = found
            flags = self._flags(frame)
            if flags is not None and not self._is_dropped(frame):
                self._store(frame, flags | faults)

    def _flags(self, frame: bytes) -> int | None:
        """The status that tells who a frame is for; ``None`` if it is not for us."""
        to = frame[:6]
        if to == b"\xff" * 6:
            return BROADCAST
        if to[0] & 1:
            if self._is_hashed(to, GAUR, GALR):
                return MULTICAST
            return MULTICAST | MISS if self.values[RCR] & PROM else None
        if to == self.address or self._is_hashed(to, IAUR, IALR):
            return 0
        return MISS if self.values[RCR] & PROM else None

    def _is_hashed(self, address: bytes, upper: int, lower: int) -> bool:
        number = (binascii.crc32(address) ^ 0xFFFFFFFF) >> 26
        return bool((self.values[upper] << 32 | self.values[lower]) >> number & 1)

    def _is_dropped(self, frame: bytes) -> bool:
        header, protocol = checksums.check(frame)
        control = self.values[RACC]
        return bool((control & IPDIS and not header) or (control & PRODIS and not protocol))

    def _store(self, frame: bytes, status: int) -> None:
        """Fill descriptors with a frame and its CRC."""
        data = frame + struct.pack("<I", binascii.crc32(frame))
        if len(data) > self.values[FTRL]:
            data = data[:self.values[FTRL]]
            status |= TRUNCATED | TOO_LONG
        if len(data) > self.values[RCR] >> 16 & 0x3FFF:
            status |= TOO_LONG
        if status & OVERRUN:
            status = OVERRUN  # no other bit has a meaning then
        try:
            while data:
                descriptor = self._descriptor(self.receiving)
                if not descriptor[1] & EMPTY:
                    break  # the rest is lost
                part, data = data[:self.values[MRBR]], data[self.values[MRBR]:]
                self.bus.write(descriptor[2], part)
                wrap = descriptor[1] & WRAP
                descriptor[0] = len(part)
                descriptor[1] = wrap | (0 if data else status | LAST)
                descriptor[5] = 0 if data else UPDATED
                self.bus.write(self.receiving, DESCRIPTOR.pack(*descriptor))
                if descriptor[3] & RX_INT:
                    self.values[EIR] |= RXB if data else RXF
                self.receiving = self._after(self.receiving, wrap, RDSR)
        except BusError:
            self._fail()
            return
        self._look_for_room()
