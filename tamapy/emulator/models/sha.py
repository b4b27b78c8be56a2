"""SHA-1, SHA-224 and SHA-256 (FIPS 180-4) by their states, which devices save in mid-message."""

from __future__ import annotations

import struct
from dataclasses import dataclass

BLOCK = 64
_M = 0xFFFFFFFF


def _primes(count: int) -> list[int]:
    found: list[int] = []
    number = 2
    while len(found) < count:
        if all(number % p for p in found):
            found.append(number)
        number += 1
    return found


def _root_bits(number: int, power: int, end: int = 32) -> int:
    """The 32 bits of a root that end with bit ``end`` after the point."""
    scaled = number << end * power
    low, high = 0, 1 << end + 8
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**power <= scaled else (low, middle - 1)
    return low & _M


START = {
    20: (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0),
    28: tuple(_root_bits(p, 2, 64) for p in _primes(16)[8:]),
    32: tuple(_root_bits(p, 2) for p in _primes(8)),
}
K256 = [_root_bits(p, 3) for p in _primes(64)]


def _left(x: int, n: int) -> int:
    return (x << n | x >> 32 - n) & _M


def _right(x: int, n: int) -> int:
    return (x >> n | x << 32 - n) & _M


def _block1(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    w = list(struct.unpack(">16I", block))
    for t in range(16, 80):
        w.append(_left(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1))
    a, b, c, d, e = state
    for t in range(80):
        if t < 20:
            f, k = b & c | ~b & d, 0x5A827999
        elif t < 40:
            f, k = b ^ c ^ d, 0x6ED9EBA1
        elif t < 60:
            f, k = b & c | b & d | c & d, 0x8F1BBCDC
        else:
            f, k = b ^ c ^ d, 0xCA62C1D6
        a, b, c, d, e = (_left(a, 5) + (f & _M) + e + k + w[t]) & _M, a, _left(b, 30), c, d
    return tuple((x + y) & _M for x, y in zip(state, (a, b, c, d, e), strict=True))


def _block256(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    w = list(struct.unpack(">16I", block))
    for t in range(16, 64):
        x, y = w[t - 15], w[t - 2]
        s0 = _right(x, 7) ^ _right(x, 18) ^ x >> 3
        s1 = _right(y, 17) ^ _right(y, 19) ^ y >> 10
        w.append((w[t - 16] + s0 + w[t - 7] + s1) & _M)
    a, b, c, d, e, f, g, h = state
    for t in range(64):
        s1 = _right(e, 6) ^ _right(e, 11) ^ _right(e, 25)
        t1 = h + s1 + (e & f ^ ~e & g & _M) + K256[t] + w[t]
        s0 = _right(a, 2) ^ _right(a, 13) ^ _right(a, 22)
        t2 = s0 + (a & b ^ a & c ^ b & c)
        a, b, c, d, e, f, g, h = (t1 + t2) & _M, a, b, c, (d + t1) & _M, e, f, g
    return tuple((x + y) & _M for x, y in zip(state, (a, b, c, d, e, f, g, h), strict=True))


_STEP = {20: _block1, 28: _block256, 32: _block256}


@dataclass
class Running:
    """A hash of ``size`` bytes in the middle of a message: after ``length`` bytes, whole blocks."""

    size: int
    state: tuple[int, ...]
    length: int = 0

    @classmethod
    def begin(cls, size: int) -> Running:
        """Before the first byte; 20 bytes for SHA-1, 28 for SHA-224, 32 for SHA-256."""
        return cls(size, START[size])

    def add(self, data: bytes) -> None:
        """Hash whole blocks."""
        for i in range(0, len(data), BLOCK):
            self.state = _STEP[self.size](self.state, data[i:i + BLOCK])
        self.length += len(data)

    def end(self, data: bytes) -> bytes:
        """The hash, with the last bytes of the message."""
        bits = (self.length + len(data)) * 8
        self.add(data + b"\x80" + bytes((-len(data) - 9) % BLOCK) + bits.to_bytes(8, "big"))
        return struct.pack(f">{len(self.state)}I", *self.state)[:self.size]
