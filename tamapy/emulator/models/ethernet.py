"""What an Ethernet controller's cable is: for tests, and to the host by UDP, as QEMU does it."""

from __future__ import annotations

import socket
from collections import deque
from typing import Protocol

LONGEST = 65536
LOCALHOST = "127.0.0.1"

Frame = tuple[bytes, int]  # without CRC; what was wrong with it, as bits of a receive descriptor


class Cable(Protocol):
    """The other end, as a controller sees it."""

    def send(self, frame: bytes) -> None:
        """Take a frame from the controller, without CRC."""

    def receive(self) -> Frame | None:
        """The next frame for the controller, if there is one."""

    def close(self) -> None:
        """It is not used any more."""


class Loose:
    """A cable whose other end lies on the table: tests put frames in and look at what came out."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.coming: deque[Frame] = deque()

    def send(self, frame: bytes) -> None:
        """Keep a frame for the test."""
        self.sent.append(frame)

    def receive(self) -> Frame | None:
        """What the test has put in."""
        return self.coming.popleft() if self.coming else None

    def close(self) -> None:
        """It stays as it is, for the test."""

    def arrive(self, frame: bytes, faults: int = 0) -> None:
        """Put a frame in."""
        self.coming.append((frame, faults))


class Udp:
    """A cable to a program on this host: each frame is a datagram.

    Those that come to port ``local`` are for the machine, its own go to port ``remote``; nobody
    needs to be there.
    """

    def __init__(self, local: int, remote: int) -> None:
        self.remote = remote
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((LOCALHOST, local))
        self.socket.setblocking(False)

    def send(self, frame: bytes) -> None:
        """Send a datagram."""
        try:
            self.socket.sendto(frame, (LOCALHOST, self.remote))
        except OSError:
            pass  # nobody listens, or not fast enough

    def receive(self) -> Frame | None:
        """A datagram that has come."""
        try:
            return self.socket.recv(LONGEST), 0
        except OSError:
            return None  # none, or news of a datagram that nobody took

    def close(self) -> None:
        """Give the port up."""
        self.socket.close()
