"""DCP and CAAM beside the package ``cryptography``: random inputs of all lengths to 4096 bytes."""

import random

import pytest
from devices import Security, mapped

from tamapy.emulator.models.bus import SimulatedBus
from tamapy.emulator.models.caam import Caam
from tamapy.emulator.models.dcp import Dcp
from tamapy.soc.nxp import caam, dcp

pytest.importorskip("cryptography", reason="tools/setup installs it")

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.cmac import CMAC

LONGEST = 4096
BLOCK = 16
HASHES = {"sha1": hashes.SHA1, "sha224": hashes.SHA224, "sha256": hashes.SHA256}
#: All of them, and some of each remainder of a block, of a hash's block and of a word.
LENGTHS = pytest.mark.parametrize("lengths", [
    [*range(150), *range(150, LONGEST, 37), LONGEST - 1, LONGEST],
    pytest.param(range(LONGEST + 1), marks=pytest.mark.slow),
], ids=["some", "all"])


@pytest.fixture
def dcp_driver(region, clocks):
    mapped(0x02280000, Dcp(SimulatedBus(), lambda: bytes(16)), 0x4000)
    made = dcp.DCP(0x02280000, (0x020C4068, 5), Security(), (region.start, region.size))
    made.init()
    return made


@pytest.fixture
def caam_driver(region, clocks):
    model = Caam(SimulatedBus(), lambda: bytes(32))
    mapped(0x02140000, model, 0x4000)
    gates = tuple((0x020C4068, number) for number in (4, 5, 6))
    made = caam.CAAM(0x02140000, gates, Security(), (region.start, region.size))
    made.init()
    return made


def encrypted(data, key, mode):
    """By the other implementation."""
    context = Cipher(algorithms.AES(key), mode).encryptor()
    return context.update(data) + context.finalize()


def digest(name, data):
    """By the other implementation."""
    context = hashes.Hash(HASHES[name]())
    context.update(data)
    return context.finalize()


def check_blocks(driver, data, key, iv, name):
    """ECB and CBC, there and back; ``name`` is what the driver is told to use as a key."""
    ecb, cbc = driver.encrypt(data, name), driver.encrypt(data, name, iv)
    assert ecb == encrypted(data, key, modes.ECB())
    assert cbc == encrypted(data, key, modes.CBC(iv))
    assert driver.decrypt(ecb, name) == driver.decrypt(cbc, name, iv) == data


def check_refused(driver, data, key, iv):
    """No whole blocks."""
    for vector in (None, iv):
        for call in (driver.encrypt, driver.decrypt):
            with pytest.raises(ValueError, match="invalid input size"):
                call(data, key, vector)


@LENGTHS
def test_dcp(dcp_driver, lengths):
    chance = random.Random(len(lengths))
    for length in lengths:
        data, key, iv = chance.randbytes(length), chance.randbytes(16), chance.randbytes(BLOCK)
        if length % BLOCK:
            check_refused(dcp_driver, data, key, iv)
        else:
            slot = chance.randrange(4)
            dcp_driver.set_key(slot, key)
            check_blocks(dcp_driver, data, key, iv, chance.choice((slot, key)))
        for name in ("sha1", "sha256"):
            assert getattr(dcp_driver, name)(data).digest() == digest(name, data), length


@LENGTHS
def test_caam(caam_driver, lengths):
    chance = random.Random(len(lengths))
    for length in lengths:
        data, iv = chance.randbytes(length), chance.randbytes(BLOCK)
        key = chance.randbytes(chance.choice((16, 24, 32)))
        if length % BLOCK:
            check_refused(caam_driver, data, key, iv)
        else:
            check_blocks(caam_driver, data, key, iv, key)
        assert caam_driver.ctr(data, key, iv) == encrypted(data, key, modes.CTR(iv)), length
        code = CMAC(algorithms.AES(key))
        code.update(data)
        assert caam_driver.cmac(data, key) == code.finalize(), length
        for name in HASHES:
            assert getattr(caam_driver, name)(data).digest() == digest(name, data), length
