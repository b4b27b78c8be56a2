"""The SNVS's driver on its model."""

import pytest
from devices import mapped

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.snvs import Snvs
from tamapy.metal.memory import Device, memory
from tamapy.soc.nxp import snvs

BASE = 0x020CC000
KEY = bytes(range(32))


class Moments:
    """A clock that tests move."""

    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def now():
    return Moments()


@pytest.fixture
def model(now):
    clocks = RegisterBank()
    mapped(0x020C4000, clocks, 0x4000)
    made = Snvs(snvs.TRUSTED, True, now)
    made.clocks = clocks
    mapped(BASE, made, 0x4000)
    return made


@pytest.fixture
def driver(model):
    made = snvs.SNVS(BASE, (0x020C407C, 9))
    made.init()
    return made


def test_its_clock_is_switched_on(driver, model):
    assert model.clocks.values[0x7C] == 0b11 << 18


@pytest.mark.parametrize("state", [
    snvs.INIT, snvs.HARD_FAIL, snvs.SOFT_FAIL, snvs.CHECK, snvs.NONSECURE, snvs.TRUSTED,
    snvs.SECURE,
])
@pytest.mark.parametrize("fused", [True, False])
def test_the_devices_key_needs_a_trusted_state(driver, model, state, fused):
    model.state, model.has_key = state, fused
    assert driver.state() == state
    trusted = state in (snvs.TRUSTED, snvs.SECURE) and fused
    assert driver.available() == model.trusted == trusted


def test_a_key_with_a_wrong_syndrome_is_none(driver, model):
    read = model.read
    for bit in range(9):
        memory.devices[:] = [Device(
            BASE, 0x4000, lambda o, s, bit=bit: read(o, s) | (o == 0x14) << 16 + bit, model.write
        )]
        assert not driver.available()


@pytest.mark.parametrize("fatal", [True, False])
def test_a_violation_ends_trust(driver, model, fatal):
    driver.violate(fatal)
    assert driver.state() == snvs.SOFT_FAIL and not driver.available()


@pytest.mark.parametrize("what", ["clock", "temperature", "voltage"])
@pytest.mark.parametrize("violation", [True, False])
def test_tampering_is_recorded_and_a_violation_if_that_is_the_policy(
    driver, model, what, violation
):
    driver.set_policy(**{what: True}, violation=violation)
    report = driver.monitor()
    assert not (report.clock or report.temperature or report.voltage or report.power)
    assert report.state == snvs.TRUSTED
    model.tamper(what)
    report = driver.monitor()
    assert [name for name in ("clock", "temperature", "voltage") if getattr(report, name)] == [what]
    assert report.state == (snvs.SOFT_FAIL if violation else snvs.TRUSTED)
    assert driver.available() != violation
    driver.set_policy()
    assert not getattr(driver.monitor(), what)


def test_what_is_not_watched_is_no_violation(driver, model):
    driver.set_policy(voltage=True, violation=True)
    model.tamper("clock")
    assert driver.available() and driver.monitor().clock


def test_a_soft_failure_becomes_a_hard_one(driver, model):
    driver.set_policy(voltage=True, violation=True, hard_fail=5000)
    assert driver.monitor().counter == 5000
    model.pass_clocks(10000)
    assert driver.monitor().counter == 5000  # only after a soft failure
    model.tamper("voltage")
    model.pass_clocks(4999)
    assert driver.monitor().counter == 1 and not model.reset_asked
    model.pass_clocks(1)
    assert model.reset_asked and driver.state() == snvs.HARD_FAIL


def test_another_policy_prevents_the_hard_failure(driver, model):
    driver.set_policy(voltage=True, violation=True, hard_fail=5000)
    model.tamper("voltage")
    model.pass_clocks(100)
    driver.set_policy()
    model.pass_clocks(10000)
    assert driver.state() == snvs.SOFT_FAIL and not model.reset_asked


@pytest.mark.parametrize("delay", [-1, 1 << 32])
def test_delays_have_a_range(driver, model, delay):
    model.write = None
    with pytest.raises(ValueError, match="clocks before"):
        driver.set_policy(hard_fail=delay)


def test_the_clock(driver, model, now):
    assert not driver.is_running() and driver.time() == 0
    driver.set_time(1_700_000_000)
    assert driver.is_running() and driver.time() == 1_700_000_000
    now.seconds += 3.5
    assert driver.time() == 1_700_000_003 and driver.ticks() & 0x7FFF == 0x4000
    driver.set_time(5)
    assert driver.time() == 5
    driver.set_time(snvs.LAST_SECOND)
    now.seconds += 1
    assert driver.ticks() == 0  # 47 bits


def test_a_reading_in_the_middle_of_a_change_is_read_again(driver, model, now):
    driver.set_time((1 << 17) - 1)  # the lower half is about to overflow
    now.seconds += 0.99999
    reads = []
    read = model.read

    def moving(offset, size):
        reads.append(offset)
        if len(reads) == 2:
            now.seconds += 0.1  # between the halves
        return read(offset, size)

    memory.devices[:] = [Device(BASE, 0x4000, moving, model.write)]
    ticks = driver.ticks()
    assert ticks >> 32 == 1 and ticks & 0xFFFFFFFF < 0x2000 and len(reads) == 6


def test_ticks_may_pass_while_it_is_read(driver, model, now):
    """Code that takes longer than a tick, 31 microseconds, to read both halves."""
    driver.set_time(1000)
    driver.ticks()
    read = model.read

    def slow(offset, size):
        now.seconds += 100 / 32768
        return read(offset, size)

    memory.devices[:] = [Device(BASE, 0x4000, slow, model.write)]
    first, second = driver.ticks(), driver.ticks()
    assert 1000 << 15 < first < second < 1001 << 15


def test_a_clock_that_never_stands_still_is_an_error(driver, model):
    count = iter(range(10**6))
    memory.devices[:] = [Device(BASE, 0x4000, lambda o, s: next(count), model.write)]
    with pytest.raises(TimeoutError, match="SNVS_LPSRTCLR"):
        driver.ticks()


def test_a_clock_that_does_not_stop_is_an_error(driver, model):
    memory.devices[:] = [Device(BASE, 0x4000, lambda o, s: 1, model.write)]
    with pytest.raises(TimeoutError, match=r"SNVS_LPCR \(register 0x020cc038\): bit 0"):
        driver.set_time(1)


@pytest.mark.parametrize("seconds", [-1, 1 << 32])
def test_times_have_a_range(driver, model, seconds):
    with pytest.raises(ValueError, match="seconds"):
        driver.set_time(seconds)


def test_the_master_key(driver, model):
    driver.set_policy(voltage=True)
    assert driver.is_zero()
    driver.set_master_key(KEY)
    assert bytes(model.master_key) == KEY and not driver.is_zero()
    assert model.key_control >> 3 & 1
    model.tamper("voltage")
    assert driver.is_zero() and not model.key_control >> 3 & 1
    driver.set_master_key(KEY)
    driver.zeroise()
    assert driver.is_zero() and driver.available()


@pytest.mark.parametrize("which", [snvs.OTPMK, snvs.ZMK, snvs.COMBINED])
def test_selecting_the_master_key(driver, model, which):
    driver.select_master_key(which)
    assert model.key_control & 0b11 == which
    assert bool(model.command >> 13 & 1) == (which != snvs.OTPMK)


def test_a_locked_master_key(driver, model):
    driver.set_policy()
    driver.set_master_key(KEY)
    driver.lock_master_key()
    for call in (lambda: driver.set_master_key(bytes(32)),
                 lambda: driver.select_master_key(snvs.ZMK)):
        with pytest.raises(RuntimeError, match="locked"):
            call()
    assert bytes(model.master_key) == KEY and model.read(0x6C, 4) == 0
    model.write(0x34, 4, 0)
    model.write(0x6C, 4, 0)
    assert bytes(model.master_key) == KEY


def test_bad_master_keys(driver, model):
    with pytest.raises(ValueError, match="32 bytes"):
        driver.set_master_key(KEY[1:])
    with pytest.raises(ValueError, match="OTPMK"):
        driver.select_master_key(1)


@pytest.mark.parametrize("misuse", [
    lambda m: m.read(0x800, 4), lambda m: m.write(0x14, 4, 0), lambda m: m.read(0x14, 2),
    lambda m: (m._set_running(1), m.write(0x54, 4, 0)),
])
def test_the_model_reports_what_the_manual_rules_out(model, misuse):
    with pytest.raises(ModelError):
        misuse(model)
