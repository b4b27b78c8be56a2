"""The bus encryption engine's driver on its model."""

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from devices import Security, mapped

import tamapy.metal as metal
from tamapy import dma
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bee import Bee
from tamapy.emulator.models.bus import SimulatedBus
from tamapy.metal.memory import memory
from tamapy.runtime import board
from tamapy.soc.nxp import bee

BASE = 0x02044000
FIRST, SECOND = 0x80000000, 0xA0000000


@pytest.fixture
def model(region):
    drawn = iter(range(1, 1000))
    metal.provide(board.get_random_data, lambda p, n: memory.store_bytes(
        p.address, bytes([next(drawn)]) * int(n)
    ))
    made = Bee(SimulatedBus())
    mapped(BASE, made, 0x4000)
    return made


@pytest.fixture
def driver(model):
    made = bee.BEE(BASE, Security(trusted=False))
    made.init()
    return made


def test_enabling(driver, model, region):
    driver.enable(FIRST, SECOND)
    assert (model.values[4], model.values[8]) == (0x8000, 0xA000)
    assert model.values[0] == 0b1110001100010001
    assert (model.key, model.nonce) == (b"\1" * 16, b"\2" * 16)
    assert not any(memory.load_bytes(region.start, 16).strip(b"\xdb"))  # nothing is left of them


def test_the_devices_own_key(driver, model):
    driver.snvs.trusted = True
    driver.enable(FIRST, SECOND)
    assert not model.values[0] >> 4 & 1 and not any(model.key) and any(model.nonce)


def test_locking(driver, model):
    driver.enable(FIRST, SECOND)
    driver.lock()
    before = dict(model.values)
    assert before[0] >> 16 == before[0] & 0xFFFF
    for offset in (0, 4, 8):
        model.write(offset, 4, 0)
    assert model.values == before


@pytest.mark.parametrize("first, second", [
    (FIRST + 1, SECOND), (FIRST, SECOND + 0x8000), (-0x10000, SECOND), (1 << 32, SECOND),
    (0x20000000, SECOND), (0x40000000, SECOND), (FIRST, 0x40000000), (FIRST, 0x70000000),
])
def test_ranges_that_cannot_be(driver, model, first, second):
    memory.devices.clear()
    with pytest.raises(ValueError, match=r"range|address"):
        driver.enable(first, second)


def test_keys_cannot_be_read_or_changed_while_in_use(driver, model):
    driver.enable(FIRST, SECOND)
    assert model.read(0x0C, 4) == model.read(0x20, 4) == 0
    with pytest.raises(ModelError, match="cannot change"):
        model.write(0x0C, 4, 0)


@pytest.mark.parametrize("misuse, text", [
    (lambda m: m.read(0x30, 4), "no register"), (lambda m: m.write(0x02, 2, 0), "no register"),
    (lambda m: Bee(SimulatedBus()).write(4, 4, 0), "no clock"),
    (lambda m: m.load(0x10000000, 4), "not enabled"),
])
def test_the_model_reports_what_is_ruled_out(model, misuse, text):
    with pytest.raises(ModelError, match=text):
        misuse(model)


@pytest.mark.parametrize("trusted", [False, True])
def test_what_goes_through_an_alias(driver, model, region, trusted):
    driver.snvs.trusted = trusted
    with region.reserve(128, 16) as buffer:
        check_alias(driver, model, dma.address(buffer), b"\0" * 16 if trusted else b"\1" * 16)


def check_alias(driver, model, place, key):
    """What is stored through an alias lies in memory as AES's counter mode makes it."""
    start = place // bee.UNIT * bee.UNIT
    driver.enable(start, start)
    text, at = bytes(range(100)), int(place - start)
    model.store(bee.ALIASES[0] + at + 5, text)
    assert model.load(bee.ALIASES[0] + at + 5, 100) == text
    assert model.load(bee.ALIASES[1] + at + 6, 3) == text[1:4]  # the same range by the other alias
    stored = memory.load_bytes(int(place) + 5, 100)
    counters = [int.from_bytes(model.nonce, "little") + (int(place) >> 4) + i for i in range(7)]
    stream = b"".join(Cipher(AES(key), modes.ECB()).encryptor().update(n.to_bytes(16, "big"))
                      for n in counters)
    assert stored == bytes(a ^ b for a, b in zip(text, stream[5:], strict=False))


@pytest.mark.parametrize("call, error", [
    (lambda d: d.region(0, 4096), RuntimeError), (lambda d: d.region(2, 4096), ValueError),
    (lambda d: d.region(0, 4095), ValueError), (lambda d: d.region(0, 0), ValueError),
    (lambda d: d.region(0, (1 << 29) + 4096), ValueError),
])
def test_regions_that_cannot_be(driver, call, error):
    with pytest.raises(error):
        call(driver)


def test_a_region_is_mapped_and_behind_the_alias(driver, monkeypatch):
    mapped_pages = []
    monkeypatch.setattr(bee.protection, "protect", lambda *args: mapped_pages.append(args))
    driver.enable(FIRST, SECOND)
    found = driver.region(1, 8192)
    assert (found.start, found.size) == (bee.ALIASES[1], 8192)
    assert mapped_pages == [(bee.ALIASES[1], 8192, "rw")]
