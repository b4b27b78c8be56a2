"""What every serial port does with bytes, whatever its block."""

from tamapy.runtime.arguments import as_bytes, integer

MOST = 1 << 30  # bytes to be read at once


class Port:
    """A serial port; ``tx(byte)`` and ``rx()``, a byte or ``None``, are its block's own."""

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
