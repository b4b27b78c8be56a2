"""Instructions that reading and writing take, beside those of the registers alone.

With ``--icount`` a nanosecond is an instruction.
"""

import time

from tamapy import dma, reg
from tamapy.board.usbarmory_mk2 import MICROSD
from tamapy.soc import imx6ul
from tamapy.soc.nxp.usdhc import adma

BLOCKS = 128
ROUNDS = 16
READ = 18 << 24 | 1 << 21 | 1 << 20 | 1 << 19 | 2 << 16  # CMD18 with data, a checked response
MIX = 1 << 5 | 1 << 4 | 1 << 2 | 1 << 1 | 1  # blocks that are counted, from the card, CMD12, DMA


def read_raw(base, table, place, blocks):
    """Read blocks to where the table says by nothing but the registers."""
    reg.write(base + 0x04, blocks << 16 | 512)
    reg.write(base + 0x58, table)
    reg.write(base + 0x30, 0xFFFFFFFF)
    reg.write(base + 0x08, place)
    reg.write(base + 0x48, MIX)
    reg.write(base + 0x0C, READ)
    return reg.wait_for(1000000000, base + 0x30, 1, 1, 1)


def measure(call):
    """What one of several calls takes."""
    call(0)
    begin = time.monotonic_ns()
    for i in range(ROUNDS):
        call(i)
    return (time.monotonic_ns() - begin) // ROUNDS


def raw(i):
    """64 KiB by the registers."""
    assert read_raw(imx6ul.USDHC1_BASE, dma.address(table), i * BLOCKS * 512, BLOCKS)


MICROSD.open()
data = MICROSD.read(0, BLOCKS)
print("read", measure(lambda i: MICROSD.read(i * BLOCKS, BLOCKS)))
print("read one block", measure(lambda i: MICROSD.read(i)))
print("write", measure(lambda i: MICROSD.write(i * BLOCKS, data)))
with dma.default().reserve(BLOCKS * 512) as buffer, dma.default().reserve(16) as table:
    print("write from DMA memory", measure(lambda i: MICROSD.write(i * BLOCKS, buffer)))
    adma.fill(table, buffer)
    print("registers", measure(raw))
