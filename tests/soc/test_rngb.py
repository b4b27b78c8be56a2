"""The RNGB's driver on its model."""

import math

import pytest

from tamapy.emulator.models.rngb import DEPTH, Rngb
from tamapy.metal.memory import Device, memory
from tamapy.soc.nxp import rngb
from tamapy.soc.nxp.rngb import health

BASE = 0x02284000
FIRST = health.START_UP + 1  # what follows on the words of the start-up test


def mapped(model):
    memory.map_device(Device(BASE, 0x4000, model.read, model.write))
    return rngb.RNGB(BASE)


def counting():
    """Entropy that counts, so that every word can be told from the others."""
    state = iter(range(1, 1 << 30))
    return lambda n: next(state).to_bytes(n, "little")


def test_words_come_in_order_and_once():
    generator = mapped(Rngb(counting()))
    generator.init()
    words = [int(rngb.random_word(BASE)) for _ in range(3 * DEPTH)]
    assert words == list(range(FIRST, FIRST + 3 * DEPTH))


def test_any_number_of_bytes():
    generator = mapped(Rngb(counting()))
    generator.init()
    expected = FIRST.to_bytes(4, "little") + (FIRST + 1).to_bytes(2, "little")
    assert generator.get_random_data(6) == expected
    assert generator.get_random_data(0) == b""


def test_a_failed_self_test_is_an_error():
    generator = mapped(Rngb(counting(), self_test_passes=False))
    with pytest.raises(RuntimeError, match="self test"):
        generator.init()


@pytest.mark.parametrize("offset, what", [(rngb.SR, "self test"), (rngb.OUT, "error")])
def test_a_generator_that_never_answers(offset, what, monkeypatch):
    monkeypatch.setattr(rngb, "TRIES", 50)
    memory.map_device(Device(BASE, 0x4000, lambda offset, size: 0, lambda *write: None))
    generator = rngb.RNGB(BASE)
    with pytest.raises(RuntimeError, match=what):
        rngb.init(BASE) if offset == rngb.SR else rngb.random_word(BASE)
    with pytest.raises(TimeoutError, match=r"RNG_SR \(.*: bit 4 did not"):
        generator.init()


def test_reseeding_is_automatic():
    model = Rngb(counting())
    generator = mapped(model)
    generator.init()
    model.left = 2
    words = {int(rngb.random_word(BASE)) for _ in range(20)}
    assert len(words) == 20 and model.left > 2


def test_an_error_ends_the_wait():
    model = Rngb(counting())
    mapped(model).init()
    model.fifo.clear()
    model.left = 0
    model.errors = 1
    with pytest.raises(RuntimeError, match="error"):
        rngb.random_word(BASE)


# -- health tests ------------------------------------------------------------------------------


def test_the_cutoffs_are_the_standards():
    """SP 800-90B, 4.4.1 and 4.4.2, for a false alarm in 2**30 samples."""
    chance, alarm = 2.0 ** -health.ENTROPY, 2.0 ** -30
    assert health.MOST_REPEATED == 1 + math.ceil(30 / health.ENTROPY)
    total, critical = 0.0, -1
    while total < 1 - alarm:
        critical += 1
        total += (
            math.comb(health.WINDOW, critical) * chance ** critical
            * (1 - chance) ** (health.WINDOW - critical)
        )
    assert health.MOST_OF_WINDOW == 1 + critical


def test_a_source_that_sticks_is_found_at_the_start():
    generator = mapped(Rngb(lambda n: b"\x5a" * n))
    with pytest.raises(RuntimeError, match="repeats itself"):
        generator.init()
    with pytest.raises(RuntimeError, match="has not been tested, or has failed"):
        generator.get_random_data(1)


def test_a_source_that_sticks_later_is_found_and_stays_out_of_use():
    model = Rngb(counting())
    generator = mapped(model)
    generator.init()
    good = model.entropy
    model.entropy = lambda n: b"\x5a" * n
    with pytest.raises(RuntimeError, match="repeats itself"):
        generator.get_random_data(4 * (DEPTH + health.MOST_REPEATED))
    model.entropy = good
    with pytest.raises(RuntimeError, match="has failed"):
        generator.get_random_data(4)
    generator.init()
    assert len(generator.get_random_data(4)) == 4


@pytest.mark.parametrize("period, found", [(100, True), (170, True), (171, False), (512, False)])
def test_a_word_that_comes_too_often(period, found):
    """Four of the 512 of a window are too many; two in a row never are."""
    tests = health.HealthTests()
    samples = [7 if i % period == 0 else i + 1000 for i in range(health.WINDOW)]
    if found:
        with pytest.raises(RuntimeError, match="prefers a word"):
            for sample in samples:
                tests.take(sample)
    else:
        for sample in samples:
            tests.take(sample)


def test_two_in_a_row_are_no_failure():
    tests = health.HealthTests()
    for i in range(2000):
        tests.take(i // 2)
