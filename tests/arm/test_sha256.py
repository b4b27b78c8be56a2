"""The compression function against hashlib."""

import hashlib
import struct

from hypothesis import given
from hypothesis import strategies as st

from tamapy.arm import sha256
from tamapy.metal import stack_array, u32


def digest(data):
    padded = data + b"\x80" + bytes(-(len(data) + 9) % 64) + struct.pack(">Q", len(data) * 8)
    state, block = stack_array(u32, 8), stack_array(u32, 16)
    sha256.start(state)
    for at in range(0, len(padded), 64):
        for i, word in enumerate(struct.unpack_from(">16I", padded, at)):
            block[i] = word
        sha256.compress(state, block)
    return b"".join(int(state[i]).to_bytes(4, "big") for i in range(8))


@given(st.binary(max_size=150))
def test_digests(data):
    assert digest(data) == hashlib.sha256(data).digest()
