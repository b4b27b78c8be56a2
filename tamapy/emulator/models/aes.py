"""AES (FIPS 197) and its modes, for the models of devices that have it.

A round is four table look-ups a column: tables hold what the substitution of a byte and the
mixing of its column come to. Decryption uses the equivalent inverse cipher (5.3.5).
"""

from __future__ import annotations

import struct

BLOCK = 16
KEYS = (16, 24, 32)


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


def _boxed(word: int) -> int:
    """SubWord: each byte substituted (5.2)."""
    a, b, c, d = word.to_bytes(4, "big")
    return BOX[a] << 24 | BOX[b] << 16 | BOX[c] << 8 | BOX[d]


class Aes:
    """The cipher under one key."""

    def __init__(self, key: bytes) -> None:
        if len(key) not in KEYS:
            raise ValueError("a key of AES has 16, 24 or 32 bytes")
        words = list(struct.unpack(f">{len(key) // 4}I", key))
        length, constant = len(words), 1
        while len(words) < 4 * (length + 7):  # rounds, and one key more
            word = words[-1]
            if len(words) % length == 0:
                word = _boxed((word << 8 | word >> 24) & 0xFFFFFFFF) ^ constant << 24
                constant = _double(constant)
            elif length == 8 and len(words) % length == 4:
                word = _boxed(word)
            words.append(words[-length] ^ word)
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


def ctr(key: bytes, counter: bytes, data: bytes) -> bytes:
    """Mixed with encrypted counters, which are numbers of 128 bits (SP 800-38A, 6.5)."""
    cipher, number, made = Aes(key), int.from_bytes(counter, "big"), []
    for i in range(0, len(data), BLOCK):
        block = data[i:i + BLOCK]
        stream = cipher.encrypt((number + i // BLOCK & (1 << 128) - 1).to_bytes(BLOCK, "big"))
        made.append(_mixed(block.ljust(BLOCK, b"\0"), stream)[:len(block)])
    return b"".join(made)


def cmac(key: bytes, data: bytes) -> bytes:
    """A message's authentication code (SP 800-38B, 6.2)."""
    cipher = Aes(key)
    last = _halfway(cipher.encrypt(bytes(BLOCK)))
    whole = len(data) % BLOCK == 0 and data
    if not whole:
        last = _halfway(last)
        data += b"\x80" + bytes(-(len(data) + 1) % BLOCK)
    state = bytes(BLOCK)
    for i in range(0, len(data) - BLOCK, BLOCK):
        state = cipher.encrypt(_mixed(state, data[i:i + BLOCK]))
    return cipher.encrypt(_mixed(_mixed(state, data[-BLOCK:]), last))


def _halfway(block: bytes) -> bytes:
    """The double, in the field of 2**128 elements (6.1)."""
    number = int.from_bytes(block, "big") << 1
    return (number ^ (0x87 | 1 << 128 if number >> 128 else 0)).to_bytes(BLOCK, "big")


def ccm(key: bytes, nonce: bytes, data: bytes, encrypt: bool) -> tuple[bytes, bytes]:
    """The other text, and the plain text's 16 bytes of authentication (SP 800-38C)."""
    width = 15 - len(nonce)
    counter = bytes([width - 1]) + nonce + bytes(width)
    made = ctr(key, counter[:-1] + b"\1", data)
    plain = data if encrypt else made
    first = bytes([7 << 3 | width - 1]) + nonce + len(plain).to_bytes(width, "big")
    padded = first + plain + bytes(-len(plain) % BLOCK)
    return made, ctr(key, counter, cbc(key, bytes(BLOCK), padded, True)[-BLOCK:])
