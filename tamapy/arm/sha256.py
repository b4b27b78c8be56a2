"""The compression function of SHA-256 (FIPS 180-4, 6.2.2), to condition entropy."""

from tamapy.metal import Ptr, const_array, metal, stack_array, u32

_PRIMES = [n for n in range(2, 312) if all(n % d for d in range(2, n))]


def _fraction(prime: int, root: int) -> int:
    """The first 32 bits of the fraction of a prime's square or cube root."""
    scaled = prime << (32 * root)
    low, high = 0, 1 << 40
    while low < high:
        middle = (low + high + 1) // 2
        if middle**root <= scaled:
            low = middle
        else:
            high = middle - 1
    return low & 0xFFFFFFFF


START = const_array(u32, [_fraction(p, 2) for p in _PRIMES[:8]])
ROUND = const_array(u32, [_fraction(p, 3) for p in _PRIMES[:64]])


@metal
def _rotate(x: u32, n: u32) -> u32:
    return x >> n | x << (32 - n)


@metal
def start(state: Ptr[u32]) -> None:
    """The initial state."""
    for i in range(8):
        state[i] = START[i]


@metal
def compress(state: Ptr[u32], block: Ptr[u32]) -> None:
    """Mix a block of 16 words into a state of 8."""
    w = stack_array(u32, 64)
    for i in range(16):
        w[i] = block[i]
    for i in range(16, 64):
        x = w[i - 15]
        y = w[i - 2]
        s0 = _rotate(x, 7) ^ _rotate(x, 18) ^ x >> 3
        s1 = _rotate(y, 17) ^ _rotate(y, 19) ^ y >> 10
        w[i] = w[i - 16] + s0 + w[i - 7] + s1
    a, b, c, d = state[0], state[1], state[2], state[3]
    e, f, g, h = state[4], state[5], state[6], state[7]
    for i in range(64):
        s1 = _rotate(e, 6) ^ _rotate(e, 11) ^ _rotate(e, 25)
        t1 = h + s1 + (e & f ^ ~e & g) + ROUND[i] + w[i]
        s0 = _rotate(a, 2) ^ _rotate(a, 13) ^ _rotate(a, 22)
        t2 = s0 + (a & b ^ a & c ^ b & c)
        h, g, f, e, d, c, b, a = g, f, e, d + t1, c, b, a, t1 + t2
    state[0] = state[0] + a
    state[1] = state[1] + b
    state[2] = state[2] + c
    state[3] = state[3] + d
    state[4] = state[4] + e
    state[5] = state[5] + f
    state[6] = state[6] + g
    state[7] = state[7] + h
