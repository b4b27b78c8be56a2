"""AES with keys of 128 bits (FIPS 197), for the models of devices that have it.

A round is four table look-ups a column: tables hold what the substitution of a byte and the
mixing of its column come to. Decryption uses the equivalent inverse cipher (5.3.5).
"""

from __future__ import annotations

import struct

BLOCK = 16
ROUNDS = 10


def _double(value: int) -> int:
    value <<= 1
    return value ^ 0x11B if value & 0x100 else value


def _product(a: int, b: int) -> int:
    """In the field of 256 elements (4.2)."""
    total = 0
    while b:
        if b & 1:
            total ^= a
        a, b = _double(a), b >> 1
    return total


def _substitution() -> list[int]:
    """The S-box: inverses, mapped affinely (5.1.1)."""
    inverses, power, inverse = [0] * 256, 1, 1
    for _ in range(255):
        inverses[power] = inverse
        power, inverse = _product(power, 3), _product(inverse, 0xF6)  # 3 * 0xf6 = 1
    box = []
    for value in inverses:
        turns = value * 0x101010101
        box.append((value ^ turns >> 4 ^ turns >> 5 ^ turns >> 6 ^ turns >> 7 ^ 0x63) & 0xFF)
    return box


def _columns(box: list[int], factors: tuple[int, ...]) -> list[list[int]]:
    """Tables of mixed columns for a byte of each row."""
    first = [int.from_bytes(bytes(_product(s, f) for f in factors), "big") for s in box]
    return [[(word >> 8 * row | word << 32 - 8 * row) & 0xFFFFFFFF for word in first]
            for row in range(4)]


BOX = _substitution()
UNBOX = [BOX.index(value) for value in range(256)]
MIX = _columns(BOX, (2, 1, 1, 3))
UNMIX = _columns(UNBOX, (14, 9, 13, 11))


class Aes:
    """The cipher under one key."""

    def __init__(self, key: bytes) -> None:
        if len(key) != BLOCK:
            raise ValueError("a key of AES-128 has 16 bytes")
        words = list(struct.unpack(">4I", key))
        constant = 1
        while len(words) < 4 * (ROUNDS + 1):
            word = words[-1]
            if len(words) % 4 == 0:
                a, b, c, d = ((word << 8 | word >> 24) & 0xFFFFFFFF).to_bytes(4, "big")
                word = BOX[a] << 24 | BOX[b] << 16 | BOX[c] << 8 | BOX[d]
                word ^= constant << 24
                constant = _double(constant)
            words.append(words[-4] ^ word)
        self.forth = [tuple(words[i:i + 4]) for i in range(0, len(words), 4)]
        back = self.forth[::-1]
        inner = [tuple(self._unmixed(w) for w in keys) for keys in back[1:-1]]
        self.back = [back[0], *inner, back[-1]]

    @staticmethod
    def _unmixed(word: int) -> int:
        a, b, c, d = word.to_bytes(4, "big")
        return (UNMIX[0][BOX[a]] ^ UNMIX[1][BOX[b]] ^ UNMIX[2][BOX[c]] ^ UNMIX[3][BOX[d]])

    def encrypt(self, block: bytes) -> bytes:
        """A block of 16 bytes."""
        return _rounds(block, self.forth, MIX, BOX, 1)

    def decrypt(self, block: bytes) -> bytes:
        """The contrary."""
        return _rounds(block, self.back, UNMIX, UNBOX, 3)


def _rounds(
    block: bytes, keys: list[tuple[int, ...]], tables: list[list[int]], box: list[int], turn: int
) -> bytes:
    t0, t1, t2, t3 = tables
    k = keys[0]
    s = [word ^ key for word, key in zip(struct.unpack(">4I", block), k, strict=True)]
    # Rows are shifted by taking their bytes from other columns.
    shifts = [(i, (i + turn) % 4, (i + 2) % 4, (i - turn) % 4) for i in range(4)]
    for k in keys[1:-1]:
        s = [
            t0[s[a] >> 24] ^ t1[s[b] >> 16 & 255] ^ t2[s[c] >> 8 & 255] ^ t3[s[d] & 255] ^ k[i]
            for i, (a, b, c, d) in enumerate(shifts)
        ]
    k = keys[-1]
    return struct.pack(">4I", *(
        (box[s[a] >> 24] << 24 | box[s[b] >> 16 & 255] << 16 | box[s[c] >> 8 & 255] << 8
         | box[s[d] & 255]) ^ k[i]
        for i, (a, b, c, d) in enumerate(shifts)
    ))


def ecb(key: bytes, data: bytes, encrypt: bool) -> bytes:
    """Each block for itself (SP 800-38A, 6.1)."""
    cipher = Aes(key)
    step = cipher.encrypt if encrypt else cipher.decrypt
    return b"".join(step(data[i:i + BLOCK]) for i in range(0, len(data), BLOCK))


def cbc(key: bytes, vector: bytes, data: bytes, encrypt: bool) -> bytes:
    """Each block mixed with the one before (SP 800-38A, 6.2)."""
    cipher, made = Aes(key), []
    for i in range(0, len(data), BLOCK):
        block = data[i:i + BLOCK]
        if encrypt:
            vector = cipher.encrypt(_mixed(block, vector))
            made.append(vector)
        else:
            made.append(_mixed(cipher.decrypt(block), vector))
            vector = block
    return b"".join(made)


def _mixed(a: bytes, b: bytes) -> bytes:
    return (int.from_bytes(a, "big") ^ int.from_bytes(b, "big")).to_bytes(BLOCK, "big")
