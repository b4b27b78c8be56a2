"""Hashes of messages in pieces, used like those of :mod:`hashlib`.

The DCP keeps a hash's state in its context buffer after each packet; every :class:`Hash` has a
copy of its own, so that any number of them can take turns.
"""

from tamapy import dma

BLOCK = 64
#: Bytes in whole blocks that are hashed at once.
PIECE = 16384
#: The hashes of no bytes, which the DCP cannot compute (FIPS 180-4 gives them).
EMPTY = {
    "sha1": bytes.fromhex("da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    "sha256": bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
}


class Hash:
    """A hash that the DCP computes; ``DCP.sha1`` and ``DCP.sha256`` make them."""

    block_size = BLOCK

    def __init__(self, dcp, name, size, select):
        self.name = name
        self.digest_size = size
        self._dcp = dcp
        self._select = select
        self._running = None  # the state after the blocks so far
        self._rest = b""  # what no packet has had yet

    def update(self, data, /):
        """Hash some more bytes."""
        if not isinstance(data, dma.Buffer):
            data = dma.as_bytes(data)
        done = 0
        if self._rest:
            done = min(BLOCK - len(self._rest), len(data))
            self._rest += bytes(data[:done])
        # The last packet must not be empty, so something is always held back for it.
        if done == len(data):
            return
        if self._rest:
            self._feed(self._rest)
        end = done + (len(data) - done - 1) // BLOCK * BLOCK
        for at in range(done, end, PIECE):
            self._feed(data[at:min(at + PIECE, end)])
        self._rest = bytes(data[end:])

    def _feed(self, blocks):
        with dma.default().place(blocks) as source:
            self._running = self._dcp.hash(source, self._select, self._running, None)

    def digest(self):
        """The hash of all bytes so far."""
        if not self._rest:
            return EMPTY[self.name]
        region = dma.default()
        with region.place(self._rest) as source, region.place(bytes(self.digest_size)) as target:
            self._dcp.hash(source, self._select, self._running, target)
            return bytes(target)[::-1]  # the DCP writes the last byte first

    def hexdigest(self):
        """The hash as hexadecimal digits."""
        return self.digest().hex()

    def copy(self):
        """A hash that goes on from here by itself."""
        made = Hash(self._dcp, self.name, self.digest_size, self._select)
        made._running = self._running
        made._rest = self._rest
        return made
