"""Block ciphers in software: compiled for every kind of processor, and simulated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numbers_of_guest import numbers

from tamapy.metal import Ptr, configure, u8, u8x8, usize
from tamapy.metal.memory import memory
from tamapy.runtime.ciphers import aes, planes
from tests.soc import aes as reference
from tests.worlds import CAN_RUN, run

GUEST = Path(__file__).with_name("guest.py")
#: NIST SP 800-38A, F.2.1, F.2.3 and F.2.5: keys, and the first two blocks of what comes of TEXT.
TEXT = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
KNOWN = {
    "2b7e151628aed2a6abf7158809cf4f3c":
        "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2",
    "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b":
        "4f021db243bc633d7178183a9fa071e8b4d9ada9ad7dedf4e5e738763f69145a",
    "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4":
        "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d",
}


def placed(data: bytes, type_: type = u8x8) -> Any:
    """Bytes in simulated memory."""
    address = memory.allocate(len(data))
    memory.store_bytes(address, data)
    return Ptr[type_](usize(address))  # type: ignore[valid-type]


@pytest.mark.parametrize("bits", [32, 64])
@pytest.mark.parametrize("key", KNOWN)
def test_known_answers(key: str, bits: int) -> None:
    configure(bits)
    words, data = len(key) // 8, bytes.fromhex(TEXT)
    keys = placed(bytes((words + 7) * 64))
    aes.schedule(placed(bytes.fromhex(key), u8), words, keys)
    text, back = placed(bytes(32)), placed(bytes(32))
    aes.encrypt_chained(keys, words + 6, placed(bytes(range(16))), placed(data), text, 2)
    assert memory.load_bytes(text.address, 32).hex() == KNOWN[key]
    chain = placed(bytes(range(16)))
    aes.decrypt_chained(keys, words + 6, chain, text, back, 2)
    assert memory.load_bytes(back.address, 32) == data
    assert memory.load_bytes(chain.address, 16).hex() == KNOWN[key][32:]


def parts(vectors: list[int]) -> list[u8x8]:
    """Vectors that have a number in every lane."""
    return [u8x8(number) for number in vectors]


def test_substitution_of_every_byte() -> None:
    """Without the addition of 0x63; the affine map taken back leaves the inverse."""
    for value in range(256):
        bits = parts([value >> i & 1 for i in range(8)])
        found = planes.substitute(*bits)
        substituted = sum((plane.lanes[3] & 1) << i for i, plane in enumerate(found))
        assert substituted == reference.SUBSTITUTES[value] ^ 0x63
        inverse = planes.unmap(*found)
        number = sum((plane.lanes[3] & 1) << i for i, plane in enumerate(inverse))
        assert reference.multiplied(number, value) == (value != 0)


VECTORS = st.lists(st.binary(min_size=8, max_size=8), min_size=8, max_size=8)


@given(VECTORS)
@settings(max_examples=20, deadline=None)
def test_transposition_is_its_own_inverse(vectors: list[bytes]) -> None:
    given_ = [u8x8.of(vector) for vector in vectors]
    planes_ = planes.transposed(*given_)
    for i in range(8):
        for j in range(8):
            for p in range(8):
                assert planes_[i].lanes[p] >> j & 1 == vectors[j][p] >> i & 1
    assert [v.lanes for v in planes.transposed(*planes_)] == vectors


@given(VECTORS)
@settings(max_examples=20, deadline=None)
def test_mixed_columns_and_back(vectors: list[bytes]) -> None:
    q = [u8x8.of(vector) for vector in vectors]

    def mixed(q: list[u8x8]) -> list[u8x8]:
        return list(planes.mix(*q, *(planes.pick(x, x, planes.TURN) for x in q)))

    found = mixed(q)
    for p in range(0, 8, 4):  # block 0, the front half
        column = [sum((q[i].lanes[p + r] & 1) << i for i in range(8)) for r in range(4)]
        for r in range(4):
            two, three = reference.MIXES[2], reference.MIXES[3]
            wanted = (
                two[column[r]] ^ three[column[(r + 1) % 4]] ^ column[(r + 2) % 4]
                ^ column[(r + 3) % 4]
            )
            assert sum((found[i].lanes[p + r] & 1) << i for i in range(8)) == wanted
    assert [v.lanes for v in mixed(list(planes.premix(*found)))] == vectors


def lines() -> list[str]:
    """What the guest has to print."""
    found = []
    for size in (16, 24, 32):
        key = numbers(size, size)
        for blocks in range(11):
            data = numbers(16 * blocks, blocks)
            text = reference.encrypt(data, key, bytes(range(16, 32))) if data else b""
            found.append(f"{size} {blocks} {text.hex()} True")
    return [
        *found, "66e94bd4ef8a2c3b884cfa59ca342b2e",
        "ValueError: a key of AES has 16, 24 or 32 bytes, not 15",
        "TypeError: a bytes-like object is required, not 'str'",
        "ValueError: 17 bytes are no whole blocks of 16",
        "ValueError: a vector of AES has 16 bytes, not 15",
        "TypeError: a bytes-like object is required, not 'int'",
        "ValueError: the key is forgotten",
    ]


@pytest.mark.xdist_group("ciphers")  # two of them share an image
@pytest.mark.parametrize("world, optimise", [
    ("native", 0), ("emulator", 2), ("qemu", 2), ("pi1-emulator", 0),
    *(pytest.param(world, 2, marks=pytest.mark.slow) for world in ("native", "pi1-emulator")),
])
def test_compiled(world: str, optimise: int, tmp_path: Path) -> None:
    if not CAN_RUN[world]:
        pytest.skip("QEMU is not installed")
    outcome = run(GUEST, world, tmp_path, optimise=optimise)
    assert outcome.output.splitlines() == lines()
    assert outcome.status == 0
