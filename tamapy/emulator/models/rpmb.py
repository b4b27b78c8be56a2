"""Model of an eMMC's replay protected memory (JESD84-B51, 6.6.22)."""

from __future__ import annotations

import hashlib
import hmac
import struct

FRAME = 512
FIELDS = ">256s16sIHHHH"  # data, nonce, counter, address, blocks, result, kind
MAC_AT, SIGNED_AT, DATA_SIZE = 196, 228, 256
PROGRAM_KEY, READ_COUNTER, WRITE, READ, READ_RESULT = range(1, 6)
OK, GENERAL, AUTHENTICATION, COUNTER, ADDRESS, WRITE_FAILURE, READ_FAILURE, NO_KEY = range(8)
EXPIRED = 1 << 7
LAST_COUNT = 0xFFFFFFFF


class Rpmb:
    """A memory of ``blocks`` of 256 bytes, written only by who has its key."""

    def __init__(self, blocks: int = 512) -> None:
        self.data = bytearray(blocks * DATA_SIZE)
        self.key: bytes | None = None
        self.counter = 0
        self.request = (0, bytes(16), 0)  # kind, nonce, address: what is to be answered
        self.result = (0, 0, 0)  # of the last write: kind, result, address

    def sign(self, frames: list[bytearray]) -> None:
        """Put the checksum over some frames into the last."""
        if self.key is not None:
            text = b"".join(bytes(frame[SIGNED_AT:]) for frame in frames)
            frames[-1][MAC_AT:SIGNED_AT] = hmac.digest(self.key, text, hashlib.sha256)

    def take(self, frame: bytes, reliable: bool) -> None:
        """A request."""
        data, nonce, counter, address, blocks, _, kind = struct.unpack(FIELDS, frame[SIGNED_AT:])
        if kind == PROGRAM_KEY:
            done = self.key is None and reliable
            if done:
                self.key = frame[MAC_AT:SIGNED_AT]
            self.result = (kind, OK if done else GENERAL, 0)
        elif kind == WRITE:
            done_ = self._write(frame, data, counter, address, blocks, reliable)
            self.result = (kind, done_, address)
        else:
            self.request = (kind, nonce, address)

    def _write(
        self, frame: bytes, data: bytes, counter: int, address: int, blocks: int, reliable: bool
    ) -> int:
        if self.key is None:
            return NO_KEY
        if not reliable or blocks != 1:
            return GENERAL
        if self.counter == LAST_COUNT:
            return WRITE_FAILURE | EXPIRED
        if address * DATA_SIZE >= len(self.data):
            return ADDRESS
        mac = hmac.digest(self.key, frame[SIGNED_AT:], hashlib.sha256)
        if mac != frame[MAC_AT:SIGNED_AT]:
            return AUTHENTICATION
        if counter != self.counter:
            return COUNTER
        self.data[address * DATA_SIZE:(address + 1) * DATA_SIZE] = data
        self.counter += 1
        return OK

    def answer(self, count: int) -> bytes:
        """The frames that answer the last request."""
        kind, nonce, address = self.request
        if kind == READ and self.key is not None:
            return self._read(nonce, address, count)
        if kind == READ_COUNTER:
            result = NO_KEY if self.key is None else OK
            fields = (bytes(DATA_SIZE), nonce, self.counter, 0, 0, result, kind << 8)
        elif kind == READ_RESULT:
            of, result, place = self.result
            fields = (bytes(DATA_SIZE), bytes(16), self.counter, place, 0, result, of << 8)
        else:
            fields = (bytes(DATA_SIZE), nonce, 0, address, 0, NO_KEY, kind << 8)
        frame = bytearray(SIGNED_AT) + struct.pack(FIELDS, *fields)
        self.sign([frame])
        return bytes(frame)

    def _read(self, nonce: bytes, address: int, count: int) -> bytes:
        result = OK if (address + count) * DATA_SIZE <= len(self.data) else ADDRESS
        frames = []
        for i in range(count):
            at = (address + i) * DATA_SIZE
            data = bytes(self.data[at:at + DATA_SIZE]).ljust(DATA_SIZE, b"\0")
            frames.append(bytearray(SIGNED_AT) + struct.pack(
                FIELDS, data, nonce, 0, address, count, result, READ << 8
            ))
        self.sign(frames)
        return b"".join(frames)
