"""Keccak-p[1600, 24] (FIPS 202, section 3)."""

from tamapy.metal import Ptr, cast, const_array, metal, stack_array, u32, u64, usize
from tamapy.runtime.digests.words import little64, right64
from tamapy.runtime.layout import ByteArray, Bytes


def _round_constants() -> list[int]:
    """Section 3.2.5: bits of a linear feedback shift register at the places 2**j - 1."""
    found = []
    register = 1
    for _ in range(24):
        constant = 0
        for j in range(7):
            if register & 1:
                constant |= 1 << ((1 << j) - 1)
            register = register << 1 ^ (0x171 if register & 0x80 else 0)
        found.append(constant)
    return found


def _walk() -> tuple[list[int], list[int]]:
    """Sections 3.2.2 and 3.2.3: the lanes in the order of pi, and their rotations by rho."""
    places, rotations = [], []
    x, y = 1, 0
    for t in range(24):
        rotations.append((t + 1) * (t + 2) // 2 % 64)
        x, y = y, (2 * x + 3 * y) % 5
        places.append(x + 5 * y)
    return places, rotations


ROUND = const_array(u64, _round_constants())
PLACES = const_array(u32, _walk()[0])
ROTATIONS = const_array(u64, _walk()[1])


@metal
def permute(a: Ptr[u64]) -> None:
    """The 24 rounds on 25 lanes."""
    c = stack_array(u64, 5)
    for r in range(24):
        for x in range(5):
            c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20]
        for x in range(5):
            d = c[(x + 4) % 5] ^ right64(c[(x + 1) % 5], 63)
            for y in range(5):
                a[x + 5 * y] = a[x + 5 * y] ^ d
        lane = a[1]
        for t in range(24):
            at = PLACES[t]
            following = a[at]
            a[at] = right64(lane, u64(64) - ROTATIONS[t])
            lane = following
        for y in range(5):
            for x in range(5):
                c[x] = a[5 * y + x]
            for x in range(5):
                a[5 * y + x] = c[x] ^ (~c[(x + 1) % 5] & c[(x + 2) % 5])
        a[0] = a[0] ^ ROUND[r]


@metal
def absorb(state: ByteArray, data: Bytes, start: usize, blocks: usize, rate: usize) -> None:
    """Blocks of ``rate`` bytes into 25 lanes."""
    a = cast(Ptr[u64], state.buffer.data)
    for i in range(blocks):
        p = data.data + start + i * rate
        for j in range(rate // 8):
            a[j] = a[j] ^ little64(p + j * 8)
        permute(a)


@metal
def squeeze(state: ByteArray) -> None:
    """On to the next output block."""
    permute(cast(Ptr[u64], state.buffer.data))
