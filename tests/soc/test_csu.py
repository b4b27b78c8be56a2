"""The central security unit's driver on its model."""

import itertools

import pytest
from devices import mapped

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.csu import Csu
from tamapy.metal.memory import memory
from tamapy.soc.nxp import csu

BASE = 0x021C0000


@pytest.fixture
def model():
    clocks = RegisterBank()
    mapped(0x020C4000, clocks, 0x4000)
    made = Csu()
    made.clocks = clocks
    mapped(BASE, made, 0x4000)
    return made


@pytest.fixture
def driver(model):
    made = csu.CSU(BASE, (0x020C406C, 14))
    made.init()
    return made


def test_its_clock_is_switched_on(driver, model):
    assert model.clocks.values[0x6C] == 0b11 << 28


def test_every_slave_has_rights_of_its_own(driver):
    slaves = list(itertools.product(range(csu.SLAVES), (0, 1)))
    assert all(driver.rights(*slave) == (csu.LEVELS[4], False) for slave in slaves)
    for i, slave in enumerate(slaves):
        driver.set_rights(*slave, csu.LEVELS[i % 8])
    for i, slave in enumerate(slaves):
        assert driver.rights(*slave) == (csu.LEVELS[i % 8], False)


def test_every_master_has_a_world_of_its_own(driver):
    for master in range(csu.MASTERS):
        assert driver.is_secure(master) == (True, False)
        driver.set_secure(master, master % 3 == 0)
    assert [driver.is_secure(m) for m in range(16)] == [(m % 3 == 0, False) for m in range(16)]


def test_locks(driver, model):
    driver.set_rights(34, 0, csu.LEVELS[5], lock=True)
    driver.set_secure(14, False, lock=True)
    for call in (lambda: driver.set_rights(34, 0, csu.LEVELS[0]),
                 lambda: driver.set_secure(14, True)):
        with pytest.raises(RuntimeError, match="locked"):
            call()
    driver.set_rights(34, 1, csu.LEVELS[0])  # the other half is not
    driver.set_secure(13, False)
    model.write(4 * 34, 4, 0)
    model.write(0x218, 4, 0)
    assert driver.rights(34, 0) == (csu.LEVELS[5], True) and driver.rights(34, 1) == (0, False)
    assert driver.is_secure(14) == (False, True) and driver.is_secure(13) == (True, False)


@pytest.mark.parametrize("call", [
    lambda d: d.rights(40, 0), lambda d: d.rights(-1, 0), lambda d: d.rights(0, 2),
    lambda d: d.set_rights(0, 0, 256), lambda d: d.set_rights(0, -1, 0),
    lambda d: d.is_secure(16), lambda d: d.set_secure(-1, True),
])
def test_bad_arguments_reach_no_register(driver, model, call):
    memory.devices.clear()
    with pytest.raises(ValueError):
        call(driver)


@pytest.mark.parametrize("offset, size", [(0xA0, 4), (0x2, 2), (0x0, 1)])
def test_the_model_reports_what_is_no_register(model, offset, size):
    with pytest.raises(ModelError):
        model.read(offset, size)


@pytest.mark.parametrize(("level", "reads", "writes", "normal_reads", "normal_writes"), [
    (0, True, True, True, True), (1, True, True, True, True), (2, True, True, True, False),
    (3, True, True, True, False), (4, True, True, False, False), (5, True, True, False, False),
    (6, True, False, False, False), (7, False, False, False, False),
])
def test_what_the_model_refuses(level, reads, writes, normal_reads, normal_writes):
    """As a supervisor, which masters and the processor are."""
    made = Csu({0x020A4000: (2, 1), 0x020A8000: (2, 1), 0x020AC000: (3, 0)})
    mapped(BASE, made, 0x4000)
    driver = csu.CSU(BASE, (0x020C406C, 14))
    driver.set_rights(2, 1, csu.LEVELS[level])
    for block in (0x020A4000, 0x020A8000):
        assert made.refuses(block, False) is not reads
        assert made.refuses(block, True) is not writes
    assert made.allows((2, 1), False, False) is normal_reads
    assert made.allows((2, 1), False, True) is normal_writes
    assert not made.refuses(0x020AC000, True) and not made.refuses(0x02000000, True)
