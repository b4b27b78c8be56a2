"""Hashes by the DCP, which keeps a hash's state in its context buffer after each packet."""

from tamapy import dma
from tamapy.soc.nxp import pieces


class Hash(pieces.Hash):
    """A hash that the DCP computes; ``DCP.sha1`` and ``DCP.sha256`` make them."""

    def __init__(self, dcp, name, size, select):
        super().__init__(name, size)
        self._dcp = dcp
        self._select = select

    def _new(self):
        return Hash(self._dcp, self.name, self.digest_size, self._select)

    def _feed(self, blocks):
        with dma.default().place(blocks) as source:
            self._running = self._dcp.hash(source, self._select, self._running, None)

    def _finish(self):
        region = dma.default()
        with region.place(self._rest) as source, region.place(bytes(self.digest_size)) as target:
            self._dcp.hash(source, self._select, self._running, target)
            return bytes(target)[::-1]  # the DCP writes the last byte first
