"""Model of NXP's data co-processor DCP (i.MX 6ULL and 6ULZ): AES-128, SHA-1, SHA-256, copies.

MCIMX28RM: i.MX28 Applications Processor Reference Manual, rev. 2, 2013/08, chapter 13.

Not modelled, and reported where a packet asks for it: CRC-32, blits, swapped bytes and words.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import NamedTuple

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bus import Bus, BusError
from tamapy.emulator.models.dcp_packets import (
    CODE_CONTEXT,
    CODE_NEXT_IS_0,
    CODE_NO_CHAIN,
    CODE_PAYLOAD,
    CTRL0_CHAIN,
    CTRL0_CHAIN_CONTIGUOUS,
    CTRL0_DECR_SEMAPHORE,
    CTRL0_INTERRUPT,
    ERROR_PACKET,
    ERROR_SETUP,
    Engine,
    Failure,
    Packet,
)

CTRL, STAT, CHANNELCTRL = 0x00, 0x10, 0x20
CAPABILITY0, CAPABILITY1, CONTEXT = 0x30, 0x40, 0x50
KEY, KEYDATA, PACKET0 = 0x60, 0x70, 0x80
#: Registers of channel 0; those of each further one lie ``CHANNEL`` bytes on.
CH0CMDPTR, CH0SEMA, CH0STAT, CH0OPTS, CHANNEL = 0x100, 0x110, 0x120, 0x130, 0x40
VERSION = 0x430

CTRL_SFTRST, CTRL_CLKGATE = 1 << 31, 1 << 30
CTRL_CONTEXT_CACHING, CTRL_CONTEXT_SWITCHING = 1 << 22, 1 << 21
CTRL_RESET = 0xF0800000
CTRL_READ_ONLY = 0x30000000  # PRESENT_CRYPTO, PRESENT_SHA
STAT_OTP_KEY_READY, STAT_IRQ = 1 << 28, 0xF
#: Four keys, four channels; AES-128; SHA-1, CRC-32, SHA-256.
CAPABILITIES = {CAPABILITY0: 0x00000404, CAPABILITY1: 0x00070001, VERSION: 0x02010000}
CHANNELS = 4
CONTEXT_SIZE = 52  # of a channel: the chaining vector, then the hash
#: What a device that was not booted securely uses in place of its own key, the same in all.
TEST_KEY = bytes(16)


class Done(NamedTuple):
    """A packet that was processed."""

    channel: int
    size: int  # bytes
    control: int
    status: int  # what the channel's status register said afterwards


class Channel:
    """A queue of packets."""

    def __init__(self) -> None:
        self.pointer = self.semaphore = self.status = self.options = 0
        self.chained = True  # whether there is a packet at the pointer

    @property
    def halted(self) -> bool:
        """Whether an error has stopped it."""
        return bool(self.status & 0x7E)


class Dcp:
    """The co-processor on a bus. ``unique_key()`` gives the key that only this device has.

    ``done`` lists what was processed. Work takes time: each look at a status lets a packet
    pass; tests set ``stalled`` to have it take for ever.
    """

    def __init__(self, bus: Bus, unique_key: Callable[[], bytes] = lambda: TEST_KEY) -> None:
        self.bus = bus
        self.unique_key = unique_key
        self.done: list[Done] = []
        self.stalled = False
        self.key_ready = True
        self.reset()

    def reset(self) -> None:
        """The state after power-on or a software reset; keys are lost."""
        self.control = CTRL_RESET
        self.interrupts = 0
        self.enabled = 0
        self.context = 0
        self.key_place = 0
        self.keys = [bytearray(16) for _ in range(CHANNELS)]
        self.packet = Packet(*[0] * 8)
        self.channels = [Channel() for _ in range(CHANNELS)]
        self.engine = Engine(self.bus, self._key)
        self.owner: int | None = None  # whose state the engine has, with contexts cached

    @property
    def interrupt(self) -> bool:
        """Whether the interrupt line is up."""
        return bool(self.interrupts & self.control & STAT_IRQ)

    def _key(self, select: int, otp: bool) -> bytes:
        if otp:
            if select not in (0xFE, 0xFF):
                raise ModelError(f"the DCP has no key 0x{select:x} of the device")
            return self.unique_key()
        if select >= CHANNELS:
            raise ModelError(f"the DCP has no key slot {select}")
        return bytes(self.keys[select])

    # -- registers -----------------------------------------------------------------

    def read(self, offset: int, size: int) -> int:
        """A register; a status lets a packet pass."""
        if size != 4 or offset & 3:
            raise ModelError("the DCP's registers are 32 bits wide")
        base = offset & ~0xF
        if offset & 0xF:
            raise ModelError(f"the DCP has no readable register at +0x{offset:x}")
        if base == CTRL:
            return self.control
        if base == STAT:
            self._pass_time()
            ready = sum(1 << i for i, c in enumerate(self.channels) if self._is_ready(i, c))
            key = STAT_OTP_KEY_READY if self.key_ready else 0
            return self.interrupts | ready << 16 | key
        number, register = divmod(base - CH0CMDPTR, CHANNEL)
        if 0 <= number < CHANNELS:
            return self._read_channel(self.channels[number], CH0CMDPTR + register)
        if PACKET0 <= base < PACKET0 + 0x70:
            return self.packet[base - PACKET0 >> 4]
        known = {
            CHANNELCTRL: self.enabled, CONTEXT: self.context, KEY: self.key_place, KEYDATA: 0,
            **CAPABILITIES,
        }
        if base not in known:
            raise ModelError(f"the DCP has no readable register at +0x{offset:x}")
        return known[base]

    def _read_channel(self, channel: Channel, offset: int) -> int:
        if offset == CH0CMDPTR:
            return channel.pointer
        if offset == CH0SEMA:
            return channel.semaphore << 16
        if offset == CH0STAT:
            self._pass_time()
            return channel.status
        return channel.options

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register, or bits of one by its aliases."""
        if size != 4 or offset & 3:
            raise ModelError("the DCP's registers are 32 bits wide")
        base, action = offset & ~0xF, offset >> 2 & 3
        if base == CTRL:
            self._set_control(_changed(self.control, action, value))
            return
        if self.control & (CTRL_SFTRST | CTRL_CLKGATE):
            raise ModelError("the DCP is in reset, or its clock is gated")
        if base == STAT:
            self.interrupts = _changed(self.interrupts, action, value) & STAT_IRQ
        elif base == CHANNELCTRL:
            self.enabled = _changed(self.enabled, action, value) & 0x1FFFF
        elif CH0CMDPTR <= base < CH0CMDPTR + CHANNEL * CHANNELS:
            number, register = divmod(base - CH0CMDPTR, CHANNEL)
            self._write_channel(number, CH0CMDPTR + register, action, value)
        elif action:
            raise ModelError(f"the DCP has no writable register at +0x{offset:x}")
        elif base == CONTEXT:
            self.context = value
        elif base == KEY:
            self.key_place = value & 0x33
        elif base == KEYDATA:
            slot, word = self.key_place >> 4, self.key_place & 3
            self.keys[slot][4 * word:4 * word + 4] = value.to_bytes(4, "little")
            self.key_place = slot << 4 | (word + 1 & 3)
        else:
            raise ModelError(f"the DCP has no writable register at +0x{offset:x}")

    def _set_control(self, value: int) -> None:
        if value & CTRL_SFTRST and not self.control & CTRL_SFTRST:
            self.reset()
        else:
            self.control = value & ~CTRL_READ_ONLY | self.control & CTRL_READ_ONLY

    def _write_channel(self, number: int, offset: int, action: int, value: int) -> None:
        channel = self.channels[number]
        if offset == CH0STAT:
            channel.status = _changed(channel.status, action, value)
        elif offset == CH0OPTS:
            channel.options = _changed(channel.options, action, value) & 0xFFFF
        elif action:
            raise ModelError("a pointer or semaphore of the DCP cannot be set by bits")
        elif offset == CH0CMDPTR:
            if value & 3:
                raise ModelError(f"a packet at 0x{value:08x}: packets lie at words")
            channel.pointer = value
            channel.chained = True
        else:
            channel.semaphore = min(channel.semaphore + (value & 0xFF), 0xFF)
            if not self.enabled >> number & 1:
                raise ModelError(f"channel {number} of the DCP is not enabled")

    # -- packets -------------------------------------------------------------------

    def _is_ready(self, number: int, channel: Channel) -> bool:
        return bool(self.enabled >> number & 1 and channel.semaphore and not channel.halted)

    def _pass_time(self) -> None:
        """Process a packet: of the first channel that has some."""
        if self.stalled or self.control & (CTRL_SFTRST | CTRL_CLKGATE):
            return
        for number, channel in enumerate(self.channels):
            if self._is_ready(number, channel):
                self._step(number, channel)
                return

    def _step(self, number: int, channel: Channel) -> None:
        address = channel.pointer
        self.packet = Packet(*[0] * 8)
        try:
            if not channel.chained:
                raise Failure(ERROR_SETUP, CODE_NO_CHAIN)
            if address == 0:
                raise Failure(ERROR_SETUP, CODE_NEXT_IS_0)
            try:
                words = struct.unpack("<8I", self.bus.read(address, 32))
            except BusError:
                raise Failure(ERROR_PACKET) from None
            self.packet = Packet(*words)
            self._restore(number)
            self.engine.process(self.packet)
            self._save(number)
            channel.status = self.packet.control0 & 0xFF000000 | 1
        except Failure as failure:
            tag = self.packet.control0 & 0xFF000000
            channel.status = tag | failure.code << 16 | failure.error
            self.interrupts |= 1 << number
        self._finish(number, channel, address)

    def _finish(self, number: int, channel: Channel, address: int) -> None:
        packet, status = self.packet, channel.status
        self.done.append(Done(number, packet.size, packet.control0, status))
        if channel.halted:
            return
        try:
            self.bus.write(address + 28, status.to_bytes(4, "little"))
        except BusError:
            channel.status = ERROR_PACKET | CODE_PAYLOAD << 16
            self.interrupts |= 1 << number
            return
        if packet.control0 & CTRL0_INTERRUPT:
            self.interrupts |= 1 << number
        if packet.control0 & CTRL0_DECR_SEMAPHORE:
            channel.semaphore -= 1
        channel.chained = bool(packet.control0 & (CTRL0_CHAIN | CTRL0_CHAIN_CONTIGUOUS))
        if packet.control0 & CTRL0_CHAIN_CONTIGUOUS:
            channel.pointer = address + 32
        elif packet.control0 & CTRL0_CHAIN:
            channel.pointer = packet.next

    # -- contexts ------------------------------------------------------------------

    def _restore(self, number: int) -> None:
        """Have the engine go on where a channel left off."""
        if not self.control & CTRL_CONTEXT_SWITCHING or self.owner == number:
            return
        if self.owner is not None:
            self._store(self.owner)
        try:
            self.engine.load(self.bus.read(self._place(number), CONTEXT_SIZE))
        except BusError:
            raise Failure(ERROR_PACKET, CODE_CONTEXT) from None

    def _save(self, number: int) -> None:
        """After a packet: at once, or with contexts cached when another channel has its turn."""
        if not self.control & CTRL_CONTEXT_SWITCHING:
            return
        if self.control & CTRL_CONTEXT_CACHING:
            self.owner = number
        else:
            self.owner = None
            self._store(number)

    def _store(self, number: int) -> None:
        try:
            self.bus.write(self._place(number), self.engine.saved())
        except BusError:
            raise Failure(ERROR_PACKET, CODE_CONTEXT) from None

    def _place(self, number: int) -> int:
        """The last channel's context comes first."""
        return self.context + CONTEXT_SIZE * (CHANNELS - 1 - number)


def _changed(old: int, action: int, value: int) -> int:
    """A register after a write to it or its aliases SET, CLR, TOG."""
    return (value, old | value, old & ~value, old ^ value)[action]
