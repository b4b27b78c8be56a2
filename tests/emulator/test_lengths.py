"""DCP and CAAM in compiled programs beside the package ``cryptography``, to 4096 bytes."""

import hashlib
import random
from pathlib import Path

import pytest
from images import build, on_emulator

pytest.importorskip("cryptography", reason="tools/setup installs it")

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.cmac import CMAC

PROGRAM = Path(__file__).parent / "programs" / "lengths.py"
LONGEST, BLOCK = 4096, 16
HASHES = {
    "dcp": {"sha1": hashes.SHA1, "sha256": hashes.SHA256},
    "caam": {"sha1": hashes.SHA1, "sha224": hashes.SHA224, "sha256": hashes.SHA256},
}
BOARDS = {"dcp": "usbarmory-mk2", "caam": "usbarmory-mk2/6ul"}


@pytest.fixture(scope="module")
def image():
    return build(PROGRAM)


def encrypted(data, key, mode):
    context = Cipher(algorithms.AES(key), mode).encryptor()
    return context.update(data) + context.finalize()


def results(engine, chance, length):
    """As the program makes them, by the other implementation."""
    data, iv = chance.randbytes(length), chance.randbytes(BLOCK)
    key = chance.randbytes(16 if engine == "dcp" else chance.choice((16, 24, 32)))
    if length % BLOCK == 0:
        yield "ecb", encrypted(data, key, modes.ECB())
        yield "cbc", encrypted(data, key, modes.CBC(iv))
    if engine == "caam":
        yield "ctr", encrypted(data, key, modes.CTR(iv))
        code = CMAC(algorithms.AES(key))
        code.update(data)
        yield "cmac", code.finalize()
    for name, kind in HASHES[engine].items():
        context = hashes.Hash(kind())
        context.update(data)
        yield name, context.finalize()


def expected(engine, first, stop, step):
    """The program's answer to a line."""
    chance = random.Random(first)
    sums = {}
    for length in range(first, stop, step):
        for name, result in results(engine, chance, length):
            sums.setdefault(name, hashlib.sha256()).update(result)
    return [f"{engine} {first} {name} {sums[name].hexdigest()}" for name in sorted(sums)]


@pytest.mark.parametrize("engine", ["dcp", "caam"])
@pytest.mark.parametrize("spans", [
    [(0, 80, 1), (96, LONGEST, 571), (128, LONGEST, 784), (LONGEST, LONGEST + 1, 1)],
    pytest.param(
        [(first, min(first + 256, LONGEST + 1), 1) for first in range(0, LONGEST + 1, 256)],
        marks=pytest.mark.slow,
    ),
], ids=["some", "all"])
def test_all_lengths(image, engine, spans):
    lines = "".join(f"{engine} {first} {stop} {step}\n" for first, stop, step in spans)
    output, status = on_emulator(image, lines.encode(), board=BOARDS[engine], timeout=3600)
    assert status == 0, output
    wanted = [line for span in spans for line in expected(engine, *span)]
    assert output.decode().replace("\r\n", "\n").splitlines() == wanted
