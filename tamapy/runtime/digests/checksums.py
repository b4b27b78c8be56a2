"""CRC-32 (ISO 3309, reflected, as gzip has it) and Adler-32 (RFC 1950, section 9)."""

from tamapy.metal import const_array, metal, u32, usize
from tamapy.runtime.layout import Bytes

_POLYNOMIAL = 0xEDB88320
_BASE = 65521
#: So many bytes may be added to sums below the base before they reach 2**32.
_RUN = 5552


def _remainders() -> list[int]:
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (_POLYNOMIAL if value & 1 else 0)
        table.append(value)
    return table


REMAINDERS = const_array(u32, _remainders)


@metal
def crc32_of(data: Bytes, start: u32) -> u32:
    """CRC-32 of bytes, going on from a start."""
    crc = ~start
    p = data.data
    for i in range(data.length):
        crc = crc >> 8 ^ REMAINDERS[(crc ^ u32(p[i])) & 0xFF]
    return ~crc


@metal
def adler32_of(data: Bytes, start: u32) -> u32:
    """Adler-32 of bytes, going on from a start."""
    low = start & 0xFFFF
    high = start >> 16
    p = data.data
    at = usize(0)
    while at < data.length:
        end = at + _RUN
        if end > data.length:
            end = data.length
        while at < end:
            low += u32(p[at])
            high += low
            at += 1
        low = low % _BASE
        high = high % _BASE
    return high << 16 | low


def crc32(data, start):
    """CRC-32 of bytes, going on from that of the bytes before."""
    return crc32_of(data, start & 0xFFFFFFFF)


def adler32(data, start):
    """Adler-32 of bytes, going on from that of the bytes before; 1 to begin with."""
    return adler32_of(data, start & 0xFFFFFFFF)
