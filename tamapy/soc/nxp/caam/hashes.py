"""Hashes by the CAAM: their state is the running hash, and how many bytes it stands for."""

from tamapy import dma
from tamapy.soc.nxp import pieces
from tamapy.soc.nxp.caam import commands

LENGTH = 8  # bytes of the message's length in the context register
#: By name: the algorithm, bytes of the hash and of the running state (FIPS 180-4).
KINDS = {
    "sha1": (commands.ALG_SHA1, 20, 20), "sha224": (commands.ALG_SHA224, 28, 32),
    "sha256": (commands.ALG_SHA256, 32, 32),
}


class Hash(pieces.Hash):
    """A hash that the CAAM computes; ``CAAM.sha1``, ``sha224`` and ``sha256`` make them."""

    def __init__(self, caam, name):
        self._algorithm, size, self._size = KINDS[name]
        super().__init__(name, size)
        self._caam = caam

    def _new(self):
        return Hash(self._caam, self.name)

    def _feed(self, blocks):
        state = commands.AS_INITIALIZE if self._running is None else commands.AS_UPDATE
        self._running = self._job(blocks, state, self._size + LENGTH)

    def _finish(self):
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
