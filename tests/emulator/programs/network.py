"""A station on two Ethernet ports: answers ARP, ICMP echo and a few UDP requests by the host.

The first port waits for frames by its interrupt while a thread counts, the second is polled after
it. Each is 10.0.0.PORT, and ends when a datagram says so.
"""

import threading
import time

from tamapy.board.mx6ullevk import ETHERNET1, ETHERNET2

ARP, IPV4 = b"\x08\x06", b"\x08\x00"
ICMP, UDP = 1, 17


def total(data):
    """The Internet's checksum."""
    if len(data) % 2:
        data += b"\0"
    added = sum(int.from_bytes(data[i:i + 2], "big") for i in range(0, len(data), 2))
    while added >> 16:
        added = (added & 0xFFFF) + (added >> 16)
    return (added ^ 0xFFFF).to_bytes(2, "big")


class Station:
    """A port with an address, and the last octet of 10.0.0.x."""

    def __init__(self, port, number):
        self.port = port
        self.address = bytes((2, 0x54, 0x41, 0x4D, 0x41, number))
        self.ip = bytes((10, 0, 0, number))
        self.ended = False

    def handle(self, frame):
        """Answer a frame."""
        if frame[12:14] == ARP and frame[38:42] == self.ip and frame[20:22] == b"\0\1":
            self.port.send(
                frame[6:12] + self.address + frame[12:20] + b"\0\2" + self.address + self.ip
                + frame[22:32]
            )
        elif frame[12:14] == IPV4 and frame[30:34] == self.ip:
            end = 14 + int.from_bytes(frame[16:18], "big")
            if frame[23] == ICMP and frame[34] == 8:
                body = b"\0\0\0\0" + frame[38:end]
                self.answer(frame, body[:2] + total(body) + body[4:], False)
            elif frame[23] == UDP:
                self.datagram(frame, frame[42:end])

    def answer(self, frame, body, protocol_checksum):
        """Send an IPv4 packet back; the controller makes the header's checksum."""
        size = (20 + len(body)).to_bytes(2, "big")
        header = b"\x45\0" + size + bytes(4) + b"\x40" + frame[23:24] + bytes(2)
        self.port.send(
            frame[6:12] + self.address + IPV4 + header + self.ip + frame[26:30] + body,
            ip_checksum=True, protocol_checksum=protocol_checksum,
        )

    def datagram(self, frame, text):
        """Answer a request, with the sender's and receiver's ports changed over."""
        if text == b"end":
            self.ended = True
        reply = b"[" + text + b"]"
        header = frame[36:38] + frame[34:36] + (8 + len(reply)).to_bytes(2, "big") + bytes(2)
        self.answer(frame, header + reply, True)


def count():
    """Show that others run while a thread waits for frames."""
    global turns
    while not first.ended:
        time.sleep(0.01)
        turns += 1


turns = 0
first, second = Station(ETHERNET1, 1), Station(ETHERNET2, 2)
print("link", ETHERNET1.start(first.address), ETHERNET2.start(second.address))
counter = threading.Thread(target=count)
counter.start()
print("nothing", ETHERNET2.receive(timeout=0.05))
while not first.ended:
    first.handle(ETHERNET1.receive())
counter.join()
print("counted", turns > 2, ETHERNET1.link())
while not second.ended:
    frame = ETHERNET2.poll()
    if frame:
        second.handle(frame)
for port in (ETHERNET1, ETHERNET2):
    port.mac.flush()
    print(port.errors)
    port.stop()
try:
    ETHERNET1.send(bytes(60))
except RuntimeError as error:
    print(error)
