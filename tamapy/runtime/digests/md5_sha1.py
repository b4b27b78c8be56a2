"""MD5 (RFC 1321) and SHA-1 (FIPS 180-4, section 6.1)."""

from math import floor, sin

from tamapy.metal import Ptr, cast, const_array, metal, stack_array, u8, u32, usize
from tamapy.runtime.digests.words import big32, left32, little32
from tamapy.runtime.layout import ByteArray, Bytes

#: RFC 1321, section 3.4: the table T, and the shifts of the four rounds.
SINES = const_array(u32, [floor(abs(sin(i + 1)) * 2**32) for i in range(64)])
SHIFTS = const_array(u32, [
    *[7, 12, 17, 22] * 4, *[5, 9, 14, 20] * 4, *[4, 11, 16, 23] * 4, *[6, 10, 15, 21] * 4,
])


@metal
def md5(state: ByteArray, data: Bytes, start: usize, blocks: usize) -> None:
    """Blocks of 64 bytes into four words."""
    h = cast(Ptr[u32], state.buffer.data)
    for i in range(blocks):
        _md5_block(h, data.data + start + i * 64)


@metal
def _md5_block(h: Ptr[u32], p: Ptr[u8]) -> None:
    a = h[0]
    b = h[1]
    c = h[2]
    d = h[3]
    for i in range(64):
        f: u32 = 0
        g = i
        if i < 16:
            f = (b & c) | (~b & d)
        elif i < 32:
            f = (d & b) | (~d & c)
            g = (5 * i + 1) & 15
        elif i < 48:
            f = b ^ c ^ d
            g = (3 * i + 5) & 15
        else:
            f = c ^ (b | ~d)
            g = (7 * i) & 15
        f = f + a + SINES[i] + little32(p + g * 4)
        a = d
        d = c
        c = b
        b = b + left32(f, SHIFTS[i])
    h[0] = h[0] + a
    h[1] = h[1] + b
    h[2] = h[2] + c
    h[3] = h[3] + d


@metal
def sha1(state: ByteArray, data: Bytes, start: usize, blocks: usize) -> None:
    """Blocks of 64 bytes into five words."""
    h = cast(Ptr[u32], state.buffer.data)
    for i in range(blocks):
        _sha1_block(h, data.data + start + i * 64)


@metal
def _sha1_block(h: Ptr[u32], p: Ptr[u8]) -> None:
    w = stack_array(u32, 80)
    for t in range(16):
        w[t] = big32(p + t * 4)
    for t in range(16, 80):
        w[t] = left32(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1)
    a = h[0]
    b = h[1]
    c = h[2]
    d = h[3]
    e = h[4]
    for t in range(80):
        f: u32 = 0
        k: u32 = 0
        if t < 20:
            f = (b & c) | (~b & d)
            k = 0x5A827999
        elif t < 40:
            f = b ^ c ^ d
            k = 0x6ED9EBA1
        elif t < 60:
            f = (b & c) | (b & d) | (c & d)
            k = 0x8F1BBCDC
        else:
            f = b ^ c ^ d
            k = 0xCA62C1D6
        f = left32(a, 5) + f + e + k + w[t]
        e = d
        d = c
        c = left32(b, 30)
        b = a
        a = f
    h[0] = h[0] + a
    h[1] = h[1] + b
    h[2] = h[2] + c
    h[3] = h[3] + d
    h[4] = h[4] + e
