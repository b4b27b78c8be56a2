"""``_blake2``: BLAKE2b and BLAKE2s (RFC 7693) with the parameters of tree hashing."""

from _digest import octets

from tamapy.runtime.digests import blake2, sha2


class _Blake2:
    """What both have in common."""

    __slots__ = ("_state", "_tail", "_count", "digest_size", "_last_node")

    def __new__(cls, data=b"", /, *, digest_size=None, key=b"", salt=b"", person=b"", fanout=1,
                depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0,
                last_node=False, usedforsecurity=True):
        self = object.__new__(cls)
        most = cls.MAX_DIGEST_SIZE
        digest_size = most if digest_size is None else digest_size
        key, salt, person = octets(key), octets(salt), octets(person)
        _check(cls, digest_size, key, salt, person)
        _check_tree(cls, fanout, depth, leaf_size, node_offset, node_depth, inner_size)
        block = bytes((digest_size, len(key), fanout, depth)) + leaf_size.to_bytes(4, "little")
        block += node_offset.to_bytes(8 if most == 64 else 6, "little")
        block += bytes((node_depth, inner_size))
        block = block.ljust(most - 2 * cls.SALT_SIZE, b"\0")
        block += salt.ljust(cls.SALT_SIZE, b"\0") + person.ljust(cls.PERSON_SIZE, b"\0")
        word = cls._word
        self._state = bytearray()
        for i, root in enumerate(cls._roots):
            mixed = root ^ int.from_bytes(block[i * word:(i + 1) * word], "little")
            self._state += mixed.to_bytes(word, "little")
        self.digest_size = digest_size
        self._tail = b""
        self._count = 0
        self._last_node = last_node
        if key:
            self.update(key.ljust(cls.block_size, b"\0"))
        self.update(data)
        return self

    def update(self, data, /):
        """Hash some more bytes."""
        data = self._tail + octets(data)
        size = self.block_size
        at = 0
        while len(data) - at > size:
            self._count += size
            self._compress(data, at, 0, 0)
            at += size
        self._tail = data[at:]

    def digest(self):
        """The hash of all bytes so far."""
        made = self.copy()
        made._count += len(self._tail)
        ones = (1 << 8 * self._word) - 1
        made._compress(
            self._tail.ljust(self.block_size, b"\0"), 0, ones, ones if self._last_node else 0
        )
        return bytes(made._state[:self.digest_size])

    def hexdigest(self):
        """The hash as hexadecimal digits."""
        return self.digest().hex()

    def copy(self):
        """The same hash, to go on apart."""
        made = object.__new__(type(self))
        made._state = bytearray(self._state)
        made._tail = self._tail
        made._count = self._count
        made.digest_size = self.digest_size
        made._last_node = self._last_node
        return made


def _check(cls, digest_size, key, salt, person):
    if not 1 <= digest_size <= cls.MAX_DIGEST_SIZE:
        raise ValueError(f"digest_size must be between 1 and {cls.MAX_DIGEST_SIZE} bytes")
    if len(key) > cls.MAX_KEY_SIZE:
        raise ValueError(f"maximum key length is {cls.MAX_KEY_SIZE} bytes")
    if len(salt) > cls.SALT_SIZE:
        raise ValueError(f"maximum salt length is {cls.SALT_SIZE} bytes")
    if len(person) > cls.PERSON_SIZE:
        raise ValueError(f"maximum person length is {cls.PERSON_SIZE} bytes")


def _check_tree(cls, fanout, depth, leaf_size, node_offset, node_depth, inner_size):
    if not 0 <= fanout <= 255:
        raise ValueError("fanout must be between 0 and 255")
    if not 1 <= depth <= 255:
        raise ValueError("depth must be between 1 and 255")
    if leaf_size < 0 or node_offset < 0:
        raise ValueError("value must be positive")
    if leaf_size >= 1 << 32:
        raise OverflowError("leaf_size is too large")
    if node_offset >= 1 << (64 if cls.MAX_DIGEST_SIZE == 64 else 48):
        raise OverflowError("node_offset is too large")
    if not 0 <= node_depth <= 255:
        raise ValueError("node_depth must be between 0 and 255")
    if not 0 <= inner_size <= cls.MAX_DIGEST_SIZE:
        raise ValueError(f"inner_size must be between 0 and is {cls.MAX_DIGEST_SIZE}")


class blake2b(_Blake2):
    """BLAKE2b."""

    __slots__ = ()
    name = "blake2b"
    block_size = 128
    MAX_DIGEST_SIZE = MAX_KEY_SIZE = 64
    SALT_SIZE = PERSON_SIZE = 16
    _word = 8
    _roots = sha2.square_fractions(8, 64)

    def _compress(self, data, at, last, last_node):
        low = self._count & 0xFFFFFFFFFFFFFFFF
        blake2.compress_b(self._state, data, at, low, self._count >> 64, last, last_node)


class blake2s(_Blake2):
    """BLAKE2s."""

    __slots__ = ()
    name = "blake2s"
    block_size = 64
    MAX_DIGEST_SIZE = MAX_KEY_SIZE = 32
    SALT_SIZE = PERSON_SIZE = 8
    _word = 4
    _roots = sha2.square_fractions(8, 32)

    def _compress(self, data, at, last, last_node):
        low = self._count & 0xFFFFFFFF
        blake2.compress_s(self._state, data, at, low, self._count >> 32, last, last_node)


BLAKE2B_SALT_SIZE = BLAKE2B_PERSON_SIZE = 16
BLAKE2B_MAX_KEY_SIZE = BLAKE2B_MAX_DIGEST_SIZE = 64
BLAKE2S_SALT_SIZE = BLAKE2S_PERSON_SIZE = 8
BLAKE2S_MAX_KEY_SIZE = BLAKE2S_MAX_DIGEST_SIZE = 32
