"""The address space controller's driver on its model."""

import pytest

from tamapy.arm import tzc380
from tamapy.arm.tzc380 import ALL, NORMAL_READ, NORMAL_WRITE, SECURE_READ, SECURE_WRITE
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.bus import BusError
from tamapy.emulator.models.csu import Csu
from tamapy.emulator.models.guarded_bus import GuardedBus, Guards
from tamapy.emulator.models.tzc380 import Tzc380
from tamapy.metal.memory import Device, memory

BASE, ROUTING = 0x021D0000, 0x020E4000
SECURE = SECURE_READ | SECURE_WRITE
RAM = 0x80000000


@pytest.fixture
def routing():
    made = RegisterBank({0x24: 1})
    memory.map_device(Device(ROUTING, 0x4000, made.read, made.write))
    return made


@pytest.fixture
def model(routing):
    made = Tzc380(lambda: bool(routing.values.get(4, 0) >> 23 & 1))
    memory.map_device(Device(BASE, 0x4000, made.read, made.write))
    return made


@pytest.fixture
def driver(model):
    return tzc380.TZC380(BASE, (ROUTING + 0x24, 0), (ROUTING + 4, 23))


def test_regions(driver, model):
    assert driver.regions() == 16
    assert model.permissions(RAM) == SECURE
    driver.set_region(0, ALL)
    driver.set_region(1, SECURE, RAM + 0x10000000, 0x8000000)
    driver.set_region(2, SECURE | NORMAL_READ, RAM + 0x17FF8000, 0x8000)
    for address, expected in (
        (0, ALL), (RAM, ALL), (RAM + 0x0FFFFFFF, ALL), (RAM + 0x10000000, SECURE),
        (RAM + 0x17FF7FFF, SECURE), (RAM + 0x17FF8000, SECURE | NORMAL_READ),
        (RAM + 0x17FFFFFF, SECURE | NORMAL_READ), (RAM + 0x18000000, ALL), (0xFFFFFFFF, ALL),
    ):
        assert model.permissions(address) == expected, hex(address)
    driver.disable_region(1)
    assert model.permissions(RAM + 0x10000000) == ALL
    assert model.permissions(RAM + 0x17FF8000) == SECURE | NORMAL_READ


@pytest.mark.parametrize("shift", range(15, 33))
def test_sizes(driver, model, shift):
    size = 1 << shift
    start = RAM // size * size
    driver.set_region(0, 0)
    driver.set_region(15, ALL, start, size)
    assert model.permissions(start) == model.permissions(start + size - 1) == ALL
    if size < 1 << 32:
        assert model.permissions((start + size) % (1 << 32)) == 0


def test_inversion(driver, model):
    driver.set_region(3, NORMAL_READ | NORMAL_WRITE, RAM, 0x10000)
    assert model.permissions(RAM) == ALL
    driver.invert()
    assert model.permissions(RAM) == NORMAL_READ | NORMAL_WRITE


def test_locking(driver, model):
    driver.set_region(1, SECURE, RAM, 0x10000)
    driver.lock()
    model.write(0x008, 4, 0)
    model.write(0x00C, 4, 0)
    for call in (lambda: driver.set_region(1, ALL, RAM, 0x10000), lambda: driver.disable_region(1),
                 lambda: driver.set_region(1, SECURE, RAM + 0x10000, 0x10000), driver.invert,
                 lambda: driver.set_region(0, ALL)):
        with pytest.raises(RuntimeError, match="locked"):
            call()
    assert model.low[1] == RAM
    assert model.permissions(RAM) == model.permissions(0) == SECURE
    assert not model.values[0x034] and model.values[0x008] == 0x8000000F


def test_a_controller_that_is_passed_by(driver, model, routing):
    routing.values[0x24] = 0
    before = list(model.attributes)
    for call in (lambda: driver.set_region(1, ALL, RAM, 0x10000), lambda: driver.disable_region(1),
                 lambda: driver.set_region(0, ALL), driver.lock):
        with pytest.raises(RuntimeError) as caught:
            call()
        assert str(caught.value) == "TZASC inactive (bypass detected)"
    assert model.attributes == before


@pytest.mark.parametrize("arguments", [
    (16, ALL, RAM, 0x10000), (-1, ALL), (1, 16, RAM, 0x10000), (1, -1, RAM, 0x10000),
    (1, ALL, RAM, 0x4000), (1, ALL, RAM, 0x18000), (1, ALL, RAM + 0x8000, 0x10000),
    (1, ALL, RAM, 1 << 33), (1, ALL, -0x10000, 0x10000), (1, ALL, 1 << 32, 0x10000),
    (0, ALL, RAM, 0x10000), (1, ALL, RAM, 0),
])
def test_regions_that_cannot_be(driver, model, arguments):
    before = (list(model.low), list(model.attributes))
    with pytest.raises(ValueError):
        driver.set_region(*arguments)
    assert (model.low, model.attributes) == before


@pytest.mark.parametrize("number", [0, 16, -1])
def test_regions_that_cannot_be_disabled(driver, number):
    with pytest.raises(ValueError):
        driver.disable_region(number)


@pytest.mark.parametrize("offset", [0x10C, 0x200, 0x038])
def test_the_model_reports_what_is_no_register(model, offset):
    with pytest.raises(ModelError):
        model.read(offset, 4)
    with pytest.raises(ModelError):
        model.write(offset, 4, 0)


class Ram:
    """Memory behind the guards: what it was asked for."""

    def __init__(self):
        self.log = []

    def read(self, address, size):
        self.log.append(("read", address, size))
        return b"\x5a" * size

    def write(self, address, data):
        self.log.append(("write", address, len(data)))


@pytest.fixture
def guards(model, routing):
    return Guards(
        Csu(), model, lambda: bool(routing.values[0x24] & 1), ((0x00900000, 0x20000, (39, 1)),),
    )


@pytest.mark.parametrize("permissions", range(16))
@pytest.mark.parametrize("secure", [False, True])
def test_masters_are_refused_what_their_world_may_not(driver, guards, permissions, secure):
    ram = Ram()
    bus = GuardedBus(ram, guards, 11)
    guards.csu.write(0x218, 4, 0 if secure else 1 << 22)
    driver.invert()
    driver.set_region(0, ALL)
    driver.set_region(4, permissions, RAM, 0x8000)
    for write, bit in ((False, SECURE_READ if secure else NORMAL_READ),
                       (True, SECURE_WRITE if secure else NORMAL_WRITE)):
        def access(write=write):
            # The region is the second half of it.
            return bus.write(RAM - 4, bytes(8)) if write else bus.read(RAM - 4, 8)

        if permissions & bit:
            access()
            assert ram.log.pop() == ("write" if write else "read", RAM - 4, 8)
            assert driver.refused() is None
        else:
            with pytest.raises(BusError, match=f"TZC-380 does not let master 11 .*0x{RAM - 4:08x}"):
                access()
            assert driver.refused() == (RAM, write, secure, 11)
            driver.forget()
            assert driver.refused() is None
        assert not ram.log


def test_the_first_refusal_is_told(driver, model, guards):
    bus = GuardedBus(Ram(), guards, 3)
    guards.csu.write(0x218, 4, 1 << 6)
    for address in (RAM, RAM + 0x1000):
        with pytest.raises(BusError):
            bus.read(address, 4)
    assert driver.refused() == (RAM, False, False, 3) and model.values[0x010] == 0b11
    driver.forget()
    with pytest.raises(BusError):
        bus.write(RAM + 0x2000, bytes(4))
    assert driver.refused() == (RAM + 0x2000, True, False, 3) and model.values[0x010] == 0b01


def test_refusals_without_errors(driver, guards):
    ram = Ram()
    bus = GuardedBus(ram, guards, 3)
    guards.csu.write(0x218, 4, 1 << 6)
    driver.answer_errors(False)
    assert bus.read(RAM, 4) == bytes(4)
    bus.write(RAM, b"1234")
    assert not ram.log and driver.refused() == (RAM, False, False, 3)
    driver.answer_errors(True)
    with pytest.raises(BusError):
        bus.read(RAM, 4)


def test_memory_that_is_used_past_the_controller(guards, routing):
    routing.values[0x24] = 0
    ram = Ram()
    guards.csu.write(0x218, 4, 1 << 6)
    assert GuardedBus(ram, guards, 3).read(RAM, 4) == b"\x5a" * 4


def test_on_chip_memory_is_the_central_security_units(driver, guards):
    ram = Ram()
    bus = GuardedBus(ram, guards, 3)
    bus.read(0x00900000, 4)
    guards.csu.write(0x218, 4, 1 << 6)
    for access in (lambda: bus.read(0x0091FFFC, 4), lambda: bus.write(0x00900000, b"1234")):
        with pytest.raises(BusError, match="the CSU does not let master 3"):
            access()
    guards.csu.write(39 * 4, 4, 0x003F0033)  # the normal world reads
    bus.read(0x0091FFFC, 4)
    with pytest.raises(BusError):
        bus.write(0x00900000, b"1234")
    assert driver.refused() is None
