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


def test_the_comparator(timer, clock):
    clock.now = 0xFFFFFFF0
    timer.start(1, 0x20)
    assert not timer.is_due(1)
    clock.now += 0x1F
    assert not timer.is_due(1)
    clock.now += 1
    assert timer.is_due(1) and timer.is_due(1)
    timer.clear(1)
    assert not timer.is_due(1)
    clock.now += 5
    timer.start(1, 5)
    assert not timer.is_due(1)


@pytest.mark.parametrize("step", [1, 10, 1000])
def test_a_match_is_not_missed(timer, clock, step):
    """The counter goes on while the comparator is written."""
    for after in (1, 2, 5, 50):
        clock.step = step
        timer.start(1, after)
        clock.step, clock.now = 0, clock.now + 20 * step + after
        assert timer.is_due(1)


@pytest.mark.parametrize("left, match", [
    (-5, 4), (0, 4), (4001, 5), (10**6, 1000), (1 << 62, 0x40000000),
])
def test_the_alarm(timer, clock, left, match):
    """In nanoseconds, never too early."""
    clock.now = 70
    systimer.set_alarm(BASE, left)
    clock.now += match - 1
    assert not systimer.matched(BASE, 3)
    clock.now += 1
    assert systimer.matched(BASE, 3)


@pytest.mark.parametrize("channel, after", [
    (0, 1), (2, 1), (3, 1), (4, 1), (1, 0), (1, 3_600_000_001),
])
def test_arguments_that_cannot_be(timer, channel, after):
    with pytest.raises(ValueError, match=r"channel|microseconds"):
        timer.start(channel, after)


def test_what_the_manual_rules_out(timer):
    with pytest.raises(ModelError, match="cannot be written"):
        reg.write(BASE + systimer.CLO, 0)
    with pytest.raises(ModelError, match="VideoCore"):
        systimer.compare(BASE, 2, 0)
