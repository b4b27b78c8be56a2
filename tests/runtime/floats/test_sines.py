"""The quick sine: right wherever it does not leave the result undecided, which it seldom does."""

import math
import random
from fractions import Fraction

import pytest

from tamapy.runtime.floats import sines, tables
from tamapy.runtime.simulation import hosted

BITS = 400
PI = tables.pi()


def exact(x, quarters):
    """The sine of a double and some quarter turns, to some 380 bits."""
    angle = Fraction(x) + quarters * PI / 2
    rest = int((angle - round(angle / PI) * PI) * 2**BITS)
    sign = -1 if round(angle / PI) % 2 else 1
    term, total, k = rest, 0, 1
    while term:
        total += term
        term = -(term * rest >> BITS) * rest // ((k + 1) * (k + 2)) >> BITS
        k += 2
        if term == -1:
            break
    return sign * Fraction(total, 2**BITS)


def angles(count):
    """Of all sizes, near multiples of the table's steps, and in the middle between them."""
    source = random.Random(5)
    step = math.pi / (2 * sines.QUARTER)
    for _ in range(count):
        yield source.uniform(-7, 7)
        yield source.uniform(-1048575, 1048575)
        yield source.choice((-1, 1)) * 2.0 ** source.uniform(-60, 19.9)
        yield source.randrange(-42000000, 42000000) * step
        yield (source.randrange(-5000, 5000) + 0.5) * step


def test_table():
    values = sines._sines()
    for i, (high, low) in enumerate(zip(values[::2], values[1::2], strict=True)):
        assert (high * 2.0**26).is_integer()
        found = exact(0.0, Fraction(i, sines.QUARTER))
        assert abs(found - Fraction(high) - Fraction(low)) < Fraction(1, 2**78)


@pytest.mark.parametrize("quarters", range(4))
def test_rounded_correctly_or_not_at_all(quarters):
    undecided = 0
    with hosted():
        for x in angles(300):
            found = float(sines.quick_sine(x, quarters))
            if found != found:
                undecided += 1
            else:
                assert found == float(exact(x, quarters)), (x, quarters)
    assert undecided <= 15


def test_left_undecided():
    with hosted():
        for x in (sines.LARGEST, -1e300, math.inf, math.nan):
            assert math.isnan(sines.quick_sine(x, 0))
        # So near to half a turn the rest of the angle has too few bits.
        assert math.isnan(sines.quick_sine(math.pi, 0))
        assert math.isnan(sines.quick_sine(math.pi / 2, 1))
