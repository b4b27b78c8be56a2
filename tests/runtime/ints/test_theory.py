"""Powers, inverses, roots and digits of ints against the host's."""

import math
import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamapy.metal import is_null, metal, u32
from tamapy.runtime.ints import text, theory
from tamapy.runtime.layout import Bytes
from tamapy.runtime.simulation import hosted

numbers = st.one_of(st.integers(-(2**34), 2**34), st.integers(-(2**160), 2**160))
big = st.integers(0, 2**1000)


@pytest.mark.parametrize("bits", [32, 64])
@settings(max_examples=100, deadline=None)
@given(a=numbers, b=numbers, m=numbers, e=st.integers(0, 40), n=big)
def test_theory(bits, a, b, m, e, n):
    with hosted(bits):
        assert theory.int_gcd(a, b) == math.gcd(a, b)
        assert theory.int_gcd(a * m, b * m) == math.gcd(a * m, b * m)
        assert theory.int_isqrt(n) == math.isqrt(n)
        assert theory.int_isqrt(n * n) == n and theory.int_pow(a, e) == a**e
        for exponent in (e, abs(b) % 2**70, b):
            try:
                expected = pow(a, exponent, m)
            except ValueError as error:
                with pytest.raises(ValueError, match=re.escape(str(error))):
                    theory.int_pow_mod(a, exponent, m)
            else:
                assert theory.int_pow_mod(a, exponent, m) == expected


def test_montgomery_limits(world):
    for m in ((1 << 128) - 1, (1 << 96) + 1, 3, (1 << 32) - 1, (1 << 64) - 59):
        for a in (m - 1, m + 1, 2, 0, 1):
            for e in (1, 2, m - 1, (1 << 40) - 1):
                assert theory.int_pow_mod(a, e, m) == pow(a, e, m)


def test_pow_edges(world):
    assert theory.int_pow(2, 100) == 2**100 and theory.int_pow(-1, 2**70 + 1) == -1
    assert theory.int_pow(0, 2**70) == 0 and theory.int_pow(1, 2**70) == 1
    assert theory.int_pow(True, 5) == 1 and theory.int_pow(False, 0) == 1


@metal
def parse(data: Bytes, base: u32) -> object:
    found = text.parse_int_or_null(data.data, data.length, base)
    return None if is_null(found) else found


@pytest.mark.parametrize("bits", [32, 64])
@settings(max_examples=80, deadline=None)
@given(a=st.one_of(numbers, big), base=st.integers(2, 36))
def test_digits(bits, a, base):
    with hosted(bits):
        assert text.int_to_str(a, 10) == str(a)
        digits = text.int_to_str(a, base)
        assert int(digits, base) == a and (digits.lstrip("-")[0] != "0" or a == 0)
        assert parse(digits.encode(), base) == a
        assert parse(f" {a:_}\n".encode(), 10) == a
        assert parse(f"{a:#x}".encode(), 0) == a and parse(f"{a:#o}".encode(), 8) == a


ALPHABET = "0123456789_ +-xXoObBaAzZ\n"


@settings(max_examples=80, deadline=None)
@given(s=st.text(ALPHABET, max_size=6), base=st.sampled_from([0, 2, 8, 10, 16, 36]))
def test_parse_syntax(s, base):
    with hosted(32):
        try:
            expected = int(s, base)
        except ValueError:
            expected = None
        assert parse(s.encode(), base) == expected


def test_digit_limit(world):
    just = 10**4300 - 1
    assert text.int_to_str(just, 10) == str(just)
    assert text.int_to_str(-just, 10) == str(-just)
    for value in (10**4300, 10**9000):
        with pytest.raises(ValueError, match=r"Exceeds the limit \(4300 digits\) for .*; use"):
            text.int_to_str(value, 10)
    message = ""
    try:
        int("1" * 4301)
    except ValueError as error:
        message = str(error)
    with pytest.raises(ValueError, match=re.escape(message)):
        parse(b"1" * 4301, 10)
    assert parse(b"1" * 4300, 10) == int("1" * 4300)
    text.set_max_digits(0)
    sys.set_int_max_str_digits(0)
    try:
        assert text.int_to_str(10**4300, 10) == str(10**4300)
    finally:
        sys.set_int_max_str_digits(4300)


