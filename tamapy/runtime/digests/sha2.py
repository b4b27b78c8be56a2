"""SHA-256 and SHA-512 (FIPS 180-4, sections 6.2 and 6.4)."""

from math import isqrt

from tamapy.metal import Ptr, cast, const_array, metal, stack_array, u8, u32, u64, usize
from tamapy.runtime.digests.words import big32, big64, right32, right64
from tamapy.runtime.layout import ByteArray, Bytes


def _primes(count: int) -> list[int]:
    found: list[int] = []
    n = 2
    while len(found) < count:
        if all(n % p for p in found):
            found.append(n)
        n += 1
    return found


def _cube_root(n: int) -> int:
    low, high = 0, 1 << ((n.bit_length() + 2) // 3 + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if middle**3 <= n:
            low = middle
        else:
            high = middle - 1
    return low


def cube_fractions(count: int, bits: int) -> list[int]:
    """The first bits of the fractions of the cube roots of the first primes (section 4.2)."""
    return [_cube_root(p << 3 * bits) & ((1 << bits) - 1) for p in _primes(count)]


def square_fractions(count: int, bits: int) -> list[int]:
    """The same of the square roots (section 5.3)."""
    return [isqrt(p << 2 * bits) & ((1 << bits) - 1) for p in _primes(count)]


K256 = const_array(u32, cube_fractions(64, 32))
K512 = const_array(u64, cube_fractions(80, 64))


@metal
def sha256(state: ByteArray, data: Bytes, start: usize, blocks: usize) -> None:
    """Blocks of 64 bytes into eight words of 32 bits."""
    h = cast(Ptr[u32], state.buffer.data)
    for i in range(blocks):
        _block256(h, data.data + start + i * 64)


@metal
def _block256(h: Ptr[u32], p: Ptr[u8]) -> None:
    w = stack_array(u32, 64)
    for t in range(16):
        w[t] = big32(p + t * 4)
    for t in range(16, 64):
        a = w[t - 15]
        b = w[t - 2]
        s0 = right32(a, 7) ^ right32(a, 18) ^ (a >> 3)
        s1 = right32(b, 17) ^ right32(b, 19) ^ (b >> 10)
        w[t] = w[t - 16] + s0 + w[t - 7] + s1
    a = h[0]
    b = h[1]
    c = h[2]
    d = h[3]
    e = h[4]
    f = h[5]
    g = h[6]
    k = h[7]
    for t in range(64):
        s1 = right32(e, 6) ^ right32(e, 11) ^ right32(e, 25)
        t1 = k + s1 + ((e & f) ^ (~e & g)) + K256[t] + w[t]
        s0 = right32(a, 2) ^ right32(a, 13) ^ right32(a, 22)
        t2 = s0 + ((a & b) ^ (a & c) ^ (b & c))
        k = g
        g = f
        f = e
        e = d + t1
        d = c
        c = b
        b = a
        a = t1 + t2
    h[0] = h[0] + a
    h[1] = h[1] + b
    h[2] = h[2] + c
    h[3] = h[3] + d
    h[4] = h[4] + e
    h[5] = h[5] + f
    h[6] = h[6] + g
    h[7] = h[7] + k


@metal
def sha512(state: ByteArray, data: Bytes, start: usize, blocks: usize) -> None:
    """Blocks of 128 bytes into eight words of 64 bits."""
    h = cast(Ptr[u64], state.buffer.data)
    for i in range(blocks):
        _block512(h, data.data + start + i * 128)


@metal
def _block512(h: Ptr[u64], p: Ptr[u8]) -> None:
    w = stack_array(u64, 80)
    for t in range(16):
        w[t] = big64(p + t * 8)
    for t in range(16, 80):
        a = w[t - 15]
        b = w[t - 2]
        s0 = right64(a, 1) ^ right64(a, 8) ^ (a >> 7)
        s1 = right64(b, 19) ^ right64(b, 61) ^ (b >> 6)
        w[t] = w[t - 16] + s0 + w[t - 7] + s1
    a = h[0]
    b = h[1]
    c = h[2]
    d = h[3]
    e = h[4]
    f = h[5]
    g = h[6]
    k = h[7]
    for t in range(80):
        s1 = right64(e, 14) ^ right64(e, 18) ^ right64(e, 41)
        t1 = k + s1 + ((e & f) ^ (~e & g)) + K512[t] + w[t]
        s0 = right64(a, 28) ^ right64(a, 34) ^ right64(a, 39)
        t2 = s0 + ((a & b) ^ (a & c) ^ (b & c))
        k = g
        g = f
        f = e
        e = d + t1
        d = c
        c = b
        b = a
        a = t1 + t2
    h[0] = h[0] + a
    h[1] = h[1] + b
    h[2] = h[2] + c
    h[3] = h[3] + d
    h[4] = h[4] + e
    h[5] = h[5] + f
    h[6] = h[6] + g
    h[7] = h[7] + k
