"""The memory-hard mixing of scrypt (RFC 7914, sections 3 to 5)."""

from tamapy.metal import Ptr, cast, copy_bytes, metal, stack_array, u32, usize
from tamapy.runtime.digests.words import left32
from tamapy.runtime.layout import ByteArray


@metal
def mix(block: ByteArray, vector: ByteArray, n: usize, r: usize) -> None:
    """Mix a block of ``128 * r`` bytes by way of a vector of ``n`` such blocks and one more.

    ``n`` is a power of 2. Words are little-endian, as those of the machine are.
    """
    words = 32 * r
    x = cast(Ptr[u32], block.buffer.data)
    v = cast(Ptr[u32], vector.buffer.data)
    spare = v + n * words
    for i in range(n):
        copy_bytes(v + i * words, x, words * 4)
        _mix_block(x, spare, r)
    for _ in range(n):
        j = usize(x[words - 16]) & (n - 1)
        other = v + j * words
        for k in range(words):
            x[k] ^= other[k]
        _mix_block(x, spare, r)


@metal
def _mix_block(block: Ptr[u32], spare: Ptr[u32], r: usize) -> None:
    x = stack_array(u32, 16)
    last = block + (2 * r - 1) * 16
    for k in range(16):
        x[k] = last[k]
    for i in range(2 * r):
        here = block + i * 16
        for k in range(16):
            x[k] ^= here[k]
        _salsa(x)
        there = spare + (i // 2 if i % 2 == 0 else r + i // 2) * 16
        for k in range(16):
            there[k] = x[k]
    copy_bytes(block, spare, r * 128)


@metal
def _salsa(block: Ptr[u32]) -> None:
    """Salsa20 with eight rounds."""
    x = stack_array(u32, 16)
    for k in range(16):
        x[k] = block[k]
    for _ in range(4):
        for i in range(usize(4)):
            _quarter(x, i * 5, (i * 5 + 4) & 15, (i * 5 + 8) & 15, (i * 5 + 12) & 15)
        for i in range(usize(4)):
            row = i * 4
            _quarter(x, i * 5, row + ((i + 1) & 3), row + ((i + 2) & 3), row + ((i + 3) & 3))
    for k in range(16):
        block[k] += x[k]


@metal
def _quarter(x: Ptr[u32], a: usize, b: usize, c: usize, d: usize) -> None:
    x[b] ^= left32(x[a] + x[d], 7)
    x[c] ^= left32(x[b] + x[a], 9)
    x[d] ^= left32(x[c] + x[b], 13)
    x[a] ^= left32(x[d] + x[c], 18)
