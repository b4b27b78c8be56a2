"""Alarms of the generic timer: ticks to a moment."""

import pytest

from tamapy.arm import alarm, timer
from tamapy.metal import i64, u32, u64
from tamapy.metal.intrinsics import install

HERTZ = 8_000_000
NOW = 5_000_000_000 * HERTZ // 1_000_000_000  # five seconds


@pytest.fixture
def written():
    """What is written to the timers, as (CRm, opc2) and value."""
    found = []
    install("mrc", lambda cp, op1, crn, crm, op2: u32(HERTZ))
    install("mrrc", lambda cp, op1, crm: u64(NOW))
    install("mcr", lambda cp, op1, value, crn, crm, op2: found.append(
        ((int(crm), int(op2)), int(value))
    ))
    install("isb", lambda: None)
    yield found
    for name in ("mrc", "mrrc", "mcr", "isb"):
        install(name, None)


@pytest.mark.parametrize("moment, ticks", [
    (5_000_000_000, 0), (4_000_000_000, 0), (5_000_000_001, 1), (5_000_000_125, 1),
    (5_000_000_126, 2), (6_000_000_000, HERTZ), (7_500_000_000, 2 * HERTZ + HERTZ // 2),
    (5_000_000_000 + 268_000_000_000, 268 * HERTZ), (5_000_000_000 + 269_000_000_000, 0x7FFFFFFF),
    ((1 << 63) - 1, 0x7FFFFFFF),
])
def test_ticks_are_enough_and_fit(written, moment, ticks):
    assert int(timer.ticks_until(i64(moment))) == ticks


def test_the_physical_timer(written):
    timer.set_alarm(i64(6_000_000_000))
    timer.cancel()
    assert written == [((2, 0), HERTZ), ((2, 1), 1), ((2, 1), 0)]


def test_the_virtual_timer(written):
    alarm.set(0.5)
    alarm.cancel()
    assert written == [((3, 0), HERTZ // 2), ((3, 1), 1), ((3, 1), 0)]


@pytest.mark.parametrize("seconds", [-0.1, 269])
def test_what_is_refused(written, seconds):
    with pytest.raises(ValueError, match="cannot be set"):
        alarm.set(seconds)
    assert not written
