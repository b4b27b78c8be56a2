"""Checksums of IPv4, TCP, UDP and ICMP in Ethernet frames, as an accelerator makes and checks them.

RFC 791, 768, 792 and 793.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

HEADER = 14
IPV4 = b"\x08\x00"
ICMP, TCP, UDP = 1, 6, 17
PLACES = {ICMP: 2, TCP: 16, UDP: 6}  # of the checksum in the segment


class Packet(NamedTuple):
    """Where parts of an IPv4 packet lie in a frame."""

    payload: int
    end: int
    protocol: int
    whole: bool  # not a fragment


def total(data: bytes) -> int:
    """The checksum of data that has 0 in its place; 0 if the right one is there."""
    if len(data) % 2:
        data += b"\0"
    added = sum(struct.unpack(f">{len(data) // 2}H", data))
    while added >> 16:
        added = (added & 0xFFFF) + (added >> 16)
    return added ^ 0xFFFF


def packet_of(frame: bytes) -> Packet | None:
    """The IPv4 packet in a frame, if there is a complete one."""
    if frame[12:14] != IPV4 or len(frame) < HEADER + 20 or frame[HEADER] >> 4 != 4:
        return None
    header, length = (frame[HEADER] & 15) * 4, int.from_bytes(frame[16:18], "big")
    if header < 20 or length < header or HEADER + length > len(frame):
        return None
    whole = not int.from_bytes(frame[20:22], "big") & 0x3FFF
    return Packet(HEADER + header, HEADER + length, frame[23], whole)


def _pseudo(frame: bytes, packet: Packet) -> bytes:
    """What a segment's checksum is over, with the addresses; ICMP's is over the message alone."""
    segment = frame[packet.payload:packet.end]
    if packet.protocol == ICMP:
        return segment
    return frame[26:34] + struct.pack(">HH", packet.protocol, len(segment)) + segment


def _place(frame: bytes, packet: Packet) -> int | None:
    place = PLACES.get(packet.protocol)
    if place is None or not packet.whole or packet.payload + place + 2 > packet.end:
        return None
    return packet.payload + place


def insert(frame: bytes, header: bool, protocol: bool) -> bytes:
    """The frame with checksums put in; ``ValueError`` if a place is not 0."""
    packet = packet_of(frame)
    if packet is None:
        return frame
    made = bytearray(frame)
    place = _place(frame, packet) if protocol else None
    if place is not None:
        value = total(_pseudo(frame, packet))
        if packet.protocol == UDP and not value:
            value = 0xFFFF
        _put(made, place, value)
    if header:
        _put(made, HEADER + 10, total(frame[HEADER:packet.payload]))
    return bytes(made)


def _put(frame: bytearray, place: int, value: int) -> None:
    if frame[place:place + 2] != b"\0\0":
        raise ValueError(f"a checksum is to be put in at byte {place}, which is not 0")
    frame[place:place + 2] = value.to_bytes(2, "big")


def check(frame: bytes) -> tuple[bool, bool]:
    """Whether the checksums of IPv4 header and protocol are right, as far as there are any."""
    packet = packet_of(frame)
    if packet is None:
        return True, True
    header = total(frame[HEADER:packet.payload]) == 0
    place = _place(frame, packet)
    if place is None or (packet.protocol == UDP and frame[place:place + 2] == b"\0\0"):
        return header, True
    return header, total(_pseudo(frame, packet)) == 0
