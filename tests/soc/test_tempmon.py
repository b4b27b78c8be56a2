"""The temperature monitor's driver on its model."""

import pytest
from devices import mapped

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.tempmon import Tempmon
from tamapy.soc.nxp import tempmon

BASE = 0x020C8180
CALIBRATION = 0x5794FD69  # 1401 at 25 degrees, 1277 at 105


@pytest.fixture
def model():
    made = Tempmon(CALIBRATION)
    mapped(BASE, made, 0x200)
    return made


@pytest.fixture
def driver(model):
    return tempmon.TEMPMON(BASE, lambda: CALIBRATION)


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
    model.read = model.write = None
    with pytest.raises(RuntimeError, match="not calibrated"):
        driver.read()


def test_a_sensor_that_does_not_finish(driver, model):
    model.stalled = True
    with pytest.raises(TimeoutError, match=r"TEMPMON_TEMPSENSE0 \(register 0x020c8180\): bit 2"):
        driver.read()
    assert model.values[0] & 0b11 == 0b01
    model.stalled = False
    assert abs(driver.read() - 40) < 0.7


def test_the_model_wants_power_and_single_measurements(model):
    with pytest.raises(ModelError, match="no power"):
        model.write(0x04, 4, 0b10)
    model.write(0x08, 4, 0b11)
    with pytest.raises(ModelError, match="only once"):
        model.write(0x04, 4, 0b10)
