"""The driver of the BCM2835's pins on their model."""

import pytest
from devices import mapped

from tamapy import reg
from tamapy.arm import irq_events
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bcm_gpio import BcmGpio
from tamapy.soc.broadcom import gpio, interrupts, waiting

BASE = 0x20200000


@pytest.fixture
def model():
    return mapped(BASE, BcmGpio())


@pytest.fixture
def pins(model):
    return gpio.GPIO(BASE)


@pytest.mark.parametrize("number", [0, 9, 10, 17, 31, 32, 53])
def test_every_register_of_functions(pins, model, number):
    pin = pins.pin(number)
    for function in (gpio.ALT5, gpio.ALT0, gpio.OUTPUT, gpio.INPUT, gpio.ALT3):
        pin.select(function)
        assert pin.function() == function
        assert model.functions == [function if n == number else 0 for n in range(54)]


@pytest.mark.parametrize("number", [4, 45])
def test_output(pins, model, number):
    pin = pins.pin(number)
    pin.output(high=True)
    assert model.level(number) and pin.is_high()
    pin.set(False)
    assert not model.level(number) and not pin.is_high()
    pin.set(1)
    assert model.levels() == 1 << number


@pytest.mark.parametrize("number", [7, 40])
def test_pulls(pins, model, number):
    pin = pins.pin(number)
    pin.input("up")
    assert pin.is_high() and model.pulls[number] == gpio.PULL_UP
    pin.input("down")
    assert not pin.is_high() and model.pulls[number] == gpio.PULL_DOWN
    model.drive(number, True)
    assert pin.is_high()
    pin.input()
    assert [pull for pull in model.pulls if pull] == []
    assert model.control == 0 and model.clocks == 0


def test_edges(pins, model):
    pin, other = pins.pin(20), pins.pin(33)
    pin.input("down")
    pin.watch("rising")
    other.watch("falling")
    assert not pin.happened()
    model.drive(20, True)
    assert pin.happened() and not pin.happened()
    model.drive(20, False)
    assert not pin.happened() and not other.happened()
    model.drive(33, True)
    model.drive(33, False)
    assert model.line_is_up(1) and model.line_is_up(3) and not model.line_is_up(0)
    assert other.happened() and not model.line_is_up(1)


def test_levels_happen_as_long_as_they_last(pins, model):
    pin = pins.pin(2)
    pin.input()
    pin.watch("low")
    assert pin.happened() and pin.happened()
    pin.watch("high")
    assert not pin.happened()
    model.drive(2, True)
    assert pin.happened()
    pin.watch()
    assert not pin.happened()


def test_edges_without_the_clock(pins, model):
    pin = pins.pin(50)
    pin.input()
    pin.watch("rising-async", "falling-async")
    for level in (True, False):
        model.drive(50, level)
        assert pin.happened()


def test_arguments_that_cannot_be(pins):
    for number in (-1, 54):
        with pytest.raises(ValueError, match="a pin is"):
            pins.pin(number)
    with pytest.raises(ValueError, match="function"):
        pins.pin(1).select(8)
    with pytest.raises(ValueError, match="pulled"):
        pins.pin(1).pull("sideways")
    with pytest.raises(ValueError, match="watched"):
        pins.pin(1).watch("rising", "moon")


def test_what_the_manual_rules_out(model):
    with pytest.raises(ModelError, match="0b11"):
        reg.write(BASE + gpio.GPPUD, 3)
    reg.write(BASE + gpio.GPPUD, gpio.PULL_UP)
    with pytest.raises(ModelError, match="set up for"):
        reg.write(BASE + gpio.GPPUDCLK0, 1)
    gpio.settle(BASE)
    reg.write(BASE + gpio.GPPUDCLK0, 1)
    with pytest.raises(ModelError, match="held for"):
        reg.write(BASE + gpio.GPPUD, 0)
    with pytest.raises(ModelError, match="GPLEV"):
        reg.write(BASE + gpio.GPLEV0, 1)
    with pytest.raises(ModelError, match="54 pins"):
        reg.write(BASE + gpio.GPSET0 + 4, 1 << 22)
    with pytest.raises(ModelError, match="no register"):
        reg.read(BASE + 0xA0)


def test_the_handler_counts_and_clears(pins, model):
    """Sources in both registers; those without an event stay as they are."""
    seen = (0, 27, 31, 32, 53)
    for number in (*seen, 5):
        pins.pin(number).watch("rising")
    for number in (*seen, 6):
        model.drive(number, True)
    irq_events.register(BASE + gpio.GPEDS0)
    assert [model.line_is_up(group) for group in range(4)] == [True] * 4
    irq_events.receive(interrupts.GPIO_0, 0)
    irq_events.receive(interrupts.GPIO_0, 0)
    assert not model.events
    assert [n for n in range(64) if irq_events.arrived[n]] == list(seen)
    for number in seen:
        assert irq_events.arrived[number] == 1
        irq_events.arrived[number] = 0


@pytest.mark.parametrize("number, level", [(2, "high"), (40, "low")])
def test_levels_would_interrupt_for_ever(pins, number, level):
    assert not gpio.are_levels_watched(BASE)
    pins.pin(number).watch(level, "rising")
    assert gpio.are_levels_watched(BASE)
    with pytest.raises(ValueError, match="watched for a level"):
        waiting.for_pin(pins.pin(7))
    pins.pin(number).watch("rising")
    assert not gpio.are_levels_watched(BASE)
