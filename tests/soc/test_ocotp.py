"""The OCOTP's driver on its model: no fuse is blown by mistake."""

import itertools

import pytest
from devices import mapped

import tamapy.metal as metal
from tamapy.emulator.models import ModelError
from tamapy.emulator.models import ocotp as models
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.ocotp import Ocotp
from tamapy.runtime import board
from tamapy.soc.nxp import ocotp

BASE = 0x021BC000
HERTZ = 66_000_000
GP1, GP2, MAC0, SJC = (4, 6), (4, 7), (4, 2), (4, 0)


@pytest.fixture
def model():
    moments = itertools.count(0, 500)
    shown = [0]

    def nanotime():
        shown[0] = next(moments)
        return shown[0]

    metal.provide(board.nanotime, nanotime)
    clocks = RegisterBank()
    mapped(0x020C4000, clocks, 0x4000)
    made = Ocotp({1: 0x12345678, 2: 0x9ABCDEF0, 0x27: 0b0101}, nanoseconds=lambda: shown[0])
    made.clocks = clocks
    mapped(BASE, made, 0x4000)
    return made


@pytest.fixture
def driver(model):
    made = ocotp.OCOTP(BASE, (0x020C4070, 6), lambda: HERTZ, lambda: 8)
    made.init()
    return made


def blow(driver, place, value):
    """As it should be done."""
    driver.arm(*place, value)
    driver.blow(*place, value)


def test_its_clock_is_switched_on(driver, model):
    assert model.clocks.values[0x70] == 0b11 << 12


def test_every_word_has_a_place_of_its_own(driver, model):
    # The first word would lock others.
    model.shadows = [1000 + word if word else 0 for word in range(64)]
    model.fuses = [2000 + word for word in range(64)]
    for word in range(64):
        assert driver.read(*divmod(word, 8)) == model.shadows[word]
        assert driver.read_fuse(*divmod(word, 8)) == 2000 + word


def test_blowing(driver, model):
    blow(driver, GP2, 0b1101)
    assert model.blown == [(0x27, 0b1000)]  # no fuse is blown twice
    assert driver.read(*GP2) == driver.read_fuse(*GP2) == 0b1101
    blow(driver, GP2, 0b1101)
    assert len(model.blown) == 1
    blow(driver, GP1, 0xFFFFFFFF)
    assert driver.read(*GP1) == 0xFFFFFFFF
    assert model.control >> 16 == 0  # locked again
    assert model.fuses[1] == 0x12345678


@pytest.mark.parametrize("hertz", [12_000_000, 24_000_000, 33_000_000, 66_000_000, 132_000_000])
def test_fuses_are_blown_for_ten_microseconds(driver, model, hertz):
    model.hertz = hertz
    driver.clock = lambda: hertz
    blow(driver, GP1, 1)
    assert 9.9 < model.program_time() < 10.1


def test_wrong_timing_would_be_noticed(driver, model):
    model.hertz = 2 * HERTZ
    with pytest.raises(ModelError, match=r"blown for 5\.00 us"):
        blow(driver, GP1, 1)


@pytest.mark.parametrize("arm", [
    None, (4, 6, 3), (4, 5, 1), (3, 6, 1), (4, 6, 0),
])
def test_what_is_not_armed_is_not_blown(driver, model, arm):
    if arm:
        driver.arm(*arm)
    model.write = None
    with pytest.raises(RuntimeError, match="arm"):
        driver.blow(*GP1, 1)


def test_arming_holds_once(driver, model):
    driver.arm(*GP1, 1)
    driver.blow(*GP1, 1)
    with pytest.raises(RuntimeError, match="arm"):
        driver.blow(*GP1, 1)
    driver.arm(*GP1, 3)
    with pytest.raises(RuntimeError):
        driver.blow(*GP1, 7)
    with pytest.raises(RuntimeError):
        driver.blow(*GP1, 3)
    assert model.fuses[0x26] == 1


@pytest.mark.parametrize("value", [0, 0b0001, 0b1010, 0xFFFFFFFB])
def test_fuses_are_not_mended(driver, model, value):
    with pytest.raises(ValueError, match="0x00000005: blown fuses cannot be mended"):
        blow(driver, GP2, value)
    assert not model.blown


def test_a_dead_fuse_is_noticed(driver, model):
    model.dead = {(0x26, 3)}
    with pytest.raises(RuntimeError, match="is 0x00000003 and not 0x0000000b"):
        blow(driver, GP1, 0b1011)


@pytest.mark.parametrize("place, lock", [
    (GP1, 10), (GP2, 12), (MAC0, 8), ((3, 0), 14), ((5, 5), 22), ((6, 0), 21), ((7, 0), 15),
    ((7, 4), 23), ((0, 1), 0), ((0, 5), 2), ((1, 0), 4), ((1, 5), 18), ((2, 0), 17),
])
def test_locked_words(driver, model, place, lock):
    word = 8 * place[0] + place[1]
    model.fuses[0] = model.shadows[0] = 1 << lock
    value = model.fuses[word] | 0x80000000
    with pytest.raises(RuntimeError, match="locked for writing"):
        blow(driver, place, value)
    assert not model.blown
    # The error does not stay in the way.
    blow(driver, (5, 0), 1)


def test_words_that_cannot_be_read(driver, model):
    model.fuses[0x20] = model.shadows[0x20] = 77
    assert driver.read(*SJC) == 77
    model.shadows[0] = 1 << 6
    for read in (driver.read, driver.read_fuse):
        with pytest.raises(RuntimeError, match="word 4, 0 is locked for reading"):
            read(*SJC)
    assert driver.read(0, 1) == 0x12345678
    # A word may be what is read in place of locked ones.
    model.shadows[0x26] = ocotp.LOCKED
    assert driver.read(*GP1) == ocotp.LOCKED


def test_sticky_locks(driver, model):
    model.write(0x50, 4, 0b110)
    model.write(0x50, 4, 0)
    for place in ((5, 6), (5, 7)):
        with pytest.raises(RuntimeError, match="locked for writing"):
            blow(driver, place, 1)


def test_overriding_shadows(driver, model):
    driver.override(*GP1, 0xABCD)
    assert driver.read(*GP1) == 0xABCD and driver.read_fuse(*GP1) == 0
    driver.reload()
    assert driver.read(*GP1) == 0
    model.shadows[0] = 1 << 11
    with pytest.raises(RuntimeError, match="locked for writing"):
        driver.override(*GP1, 1)
    with pytest.raises(RuntimeError, match="locked for writing"):
        driver.override(0, 0, 1)
    blow(driver, GP1, 2)  # the lock of the shadow is not the fuse's


@pytest.mark.parametrize("place", [(8, 0), (-1, 0), (0, 8), (0, -1)])
def test_words_that_there_are_not(driver, model, place):
    model.read = model.write = None
    for call in (driver.read, driver.read_fuse, lambda *p: driver.arm(*p, 1),
                 lambda *p: driver.override(*p, 1)):
        with pytest.raises(ValueError, match="of fuses is"):
            call(*place)


@pytest.mark.parametrize("value", [-1, 1 << 32])
def test_words_have_32_bits(driver, model, value):
    for call in (driver.arm, driver.override):
        with pytest.raises(ValueError, match="a fuse word is"):
            call(*GP1, value)


def test_a_controller_that_is_always_busy(driver, model):
    model.work = [lambda: None]
    model.stalled = True
    for call in (lambda: driver.read(0, 1), driver.reload, lambda: blow(driver, GP1, 1)):
        with pytest.raises(TimeoutError, match=r"OCOTP_CTRL \(register 0x021bc000\): bit 8"):
            call()


def test_data_without_the_key_blows_nothing(model):
    model.write(0x00, 4, 0x26)
    model.write(0x20, 4, 1)
    assert model.read(0, 4) == 0x26 and not model.fuses[0x26]


@pytest.mark.parametrize("misuse, text", [
    (lambda m: m.read(0x702, 4), "no shadow register"),
    (lambda m: m.read(0x700, 4), "no shadow register"),
    (lambda m: m.read(0x900, 4), "no shadow register"),
    (lambda m: m.read(0x400, 1), "32 bits"),
    (lambda m: (m.write(0x30, 4, 1), m.write(0x410, 4, 0)), "overlap"),
    (lambda m: (m.write(0x30, 4, 1), m.write(0x0, 4, 5)), "overlap"),
    (lambda m: (m.write(0x0, 4, 0x7F), m.write(0x30, 4, 1)), "no fuse word"),
])
def test_the_model_reports_what_the_manual_rules_out(model, misuse, text):
    with pytest.raises(ModelError, match=text):
        misuse(model)


def test_the_model_wants_a_pause_after_a_write(driver, model, monkeypatch):
    monkeypatch.setattr(ocotp, "POSTAMBLE", 0)
    with pytest.raises(ModelError, match="2 us after a write"):
        blow(driver, GP1, 1)


def test_regions_do_not_overlap():
    words = [word for region, *_ in models.REGIONS for word in region]
    assert len(words) == len(set(words))
    assert set(range(1, 64)) - set(words) == set(models.STICKY)
