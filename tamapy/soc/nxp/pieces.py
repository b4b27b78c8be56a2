"""Hashes of messages in pieces by a device, used like those of :mod:`hashlib`.

Each hash has its own state between two jobs of the device, so that any number can take turns.
"""

from tamapy import dma

BLOCK = 64
#: Bytes in whole blocks that are hashed at once.
PIECE = 16384
#: The hashes of no bytes, which the devices do not compute (FIPS 180-4 gives them).
EMPTY = {
    "sha1": bytes.fromhex("da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    "sha224": bytes.fromhex("d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f"),
    "sha256": bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
}


class Hash:
    """A hash whose jobs a class for a device does.

    That has ``_feed(blocks)``, which hashes whole blocks into ``_running``, the state after them
    (``None`` before the first); ``_finish()``, the hash with ``_rest`` at the end, which is not
    empty; and ``_new()``, another hash of the same kind.
    """

    block_size = BLOCK

    def __init__(self, name, size):
        self.name = name
        self.digest_size = size
        self._running = None
        self._rest = b""  # what no job has had yet

    def update(self, data, /):
        """Hash some more bytes: all of them, or none if the device fails."""
        if not isinstance(data, dma.Buffer):
            data = dma.as_bytes(data)
        before = self._running, self._rest
        try:
            self._take(data)
        except BaseException:
            self._running, self._rest = before
            raise

    def _take(self, data):
        done = 0
        if self._rest:
            done = min(BLOCK - len(self._rest), len(data))
            self._rest += bytes(data[:done])
        # The last job must not be without data, so something is always held back for it.
        if done == len(data):
            return
        if self._rest:
            self._feed(self._rest)
        end = done + (len(data) - done - 1) // BLOCK * BLOCK
        for at in range(done, end, PIECE):
            self._feed(data[at:min(at + PIECE, end)])
        self._rest = bytes(data[end:])

    def digest(self):
        """The hash of all bytes so far."""
        return self._finish() if self._rest else EMPTY[self.name]

    def hexdigest(self):
        """The hash as hexadecimal digits."""
        return self.digest().hex()

    def copy(self):
        """A hash that goes on from here by itself."""
        made = self._new()
        made._running = self._running
        made._rest = self._rest
        return made
