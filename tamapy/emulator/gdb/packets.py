"""The packets of gdb's remote protocol on a socket ("Debugging with GDB", appendix E.1).

A packet is ``$`` data ``#`` and two digits that are the sum of the data's bytes; the other side
answers ``+``, or ``-`` to have it again, until both agree to do without. In the data ``}`` stands
before a byte that would be taken for something else, which has its bit 5 flipped.
"""

from __future__ import annotations

import socket

ESCAPE, FLIP = 0x7D, 0x20
SPECIAL = b"#$}*"
INTERRUPT = 0x03  # sent outside of packets while the machine runs


class Closed(Exception):
    """The other side has gone."""


def framed(data: bytes) -> bytes:
    """A packet with this data."""
    body = bytearray()
    for byte in data:
        if byte in SPECIAL:
            body += bytes((ESCAPE, byte ^ FLIP))
        else:
            body.append(byte)
    return b"$%s#%02x" % (bytes(body), sum(body) & 0xFF)


def unescaped(body: bytes) -> bytes:
    """The data of a packet's body."""
    data = bytearray()
    flip = 0
    for byte in body:
        if byte == ESCAPE and not flip:
            flip = FLIP
        else:
            data.append(byte ^ flip)
            flip = 0
    return bytes(data)


class Line:
    """One side of the conversation."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.acknowledging = True
        self._pending = bytearray()
        self._sent = b""

    def send(self, data: bytes) -> None:
        """Send a packet."""
        self._sent = framed(data)
        self._write(self._sent)

    def receive(self) -> bytes:
        """The data of the next packet; :class:`Closed` if there is none any more."""
        while True:
            byte = self._byte()
            if byte == ord("-") and self.acknowledging:
                self._write(self._sent)
            if byte != ord("$"):
                continue
            body = bytearray()
            while (byte := self._byte()) != ord("#"):
                body.append(byte)
            digits = bytes((self._byte(), self._byte()))
            if not self.acknowledging:
                return unescaped(bytes(body))
            if digits == b"%02x" % (sum(body) & 0xFF):
                self._write(b"+")
                return unescaped(bytes(body))
            self._write(b"-")

    def is_interrupting(self) -> bool:
        """Whether the other side asks a running machine to stop; :class:`Closed` if it has gone.

        Packets are left for :meth:`receive`.
        """
        if not self._pending:
            try:
                self._fill(socket.MSG_DONTWAIT)
            except BlockingIOError:
                return False
        while self._pending and self._pending[0] in b"+-":
            del self._pending[0]
        if not self._pending or self._pending[0] != INTERRUPT:
            return False
        del self._pending[0]
        return True

    def _byte(self) -> int:
        if not self._pending:
            self._fill(0)
        return self._pending.pop(0)

    def _fill(self, flags: int) -> None:
        try:
            data = self.sock.recv(4096, flags)
        except ConnectionError:
            data = b""
        if not data:
            raise Closed
        self._pending += data

    def _write(self, data: bytes) -> None:
        try:
            self.sock.sendall(data)
        except OSError:
            raise Closed from None
