"""What the DCP does with a work packet (MCIMX28RM, 13.2.6.4)."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import NamedTuple

from tamapy.emulator.models import ModelError, aes, sha
from tamapy.emulator.models.bus import Bus, BusError

CTRL0_INTERRUPT, CTRL0_DECR_SEMAPHORE = 1 << 0, 1 << 1
CTRL0_CHAIN, CTRL0_CHAIN_CONTIGUOUS = 1 << 2, 1 << 3
ENABLE_MEMCOPY, ENABLE_CIPHER, ENABLE_HASH, ENABLE_BLIT = 1 << 4, 1 << 5, 1 << 6, 1 << 7
CIPHER_ENCRYPT, CIPHER_INIT, OTP_KEY, PAYLOAD_KEY = 1 << 8, 1 << 9, 1 << 10, 1 << 11
HASH_INIT, HASH_TERM, CHECK_HASH, HASH_OUTPUT = 1 << 12, 1 << 13, 1 << 14, 1 << 15
NOT_MODELLED = ENABLE_BLIT | 0x00FD0000  # constant fills, swapped bytes and words
HASHES = {0: 20, 2: 32}

HASH_MISMATCH, ERROR_SETUP, ERROR_PACKET, ERROR_SRC, ERROR_DST = (1 << n for n in range(1, 6))
#: The channel status's error codes.
CODE_NEXT_IS_0, CODE_NO_CHAIN, CODE_CONTEXT, CODE_PAYLOAD, CODE_MODE = range(1, 6)


class Failure(Exception):
    """An error of the channel: a bit of its status, and a code that says more."""

    def __init__(self, error: int, code: int = 0) -> None:
        super().__init__(f"error 0x{error:x}, code {code}")
        self.error = error
        self.code = code


class Packet(NamedTuple):
    """The words of a packet."""

    next: int
    control0: int
    control1: int
    source: int
    destination: int
    size: int
    payload: int
    status: int


class Engine:
    """The cipher and the hash, with their states between packets."""

    def __init__(self, bus: Bus, key: Callable[[int, bool], bytes]) -> None:
        self.bus = bus
        self.key = key
        self.vector = bytes(16)
        self.hash = sha.Running.begin(32)

    def saved(self) -> bytes:
        """A channel's context: the chaining vector, the hash's words, its length."""
        words = (*self.hash.state, 0, 0, 0)[:8]
        return self.vector + struct.pack("<9I", *words, self.hash.length)

    def load(self, context: bytes) -> None:
        """Go on from a context; the packet says which hash it is."""
        self.vector = context[:16]
        *words, length = struct.unpack("<9I", context[16:])
        self.hash = sha.Running(32, tuple(words), length)

    def process(self, packet: Packet) -> None:
        """Do what a packet asks for. Raises :class:`Failure`."""
        control = packet.control0
        if control & NOT_MODELLED:
            raise ModelError(f"the DCP's model has no such operation: control 0x{control:08x}")
        if packet.size == 0:
            raise ModelError("the DCP does not process empty buffers")
        if packet.payload & 3:
            raise ModelError("the DCP's payloads lie at words")
        if not control & (ENABLE_MEMCOPY | ENABLE_CIPHER | ENABLE_HASH) or (
            control & ENABLE_MEMCOPY and control & ENABLE_CIPHER
        ):
            raise Failure(ERROR_SETUP, CODE_MODE)
        try:
            data = self.bus.read(packet.source, packet.size)
        except BusError:
            raise Failure(ERROR_SRC) from None
        result = data
        payload = packet.payload
        if control & ENABLE_CIPHER:
            result, payload = self._cipher(packet, data)
        if control & ENABLE_HASH:
            self._hash(packet, result if control & HASH_OUTPUT else data, payload)
        if control & (ENABLE_CIPHER | ENABLE_MEMCOPY):
            try:
                self.bus.write(packet.destination, result)
            except BusError:
                raise Failure(ERROR_DST) from None

    def _payload(self, address: int, size: int) -> bytes:
        try:
            return self.bus.read(address, size)
        except BusError:
            raise Failure(ERROR_PACKET, CODE_PAYLOAD) from None

    def _cipher(self, packet: Packet, data: bytes) -> tuple[bytes, int]:
        control, select = packet.control0, packet.control1
        if len(data) % aes.BLOCK:
            raise Failure(ERROR_SETUP)
        if select & 0xF or select >> 4 & 0xF > 1:
            raise Failure(ERROR_SETUP, CODE_MODE)
        # The payload: the key, if it has one, and then what the chaining begins with.
        payload = packet.payload
        if control & PAYLOAD_KEY:
            key = self._payload(payload, 16)
            payload += 16
        else:
            key = self.key(select >> 8 & 0xFF, bool(control & OTP_KEY))
        encrypt = bool(control & CIPHER_ENCRYPT)
        if select >> 4 & 0xF == 0:
            return aes.ecb(key, data, encrypt), payload
        if control & CIPHER_INIT:
            self.vector = self._payload(payload, 16)
            payload += 16
        result = aes.cbc(key, self.vector, data, encrypt)
        self.vector = (result if encrypt else data)[-16:]
        return result, payload

    def _hash(self, packet: Packet, data: bytes, payload: int) -> None:
        control = packet.control0
        size = HASHES.get(packet.control1 >> 16 & 0xF)
        if size is None:
            raise ModelError("the DCP's model has no CRC-32")
        if control & HASH_INIT:
            self.hash = sha.Running.begin(size)
        else:
            words = (*self.hash.state, 0, 0, 0)[:size // 4]
            self.hash = sha.Running(size, words, self.hash.length)
        if not control & HASH_TERM:
            # Only the last packet of a message may end within a block.
            if len(data) % sha.BLOCK:
                raise Failure(ERROR_SETUP)
            self.hash.add(data)
            return
        whole = (len(data) - 1) // sha.BLOCK * sha.BLOCK
        self.hash.add(data[:whole])
        digest = self.hash.end(data[whole:])[::-1]  # the last byte comes first
        if control & CHECK_HASH:
            if self._payload(payload, size) != digest:
                raise Failure(HASH_MISMATCH)
            return
        try:
            self.bus.write(payload, digest)
        except BusError:
            raise Failure(ERROR_PACKET, CODE_PAYLOAD) from None
