"""Weak entropy for machines without a generator: the timer's jitter, conditioned.

The time that a run of dependent loads takes varies with caches, DRAM refresh and clock
domains on silicon; on an emulator that counts instructions it does not vary at all.
Callers must say that such entropy is weak.
"""

from tamapy.arm import sha256, timer
from tamapy.metal import Ptr, Struct, metal, stack_array, static, static_array, u8, u32, u64, usize

SAMPLES = 1024
STRIDE = 61  # words between loads; no multiple of a cache line
TABLE_WORDS = 4096


class Pool(Struct):
    """How often the pool was drawn from."""

    draws: u64
    sink: u32  # keeps the loads of the sampling loop alive


pool = static(Pool)
secret = static_array(u32, 8)
table = static_array(u32, TABLE_WORDS)


@metal
def _sample(last: u32) -> u32:
    """How long a walk through memory takes."""
    at = usize(last) & (TABLE_WORDS - 1)
    found = pool.sink
    for _ in range(16):
        found = found + table[at]
        table[at] = found ^ last
        at = (at + STRIDE + (usize(found) & 7)) & (TABLE_WORDS - 1)
    pool.sink = found
    return u32(timer.counter())


@metal
def seed() -> None:
    """Fill the pool."""
    sha256.start(secret)
    stir(SAMPLES)


@metal
def stir(samples: usize) -> None:
    """Mix timings into the pool."""
    block = stack_array(u32, 16)
    for i in range(16):
        block[i] = 0
    last: u32 = 0
    for count in range(samples):
        now = _sample(last)
        slot = count & 15
        block[slot] = (block[slot] << 9 | block[slot] >> 23) ^ now - last ^ now << 16
        last = now
        if slot == 15:
            sha256.compress(secret, block)


@metal
def fill_random(p: Ptr[u8], n: usize) -> None:
    """Bytes from the pool; afterwards they cannot be computed from it any more."""
    block = stack_array(u32, 16)
    out = stack_array(u32, 8)
    at: usize = 0
    stir(16)
    while at < n:
        _output(block, out, 1)
        last = at + 32 if at + 32 < n else n
        while at < last:
            p[at] = u8(out[at >> 2 & 7] >> (u32(at & 3) * 8))
            at += 1
    _output(block, out, 2)
    for i in range(8):
        secret[i] = out[i]


@metal
def _output(block: Ptr[u32], out: Ptr[u32], purpose: u32) -> None:
    """A one-way function of pool, purpose and a count."""
    pool.draws = pool.draws + 1
    for i in range(8):
        block[i] = secret[i]
        block[i + 8] = 0
    block[8] = purpose
    block[9] = u32(pool.draws)
    block[10] = u32(pool.draws >> 32)
    sha256.start(out)
    sha256.compress(out, block)
