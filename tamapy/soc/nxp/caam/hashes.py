"""Hashes of messages in pieces, used like those of :mod:`hashlib`.

The state between two jobs is kept by each :class:`Hash`, so that any number of them can take
turns: the running hash, and how many bytes it stands for.
"""

from tamapy import dma
from tamapy.soc.nxp.caam import commands

BLOCK = 64
#: Bytes in whole blocks that are hashed at once.
PIECE = 16384
LENGTH = 8  # bytes of the message's length in the context register
#: By name: the algorithm, bytes of the hash and of the running state (FIPS 180-4).
KINDS = {
    "sha1": (commands.ALG_SHA1, 20, 20), "sha224": (commands.ALG_SHA224, 28, 32),
    "sha256": (commands.ALG_SHA256, 32, 32),
}

#: The hashes of no bytes (FIPS 180-4 gives them): the manual knows no job without data.
EMPTY = {
    "sha1": bytes.fromhex("da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    "sha224": bytes.fromhex("d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f"),
    "sha256": bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
}


class Hash:
    """A hash that the CAAM computes; ``CAAM.sha1``, ``sha224`` and ``sha256`` make them."""

    block_size = BLOCK

    def __init__(self, caam, name):
        self.name = name
        self._algorithm, self.digest_size, self._size = KINDS[name]
        self._caam = caam
        self._running = None  # the state after the blocks so far
        self._rest = b""  # what no job has had yet

    def update(self, data, /):
        """Hash some more bytes."""
        if not isinstance(data, dma.Buffer):
            data = dma.as_bytes(data)
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

    def _feed(self, blocks):
        state = commands.AS_INITIALIZE if self._running is None else commands.AS_UPDATE
        self._running = self._job(blocks, state, self._size + LENGTH)

    def digest(self):
        """The hash of all bytes so far."""
        if not self._rest:
            return EMPTY[self.name]
        state = commands.AS_WHOLE if self._running is None else commands.AS_FINALIZE
        return self._job(self._rest, state, self.digest_size)

    def _job(self, data, state, size):
        """A job on a piece of the message: what is in the context register then."""
        region = dma.default()
        operation = commands.operation(2, self._algorithm, 0, state)
        with region.place(data) as source, region.reserve(size) as result:
            steps = [operation, commands.load_message(2, source),
                     commands.store_context(2, result)]
            if self._running is None:
                self._caam.run(*steps)
            else:
                with region.place(self._running) as before:
                    self._caam.run(commands.load_context(2, before), *steps)
            return bytes(result)

    def hexdigest(self):
        """The hash as hexadecimal digits."""
        return self.digest().hex()

    def copy(self):
        """A hash that goes on from here by itself."""
        made = Hash(self._caam, self.name)
        made._running = self._running
        made._rest = self._rest
        return made
