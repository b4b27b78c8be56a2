"""``_random``: the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998)."""

from _operator import index as _index

from tamapy.runtime import entropy

_N = 624
_M = 397


class Random:
    """A generator of random numbers."""

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self._state = [0] * _N
        self._at = _N
        return self

    def __init__(self, seed=None):
        Random.seed(self, seed)

    def seed(self, n=None, /):
        """Begin with a seed: from the board's entropy if there is none."""
        if n is None:
            n = int.from_bytes(entropy.random_bytes(32), "little")
        elif isinstance(n, int):
            n = abs(n)
        else:
            n = hash(n) & ((1 << 64) - 1)
        words = []
        while n or not words:
            words.append(n & 0xFFFFFFFF)
            n >>= 32
        self._seed_by(words)

    def _seed_one(self, seed):
        state = self._state
        state[0] = seed
        for i in range(1, _N):
            seed = (1812433253 * (seed ^ seed >> 30) + i) & 0xFFFFFFFF
            state[i] = seed
        self._at = _N

    def _seed_by(self, words):
        self._seed_one(19650218)
        state = self._state
        i, j = 1, 0
        for _ in range(max(_N, len(words))):
            before = state[i - 1]
            state[i] = ((state[i] ^ (before ^ before >> 30) * 1664525) + words[j] + j) & 0xFFFFFFFF
            i += 1
            j += 1
            if i >= _N:
                state[0] = state[_N - 1]
                i = 1
            if j >= len(words):
                j = 0
        for _ in range(_N - 1):
            before = state[i - 1]
            state[i] = ((state[i] ^ (before ^ before >> 30) * 1566083941) - i) & 0xFFFFFFFF
            i += 1
            if i >= _N:
                state[0] = state[_N - 1]
                i = 1
        state[0] = 0x80000000

    def _twist(self):
        state = self._state
        for i in range(_N):
            y = state[i] & 0x80000000 | state[(i + 1) % _N] & 0x7FFFFFFF
            value = state[(i + _M) % _N] ^ y >> 1
            state[i] = value ^ 0x9908B0DF if y & 1 else value
        self._at = 0

    def _word(self):
        if self._at >= _N:
            self._twist()
        y = self._state[self._at]
        self._at += 1
        y ^= y >> 11
        y ^= y << 7 & 0x9D2C5680
        y ^= y << 15 & 0xEFC60000
        return y ^ y >> 18

    def random(self):
        """A float from 0 up to, but not, 1, of 53 bits."""
        a, b = self._word() >> 5, self._word() >> 6
        return (a * 67108864.0 + b) * (1.0 / 9007199254740992.0)

    def getrandbits(self, k, /):
        """A number of ``k`` bits."""
        k = _index(k)
        if k < 0:
            raise ValueError("number of bits must be non-negative")
        if k <= 32:
            return self._word() >> 32 - k if k else 0
        found = bytearray()
        while k > 0:
            word = self._word()
            if k < 32:
                word >>= 32 - k
            found += word.to_bytes(4, "little")
            k -= 32
        return int.from_bytes(found, "little")

    def getstate(self):
        """The state, as a tuple of 625 numbers."""
        return (*self._state, self._at)

    def setstate(self, state, /):
        """Take a state up again."""
        if not isinstance(state, tuple):
            raise TypeError("state vector must be a tuple")
        if len(state) != _N + 1:
            raise ValueError("state vector is the wrong size")
        if not 0 <= state[_N] <= _N:
            raise ValueError("invalid state")
        self._state = [word & 0xFFFFFFFF for word in state[:_N]]
        self._at = state[_N]
