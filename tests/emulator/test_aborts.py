"""Addresses of aborted loads and stores, decoded from the instruction."""

import pytest

from tamapy.emulator.aborts import Access, decode

REGISTERS = {i: 0x1000 * (i + 1) for i in range(16)} | {2: 3}


@pytest.mark.parametrize("word, expected", [
    (0xE5910004, Access(0x2004, 4, False)),  # ldr r0, [r1, #4]
    (0xE5010004, Access(0x1FFC, 4, True)),  # str r0, [r1, #-4]
    (0xE4D10001, Access(0x2000, 1, False)),  # ldrb r0, [r1], #1
    (0xE7910102, Access(0x200C, 4, False)),  # ldr r0, [r1, r2, lsl #2]
    (0xE1D100B2, Access(0x2002, 2, False)),  # ldrh r0, [r1, #2]
    (0xE1C120F8, Access(0x2008, 8, True)),  # strd r2, r3, [r1, #8]
    (0xE1C120D8, Access(0x2008, 8, False)),  # ldrd r2, r3, [r1, #8]
    (0xE1910F9F, Access(0x2000, 4, False)),  # ldrex r0, [r1]
    (0xE92D4010, Access(0xDFF8, 8, True)),  # push {r4, lr}
    (0xE8BD8010, Access(0xE000, 8, False)),  # pop {r4, pc}
    (0xED910B02, Access(0x2008, 8, False)),  # vldr d0, [r1, #8]
    (0xED2D8B10, Access(0xDFC0, 64, True)),  # vpush {d8-d15}
    (0xF421020D, Access(0x2000, 32, False)),  # vld1.8 {d0-d3}, [r1]!
    (0xE0810002, None),  # add r0, r1, r2
])
def test_decoding(word, expected):
    assert decode(word, REGISTERS.__getitem__) == expected
