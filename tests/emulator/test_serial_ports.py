"""A serial port both ways at once, by interrupts, in a compiled program on the emulator.

QEMU's board has nothing at the other ports' ends; the console of each is in the other tests.
"""

import io
from pathlib import Path

from images import build

from tamapy.emulator.machine import Machine

PROGRAM = Path(__file__).parent / "programs" / "ports.py"
UART3 = 0x021EC000
SIZE = 1000


class Loop:
    """A line that brings back what is sent, slowly; after so many bytes it takes no more."""

    def __init__(self):
        self.bytes = bytearray()
        self.taken = self.asked = 0

    def takes(self):
        """A byte every 300th time it is asked."""
        self.asked += 1
        return self.asked % 300 == 0 and self.taken < SIZE

    def send(self, byte):
        """Take it."""
        self.taken += 1
        self.bytes.append(byte)

    def ready(self):
        """Whether something comes back."""
        return bool(self.bytes)

    def receive(self):
        """What does."""
        return self.bytes.pop(0)


def test_both_ways_at_once():
    out = io.BytesIO()
    machine = Machine(build(PROGRAM), stdin=b"", stdout=out, timeout=120)
    line = machine.devices[UART3].line = Loop()
    assert machine.run() == 0
    # Of the last 50 bytes the transmitter holds 32, which never leave it.
    assert out.getvalue().decode().splitlines() == [f"{SIZE} True True", "True", "32"]
    assert line.taken == SIZE
