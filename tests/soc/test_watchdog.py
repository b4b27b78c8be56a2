"""The driver of the BCM2835's watchdog on its model."""

import pytest
from devices import mapped

from tamapy import reg
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bcm_power import RSTS_START, BcmPower
from tamapy.soc.broadcom import watchdog

BASE = 0x20100000


class Reset(Exception):
    """What the chip does is lost."""


class Clock:
    """Ticks that pass when they are told to, and one whenever they are read."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        self.now += 1
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def model(clock):
    def reset():
        raise Reset

    return mapped(BASE, BcmPower(reset, clock))


@pytest.fixture
def dog(model):
    return watchdog.Watchdog(BASE)


def test_time_runs_out(dog, clock, model):
    assert dog.remaining() is None
    dog.start(2)
    assert 1.9 < dog.remaining() <= 2
    clock.now += watchdog.TICKS
    assert 0.9 < dog.remaining() <= 1
    clock.now += watchdog.TICKS
    with pytest.raises(Reset):
        dog.remaining()


def test_feeding_it(dog, clock):
    for _ in range(5):
        dog.start(1)
        clock.now += watchdog.TICKS // 2
    assert dog.remaining() > 0


def test_stopping_it(dog, clock):
    dog.start(0.5)
    dog.stop()
    clock.now += watchdog.TICKS
    assert dog.remaining() is None


@pytest.mark.parametrize("seconds", [0, -1, 0.0001, 16])
def test_times_that_cannot_be(dog, model, seconds):
    with pytest.raises(ValueError, match="cannot wait"):
        dog.start(seconds)
    assert model.deadline is None


def test_status_survives_a_reset(model):
    assert model.status == RSTS_START
    reg.write(BASE + watchdog.RSTS, watchdog.PASSWORD | RSTS_START | watchdog.RSTS_HALT)
    model.reset()
    assert model.status == RSTS_START | watchdog.RSTS_HALT
    assert model.control == watchdog.RSTC_STOPPED


def test_the_password(model):
    with pytest.raises(ModelError, match="password"):
        reg.write(BASE + watchdog.WDOG, 1)
