"""Work packets: what the DCP is told to do (p1067, 13.2.6.4 Work Packet Structure, MCIMX28RM).

Eight words: the next packet's address, two control words, source, destination, bytes, the
payload's address, and a status that the DCP writes.
"""

from tamapy import dma

SIZE = 32

# p1068, 13.2.6.4.2 Control0 Field, MCIMX28RM
CTRL0_HASH_TERM = 1 << 13
CTRL0_HASH_INIT = 1 << 12
CTRL0_PAYLOAD_KEY = 1 << 11
CTRL0_OTP_KEY = 1 << 10
CTRL0_CIPHER_INIT = 1 << 9
CTRL0_CIPHER_ENCRYPT = 1 << 8
CTRL0_ENABLE_HASH = 1 << 6
CTRL0_ENABLE_CIPHER = 1 << 5
CTRL0_CHAIN = 1 << 2
CTRL0_DECR_SEMAPHORE = 1 << 1
CTRL0_INTERRUPT = 1 << 0

# p1070, 13.2.6.4.3 Control1 Field; p1098, 13.3.11 DCP_PACKET2 field descriptions, MCIMX28RM
CTRL1_HASH_SELECT = 16
HASH_SELECT_SHA1 = 0
HASH_SELECT_SHA256 = 2
CTRL1_KEY_SELECT = 8
KEY_SELECT_UNIQUE_KEY = 0xFE
CTRL1_CIPHER_MODE_CBC = 1 << 4  # else ECB

NEXT, CONTROL0, CONTROL1, SOURCE, DESTINATION, COUNT, PAYLOAD = range(0, 28, 4)


def write(packets, index, control0, control1, source, destination, payload):
    """Fill in the packet of a number in a buffer of some, and chain it to the one after it.

    Source and destination are buffers of the same size, the destination may be ``None``; so
    may the payload.
    """
    at = index * SIZE
    last = at + SIZE == len(packets)
    control0 |= CTRL0_DECR_SEMAPHORE | (CTRL0_INTERRUPT if last else CTRL0_CHAIN)
    packets.set_word(at + NEXT, 0 if last else dma.address(packets) + at + SIZE)
    packets.set_word(at + CONTROL0, control0)
    packets.set_word(at + CONTROL1, control1)
    packets.set_word(at + SOURCE, dma.address(source))
    packets.set_word(at + DESTINATION, 0 if destination is None else dma.address(destination))
    packets.set_word(at + COUNT, len(source))
    packets.set_word(at + PAYLOAD, 0 if payload is None else dma.address(payload))
