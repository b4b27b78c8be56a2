"""BLAKE2b and BLAKE2s (RFC 7693, section 3)."""

from tamapy.metal import Ptr, cast, const_array, metal, stack_array, u8, u32, u64, usize
from tamapy.runtime.digests.sha2 import square_fractions
from tamapy.runtime.digests.words import little32, little64, right32, right64
from tamapy.runtime.layout import ByteArray, Bytes

#: Section 2.7: the message schedule.
_SIGMA = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
]
SIGMA = const_array(u8, [n for row in _SIGMA for n in row])
IV64 = const_array(u64, square_fractions(8, 64))
IV32 = const_array(u32, square_fractions(8, 32))


@metal
def _mix64(v: Ptr[u64], a: usize, b: usize, c: usize, d: usize, x: u64, y: u64) -> None:
    v[a] = v[a] + v[b] + x
    v[d] = right64(v[d] ^ v[a], 32)
    v[c] = v[c] + v[d]
    v[b] = right64(v[b] ^ v[c], 24)
    v[a] = v[a] + v[b] + y
    v[d] = right64(v[d] ^ v[a], 16)
    v[c] = v[c] + v[d]
    v[b] = right64(v[b] ^ v[c], 63)


@metal
def compress_b(
    state: ByteArray, data: Bytes, start: usize, low: u64, high: u64, last: u64, last_node: u64
) -> None:
    """One block of 128 bytes; the counter; all ones for the last block (and node)."""
    h = cast(Ptr[u64], state.buffer.data)
    v = stack_array(u64, 16)
    m = stack_array(u64, 16)
    for i in range(usize(16)):
        m[i] = little64(data.data + start + i * 8)
    for i in range(usize(8)):
        v[i] = h[i]
        v[i + 8] = IV64[i]
    v[12] = v[12] ^ low
    v[13] = v[13] ^ high
    v[14] = v[14] ^ last
    v[15] = v[15] ^ last_node
    for r in range(12):
        s = SIGMA + (r % 10) * 16
        for i in range(usize(4)):
            _mix64(v, i, i + 4, i + 8, i + 12, m[s[2 * i]], m[s[2 * i + 1]])
        for i in range(usize(4)):
            _mix64(v, i, 4 + ((i + 1) & 3), 8 + ((i + 2) & 3), 12 + ((i + 3) & 3),
                   m[s[8 + 2 * i]], m[s[9 + 2 * i]])
    for i in range(usize(8)):
        h[i] = h[i] ^ v[i] ^ v[i + 8]


@metal
def _mix32(v: Ptr[u32], a: usize, b: usize, c: usize, d: usize, x: u32, y: u32) -> None:
    v[a] = v[a] + v[b] + x
    v[d] = right32(v[d] ^ v[a], 16)
    v[c] = v[c] + v[d]
    v[b] = right32(v[b] ^ v[c], 12)
    v[a] = v[a] + v[b] + y
    v[d] = right32(v[d] ^ v[a], 8)
    v[c] = v[c] + v[d]
    v[b] = right32(v[b] ^ v[c], 7)


@metal
def compress_s(
    state: ByteArray, data: Bytes, start: usize, low: u32, high: u32, last: u32, last_node: u32
) -> None:
    """One block of 64 bytes; the counter; all ones for the last block (and node)."""
    h = cast(Ptr[u32], state.buffer.data)
    v = stack_array(u32, 16)
    m = stack_array(u32, 16)
    for i in range(usize(16)):
        m[i] = little32(data.data + start + i * 4)
    for i in range(usize(8)):
        v[i] = h[i]
        v[i + 8] = IV32[i]
    v[12] = v[12] ^ low
    v[13] = v[13] ^ high
    v[14] = v[14] ^ last
    v[15] = v[15] ^ last_node
    for r in range(10):
        s = SIGMA + r * 16
        for i in range(usize(4)):
            _mix32(v, i, i + 4, i + 8, i + 12, m[s[2 * i]], m[s[2 * i + 1]])
        for i in range(usize(4)):
            _mix32(v, i, 4 + ((i + 1) & 3), 8 + ((i + 2) & 3), 12 + ((i + 3) & 3),
                   m[s[8 + 2 * i]], m[s[9 + 2 * i]])
    for i in range(usize(8)):
        h[i] = h[i] ^ v[i] ^ v[i + 8]
