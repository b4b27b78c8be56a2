"""The driver of the BCM2835's random number generator on its model."""

import pytest
from devices import Time, mapped

from tamapy import reg
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bcm_rng import BcmRng
from tamapy.soc.broadcom import rng

BASE = 0x20104000


def counting():
    """Entropy that counts, so that every word can be told from the others."""
    state = iter(range(1, 1 << 30))
    return lambda n: next(state).to_bytes(n, "little")


@pytest.fixture
def model():
    Time(1_000_000)
    return mapped(BASE, BcmRng(counting()))


@pytest.fixture
def generator(model):
    made = rng.RNG(BASE)
    made.init()
    return made


def test_it_warms_up(generator, model):
    assert model.warm_up == rng.WARM_UP and model.control == 1
    assert int(rng.random_word(BASE)) == 1
    assert model.warm_up == 0


def test_one_that_runs_is_left_alone(generator, model):
    rng.random_word(BASE)
    generator.init()
    assert model.warm_up == 0


def test_words_come_in_order_and_once(generator):
    assert [int(rng.random_word(BASE)) for _ in range(12)] == list(range(1, 13))


def test_any_number_of_bytes(generator):
    assert generator.get_random_data(6) == b"\x01\0\0\0\x02\0"
    assert generator.get_random_data(0) == b""
    with pytest.raises(ValueError, match="from 0"):
        generator.get_random_data(-1)


def test_one_that_is_stuck(generator, model):
    model.stuck = True
    with pytest.raises(TimeoutError, match=r"STATUS\.COUNT"):
        generator.get_random_data(4)


def test_what_is_ruled_out(generator):
    with pytest.raises(ModelError, match="no word"):
        reg.read(BASE + rng.DATA)
    with pytest.raises(ModelError, match="to write"):
        reg.write(BASE + rng.DATA, 0)
