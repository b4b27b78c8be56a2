"""The drivers of GPT and EPIT on their models."""

import pytest
from devices import mapped

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.epit import Epit
from tamapy.emulator.models.gpt import Gpt
from tamapy.metal.memory import Device, memory
from tamapy.soc.nxp import epit, gpt

GPT, EPIT, GATES = 0x02098000, 0x020D0000, 0x020C4000
HERTZ = 66000000


class Clock:
    """Ticks of the timers' clock that tests let pass."""

    def __init__(self):
        self.ticks = 0

    def __call__(self):
        return self.ticks / HERTZ


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def gates():
    bank = RegisterBank()
    mapped(GATES, bank, 0x4000)
    return bank


@pytest.fixture
def counter(clock, gates):
    """GPT: model and driver."""
    model = Gpt(clock)
    mapped(GPT, model, 0x4000)
    driver = gpt.GPT(1, GPT, ((GATES + 0x6C, 10), (GATES + 0x6C, 11)), lambda: HERTZ, 87)
    driver.init()
    return model, driver


@pytest.fixture
def periodic(clock, gates):
    """EPIT: model and driver."""
    model = Epit(clock)
    mapped(EPIT, model, 0x4000)
    driver = epit.EPIT(1, EPIT, (GATES + 0x6C, 6), lambda: HERTZ, 87)
    driver.init()
    return model, driver


def test_clocks_are_switched_on(counter, periodic, gates):
    assert gates.values[0x6C] == 0b1111 << 20 | 0b11 << 12


@pytest.mark.parametrize("prescaler", [1, 2, 66, 4096])
def test_gpt_runs_freely(counter, clock, prescaler):
    model, driver = counter
    driver.start(prescaler)
    assert driver.frequency() == HERTZ // prescaler and driver.count() == 0
    clock.ticks += 1000 * prescaler
    assert driver.count() == 1000
    clock.ticks += ((1 << 32) - 1000) * prescaler
    assert driver.count() == 0 and model.values[0x08] & 1 << 5  # it rolled over
    driver.stop()
    clock.ticks += 5000 * prescaler
    assert driver.count() == 0
    driver.start(prescaler)
    clock.ticks += 7 * prescaler
    assert driver.count() == 7 and not model.values[0x08]


@pytest.mark.parametrize("channel", [1, 2, 3])
def test_gpt_compares(counter, clock, channel):
    model, driver = counter
    driver.start()
    driver.set_compare(channel, 500)
    clock.ticks += 499
    assert not driver.is_due(channel) and not model.interrupt
    clock.ticks += 1
    assert driver.is_due(channel) and model.interrupt
    assert [driver.is_due(other) for other in (1, 2, 3)].count(True) == 1
    driver.clear(channel)
    clock.ticks += 1000
    assert not driver.is_due(channel) and driver.count() == 1500
    driver.disable_compare(channel)
    clock.ticks += 1 << 32
    assert driver.is_due(channel) and not model.interrupt


def test_gpt_periods(counter, clock):
    _, driver = counter
    driver.start(3, period=100)
    for _ in range(4):
        clock.ticks += 3 * 99
        assert driver.is_due(1) and driver.count() == 99
        driver.clear(1)
        clock.ticks += 3
        assert driver.count() == 0 and not driver.is_due(1)
    clock.ticks += 3 * 1050
    assert driver.is_due(1) and driver.count() == 50


def test_gpt_refuses(counter):
    model, driver = counter
    for options in ({"prescaler": 0}, {"prescaler": 4097}, {"period": 1}, {"period": 1 << 33}):
        with pytest.raises(ValueError, match=r"(prescaler|period)( in ticks)? is"):
            driver.start(**options)
    for channel in (0, 4):
        with pytest.raises(ValueError, match="channel is"):
            driver.set_compare(channel, 1)
    with pytest.raises(ValueError, match=r"32 bits|count of ticks"):
        driver.set_compare(1, 1 << 32)
    assert model.values[0] == 0 and model.values[0x0C] == 0


def test_a_gpt_that_does_not_reset(counter):
    model, driver = counter
    memory.devices[:] = [Device(GPT, 0x4000, lambda offset, size: 1 << 15, model.write)]
    with pytest.raises(TimeoutError, match=r"GPT1_CR \(register 0x02098000\): bit 15"):
        driver.start()


def test_the_gpts_model(counter):
    model, driver = counter
    driver.start()
    with pytest.raises(ModelError, match="while it runs"):
        model.write(0, 4, 1 << 6 | 1)
    with pytest.raises(ModelError, match="read-only"):
        model.write(0x24, 4, 0)
    with pytest.raises(ModelError, match="no register"):
        model.read(0, 2)
    with pytest.raises(ModelError, match="no clock source 7"):
        model.write(0, 4, 7 << 6)


@pytest.mark.parametrize("prescaler", [1, 10, 4096])
@pytest.mark.parametrize("period", [2, 1000, 1 << 32])
def test_epit_periods(periodic, clock, prescaler, period):
    model, driver = periodic
    driver.start(period, prescaler)
    assert driver.frequency() == HERTZ // prescaler
    for _ in range(3):
        assert driver.count() == period - 1 and not driver.is_due() and not model.interrupt
        clock.ticks += (period - 2) * prescaler
        assert driver.count() == 1 and not driver.is_due()
        clock.ticks += prescaler
        assert driver.count() == 0 and driver.is_due() and model.interrupt
        driver.clear()
        clock.ticks += prescaler
    clock.ticks += 10 * period * prescaler
    assert driver.is_due()
    driver.stop()
    assert not model.interrupt
    before = driver.count()
    clock.ticks += 500 * prescaler
    assert driver.count() == before


def test_epit_starts_again(periodic, clock):
    _, driver = periodic
    driver.start(100)
    clock.ticks += 250
    driver.start(1000)
    assert driver.count() == 999 and not driver.is_due()


def test_a_new_load_is_for_the_next_round(periodic, clock):
    model, driver = periodic
    driver.start(100)
    model.write(epit.LR, 4, 9)
    clock.ticks += 98
    assert driver.count() == 1 and not driver.is_due()
    clock.ticks += 2
    assert driver.count() == 9 and driver.is_due()
    driver.clear()
    clock.ticks += 9
    assert driver.count() == 0 and driver.is_due()


def test_epit_refuses(periodic):
    model, driver = periodic
    for arguments in ((1, 1), (1 << 33, 1), (10, 0), (10, 4097)):
        with pytest.raises(ValueError, match=r"(prescaler|period)( in ticks)? is"):
            driver.start(*arguments)
    assert model.control == 0


def test_an_epit_that_does_not_reset(periodic):
    model, driver = periodic
    memory.devices[:] = [Device(EPIT, 0x4000, lambda offset, size: 1 << 16, model.write)]
    with pytest.raises(TimeoutError, match=r"EPIT1_CR \(register 0x020d0000\): bit 16"):
        driver.start(100)


def test_the_epits_model(periodic):
    model, driver = periodic
    driver.start(100)
    with pytest.raises(ModelError, match="while it runs"):
        model.write(0, 4, 1 << 24 | 1)
    with pytest.raises(ModelError, match="read-only"):
        model.write(0x10, 4, 0)
    with pytest.raises(ModelError, match="no register"):
        model.read(0x14, 4)


@pytest.mark.parametrize("step", [0, 1, 7, 50])
@pytest.mark.parametrize("ticks", [1, 2, 20, 100])
def test_a_channel_is_due_in_time(counter, clock, step, ticks):
    """However many ticks pass between two accesses: what passed before it was set is not lost."""
    model, driver = counter
    driver.start()
    read, write = model.read, model.write

    def slowly(access):
        def accessing(*arguments):
            clock.ticks += step
            return access(*arguments)
        return accessing

    memory.devices.clear()
    memory.map_device(Device(GPT, 0x4000, slowly(read), slowly(write)))
    begin = clock.ticks
    driver.due_in(2, ticks)
    model.read, model.write = read, write
    for _ in range(40):
        if driver.is_due(2):
            break
        clock.ticks += max(ticks // 2, 1)
    assert driver.is_due(2) and clock.ticks - begin >= ticks
    assert clock.ticks - begin <= 2 * ticks + 100 * step


def test_what_cannot_be_due(counter):
    for ticks in (0, -1, 1 << 31, 1.5):
        with pytest.raises(ValueError, match="ticks until a channel is due"):
            counter[1].due_in(1, ticks)
