"""What every serial port does with bytes, whatever its block."""

from tamapy.runtime.arguments import as_bytes, integer

MOST = 1 << 30  # bytes to be read at once
AT_ONCE = 64  # broken characters left out by one call: a line that stays low makes more and more


class Errors:
    """What went wrong on a port's line so far, as the port's owner has seen it.

    ``overruns``: how often bytes were lost, for nobody had taken those before them; ``breaks``:
    characters for whose time the line was low; ``broken``: those with a wrong stop bit or parity.
    """

    def __init__(self):
        self.overruns = 0
        self.breaks = 0
        self.broken = 0

    def __repr__(self):
        return f"Errors(overruns={self.overruns}, breaks={self.breaks}, broken={self.broken})"


class Port:
    """A serial port; ``tx(byte)`` is its block's own, and so is ``_taken()`` where there is a byte.

    ``errors`` counts what went wrong on the line: see :class:`Errors`.
    """

    def __init__(self):
        self.errors = Errors()

    def rx(self):
        """One byte that has come in, or ``None``; what came in broken is counted and left out."""
        for _ in range(AT_ONCE):
            if not self.is_ready():
                break
            byte = self._taken()
            if byte is not None:
                return byte
        return None

    def _sorted(self, byte, is_break, is_broken):
        """The byte, or ``None`` and a count if it is none."""
        if is_break:
            self.errors.breaks += 1
            return None
        if is_broken:
            self.errors.broken += 1
            return None
        return byte

    def write(self, data):
        """Send bytes; how many."""
        data = as_bytes(data)
        for byte in data:
            self.tx(byte)
        return len(data)

    def read(self, size):
        """What has come in, at most ``size`` bytes."""
        integer(size, 0, MOST, "a number of bytes")
        data = bytearray()
        while len(data) < size:
            byte = self.rx()
            if byte is None:
                break
            data.append(byte)
        return bytes(data)
