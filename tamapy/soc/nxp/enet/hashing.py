"""The hash by which the Ethernet controller tells addresses apart.

Descriptor Individual and Group Address registers (22.5, IMX6ULLRM): the upper six bits of the
CRC-32 of IEEE 802.3, which is not inverted here, number a bit of 64.
"""

POLYNOMIAL = 0xEDB88320  # reflected


def hash_bit(address):
    """The number of an address's bit, 0 to 63."""
    crc = 0xFFFFFFFF
    for byte in address:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (POLYNOMIAL if crc & 1 else 0)
    return crc >> 26
