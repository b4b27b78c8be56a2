"""Two limbs at a time come to the same as one at a time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamapy.metal import Ptr, u32, u64
from tamapy.metal.memory import memory
from tamapy.runtime.ints import wide
from tamapy.runtime.ints import wide_division as division
from tamapy.runtime.simulation import hosted

LIMB = (1 << 32) - 1
limbs = st.lists(
    st.one_of(st.integers(0, LIMB), st.sampled_from([0, 1, LIMB - 1, LIMB])), max_size=9
)


@pytest.fixture(autouse=True)
def words():
    with hosted(64):
        yield


def number(values: list[int]) -> int:
    return sum(v << (32 * i) for i, v in enumerate(values))


def array(values: list[int]) -> Ptr:
    place = Ptr[u32](memory.allocate(4 * len(values) + 16))
    for i, value in enumerate(values):
        place[i] = value
    return place


def read(place: Ptr, count: int) -> int:
    return number([int(place[i]) for i in range(count)])


@settings(max_examples=200, deadline=None)
@given(limbs, limbs)
def test_sums_and_differences(a, b):
    a, b = sorted((a, b), key=len, reverse=True)
    n, m = len(a), len(b)
    dst = array([0] * n)
    carry = wide.add_limbs(dst, array(a), n, array(b), m)
    assert read(dst, n) + (int(carry) << (32 * n)) == number(a) + number(b)
    borrow = wide.sub_limbs(dst, array(a), n, array(b), m)
    assert read(dst, n) - (int(borrow) << (32 * n)) == number(a) - number(b)


@settings(max_examples=200, deadline=None)
@given(limbs, limbs, st.integers(0, LIMB), st.integers(0, LIMB), st.integers(0, LIMB))
def test_products(a, more, factor, high, addend):
    n = len(a)
    before = (more + [LIMB] * n)[:n]
    dst = array(before)
    carry = wide.mul_add_limb(dst, array(a), n, factor, addend)
    assert read(dst, n) + (int(carry) << (32 * n)) == number(a) * factor + addend
    dst = array(before)
    carry = wide.add_mul_limb(dst, array(a), n, factor)
    assert read(dst, n) + (int(carry) << (32 * n)) == number(before) + number(a) * factor
    wider = high << 32 | factor
    dst = array(before)
    carry = wide.mul_add_pair(dst, array(a), n, wider, addend)
    assert read(dst, n) + (int(carry) << (32 * n)) == number(a) * wider + addend
    dst = array(before)
    carry = wide.add_mul_pair(dst, array(a), n, wider)
    assert read(dst, n) + (int(carry) << (32 * n)) == number(before) + number(a) * wider
    dst = array(before)
    borrow = wide.sub_mul_limb(dst, array(a), n, factor)
    assert read(dst, n) - (int(borrow) << (32 * n)) == number(before) - number(a) * factor


@settings(max_examples=200, deadline=None)
@given(limbs, st.integers(1, 31))
def test_shifts(a, bits):
    n = len(a)
    dst = array([0] * n)
    out = wide.shift_left(dst, array(a), n, bits)
    assert read(dst, n) + (int(out) << (32 * n)) == number(a) << bits
    same = array(a)
    wide.shift_left(same, same, n, bits)
    assert read(same, n) == read(dst, n)
    out = wide.shift_right(dst, array(a), n, bits)
    assert read(dst, n) == number(a) >> bits
    assert int(out) == number(a) & ((1 << bits) - 1)
    same = array(a)
    wide.shift_right(same, same, n, bits)
    assert read(same, n) == read(dst, n)


BIT_63 = 1 << 63
DIGIT = (1 << 64) - 1
digits = st.one_of(
    st.integers(0, DIGIT), st.sampled_from([0, 1, BIT_63 - 1, BIT_63, DIGIT - 1, DIGIT])
)
tops = st.one_of(
    st.integers(BIT_63, DIGIT), st.sampled_from([BIT_63, BIT_63 + 1, DIGIT - 1, DIGIT])
)


@settings(max_examples=500, deadline=None)
@given(tops, digits)
def test_reciprocals(top, second):
    expected = ((1 << 192) - 1) // (top << 64 | second) - (1 << 64)
    assert int(division.reciprocal(u64(top), u64(second))) == expected


@settings(max_examples=500, deadline=None)
@given(tops, digits, digits, digits, digits)
def test_digits(top, second, head, middle, low):
    divisor = top << 64 | second
    head, middle = divmod((head << 64 | middle) % divisor, 1 << 64)
    inverse = division.reciprocal(u64(top), u64(second))
    operands = [u64(x) for x in (head, middle, low, top, second)]
    expected = (head << 128 | middle << 64 | low) // divisor
    assert int(division.guess_digit(*operands, inverse)) == expected


@settings(max_examples=300, deadline=None)
@given(st.lists(digits, min_size=1, max_size=4), digits, tops, st.lists(digits, max_size=6))
def test_divisions_by_digits(low, second, top, more):
    b = sum(x << (64 * i) for i, x in enumerate([*low, second, top]))
    m = 2 * (len(low) + 2)
    a = sum(x << (64 * i) for i, x in enumerate(more)) * b + b - 1
    n = m + 2 * len(more)
    for value in (a, a - b + 1, a >> 1):
        place = array([value >> (32 * i) & LIMB for i in range(n)])
        q = array([0] * (n - m))
        divisor = array([b >> (32 * i) & LIMB for i in range(m)])
        division.divide_pairs(q, place, n, divisor, m)
        assert (read(q, n - m), read(place, m)) == divmod(value, b)
