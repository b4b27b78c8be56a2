"""The temperature monitor's driver on its model."""

import pytest
from devices import mapped
from hypothesis import given
from hypothesis import strategies as st

from tamapy.emulator.models import ModelError, ResetError
from tamapy.emulator.models.bank import Overlay, RegisterBank
from tamapy.emulator.models.tempmon import Tempmon
from tamapy.soc.nxp import tempmon
from tamapy.soc.nxp.tempmon.scale import Scale

BASE = 0x020C8180
CALIBRATION = 0x5794FD69  # 1401 at 25 degrees, 1277 at 105


MISC1 = 0x020C8160


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def model(clock):
    analog = RegisterBank(aliases=True)
    made = Tempmon(CALIBRATION, analog=analog, now=clock)
    parts = Overlay(analog, {0x180: (made, {*range(0x20), *range(0x110, 0x120)})})
    mapped(0x020C8000, parts, 0x4000)
    return made


@pytest.fixture
def driver(model):
    return tempmon.TEMPMON(BASE, lambda: CALIBRATION, MISC1, 81)


@pytest.mark.parametrize("celsius", [-40, 0, 25, 40.5, 85, 105, 125])
def test_temperatures(driver, model, celsius):
    model.celsius = celsius
    for _ in range(3):
        assert abs(driver.read() - celsius) < 0.7  # a count is two thirds of a degree
        assert model.values[0] & 0b11 == 0b01  # no power, not measuring


def test_the_calibration_points(driver, model):
    for celsius in (25, 105):
        model.celsius = celsius
        assert driver.read() == celsius


def test_a_chip_that_was_not_calibrated(driver, model):
    driver.calibration = lambda: 0
    before = dict(model.values)
    for call in (driver.read, driver.watch):
        with pytest.raises(RuntimeError, match="not calibrated"):
            call()
    assert model.values == before


def test_a_sensor_that_does_not_finish(driver, model):
    model.stalled = True
    with pytest.raises(TimeoutError, match=r"TEMPMON_TEMPSENSE0 \(register 0x020c8180\): bit 2"):
        driver.read()
    assert model.values[0] & 0b11 == 0b01
    model.stalled = False
    assert abs(driver.read() - 40) < 0.7


def test_the_model_wants_power(model):
    with pytest.raises(ModelError, match="no power"):
        model.write(0x04, 4, 0b10)


def test_it_measures_again_and_again(driver, model, clock):
    driver.watch(0.5)
    assert driver.is_watching() and abs(driver.read() - 40) < 0.7
    model.celsius = 60
    assert abs(driver.read() - 40) < 0.7  # not yet
    clock.seconds += 0.6
    assert abs(driver.read() - 60) < 0.7
    driver.stop()
    assert not driver.is_watching() and model.values[0] & 0b11 == 0b01
    model.celsius = 20
    assert abs(driver.read() - 20) < 0.7  # once, which ends the rest
    assert not driver.is_watching() and not driver.alarms()


@pytest.mark.parametrize(("celsius", "expected"), [
    (-20, {"low"}), (9, {"low"}), (11, set()), (40, set()), (79, set()), (81, {"high"}),
    (99, {"high"}),
])
def test_alarms(driver, model, clock, celsius, expected):
    driver.watch(1, low=10, high=80, panic=100)
    driver.read()
    assert not driver.alarms() and not model.interrupt
    model.celsius = celsius
    for _ in range(2):
        clock.seconds += 1.1
        model.check()
        assert driver.alarms() == expected and model.interrupt == bool(expected)
        driver.clear()
        assert not driver.alarms() and not model.interrupt


def test_alarms_that_are_not_set(driver, model, clock):
    driver.watch(1.9)
    for celsius in (-40, 125):
        model.celsius = celsius
        clock.seconds += 2.1
        model.check()
        assert not driver.alarms()
    driver.watch(1.9, high=50)
    model.celsius = -40
    model.check()
    assert not driver.alarms()


def test_panic_resets(driver, model, clock):
    driver.watch(1, panic=105)
    model.celsius = 104
    clock.seconds += 1.1
    model.check()
    model.celsius = 106
    clock.seconds += 1.1
    with pytest.raises(ResetError, match="the temperature monitor resets the machine: 106 degrees"):
        model.check()


@pytest.mark.parametrize(("arguments", "words"), [
    ({"period": 0}, "less than 2 seconds"), ({"period": 2}, "less than 2 seconds"),
    ({"period": "1"}, "less than 2 seconds"),
    ({"low": 10, "high": 10}, "high: 10 degrees are not above 10"),
    ({"low": 50, "panic": 40}, "panic: 40 degrees are not above 50"),
    ({"high": 126}, "high: an alarm is set from -40 to 125 degrees, not 126"),
    ({"low": -41}, "low: an alarm"), ({"panic": "hot"}, "panic: an alarm"),
])
def test_what_cannot_be_watched(driver, model, arguments, words):
    before = dict(model.values)
    with pytest.raises(ValueError, match=words):
        driver.watch(**arguments)
    assert model.values == before


@given(st.integers(26, 255), st.integers(0, 0xFFE), st.integers(1, 0xFFF), st.data())
def test_scales(hot, hot_count, more, data):
    """A count's temperature has this count."""
    room_count = min(hot_count + more, 0xFFF)
    scale = Scale(room_count << 20 | hot_count << 8 | hot)
    assert scale.celsius(room_count) == pytest.approx(25) and scale.celsius(hot_count) == hot
    count = data.draw(st.integers(0, 0xFFF))
    assert scale.count(scale.celsius(count)) == count


def test_a_single_measurement_raises_nothing(driver, model, clock):
    """Neither as the chip starts, nor with limits that it was watched for before."""
    driver.read()
    assert not driver.alarms()
    driver.watch(1, low=50, high=60, panic=70)
    driver.stop()
    driver.clear()
    for celsius in (0, 100):
        model.celsius = celsius
        driver.read()
        assert not driver.alarms()
