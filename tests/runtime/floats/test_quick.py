"""The quick powers, exponentials and logarithms: their errors, and what they leave undecided."""

import decimal
import math
import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamapy.runtime.floats import elementary, hyperbolic, power, quick, tables
from tamapy.runtime.simulation import hosted


def test_reciprocals_multiply_exactly():
    for i in range(tables.INTERVALS):
        near = Fraction(tables.reciprocal(i))
        for mantissa in tables.mantissas(i):
            z = Fraction(mantissa) * near - 1
            assert abs(z) < Fraction(1, 128)
            unit = Fraction(math.ulp(mantissa)) / 256 * (1 if near < 1 else 2)
            assert z % unit == 0 and abs(z) < unit * 2**53  # so each z between is a double


def test_tables():
    logs, powers = tables.logarithms(), tables.fractional_powers()
    with decimal.localcontext() as context:
        context.prec = 50
        for near, high, low in zip(logs[::3], logs[1::3], logs[2::3], strict=True):
            assert (high * 2.0**42).is_integer()
            assert abs(Decimal(near).ln() + Decimal(high) + Decimal(low)) < Decimal(2) ** -95
            assert near == 1.0 or abs(high) > 2.0**-7.1  # larger than z, as sums want it
        for i, (high, low) in enumerate(zip(powers[::2], powers[1::2], strict=True)):
            assert (high * 2.0**26).is_integer()
            exact = Decimal(2) ** (Decimal(i) / tables.INTERVALS)
            assert abs(exact - Decimal(high) - Decimal(low)) < Decimal(2) ** -78


def numbers(count):
    """Numbers above 0: near 1, at the ends of the table's intervals, and of all sizes."""
    source = random.Random(3)
    for _ in range(count):
        yield source.uniform(0.7, 1.42)
        yield 2.0 ** source.uniform(-1021, 1023)
        yield 1.0 + source.choice((-1, 1)) * 2.0 ** source.uniform(-52, -5)
        end = source.choice(tables.mantissas(source.randrange(tables.INTERVALS)))
        yield end * 2.0 ** source.choice((0, 1, -1, 500, -500))


def exponents(count):
    """Numbers of which exponentials are normal, many of them far from a table's entry."""
    source = random.Random(4)
    for _ in range(count):
        yield source.uniform(-706, 706)
        yield source.choice((-1, 1)) * 2.0 ** source.uniform(-60, 4)
        yield (source.randrange(-100000, 100000) + 0.4999) * math.log(2) / tables.INTERVALS


def test_logarithms_are_as_near_as_they_say():
    with hosted(64), decimal.localcontext() as context:
        context.prec = 50
        for x in numbers(60):
            high, low, error = map(float, quick.log_parts(x))
            off = abs(Decimal(high) + Decimal(low) - Decimal(x).ln())
            assert off <= Decimal(error) * Decimal("0.6"), x


def test_exponentials_are_as_near_as_they_say():
    source = random.Random(5)
    with hosted(64), decimal.localcontext() as context:
        context.prec = 50
        for t in exponents(60):
            rest = t * source.uniform(-1, 1) * 2.0**-24
            high, low, exponent = quick.exp_parts(t, rest)
            exact = (Decimal(t) + Decimal(rest)).exp() / Decimal(2) ** int(exponent)
            off = abs(Decimal(float(high)) + Decimal(float(low)) - exact)
            assert off <= Decimal(quick.EXP_ERROR) * Decimal("0.6"), (t, rest)


#: The quick way, the one in twice the precision, and arguments.
PAIRS = [
    (quick.quick_exp, elementary.precise_exponential, exponents),
    (quick.quick_expm1, hyperbolic.precise_expm1, exponents),
    (quick.quick_log, elementary.precise_logarithm, numbers),
    (quick.quick_log1p, hyperbolic.precise_log1p, numbers),
    (lambda x: quick.quick_log_to(x, elementary.LOG2E_UPPER, elementary.LOG2E_REST),
     elementary.precise_logarithm_2, numbers),
    (lambda x: quick.quick_log_to(x, hyperbolic.LOG10E_UPPER, hyperbolic.LOG10E_REST),
     hyperbolic.precise_log10, numbers),
]


@pytest.mark.parametrize(("way", "precise", "arguments"), PAIRS)
def test_functions_are_the_precise_ones(way, precise, arguments):
    with hosted(64):
        for x in arguments(15):
            found = float(way(x))
            assert found != found or found == float(precise(x)), x


EXPONENTS = (1.5, -1.5, 2.0, -1.0, -2.0, 3.0, 1 / 3, -0.5, 10.0, 0.0, 1.0, 1e-300, 1e300)


@settings(max_examples=150, deadline=None)
@given(
    st.floats(0.0, exclude_min=True, allow_infinity=False),
    st.one_of(
        st.sampled_from(EXPONENTS), st.floats(-50, 50).filter(lambda y: y != 0.5),
        st.integers(-40, 40).map(float),
    ),
)
def test_powers_are_the_precise_ones(x, y):
    with hosted(64):
        assert float(power.positive_power(x, y)) == float(power.precise_power(x, y))


@settings(max_examples=100, deadline=None)
@given(st.floats(0.5, 2.0).filter(lambda x: x != 1.0), st.floats(-745.5, 710.0))
def test_powers_of_all_sizes(x, t):
    y = t / math.log(x)
    with hosted(64):
        assert float(power.positive_power(x, y)) == float(power.precise_power(x, y))


@pytest.mark.parametrize(("x", "y", "expected"), [
    (1e200, 2.0, math.inf), (-1e-200, 2.0, 0.0), (-3.0, 2.0, 9.0), (-math.inf, 2.0, math.inf),
    (5e-324, 0.5, 2.0**-537), (5e-324, -1.0, math.inf), (-0.0, 0.5, 0.0), (-2.0, -3.0, -0.125),
    (1.0 + 2.0**-52, 3.0, 1.0 + 3 * 2.0**-52), (2.0**27 + 1, 2.0, 2.0**54 + 2.0**28),
    (-1.0, 1e300, 1.0), (-1.0, math.inf, 1.0), (2.0, -1074.0, 5e-324), (2.0, -1022.0, 2.0**-1022),
    (2.0, 1023.0, 2.0**1023), (4.0, 512.0, math.inf), (0.5, 1075.0, 0.0), (1e308, 1.0, 1e308),
])
def test_edges(world, x, y, expected):
    assert float(power.real_power(x, y)).hex() == expected.hex()


@given(st.floats(0.0, allow_infinity=False, allow_subnormal=False))
def test_square_roots_are_those_of_the_processor(x):
    with hosted(64):
        assert float(power.real_power(x, 0.5)) == math.sqrt(x)


def test_few_are_left_undecided():
    source = random.Random(6)
    with hosted(64):
        found = [
            float(quick.quick_power(source.uniform(0, 100), source.uniform(-3, 3)))
            for _ in range(2000)
        ]
    assert sum(x != x for x in found) < 5
