"""The watchdog's driver on its model."""

import pytest
from devices import mapped

from tamapy.emulator.models import ModelError, ResetError
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.wdog import Wdog
from tamapy.metal.memory import Device, memory
from tamapy.soc.nxp import wdog

BASE = 0x020BC000


class Clock:
    """Seconds that tests let pass."""

    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def model(clock):
    gates = RegisterBank()
    mapped(0x020C4000, gates, 0x4000)
    made = Wdog("WDOG1", clock)
    made.gates = gates
    mapped(BASE, made, 0x4000)
    return made


@pytest.fixture
def driver(model):
    made = wdog.WDOG(1, BASE, (0x020C4074, 8), 112)
    made.init()
    return made


def test_init(driver, model):
    assert model.gates.values[0x74] == 0b11 << 16
    assert model.misc == 0 and not driver.is_running()


@pytest.mark.parametrize("seconds", [0.5, 1, 2.5, 128])
def test_it_resets_after_its_time(driver, model, clock, seconds):
    driver.start(seconds)
    assert driver.is_running() and model.control & 0b1000
    clock.seconds += seconds - 0.01
    model.check()
    driver.service()
    clock.seconds += seconds - 0.01
    assert driver.is_running()
    clock.seconds += 0.01
    with pytest.raises(ResetError, match=f"WDOG1 .*not serviced for {float(seconds)} s"):
        model.check()
    with pytest.raises(ResetError):
        driver.service()  # too late
    model.restart(model.cause)
    assert driver.reset_cause() == wdog.TIMEOUT and not driver.is_running()


def test_a_new_time_counts_from_now(driver, model, clock):
    driver.start(1)
    clock.seconds += 0.9
    driver.start(20)
    clock.seconds += 19
    model.check()
    clock.seconds += 1
    with pytest.raises(ResetError, match="20"):
        model.check()


@pytest.mark.parametrize("seconds", [0, 0.25, 0.75, -1, 128.5, 1000])
def test_times_it_cannot_count(driver, model, seconds):
    with pytest.raises(ValueError, match=r"0\.5 to 128\.0 seconds"):
        driver.start(seconds)
    assert not driver.is_running() and not model.control_written


def test_half_a_service_is_none(driver, model, clock):
    driver.start(1)
    clock.seconds += 0.9
    for word in (0xAAAA, 0x5555, 0x1234, 0xAAAA):
        model.write(2, 2, word)
    clock.seconds += 0.2
    with pytest.raises(ResetError):
        model.check()


def test_it_cannot_be_stopped(driver, model):
    driver.start(1)
    model.write(0, 2, 0x30)
    assert driver.is_running()


def test_an_interrupt_before_the_reset(driver, model, clock):
    driver.set_interrupt(1.5)
    driver.start(4)
    clock.seconds += 2.4
    assert not driver.is_interrupting() and not model.interrupt
    clock.seconds += 0.1
    assert driver.is_interrupting() and model.interrupt
    driver.clear_interrupt()
    assert not driver.is_interrupting()
    driver.service()
    clock.seconds += 2.5
    assert driver.is_interrupting()
    with pytest.raises(RuntimeError, match="WDOG1 was set before"):
        driver.set_interrupt(2)
    with pytest.raises(ValueError, match=r"0\.0 to 127\.5"):
        driver.set_interrupt(128)


def test_causes(driver, model):
    assert driver.reset_cause() == wdog.POWER_ON
    with pytest.raises(ResetError, match="software asked for it"):
        driver.reset()
    model.restart(model.cause)
    assert driver.reset_cause() == wdog.SOFTWARE
    model.restart(0)
    assert driver.reset_cause() is None


def test_a_reset_that_does_not_come(driver, model):
    writes = []
    memory.devices[:] = [
        Device(BASE, 0x4000, model.read, lambda offset, size, value: writes.append(value))
    ]
    with pytest.raises(TimeoutError, match="WDOG1_WCR: bit 4"):
        driver.reset()
    assert writes == [0x74, 0x64, 0x64, 0x64]


def test_the_model_wants_16_bits(model):
    with pytest.raises(ModelError, match="16 bits"):
        model.read(0, 4)
    with pytest.raises(ModelError, match="read-only"):
        model.write(4, 2, 0)
