"""Shifts, bitwise operators and conversions of ints against the host's."""

import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tamapy.metal import usize
from tamapy.runtime.ints import bitwise as bw
from tamapy.runtime.ints import convert as cv
from tamapy.runtime.simulation import hosted

edges = st.sampled_from(
    [s * (2**k + d) for k in (0, 7, 8, 29, 30, 31, 32, 61, 62, 63, 64, 96) for d in (-1, 0, 1)
     for s in (1, -1)]
)
numbers = st.one_of(edges, st.integers(-(2**40), 2**40), st.integers(-(2**200), 2**200))
wide = st.one_of(
    numbers, st.builds(lambda m, e, d: (m << e) + d, numbers, st.integers(0, 1100), edges)
)


@pytest.mark.parametrize("bits", [32, 64])
@settings(max_examples=80, deadline=None)
@given(a=numbers, b=numbers, count=st.integers(0, 130))
def test_bitwise(bits, a, b, count):
    with hosted(bits):
        assert bw.int_and(a, b) == a & b
        assert bw.int_or(a, b) == a | b
        assert bw.int_xor(a, b) == a ^ b
        assert bw.int_invert(a) == ~a
        assert bw.int_lshift(a, count) == a << count
        assert bw.int_rshift(a, count) == a >> count
        assert bw.int_bit_length(a) == a.bit_length()
        assert bw.int_bit_count(a) == a.bit_count()
        assert bw.int_rshift(a, 2**70) == a >> 2**70 if a < 2**64 else True


def test_shift_errors(world):
    with pytest.raises(ValueError, match="negative shift count"):
        bw.int_lshift(1, -1)
    with pytest.raises(ValueError, match="negative shift count"):
        bw.int_rshift(1, -(2**70))
    with pytest.raises(OverflowError, match="too many digits in integer"):
        bw.int_lshift(1, 2**64)
    assert bw.int_lshift(0, 2**64) == 0


@pytest.mark.parametrize("bits", [32, 64])
@settings(max_examples=80, deadline=None)
@given(a=wide)
def test_to_float(bits, a):
    with hosted(bits):
        try:
            expected = float(a)
        except OverflowError:
            with pytest.raises(OverflowError, match="int too large to convert to float"):
                cv.int_to_f64(a)
        else:
            assert cv.int_to_f64(a) == expected
            assert cv.f64_to_int(expected) == int(expected)


@pytest.mark.parametrize("bits", [32, 64])
@settings(max_examples=80, deadline=None)
@given(x=st.floats(), a=wide, b=wide)
def test_from_float_and_division(bits, x, a, b):
    with hosted(bits):
        for value in (x, x / 1e300):
            try:
                expected = int(value)
            except (OverflowError, ValueError) as error:
                with pytest.raises(type(error), match=str(error)):
                    cv.f64_to_int(value)
            else:
                assert cv.f64_to_int(value) == expected
        if b:
            try:
                quotient = a / b
            except OverflowError as error:
                with pytest.raises(OverflowError, match=str(error)):
                    cv.int_truediv(a, b)
            else:
                assert repr(float(cv.int_truediv(a, b))) == repr(quotient)


@pytest.mark.parametrize("bits", [32, 64])
@settings(max_examples=80, deadline=None)
@given(data=st.binary(max_size=20), a=numbers, length=st.integers(0, 20),
       big=st.booleans(), signed=st.booleans())
@example(data=b"", a=-1, length=0, big=False, signed=True)
def test_bytes(bits, data, a, length, big, signed):
    order = "big" if big else "little"
    with hosted(bits):
        assert cv.int_from_bytes(data, big, signed) == int.from_bytes(data, order, signed=signed)
        for n in (length, (a.bit_length() + 7) // 8):
            try:
                expected = a.to_bytes(n, order, signed=signed)
            except OverflowError as error:
                with pytest.raises(OverflowError, match=str(error)):
                    cv.int_to_bytes(a, usize(n), big, signed)
            else:
                assert cv.int_to_bytes(a, usize(n), big, signed) == expected


@pytest.mark.parametrize("bits", [32, 64])
@given(a=wide)
def test_hash(bits, a):
    prime = 2**31 - 1 if bits == 32 else sys.hash_info.modulus
    expected = abs(a) % prime * (-1 if a < 0 else 1)
    with hosted(bits):
        assert cv.int_hash(a) == (-2 if expected == -1 else expected)
