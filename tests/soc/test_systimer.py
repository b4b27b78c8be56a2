"""The system timer's driver on its model."""

import pytest
from devices import mapped

from tamapy import reg
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bcm_systimer import BcmSystemTimer
from tamapy.soc.broadcom import systimer

BASE = 0x20003000


class Clock:
    """Microseconds that pass when they are told to, and some whenever they are read."""

    def __init__(self):
        self.now = 0
        self.step = 0

    def __call__(self):
        self.now += self.step
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def timer(clock):
    mapped(BASE, BcmSystemTimer(clock))
    return systimer.SystemTimer(BASE)


def test_counting(timer, clock):
    assert timer.now() == 0
    clock.now = 0x1_2345_6789
    assert timer.now() == 0x1_2345_6789
    assert systimer.nanoseconds(BASE) == 0x1_2345_6789 * 1000


def test_halves_belong_together(timer, clock):
    """The lower half overflows while it is read: the upper one is read again."""
    clock.now, clock.step = 0xFFFFFFFE, 1
    seen = [timer.now() for _ in range(4)]
    assert seen == sorted(seen) and seen[0] >= 0xFFFFFFFE and seen[-1] < 0x100000020


@pytest.mark.parametrize("channel", [1, 3])
def test_comparators(timer, clock, channel):
    clock.now = 0xFFFFFFF0
    timer.start(channel, 0x20)
    assert not timer.is_due(channel)
    clock.now += 0x1F
    assert not timer.is_due(channel)
    clock.now += 1
    assert timer.is_due(channel) and timer.is_due(channel)
    timer.start(channel, 5)
    assert not timer.is_due(channel)


@pytest.mark.parametrize("channel, after", [(0, 1), (2, 1), (4, 1), (1, 0), (1, 3_600_000_001)])
def test_arguments_that_cannot_be(timer, channel, after):
    with pytest.raises(ValueError, match=r"channel|microseconds"):
        timer.start(channel, after)


def test_what_the_manual_rules_out(timer):
    with pytest.raises(ModelError, match="cannot be written"):
        reg.write(BASE + systimer.CLO, 0)
    with pytest.raises(ModelError, match="VideoCore"):
        systimer.compare(BASE, 2, 0)
