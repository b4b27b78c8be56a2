"""``_sha3``: SHA-3 and SHAKE (FIPS 202, section 6)."""

from _digest import octets, shown

from tamapy.runtime.digests import sha3


class _Sponge:
    """A sponge over Keccak; its capacity and its suffix tell the functions apart."""

    __slots__ = ("_state", "_tail", "name", "digest_size", "block_size", "_last")

    def __init__(self, name, digest_size, capacity, suffix, data):
        self.name = name
        self.digest_size = digest_size
        self.block_size = 200 - capacity
        self._last = suffix
        self._state = bytearray(200)
        self._tail = b""
        self.update(data)

    def __repr__(self):
        return shown(self)

    def update(self, data, /):
        """Hash some more bytes."""
        data = self._tail + octets(data)
        count = len(data) // self.block_size
        if count:
            sha3.absorb(self._state, data, 0, count, self.block_size)
        self._tail = data[count * self.block_size:]

    def _squeeze(self, size):
        made = self.copy()
        last = bytearray(self.block_size)
        last[:len(self._tail)] = self._tail
        last[len(self._tail)] ^= self._last
        last[-1] ^= 0x80
        sha3.absorb(made._state, bytes(last), 0, 1, self.block_size)
        out = bytes(made._state[:self.block_size])
        while len(out) < size:
            sha3.squeeze(made._state)
            out += bytes(made._state[:self.block_size])
        return out[:size]

    def copy(self):
        """The same hash, to go on apart."""
        made = object.__new__(type(self))
        made.name = self.name
        made.digest_size = self.digest_size
        made.block_size = self.block_size
        made._last = self._last
        made._state = bytearray(self._state)
        made._tail = self._tail
        return made

    @property
    def _capacity_bits(self):
        return (200 - self.block_size) * 8

    @property
    def _suffix(self):
        return self._last.to_bytes(1, "little")

    @property
    def _rate_bits(self):
        return self.block_size * 8


class _Fixed(_Sponge):
    """SHA-3."""

    __slots__ = ()

    def digest(self):
        """The hash of all bytes so far."""
        return self._squeeze(self.digest_size)

    def hexdigest(self):
        """The hash as hexadecimal digits."""
        return self.digest().hex()


class _Extendable(_Sponge):
    """SHAKE."""

    __slots__ = ()

    def digest(self, length=None):
        """So many bytes of output."""
        if length is None:
            raise TypeError("digest() missing required argument 'length' (pos 1)")
        if length < 0:
            raise ValueError("value must be positive")
        if length >= 1 << 29:
            raise ValueError("length is too large")
        return self._squeeze(length)

    def hexdigest(self, length=None):
        """So many bytes of output as hexadecimal digits."""
        if length is None:
            raise TypeError("hexdigest() missing required argument 'length' (pos 1)")
        return self.digest(length).hex()


def sha3_224(data=b"", /, *, usedforsecurity=True):
    """A SHA3-224 hash."""
    return _Fixed("sha3_224", 28, 56, 6, data)


def sha3_256(data=b"", /, *, usedforsecurity=True):
    """A SHA3-256 hash."""
    return _Fixed("sha3_256", 32, 64, 6, data)


def sha3_384(data=b"", /, *, usedforsecurity=True):
    """A SHA3-384 hash."""
    return _Fixed("sha3_384", 48, 96, 6, data)


def sha3_512(data=b"", /, *, usedforsecurity=True):
    """A SHA3-512 hash."""
    return _Fixed("sha3_512", 64, 128, 6, data)


def shake_128(data=b"", /, *, usedforsecurity=True):
    """SHAKE128."""
    return _Extendable("shake_128", 0, 32, 0x1F, data)


def shake_256(data=b"", /, *, usedforsecurity=True):
    """SHAKE256."""
    return _Extendable("shake_256", 0, 64, 0x1F, data)
