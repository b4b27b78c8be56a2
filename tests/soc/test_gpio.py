"""The GPIO's driver on its model, and pads."""

import pytest
from devices import mapped

from tamapy.arm import irq_shared
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.gpio import Gpio
from tamapy.metal.memory import Device, memory
from tamapy.soc.nxp import gpio, iomuxc

BASE = 0x020A8000


@pytest.fixture
def model():
    gates = RegisterBank()
    mapped(0x020C4000, gates, 0x4000)
    made = Gpio()
    made.gates = gates
    mapped(BASE, made, 0x4000)
    return made


@pytest.fixture
def driver(model):
    made = gpio.GPIO(4, BASE, (0x020C4074, 6), (104, 105))
    made.init()
    return made


def test_its_clock_is_switched_on(driver, model):
    assert model.gates.values[0x74] == 0b11 << 12


@pytest.mark.parametrize("number", [0, 15, 16, 31])
def test_outputs_and_inputs(driver, model, number):
    pin = driver.pin(number)
    assert not pin.is_output() and not pin.value()
    model.drive(number, True)
    assert pin.value()
    pin.set(False)
    assert pin.value() and model.outputs == 0
    pin.output(True)
    assert pin.is_output() and pin.value() and model.outputs == 1 << number
    pin.set(False)
    assert not pin.value() and model.outputs == 0
    pin.input()
    assert not pin.is_output() and pin.value()


def test_an_output_has_its_level_from_the_start(driver, model):
    seen = []
    write = model.write

    def watch(offset, size, value):
        write(offset, size, value)
        seen.append((model.values[4], model.outputs))

    memory.devices[:] = [Device(BASE, 0x4000, model.read, watch)]
    driver.pin(3).output(True)
    assert seen == [(0, 0), (8, 8)]


@pytest.mark.parametrize("number", [-1, 32])
def test_there_are_32_pins(driver, number):
    with pytest.raises(ValueError, match=f"a pin of GPIO4 .* not {number}"):
        driver.pin(number)


@pytest.mark.parametrize("number", [2, 15, 16, 30])
@pytest.mark.parametrize("trigger, up, down", [
    (gpio.RISING, True, False), (gpio.FALLING, False, True), (gpio.BOTH, True, True),
])
def test_edges(driver, model, number, trigger, up, down):
    pin = driver.pin(number)
    pin.set_interrupt(trigger)
    for level, expected in ((True, up), (False, down), (True, up)):
        assert not pin.is_pending()
        model.drive(number, level)
        model.drive(number, level)
        assert pin.is_pending() == expected
        assert model.interrupts == (expected and number < 16, expected and number >= 16)
        pin.clear_interrupt()
    pin.mask_interrupt()
    model.drive(number, False)
    model.drive(number, True)
    assert pin.is_pending() and model.interrupts == (False, False)


@pytest.mark.parametrize("trigger, level", [(gpio.LOW, False), (gpio.HIGH, True)])
def test_levels_last(driver, model, trigger, level):
    pin = driver.pin(20)
    model.drive(20, not level)
    pin.set_interrupt(trigger)
    assert not pin.is_pending()
    model.drive(20, level)
    pin.clear_interrupt()
    assert pin.is_pending() and model.interrupts == (False, True)
    model.drive(20, not level)
    assert pin.is_pending()
    pin.clear_interrupt()
    assert not pin.is_pending()


def test_a_trigger_after_both_edges(driver, model):
    pin = driver.pin(1)
    pin.set_interrupt(gpio.BOTH)
    pin.set_interrupt(gpio.RISING)
    model.drive(1, True)
    pin.clear_interrupt()
    model.drive(1, False)
    assert not pin.is_pending()


def test_other_pins_are_left_alone(driver, model):
    driver.pin(5).set_interrupt(gpio.RISING)
    model.drive(5, True)
    driver.pin(6).set_interrupt(gpio.FALLING)
    driver.pin(6).clear_interrupt()
    assert driver.pin(5).is_pending()
    assert model.values[gpio.ICR1] == 0b1110 << 10 and model.values[gpio.IMR] == 0b11 << 5


@pytest.mark.parametrize("trigger", [-1, 5, None])
def test_triggers_that_there_are_not(driver, model, trigger):
    with pytest.raises(ValueError, match="trigger is"):
        driver.pin(0).set_interrupt(trigger)
    assert model.values[gpio.IMR] == 0


def test_the_model_knows_its_registers(model):
    with pytest.raises(ModelError, match="read-only"):
        model.write(gpio.PSR, 4, 0)
    for offset, size in ((0x20, 4), (0, 2), (1, 4)):
        with pytest.raises(ModelError, match="no register"):
            model.read(offset, size)


def test_pads():
    bank = RegisterBank()
    mapped(0x020E0000, bank, 0x4000)
    pad = iomuxc.Pad(0x020E01E4, 0x020E0470, 0x020E0500)
    pad.set_mode(5)
    assert bank.values[0x1E4] == 5 and pad.mode() == 5
    pad.set_mode(2, loop_back=True)
    assert bank.values[0x1E4] == 0x12 and pad.mode() == 2
    pad.set_properties(iomuxc.properties(iomuxc.KEEPER))
    assert bank.values[0x470] == 1 << 12 | 0b10 << 6 | 6 << 3
    pad.select(2)
    assert bank.values[0x500] == 2
    with pytest.raises(ValueError, match="mode is"):
        pad.set_mode(10)
    with pytest.raises(ValueError, match="no choice"):
        iomuxc.Pad(0x020E01E4, 0x020E0470).select(1)


@pytest.mark.parametrize("options, word", [
    ({}, 0b10 << 6 | 6 << 3),
    ({"hold": iomuxc.PULL_DOWN_100K, "drive": 0, "speed": 50}, 0b11 << 12),
    ({"hold": iomuxc.PULL_UP_22K, "speed": 50, "hysteresis": True}, 0x1F000 | 6 << 3),
    ({"open_drain": True, "fast": True, "drive": 7, "speed": 200}, 1 << 11 | 0xC0 | 7 << 3 | 1),
])
def test_properties_of_pads(options, word):
    assert iomuxc.properties(**options) == word


@pytest.mark.parametrize("options, message", [
    ({"hold": 4}, "held by"), ({"drive": 8}, "strength"), ({"speed": 150}, "speed"),
])
def test_properties_that_there_are_not(options, message):
    with pytest.raises(ValueError, match=message):
        iomuxc.properties(**options)


@pytest.mark.parametrize("upper", [False, True])
def test_the_handler_counts_and_masks(driver, model, upper):
    """It serves the pins of its line that are enabled, once each until they are allowed again."""
    number, others = (105, range(16)) if upper else (104, range(16, 32))
    registers = BASE + gpio.ISR, BASE + gpio.IMR
    place = irq_shared.register(number, *registers, gpio.HALVES[upper])
    assert irq_shared.register(number, *registers, gpio.HALVES[upper]) == place
    pins = [pin for pin in range(32) if pin not in others]
    for pin in (*pins[:3], *others[:3]):
        driver.pin(pin).set_interrupt(gpio.HIGH)
        model.drive(pin, True)
    driver.pin(pins[2]).mask_interrupt()
    for _ in range(2):
        irq_shared.receive(number, 0)
    assert [int(irq_shared.arrived[place * 32 + pin]) for pin in pins[:4]] == [1, 1, 0, 0]
    assert model.values[0x14] == sum(1 << pin for pin in others[:3])
    assert model.interrupts == (upper, not upper)
    for pin in pins:
        irq_shared.arrived[place * 32 + pin] = 0
