"""The bus encryption engine's driver on its model."""

import pytest
from devices import Security, mapped

import tamapy.metal as metal
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bee import Bee
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
    made = Bee()
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
    (lambda m: Bee().write(4, 4, 0), "no clock"),
])
def test_the_model_reports_what_is_ruled_out(model, misuse, text):
    with pytest.raises(ModelError, match=text):
        misuse(model)
