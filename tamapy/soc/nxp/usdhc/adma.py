"""Tables of the memory that the uSDHC reads or writes by itself.

p3964, 58.4.2.4.1 ADMA Concept and Descriptor Format, IMX6ULLRM.
"""

from tamapy import dma

SIZE = 8  # bytes of a descriptor: attributes and length in a word, the address in another
LENGTH = 16
ACT_TRANSFER = 0b10 << 4
END = 1 << 1
VALID = 1 << 0
#: Bytes a descriptor is for: its length has 16 bits, and the address is at a multiple of 4.
LONGEST = 32768


def size(length):
    """Bytes of the table for so many bytes of memory."""
    return -(-length // LONGEST) * SIZE


def fill(table, buffer):
    """Describe a buffer in a table, both DMA memory."""
    start, left, at = dma.address(buffer), len(buffer), 0
    while left:
        length = min(left, LONGEST)
        left -= length
        table.set_word(at, length << LENGTH | ACT_TRANSFER | VALID | (0 if left else END))
        table.set_word(at + 4, start)
        start += length
        at += SIZE
