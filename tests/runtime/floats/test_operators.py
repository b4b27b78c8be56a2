"""Float operators, rounding and digits against the host's."""

import math
import random
import struct
import sys
from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamapy.runtime.floats import arithmetic as ar
from tamapy.runtime.floats import digits, rounding
from tamapy.runtime.simulation import hosted

finite = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False), st.floats(-1e6, 1e6),
    st.integers(-(2**60), 2**60).map(float), st.sampled_from([0.5, 1.5, 2.5, -0.5, 0.0, -0.0]),
)


def same(a, b):
    return struct.pack("<d", a) == struct.pack("<d", b) or (a != a and b != b)


@settings(max_examples=100, deadline=None)
@given(x=finite, y=finite)
def test_operators(x, y):
    with hosted(32):
        assert same(rounding.trunc(x), math.copysign(float(int(x)), x))
        assert rounding.floor(x) == math.floor(x) and rounding.ceil(x) == math.ceil(x)
        assert rounding.nearest_even(x) == round(x)
        assert rounding.is_integral(x) == x.is_integer()
        if y:
            assert same(rounding.fmod(x, y), math.fmod(x, y))
            assert same(ar.float_mod(x, y), x % y)
            assert same(ar.float_floordiv(x, y), x // y)
        assert ar.integer_ratio(x) == x.as_integer_ratio()
        assert digits.round_to_int(x) == round(x)


def test_special_remainders(world):
    inf = math.inf
    for x, y in ((5.0, inf), (-5.0, inf), (5.0, -inf), (inf, 3.0), (0.0, -3.0), (-0.0, 3.0)):
        assert same(ar.float_mod(x, y), x % y)
        assert same(ar.float_floordiv(x, y), x // y)


@settings(max_examples=60, deadline=None)
@given(x=finite, n=st.integers(-2**70, 2**70), d=st.integers(-2, 2))
def test_compare_and_hash(x, n, d):
    for bits in (32, 64):
        with hosted(bits):
            for m in (n, int(x) + d):
                assert ar.compare_with_int(x, m) == (x > m) - (x < m)
            if bits == 64:
                assert ar.float_hash(x) == hash(x)
            elif x.is_integer():
                value = abs(int(x)) % (2**31 - 1) * (-1 if x < 0 else 1)
                assert ar.float_hash(x) == (-2 if value == -1 else value)
    assert sys.hash_info.inf == ar.HASH_INFINITY


@pytest.mark.parametrize("bits", [32, 64])
@settings(max_examples=60, deadline=None)
@given(x=finite, places=st.integers(-10, 30), count=st.integers(1, 40))
def test_digits(bits, x, places, count):
    with hosted(bits), localcontext() as context:
        context.prec = 2000
        exact = abs(Decimal(x)).scaleb(places).to_integral_value("ROUND_HALF_EVEN")
        assert digits.fixed_digits(x, places) == str(int(exact))
        if x:
            found, point = digits.significant_digits(x, count)
            text, _, exponent = f"{abs(x):.{count - 1}e}".partition("e")
            assert (found, point - 1) == (text.replace(".", ""), int(exponent))
        assert same(digits.round_to(x, places), round(x, places))


def test_round_limits(world):
    source = random.Random(3)
    for _ in range(60):
        x = source.uniform(-1, 1) * 10 ** source.randrange(-320, 308)
        n = source.randrange(-310, 330)
        try:
            expected = round(x, n)
        except OverflowError as error:
            with pytest.raises(OverflowError, match=str(error)):
                digits.round_to(x, n)
        else:
            assert same(digits.round_to(x, n), expected)
    with pytest.raises(OverflowError, match="rounded value too large to represent"):
        digits.round_to(1.7e308, -308)
