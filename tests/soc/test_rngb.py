"""The RNGB's driver on its model."""

import pytest

from tamapy.emulator.models.rngb import DEPTH, Rngb
from tamapy.metal.memory import Device, memory
from tamapy.soc.nxp import rngb

BASE = 0x02284000


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
    assert words == list(range(1, 3 * DEPTH + 1))


def test_any_number_of_bytes():
    generator = mapped(Rngb(counting()))
    generator.init()
    assert generator.get_random_data(6) == b"\x01\0\0\0\x02\0"
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
        generator.init() if offset == rngb.SR else rngb.random_word(BASE)


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
