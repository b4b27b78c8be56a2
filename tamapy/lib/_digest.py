"""What the stand-ins for hash modules share: blocks gathered, padding, results."""


class BlockHash:
    """A Merkle-Damgård hash. Subclasses set what differs."""

    __slots__ = ("_state", "_tail", "_length", "name", "digest_size")

    block_size = 64
    _word = 4
    _order = "big"

    def __init__(self, name, digest_size, words, data):
        self.name = name
        self.digest_size = digest_size
        self._state = bytearray()
        for word in words:
            self._state += word.to_bytes(self._word, "little")
        self._tail = b""
        self._length = 0
        self.update(data)

    def __repr__(self):
        return shown(self)

    def _blocks(self, data, start, count):
        raise NotImplementedError

    def update(self, data, /):
        """Hash some more bytes."""
        data = octets(data)
        self._length += len(data)
        if self._tail:
            data = self._tail + data
        count = len(data) // self.block_size
        if count:
            self._blocks(data, 0, count)
        self._tail = data[count * self.block_size:]

    def digest(self):
        """The hash of all bytes so far."""
        made = self.copy()
        size = self.block_size
        counter = size // 8
        padding = b"\x80" + bytes((-len(self._tail) - 1 - counter) % size)
        data = self._tail + padding + (self._length * 8).to_bytes(counter, self._order)
        made._blocks(data, 0, len(data) // size)
        return made._result()[:self.digest_size]

    def _result(self):
        """The state as bytes in the hash's own order."""
        state = bytes(self._state)
        if self._order == "little":
            return state
        word = self._word
        return b"".join([state[i:i + word][::-1] for i in range(0, len(state), word)])

    def hexdigest(self):
        """The hash as hexadecimal digits."""
        return self.digest().hex()

    def copy(self):
        """The same hash, to go on apart."""
        made = object.__new__(type(self))
        made.name = self.name
        made.digest_size = self.digest_size
        made._state = bytearray(self._state)
        made._tail = self._tail
        made._length = self._length
        return made


def shown(made):
    """A hash with its name, as those of OpenSSL are shown."""
    kind = type(made)
    return f"<{made.name} {kind.__module__}.{kind.__name__} object @ {id(made):#x}>"


def octets(data):
    """What a hash takes, as bytes."""
    if type(data) is bytes:
        return data
    if isinstance(data, str):
        raise TypeError("Strings must be encoded before hashing")
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError("object supporting the buffer API required") from None
