"""The arithmetic LLVM calls by name, against Python's."""

import math
import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tamapy.arm import helpers
from tamapy.metal import f64, i64, u64

LIMIT = 1 << 64
words = st.one_of(
    st.integers(0, LIMIT - 1), st.integers(0, 0xFFFFFFFF),
    st.builds(lambda a, b: (a << 32 | b) % LIMIT, st.integers(0, 7), st.integers(0, 0xFFFFFFFF)),
    st.builds(lambda s, d: ((1 << s) + d) % LIMIT, st.integers(0, 63), st.integers(-2, 2)),
)


def bits(value):
    return int.from_bytes(struct.pack("<d", value), "little")


def from_bits(value):
    return struct.unpack("<d", int(value).to_bytes(8, "little"))[0]


@given(words, words.filter(bool))
@example(LIMIT - 1, 1 << 32)
@example(LIMIT - 1, (1 << 32) + 1)
@example(0x7FFFFFFF_FFFFFFFF, 0x80000000_00000000)
def test_unsigned_division(n, d):
    quotient, rest = helpers.divide(u64(n), u64(d))
    assert (int(quotient), int(rest)) == divmod(n, d)


def signed(value):
    return value - LIMIT if value >> 63 else value


@given(words, words.filter(bool))
def test_signed_division_truncates(n, d):
    n, d = signed(n), signed(d)
    if (n, d) == (-(1 << 63), -1):
        return
    quotient, rest = helpers.divide_signed(i64(n), i64(d))
    expected = abs(n) // abs(d) * (1 if (n < 0) == (d < 0) else -1)
    assert int(quotient) == expected
    assert int(rest) == n - expected * d


@given(st.one_of(st.floats(allow_nan=False), st.floats(-2.0**65, 2.0**65)))
@example(2.0**63)
@example(-(2.0**63))
@example(2.0**64)
@example(math.nextafter(2.0**64, 0))
@example(-0.5)
@example(math.inf)
def test_from_float(x):
    unsigned = 0 if x < 1 else LIMIT - 1 if x >= 2.0**64 else int(x)
    assert int(helpers.f64_to_u64(u64(bits(x)))) == unsigned
    if x >= 2.0**63:
        expected = (1 << 63) - 1
    elif x <= -(2.0**63):
        expected = -(1 << 63)
    else:
        expected = int(x)
    assert int(helpers.f64_to_i64(u64(bits(x)))) == expected


def test_nan_becomes_zero():
    for pattern in (0x7FF8 << 48, 0xFFF8 << 48, 0x7FF0000000000001):
        assert int(helpers.f64_to_u64(u64(pattern))) == 0
        assert int(helpers.f64_to_i64(u64(pattern))) == 0


@given(words)
def test_to_float(n):
    assert from_bits(helpers.u64_to_f64(u64(n))) == float(n)
    assert from_bits(helpers.i64_to_f64(i64(signed(n)))) == float(signed(n))


finite = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False, width=64),
    st.builds(lambda n: n * 5e-324, st.integers(-(1 << 53), 1 << 53)),
)


@given(finite, finite.filter(bool))
@example(1e308, 5e-324)
@example(-0.0, 3.0)
@example(6.0, -3.0)
@example(5e-324, 1e308)
def test_remainder(x, y):
    got, expected = float(helpers.remainder(f64(x), f64(y))), math.fmod(x, y)
    assert bits(got) == bits(expected)


@pytest.mark.parametrize("x, y", [
    (math.inf, 1.0), (math.nan, 1.0), (1.0, math.nan), (1.0, 0.0), (0.0, 0.0),
])
def test_remainder_of_nothing(x, y):
    assert math.isnan(float(helpers.remainder(f64(x), f64(y))))


def test_remainder_by_infinity():
    assert float(helpers.remainder(f64(2.5), f64(math.inf))) == 2.5
