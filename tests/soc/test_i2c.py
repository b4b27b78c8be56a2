"""The I2C controller's driver on its model."""

import pytest
from devices import mapped

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.armory import Pf1510
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.i2c import IBB, IEN, IFDR, MSTA, I2c, Registers
from tamapy.metal.memory import Device, memory
from tamapy.soc.nxp import i2c
from tamapy.soc.nxp.i2c.dividers import SETTINGS, setting

BASE = 0x021A0000
HERTZ = 66000000


@pytest.fixture
def model():
    gates = RegisterBank()
    mapped(0x020C4000, gates, 0x4000)
    store = Registers({n: n * 3 & 255 for n in range(600)}, width=2)
    made = I2c({0x08: Pf1510(), 0x50: store})
    made.gates, made.store = gates, store
    mapped(BASE, made, 0x4000)
    return made


@pytest.fixture
def driver(model):
    made = i2c.I2C(1, BASE, (0x020C4070, 3), lambda: HERTZ, 68)
    made.init()
    return made


def is_at_rest(model):
    """Whether the bus has been left."""
    return not model.values[0x0C] & IBB and not model.values[0x08] & MSTA


def test_init(driver, model):
    assert model.gates.values[0x70] == 0b11 << 6
    assert model.values[IFDR] == 0x39  # by 768: 86 kHz
    assert model.values[0x08] & IEN


@pytest.mark.parametrize("clock, hertz, divider", [
    (HERTZ, 100000, 768), (HERTZ, 400000, 192), (HERTZ, 20000, 3840), (24000000, 400000, 64),
    (24000000, 100000, 240), (24000000, 384000, 64),
])
def test_dividers(clock, hertz, divider):
    assert setting(clock, hertz) == SETTINGS[divider]
    assert clock / divider <= hertz


def test_settings_are_told_apart():
    assert len(set(SETTINGS.values())) == len(SETTINGS) == 50


@pytest.mark.parametrize("hertz", [0, 17000, 400001])
def test_clocks_the_bus_cannot_have(driver, model, hertz):
    with pytest.raises(ValueError, match="from 17188 to 400000"):
        driver.init(hertz)


@pytest.mark.parametrize("size", [1, 2, 3, 17])
@pytest.mark.parametrize("register", [0, 5, 0x100])
def test_registers_are_read(driver, model, size, register):
    found = driver.read(0x50, size, register, width=2)
    assert found == bytes((register + n) * 3 & 255 for n in range(size))
    assert is_at_rest(model) and model.store.number == register + size


def test_the_usb_armorys_power_management(driver, model):
    assert driver.read(0x08, 1, 0) == b"\x7c"
    driver.write(0x08, b"\x10", 0x52)
    assert driver.read(0x08, 1, 0x52) == b"\x10"
    with pytest.raises(i2c.AcknowledgeError):
        driver.write(0x08, b"\0", 0)


def test_registers_are_read_where_the_target_is(driver, model):
    assert driver.read(0x50, 2, 0x40, 2) == bytes([0xC0, 0xC3])
    assert driver.read(0x50, 1) == b"\xc6"


@pytest.mark.parametrize("data", [b"", b"x", bytes(range(40))])
def test_registers_are_written(driver, model, data):
    driver.write(0x50, data, 0x0123, width=2)
    assert [model.store.values[0x123 + n] for n in range(len(data))] == list(data)
    driver.write(0x50, b"\1\x23" + data)
    assert driver.read(0x50, len(data) + 1, 0x0123, 2)[:-1] == data and is_at_rest(model)


def test_nobody_there(driver, model):
    with pytest.raises(i2c.AcknowledgeError, match="I2C1: no acknowledge of byte 0x42"):
        driver.write(0x21, b"x")
    assert is_at_rest(model)
    with pytest.raises(i2c.AcknowledgeError, match="byte 0x43"):
        driver.read(0x21, 1)
    assert is_at_rest(model) and driver.read(0x08, 1, 0) == b"\x7c"


def test_a_byte_that_is_not_taken(driver, model):
    with pytest.raises(i2c.AcknowledgeError, match="byte 0xff"):
        driver.write(0x08, b"\xff", 0)
    assert is_at_rest(model) and driver.read(0x08, 1, 0) == b"\x7c"


@pytest.mark.parametrize("after", range(-1, 5))
@pytest.mark.parametrize("reads", [True, False])
def test_another_master(driver, model, after, reads):
    model.lost_after = after
    with pytest.raises(i2c.ArbitrationError, match="I2C1: another master"):
        driver.read(0x50, 2, 7, width=2) if reads else driver.write(0x50, b"abcd")
    assert not model.values[0x08] & MSTA and model.lost_after is None
    assert driver.read(0x08, 1, 0) == b"\x7c"


def test_a_bus_that_is_not_free(driver, model):
    model.held = True
    with pytest.raises(TimeoutError, match=r"I2C1_I2SR \(register 0x021a000c\): bit 5 .* 0"):
        driver.read(0x08, 1, 0)
    assert not model.values[0x08] & MSTA
    model.held = False
    assert driver.read(0x08, 1, 0) == b"\x7c"


def test_a_target_that_holds_the_clock(driver, model):
    model.stuck = True
    with pytest.raises(TimeoutError, match=r"I2C1_I2SR .*: bit 1 did not become 1"):
        driver.read(0x08, 1, 0)
    assert is_at_rest(model)
    model.stuck = False
    assert driver.read(0x08, 1, 0) == b"\x7c"


def test_a_start_that_does_not_come(driver, model):
    def read(offset, size):
        return model.read(offset, size) & (~IBB if offset == 0xC else -1)

    memory.devices[:] = [Device(BASE, 0x4000, read, model.write)]
    with pytest.raises(TimeoutError, match="bit 5 did not become 1"):
        driver.read(0x08, 1, 0)
    assert is_at_rest(model)


@pytest.mark.parametrize("arguments, message", [
    ((0x80, 1), "from 0 to 127"), ((-1, 1), "address is"), ((8, 0), "number of bytes"),
    ((8, 1, 256), "a register is"), ((8, 1, 0, 0), "from 1 to 4"), ((8, 1, 0, 5), "from 1 to 4"),
])
def test_what_cannot_be_asked(driver, model, arguments, message):
    model.held = True  # nothing may be touched
    with pytest.raises(ValueError, match=message):
        driver.read(*arguments)


def test_the_models_rules(model):
    with pytest.raises(ModelError, match="before it is enabled"):
        model.write(8, 2, MSTA)
    model.write(8, 2, IEN)
    with pytest.raises(ModelError, match="does not send"):
        model.write(0x10, 2, 0)
    with pytest.raises(ModelError, match="without having the bus"):
        model.write(8, 2, IEN | 1 << 2)
    model.write(8, 2, IEN | MSTA | 1 << 4)
    model.write(0x10, 2, 0x10)
    with pytest.raises(ModelError, match="another is on its way"):
        model.write(0x10, 2, 0)
    with pytest.raises(ModelError, match="16 bits"):
        model.read(0, 4)
